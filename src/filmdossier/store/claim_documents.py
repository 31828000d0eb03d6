"""Where the claims of a film stand, without the claims themselves: a film may have tens of thousands."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from filmdossier.store import schema
from filmdossier.store.access import Access, select_in
from filmdossier.store.claims import joined_with_documents


class ClaimDocuments(Access):
    """Reading where claims stand."""

    def documents_of_claims(self, film: str) -> dict[str, str]:
        """The document of each claim on a film, by the id of the claim.

        Args:
            film: its own id.
        """
        t, d, m = schema.claim, schema.document, schema.film_member
        joined = joined_with_documents(t).join(m, m.c.mention == t.c.film)
        query = select(t.c.id, d.c.id.label("document")).select_from(joined).where(m.c.film == film)
        with self._read() as c:
            return {row.id: row.document for row in c.execute(query)}

    def where_claims_stand(self, claims: Iterable[str]) -> dict[str, str]:
        """The document of each of some claims, by the id of the claim; those that no longer count are left out."""
        t, d = schema.claim, schema.document
        query = select(t.c.id, d.c.id.label("document")).select_from(joined_with_documents(t))
        with self._read() as c:
            return {row.id: row.document for row in select_in(c, query, t.c.id, claims)}

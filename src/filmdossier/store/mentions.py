"""Film and name mentions, by id and by document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, literal, select, union_all

from filmdossier.model.errors import StoreError
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.store import schema
from filmdossier.store.access import Access, begins_id, select_in
from filmdossier.store.mention_rows import film_mention_of, name_mention_of

#: So many characters of an id are taken for one; fewer could be a title, such as a year.
SHORTEST_ID = 6


class MentionId(NamedTuple):
    """A mention as judgements name it; ``kind`` is ``film``, ``person`` or ``organisation``."""

    id: str
    kind: str


class Mentions(Access):
    """Reading mentions."""

    def mention(self, given: str) -> MentionId | None:
        """The mention that an id, or the beginning of one, leads to; None where there is none.

        Raises:
            StoreError: the ids of several mentions begin so.
        """
        with self._read() as c:
            return find_mention(c, given)

    def film_mentions(self, ids: Iterable[str]) -> list[FilmMention]:
        """Film mentions, in the order of their ids; those that are not there are left out."""
        t = schema.film_mention
        with self._read() as c:
            return sorted((film_mention_of(r) for r in select_in(c, select(t), t.c.id, ids)), key=lambda m: m.id)

    def name_mentions(self, ids: Iterable[str]) -> list[NameMention]:
        """Name mentions, in the order of their ids; those that are not there are left out."""
        t = schema.name_mention
        with self._read() as c:
            return sorted((name_mention_of(r) for r in select_in(c, select(t), t.c.id, ids)), key=lambda m: m.id)

    def names_of_documents(self, documents: Iterable[str]) -> dict[str, list[NameMention]]:
        """The name mentions of documents, by document, each in the order of their ids."""
        t = schema.name_mention
        by_document: dict[str, list[NameMention]] = {}
        with self._read() as c:
            found = [name_mention_of(row) for row in select_in(c, select(t), t.c.document, documents)]
        for m in sorted(found, key=lambda m: (m.document, m.id)):
            by_document.setdefault(m.document, []).append(m)
        return by_document


def find_mention(c: Connection, given: str) -> MentionId | None:
    """The mention that an id, or the beginning of one, leads to; see `Mentions.mention`."""
    if len(given) < SHORTEST_ID or not begins_id(given):
        return None
    f, n = schema.film_mention, schema.name_mention
    films, names = select(f.c.id, literal("film").label("kind")), select(n.c.id, n.c.kind)
    parts = [query.where(*_begins(table, given)).limit(2).subquery() for query, table in ((films, f), (names, n))]
    found = sorted(c.execute(union_all(*(select(part) for part in parts))), key=lambda row: row.id)
    exact = [row for row in found if row.id == given]
    if len(exact or found) > 1:
        raise StoreError(f"{given}: the ids of several films, people or organisations begin so; give more of it")
    return MentionId(*(exact or found)[0]) if found else None


def _begins(table: Table, prefix: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.id >= prefix, table.c.id < prefix + "g"

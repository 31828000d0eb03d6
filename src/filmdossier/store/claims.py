"""Claims and statements with what they need to stand outside their article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Join, Row, Select, Table, and_, select

from filmdossier.model.errors import StoreError
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement
from filmdossier.store import schema
from filmdossier.store.access import STEP, Access, begins_id, select_in, steps
from filmdossier.store.documents import head_columns, head_of_row
from filmdossier.store.reading_rows import claim_of, statement_of

_TEXTS = 100
"""Texts held in memory at a time, for cutting words out of them."""


_LATE = "9999"
"""What has no date comes last."""


class Said(NamedTuple):
    """A statement by its id, and the name of its speaker as written."""

    id: str
    speaker: str


class Claims(Access):
    """Reading claims and statements."""

    def claims(self, ids: Iterable[str]) -> list[SourcedClaim]:
        """Claims by their ids, in the order of document and text; those that are not there are left out.

        A claim that the reading that counts no longer makes is given as the last reading has it that did.
        """
        with self._read() as c:
            rows = select_in(c, _of_any_reading(schema.claim), schema.claim.c.id, ids)
            return _claims(c, _last_of_each(rows))

    def claim_by_prefix(self, prefix: str) -> SourcedClaim | None:
        """The claim whose id begins so; None where there is none.

        Raises:
            StoreError: the ids of several claims begin so.
        """
        if not begins_id(prefix):
            return None
        ids = schema.claim.c.id
        with self._read() as c:
            query = select(ids).where(ids >= prefix, ids < prefix + "g").distinct().limit(2)
            found = list(c.execute(query).scalars())
        if len(found) > 1:
            raise StoreError(f"{prefix}: the ids of several claims begin so; give more of it")
        return self.claims(found)[0] if found else None

    def claims_of_films(self, mentions: Iterable[str]) -> list[SourcedClaim]:
        """The claims about films, by their mentions, in the order of document and text."""
        with self._read() as c:
            return _claims(c, select_in(c, _counting(schema.claim), schema.claim.c.film, mentions))

    def claims_of_documents(self, documents: Iterable[str]) -> list[SourcedClaim]:
        """All claims of documents, in the order of document and text."""
        with self._read() as c:
            return _claims(c, select_in(c, _counting(schema.claim), schema.document.c.id, documents))

    def world_claims(self, documents: Iterable[str]) -> list[SourcedClaim]:
        """The claims of documents that are about no film, in the order of document and text."""
        query = _counting(schema.claim).where(schema.claim.c.film.is_(None))
        with self._read() as c:
            return _claims(c, select_in(c, query, schema.document.c.id, documents))

    def all_world_claims(self) -> Iterator[SourcedClaim]:
        """The claims about no film of all documents that count, in the order of document and text."""
        last = ""
        while documents := self._documents_after(last):
            yield from self.world_claims(documents)
            last = documents[-1]

    def _documents_after(self, last: str) -> list[str]:
        d = schema.document
        query = select(d.c.id).where(d.c.id > last, d.c.current).order_by(d.c.id).limit(STEP)
        with self._read() as c:
            return list(c.execute(query).scalars())

    def statements_of_films(self, mentions: Iterable[str]) -> list[SourcedStatement]:
        """The statements about films, by their mentions, in the order of document and text."""
        with self._read() as c:
            return _statements(c, select_in(c, _counting(schema.statement), schema.statement.c.film, mentions))

    def statements(self, ids: Iterable[str]) -> list[SourcedStatement]:
        """Statements by their ids, in the order of document and text; those that are not there are left out."""
        with self._read() as c:
            return _statements(c, select_in(c, _counting(schema.statement), schema.statement.c.id, ids))

    def said_of_films(self, mentions: Iterable[str]) -> list[Said]:
        """Who made statements about films, by their mentions: one for each, in the order of publication and text."""
        t, d = schema.statement, schema.document
        query = select(t.c.id, t.c.speaker, d.c.published, d.c.id.label("document"), t.c.ordinal)
        query = query.select_from(joined_with_documents(t))
        with self._read() as c:
            found = sorted(
                select_in(c, query, t.c.film, mentions), key=lambda r: (r.published or _LATE, r.document, r.ordinal)
            )
        return [Said(row.id, row.speaker) for row in found]

    def statements_of_documents(self, documents: Iterable[str]) -> list[SourcedStatement]:
        """All statements of documents, in the order of document and text."""
        with self._read() as c:
            return _statements(c, select_in(c, _counting(schema.statement), schema.document.c.id, documents))


def _counting(table: Table) -> Select[Any]:
    """Claims or statements of the readings that count."""
    columns = (*table.c, schema.document.c.id.label("document"), *_title(table))
    return select(*columns).select_from(joined_with_documents(table).outerjoin(*_film(table)))


def joined_with_documents(table: Table) -> Join:
    """Claims or statements of the readings that count, with their documents: quick from either end."""
    d, r = schema.document, schema.reading
    return table.join(r, r.c.id == table.c.reading).join(d, and_(d.c.id == r.c.document, d.c.reading == r.c.id))


def _of_any_reading(table: Table) -> Select[Any]:
    d, r = schema.document, schema.reading
    counts = (d.c.reading == r.c.id).label("counts")
    columns = (*table.c, d.c.id.label("document"), *_title(table), counts)
    joined = table.join(r, r.c.id == table.c.reading).join(d, d.c.id == r.c.document)
    return select(*columns).select_from(joined.outerjoin(*_film(table)))


def _film(table: Table) -> tuple[Table, Any]:
    f = schema.reading_film
    return f, and_(f.c.reading == table.c.reading, f.c.id == table.c.local_film)


def _title(table: Table) -> list[Column[Any]]:
    return [schema.reading_film.c.title.label("film_title")]  # type: ignore[list-item]


def _last_of_each(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    last: dict[str, Row[Any]] = {}
    for row in rows:
        held = last.get(row.id)
        if held is None or (held.counts, held.reading) < (row.counts, row.reading):
            last[row.id] = row
    return list(last.values())


def _claims(c: Connection, rows: Iterable[Row[Any]]) -> list[SourcedClaim]:
    found = []
    for row, head, text in _with_texts(c, rows):
        claim = claim_of(row)
        title = row.film_title if row.film is not None else None
        words, evidence = claim.value_span.of(text), claim.evidence_span.of(text)
        found.append(SourcedClaim(row.id, claim, head, row.film, title, words, evidence))
    return found


def _statements(c: Connection, rows: Iterable[Row[Any]]) -> list[SourcedStatement]:
    found = []
    for row, head, text in _with_texts(c, rows):
        statement = statement_of(row)
        parts = tuple(span.of(text) for span in statement.content)
        found.append(SourcedStatement(row.id, statement, head, row.film, parts))
    return found


def _with_texts(c: Connection, rows: Iterable[Row[Any]]) -> Iterator[tuple[Row[Any], DocumentHead, str]]:
    """Rows in the order of document and text, each with its document."""
    by_document: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_document.setdefault(row.document, []).append(row)
    d = schema.document
    query = select(d.c.id, d.c.text, *head_columns())
    for step in steps(sorted(by_document), _TEXTS):
        for document in sorted(select_in(c, query, d.c.id, step), key=lambda row: row.id):
            head = head_of_row(document.id, document)
            for row in sorted(by_document[document.id], key=lambda row: row.ordinal):
                yield row, head, document.text

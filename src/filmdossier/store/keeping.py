"""Keeping what was read: documents, readings and mentions, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from filmdossier.model.errors import StoreError
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.reading import Reading
from filmdossier.store import mention_rows, reading_rows, schema
from filmdossier.store.access import WriteAccess, insert_all, select_in
from filmdossier.store.articles import insert_words
from filmdossier.store.captures import Captures, Standing
from filmdossier.store.pending import mark, mark_documents
from filmdossier.store.replacing import remove_mentions


@dataclass(frozen=True, slots=True)
class Intake:
    """One article to be kept.

    Attributes:
        reading: what was read in it.
        source: where it was found; ``-`` or empty for a text that no source holds.
        captured: when, ISO 8601 in UTC to the microsecond.
        reader: version of the reader.
        films, names: the mentions condensed from the reading.
        signature: MinHash of the text.
    """

    reading: Reading
    source: str
    captured: str
    reader: str
    films: Sequence[FilmMention] = ()
    names: Sequence[NameMention] = ()
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article.

    Attributes:
        document: its id.
        is_new: whether no source had held these words before.
        is_new_version: whether its source held other words before.
        previous: for a new version, the document that the source held before.
    """

    document: str
    is_new: bool
    is_new_version: bool = False
    previous: str | None = None


class Keeping(WriteAccess):
    """Keeping articles."""

    def keep(
        self,
        reading: Reading,
        *,
        source: str,
        captured: str,
        reader: str,
        films: Sequence[FilmMention] = (),
        names: Sequence[NameMention] = (),
        signature: bytes = b"",
    ) -> Kept:
        """Keep one article in a transaction of its own; see `Intake` for what is given.

        Raises:
            StoreError: the store cannot be written; nothing of the article is kept then.
        """
        [kept] = self.keep_many([Intake(reading, source, captured, reader, films, names, signature)])
        return kept

    def keep_many(self, intakes: Iterable[Intake]) -> list[Kept]:
        """Keep several articles in one transaction: all or none.

        Raises:
            StoreError: the store cannot be written; nothing of the articles is kept then.
        """
        kept: list[Kept] = []
        with self._write() as c:
            for batch in _without_repeats(intakes):
                kept += _keep(c, batch)
        return kept

    def add_capture(self, source: str, document: str, captured: str) -> Kept:
        """Note that a source holds a document that has been read before.

        Raises:
            StoreError: there is no such document, or the store cannot be written.
        """
        with self._write() as c:
            table = schema.document
            standing = c.execute(select(table.c.current, table.c.source).where(table.c.id == document)).one_or_none()
            if standing is None:
                raise StoreError(f"{document}: no document has that id; keep its reading first")
            captures = Captures(c, [(source, document)])
            seen = captures.add(source, document, captured)
            captures.write(c)
            _write_standings(c, captures.standings(), set())
        return Kept(document, False, seen.is_new_version, seen.previous)


def _without_repeats(intakes: Iterable[Intake]) -> Iterable[list[Intake]]:
    """The articles in batches that hold no document twice."""
    batch: list[Intake] = []
    held: set[str] = set()
    for intake in intakes:
        document = intake.reading.document.id
        if document in held or len(batch) == _BATCH:
            yield batch
            batch, held = [], set()
        batch.append(intake)
        held.add(document)
    if batch:
        yield batch


_BATCH = 200
"""Documents whose rows are made at a time: what that saves hardly grows any more, the memory does."""


def _keep(c: Connection, intakes: Sequence[Intake]) -> list[Kept]:
    captures = Captures(c, [(i.source, i.reading.document.id) for i in intakes])
    seen = [captures.add(i.source, i.reading.document.id, i.captured) for i in intakes]
    standings = captures.standings()
    known = _known(c, [i.reading.document.id for i in intakes])
    rows = _Rows(int(c.execute(select(func.coalesce(func.max(schema.reading.c.id), 0))).scalar_one()))
    for intake in intakes:
        document = intake.reading.document.id
        _collect(c, intake, known.get(document), standings[document], rows)
    rows.insert(c)
    captures.write(c)
    _write_standings(c, standings, {i.reading.document.id for i in intakes} - set(known))
    return [
        Kept(i.reading.document.id, i.reading.document.id not in known, s.is_new_version, s.previous)
        for i, s in zip(intakes, seen, strict=True)
    ]


def _known(c: Connection, documents: Iterable[str]) -> dict[str, Row[Any]]:
    """The documents that are there, with the reading that counts."""
    d, r = schema.document, schema.reading
    query = select(d.c.id, d.c.reading, r.c.reader, r.c.created, r.c.digest).select_from(
        d.outerjoin(r, r.c.id == d.c.reading)
    )
    return {row.id: row for row in select_in(c, query, d.c.id, documents)}


def _collect(c: Connection, intake: Intake, known: Row[Any] | None, standing: Standing, rows: _Rows) -> None:
    """Add the rows of one article, as far as they are not there."""
    document = intake.reading.document
    head = reading_rows.document_row(document)
    ids = reading_rows.claim_ids(intake.reading)
    claims, findings = reading_rows.claim_rows(intake.reading, ids), reading_rows.findings_text(intake.reading, ids)
    films, statements = reading_rows.film_rows(intake.reading), reading_rows.statement_rows(intake.reading)
    film_mentions = mention_rows.film_mention_rows(intake.films)
    name_mentions = mention_rows.name_mention_rows(intake.names)
    digest = reading_rows.digest(head, films, claims, statements, findings, film_mentions, name_mentions)
    held = None if known is None else _held(c, document.id, intake.reader, digest)
    if held is not None:
        number, created = held.id, max(held.created, intake.captured)
        c.execute(update(schema.reading).where(schema.reading.c.id == number).values(created=created))
    else:
        number, created = rows.add_reading(document.id, intake, digest, findings), intake.captured
        for table, parts in ((schema.reading_film, films), (schema.claim, claims), (schema.statement, statements)):
            rows.add(table, [{"reading": number, **part} for part in parts])
    if known is None:
        state = {"current": standing.current, "source": standing.source, "reading": number}
        values = {**head, "signature": intake.signature, "text": document.text}
        rows.add(schema.document, [{"id": document.id, **state, **values}])
        rows.texts.append((number, document.text))
    elif not _counts(known, number, _rank(intake.reader, created, digest)):
        return
    else:
        remove_mentions(c, document.id, intake.films, intake.names)
        values = {**head, "reading": number, "signature": intake.signature}
        c.execute(update(schema.document).where(schema.document.c.id == document.id).values(values))
    rows.add(schema.film_mention, film_mentions)
    rows.add(schema.name_mention, name_mentions)
    rows.add(schema.film_key, mention_rows.key_rows(intake.films))
    rows.add(schema.name_key, mention_rows.key_rows(intake.names))
    rows.pending["film"] += [m["id"] for m in film_mentions]
    rows.pending["name"] += [m["id"] for m in name_mentions]


def _held(c: Connection, document: str, reader: str, digest: str) -> Row[Any, Any] | None:
    """The very same reading, where it has been kept before."""
    r = schema.reading
    query = select(r.c.id, r.c.created).where(r.c.document == document, r.c.reader == reader, r.c.digest == digest)
    return c.execute(query).one_or_none()


def _counts(known: Row[Any], number: int, rank: tuple[list[int], str, str, str]) -> bool:
    """Whether a reading takes the place of the one that has counted so far."""
    if known.reading is None:
        return True
    return known.reading != number and rank > _rank(known.reader, known.created, known.digest)


def _rank(reader: str, created: str, digest: str) -> tuple[list[int], str, str, str]:
    """The order of readings: the latest version of the reader counts, of its readings the latest."""
    return [int(n) for n in re.findall(r"\d{1,18}", reader)], reader, created, digest


def _write_standings(c: Connection, standings: dict[str, Standing] | Any, new: set[str]) -> None:
    """Write how documents stand that were there before, and have derived anew what rests on those that changed."""
    d = schema.document
    query = select(d.c.id, d.c.current, d.c.source)
    changed = []
    for row in select_in(c, query, d.c.id, set(standings) - new):
        standing = standings[row.id]
        if (row.current, row.source) != (standing.current, standing.source):
            changed.append(row.id)
            values = {"current": standing.current, "source": standing.source}
            c.execute(update(d).where(d.c.id == row.id).values(values))
    mark_documents(c, changed)


class _Rows:
    """Rows to be inserted, by table, in the order in which they can be."""

    _ORDER = (
        schema.document,
        schema.reading,
        schema.reading_film,
        schema.claim,
        schema.statement,
        schema.film_mention,
        schema.name_mention,
        schema.film_key,
        schema.name_key,
    )

    def __init__(self, last_reading: int) -> None:
        self._last_reading = last_reading
        self._rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in self._ORDER}
        self.pending: dict[str, list[str]] = {"film": [], "name": []}
        self.texts: list[tuple[int, str]] = []

    def add(self, table: Any, rows: Iterable[dict[str, Any]]) -> None:
        """Add rows of a table."""
        self._rows[table.name].extend(rows)

    def add_reading(self, document: str, intake: Intake, digest: str, findings: str) -> int:
        """Add a reading and give its number."""
        self._last_reading += 1
        row = {"id": self._last_reading, "document": document, "reader": intake.reader, "created": intake.captured}
        self.add(schema.reading, [{**row, "digest": digest, "findings": findings}])
        return self._last_reading

    def insert(self, c: Connection) -> None:
        """Insert all of them."""
        for table in self._ORDER:
            insert_all(c, table, self._rows[table.name])
        insert_words(c, self.texts)
        for kind, mentions in self.pending.items():
            mark(c, kind, mentions)

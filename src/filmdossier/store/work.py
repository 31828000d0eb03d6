"""Deriving: one transaction that takes up what is pending and puts films and people in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, exists, select

from filmdossier.model.dossier import Gross
from filmdossier.model.record import Cluster, Record
from filmdossier.store import derived_rows, schema
from filmdossier.store.access import insert_all, select_in, write_in
from filmdossier.store.claims import Claims
from filmdossier.store.derived import Derived
from filmdossier.store.documents import Documents
from filmdossier.store.families import Families
from filmdossier.store.mentions import Mentions
from filmdossier.store.pending import mark, mark_documents


def now() -> str:
    """The time at which a record becomes another one, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class DerivedFilm:
    """A film as it was derived.

    Attributes:
        record: with its findings.
        claims: how many there are about it.
        latest: EDTF date of the latest document about it, or None.
        gross: the largest that stands, or None.
    """

    record: Record
    claims: int = 0
    latest: str | None = None
    gross: Gross | None = None


class Shelf(Documents, Claims, Mentions, Families, Derived):
    """Everything that can be read in order to derive: of a store, or within the transaction that derives."""


class Work(Shelf):
    """The transaction that derives. No other program derives or keeps anything meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        yield self._connection

    def pending(self, kind: str, limit: int) -> list[str]:
        """Mentions that have to be derived anew.

        Args:
            kind: ``film`` or ``name``.
            limit: how many at the most.
        """
        t = schema.pending
        query = select(t.c.mention).where(t.c.kind == kind).order_by(t.c.mention).limit(limit)
        return list(self._connection.execute(query).scalars())

    def done(self, kind: str, mentions: Iterable[str]) -> None:
        """Strike mentions off what is pending."""
        t = schema.pending
        write_in(self._connection, delete(t).where(t.c.kind == kind), t.c.mention, mentions)

    def write_films(self, mentions: Iterable[str], films: Sequence[DerivedFilm]) -> None:
        """Put films in the place of those that their mentions made so far.

        Names whose film or credits change with it are pending then; the mentions of films are no longer.

        Args:
            mentions: all that were looked at: the whole family, and what no longer belongs to one.
            films: what became of them, in any order.
        """
        c, looked_at = self._connection, sorted(set(mentions))
        old = sorted(set(self.film_ids(looked_at).values()))
        changed = self._changed(old)
        before, credits_before = self._remove_films(old)
        films = sorted(films, key=lambda f: f.record.film.id)
        names = self._names({m for f in films for pair in derived_rows.doubts_of(f.record) for m in pair})
        for table, rows in derived_rows.film_rows(films, names, changed, now()).items():
            insert_all(c, table, rows)
        after, credits_after = derived_rows.memberships(films)
        mark(c, "name", [mention for _, mention, _ in credits_before ^ credits_after])
        moved = {m for m in before.keys() | after.keys() if before.get(m) != after.get(m)}
        table = schema.film_mention
        documents = [row.document for row in select_in(c, select(table.c.document), table.c.id, moved)]
        mark_documents(c, documents, ["name"])
        self.done("film", looked_at)

    def _changed(self, films: Iterable[str]) -> dict[tuple[str, str | None], str | None]:
        """When the records of films became what they are, by film and digest."""
        f = schema.film
        query = select(f.c.id, f.c.digest, f.c.changed)
        return {(row.id, row.digest): row.changed for row in select_in(self._connection, query, f.c.id, films)}

    def _names(self, mentions: Iterable[str]) -> dict[str, str]:
        """What articles call films, people and organisations, by mention."""
        c, asked, f, n = self._connection, sorted(set(mentions)), schema.film_mention, schema.name_mention
        films = select_in(c, select(f.c.id, f.c.title.label("name")), f.c.id, asked)
        return {row.id: row.name for row in (*films, *select_in(c, select(n.c.id, n.c.name), n.c.id, asked))}

    def _remove_films(self, films: Sequence[str]) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
        """Remove films; their members and credits are given."""
        c, m, k = self._connection, schema.film_member, schema.credit
        members = {row.mention: row.film for row in select_in(c, select(m), m.c.film, films)}
        credited = {(row.film, row.mention, row.credit) for row in select_in(c, select(k), k.c.film, films)}
        write_in(c, delete(m), m.c.film, films)
        self._drop_films(films)
        return members, credited

    def write_people(self, mentions: Iterable[str], people: Sequence[Cluster]) -> None:
        """Put people and organisations in the place of those that their mentions made so far; as `write_films`."""
        c, looked_at = self._connection, sorted(set(mentions))
        old = sorted(set(self.person_of(looked_at).values()))
        write_in(c, delete(schema.person_member), schema.person_member.c.person, old)
        self._remove_tokens("person", old)
        write_in(c, delete(schema.person), schema.person.c.id, old)
        t = schema.name_mention
        members = [m for p in people for m in p.members]
        documents = {row.id: row.document for row in select_in(c, select(t.c.id, t.c.document), t.c.id, members)}
        for table, rows in derived_rows.person_rows(people, documents).items():
            insert_all(c, table, rows)
        self.done("name", looked_at)

    def _remove_tokens(self, kind: str, entities: Iterable[str]) -> None:
        t = schema.search_token
        write_in(self._connection, delete(t).where(t.c.kind == kind), t.c.entity, entities)

    def drop_orphans(self) -> None:
        """Remove films and people that have no mentions."""
        c, m, p = self._connection, schema.film_member, schema.person_member
        has_members = exists().where(m.c.film == schema.film.c.id)
        self._drop_films(c.execute(select(schema.film.c.id).where(~has_members)).scalars().all())
        has_members = exists().where(p.c.person == schema.person.c.id)
        people = c.execute(select(schema.person.c.id).where(~has_members)).scalars().all()
        self._remove_tokens("person", people)
        write_in(c, delete(schema.person), schema.person.c.id, people)

    def _drop_films(self, films: Sequence[str]) -> None:
        for table in (schema.finding, schema.doubt, schema.credit, schema.film_record):
            write_in(self._connection, delete(table), table.c.film, films)
        self._remove_tokens("film", films)
        write_in(self._connection, delete(schema.film), schema.film.c.id, films)

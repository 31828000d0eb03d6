"""Films and people as they were derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Column, Connection, Table, func, select

from filmdossier.model.dossier import FilmSummary
from filmdossier.model.errors import StoreError
from filmdossier.store import schema
from filmdossier.store.access import begins_id, select_in
from filmdossier.store.codec import parse_exact
from filmdossier.store.film_list import FilmList, summary
from filmdossier.store.findings import FilmFinding, Findings
from filmdossier.store.mentions import find_mention

__all__ = ["Derived", "FilmFinding", "FilmSummary", "PersonSummary"]

_SOME = 200
"""Mentions of one person that are looked at for films."""

_f = schema.film


class PersonSummary(NamedTuple):
    """A person or organisation: every spelling of the name, and how many documents name it."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    documents: int


class Derived(FilmList, Findings):
    """Reading what was derived."""

    def film(self, given: str) -> FilmSummary | None:
        """The film that an id of it, of any of its mentions, or the beginning of one leads to.

        Raises:
            StoreError: several could be meant.
        """
        with self._read() as c:
            found = _owner(c, given, schema.film_member, schema.film_member.c.film)
            row = c.execute(select(_f).where(_f.c.id == found)).one_or_none() if found else None
        return summary(row) if row is not None else None

    def films_by_id(self, ids: Sequence[str]) -> list[FilmSummary]:
        """Films in the order in which their ids are given; those that are not there are left out."""
        with self._read() as c:
            found = {row.id: summary(row) for row in select_in(c, select(_f), _f.c.id, ids)}
        return [found[i] for i in dict.fromkeys(ids) if i in found]

    def record(self, film: str) -> str:
        """The record of a film as JSON, by an id that leads to it; see `filmdossier.record.writing`.

        Raises:
            StoreError: there is no such film, or several could be meant.
        """
        t = schema.film_record
        with self._read() as c:
            found = _owner(c, film, schema.film_member, schema.film_member.c.film)
            text = c.execute(select(t.c.record).where(t.c.film == found)).scalar_one_or_none() if found else None
        if text is None:
            raise StoreError(f"{film}: no film has that id; see: filmdossier films")
        return str(text)

    def film_ids(self, mentions: Iterable[str]) -> dict[str, str]:
        """The films that film mentions belong to, by mention, as far as they were derived."""
        return self._owners(mentions, schema.film_member, schema.film_member.c.film)

    def person_of(self, mentions: Iterable[str]) -> dict[str, str]:
        """The people and organisations that name mentions belong to, by mention."""
        return self._owners(mentions, schema.person_member, schema.person_member.c.person)

    def credit_groups(self, mentions: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The groups that the credits of films make of these name mentions, each in order; single ones too."""
        t = schema.credit
        query = select(t.c.film, t.c.credit, t.c.mention)
        groups: dict[tuple[str, str], list[str]] = {}
        with self._read() as c:
            for row in select_in(c, query, t.c.mention, mentions):
                groups.setdefault((row.film, row.credit), []).append(row.mention)
        return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))

    def person(self, given: str) -> PersonSummary | None:
        """The person or organisation that an id of it, of any of its mentions, or the beginning of one leads to.

        Raises:
            StoreError: several could be meant.
        """
        t = schema.person
        columns = (t.c.id, t.c.kind, t.c.name, t.c.names, t.c.documents)
        with self._read() as c:
            found = _owner(c, given, schema.person_member, schema.person_member.c.person)
            row = c.execute(select(*columns).where(t.c.id == found)).one_or_none() if found else None
        return None if row is None else PersonSummary(row.id, row.kind, row.name, tuple(parse_exact(row.names)), row[4])

    def people_by_id(self, ids: Sequence[str]) -> list[PersonSummary]:
        """People and organisations in the order in which their ids are given; those not there are left out."""
        t = schema.person
        query = select(t.c.id, t.c.kind, t.c.name, t.c.names, t.c.documents)
        with self._read() as c:
            rows = select_in(c, query, t.c.id, ids)
            found = {r.id: PersonSummary(r.id, r.kind, r.name, tuple(parse_exact(r.names)), r.documents) for r in rows}
        return [found[i] for i in dict.fromkeys(ids) if i in found]

    def person_cluster(self, person: str) -> str:
        """The cluster of a person or organisation as JSON.

        Raises:
            StoreError: there is none of that id.
        """
        t = schema.person
        with self._read() as c:
            text = c.execute(select(t.c.data).where(t.c.id == person)).scalar_one_or_none()
        if text is None:
            raise StoreError(f"{person}: no person or organisation has that id; see: filmdossier films")
        return str(text)

    def films_of_people(self, people: Iterable[str]) -> list[FilmSummary]:
        """The films that people or organisations have credits of, by title."""
        m, k = schema.person_member, schema.credit
        joined = m.join(k, k.c.mention == m.c.mention)
        with self._read() as c:
            films = {row.film for row in select_in(c, select(k.c.film).select_from(joined), m.c.person, people)}
            found = sorted(select_in(c, select(_f), _f.c.id, films), key=lambda row: (row.folded, row.id))
        return [summary(row) for row in found]

    def main_films_of(self, people: Sequence[str], limit: int) -> list[FilmSummary]:
        """Of the films that a few people or organisations have credits of, those of most documents first.

        Of somebody who is named very often, some of the mentions are looked at: the films that most is written about
        are hardly ever missing among them.

        Args:
            people: their ids.
            limit: how many at the most.
        """
        m, k = schema.person_member, schema.credit
        films: set[str] = set()
        with self._read() as c:
            for person in people:
                some = select(m.c.mention).where(m.c.person == person).order_by(m.c.mention).limit(_SOME).subquery()
                joined = some.join(k, k.c.mention == some.c.mention)
                films |= set(c.execute(select(k.c.film).select_from(joined)).scalars())
            found = select_in(c, select(_f), _f.c.id, films)
            best = sorted(found, key=lambda row: (-row.documents, row.folded, row.id))[:limit]
            return [summary(row) for row in best]

    def counts(self) -> dict[str, int]:
        """How much of everything there is."""
        tables = {
            "documents": schema.document,
            "claims": schema.claim,
            "statements": schema.statement,
            "films": schema.film,
            "people": schema.person,
            "findings": schema.finding,
            "judgements": schema.judgement,
            "rates": schema.rate,
            "pending": schema.pending,
        }
        with self._read() as c:
            return {
                name: int(c.execute(select(func.count()).select_from(t)).scalar_one()) for name, t in tables.items()
            }

    def dump_derived(self) -> Iterator[str]:
        """Everything that was derived, a row a line, in one order whatever the database: to compare two stores by."""
        with self._read() as c:
            for table in schema.DERIVED:
                told = [column for column in table.c if column not in schema.UNTOLD]
                for row in c.execute(select(*told).order_by(*table.primary_key)):
                    yield f"{table.name}\t{list(row)!r}"

    def _owners(self, mentions: Iterable[str], members: Table, owner: Column[str]) -> dict[str, str]:
        query = select(members.c.mention, owner.label("owner"))
        with self._read() as c:
            return {row.mention: row.owner for row in select_in(c, query, members.c.mention, mentions)}


def _owner(c: Connection, given: str, members: Table, owner: Column[str]) -> str | None:
    """What the mention belongs to that an id, or the beginning of one, leads to."""
    if not begins_id(given):
        return None
    query = select(owner)
    direct = c.execute(query.where(members.c.mention == given)).scalar_one_or_none()
    if direct is None and (mention := find_mention(c, given)):
        direct = c.execute(query.where(members.c.mention == mention.id)).scalar_one_or_none()
    return direct

"""Finding films, people and organisations by the beginnings of the words of their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select, union_all

from filmdossier.model.dossier import FilmSummary
from filmdossier.store import schema
from filmdossier.store.access import select_in
from filmdossier.store.derived import Derived
from filmdossier.store.words import find_words, fold, romanize, whole

_WORDS = 12
"""Words of a query that count."""
_ENOUGH = 200
"""Entities found by one query, those with the shortest words first: beyond that the words say too little."""
_LOOKED_UP = 2000
"""Entities that have a query's rarest word, and are looked up for the others."""

_PEOPLE = 12
"""People whose films are listed where their names are searched for: the likeliest."""

_t = schema.search_token


class Hit(NamedTuple):
    """Something that a search found.

    Attributes:
        kind: ``film`` or ``person`` (organisations too).
        entity: its id.
        name: what it goes by.
        documents: how many documents speak of it.
        is_exact: whether one of its names has just the words that were searched for.
    """

    kind: str
    entity: str
    name: str
    documents: int
    is_exact: bool


class Search(Derived):
    """Searching."""

    def search(self, text: str, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """What has all the words, or words that begin so, in one script or another.

        Args:
            text: the words.
            kind: ``film``, ``person``, or None for both.
            limit: how many at the most.

        Returns:
            Those called exactly that first, then those of most documents, then by name.
        """
        words = find_words(text)[:_WORDS]
        if not words:
            return []
        with self._read() as c:
            found = [hit for k in ("film", "person") if kind in (None, k) for hit in _hits(c, words, k)]
        found.sort(key=lambda h: (not h.is_exact, -h.documents, fold(h.name), h.kind, h.entity))
        return found[:limit]

    def films_called(self, text: str, limit: int = 20) -> list[FilmSummary]:
        """The films whose titles have all the words, then those of the people whose names have."""
        hits = self.search(text, limit=max(limit, 1) * 2)
        of_people = self.main_films_of([h.entity for h in hits if h.kind == "person"][:_PEOPLE], limit)
        found = {f.id: f for f in (*self.films_by_id([h.entity for h in hits if h.kind == "film"]), *of_people)}
        return list(found.values())[:limit]


def _hits(c: Connection, words: list[str], kind: str) -> list[Hit]:
    table = schema.film if kind == "film" else schema.person
    called = whole(" ".join(words))
    by_name = {row.entity: row.token for row in reversed(c.execute(_tokens(kind, [called], _ENOUGH)).all())}
    entities = {*by_name, *_entities(c, words, kind)}
    query = select(table.c.id, table.c.name, table.c.documents)
    return [
        Hit(kind, row.id, row.name, row.documents, by_name.get(row.id) == called)
        for row in select_in(c, query, table.c.id, entities)
    ]


def _entities(c: Connection, words: list[str], kind: str) -> list[str]:
    """The entities that have a token for every word.

    The rarest word leads, and the others are looked up: a bounded number of times, however common all of them are.
    """
    rarest, *others = sorted(set(words), key=lambda word: (_frequency(c, word, kind), word)) if words[1:] else words
    led = _tokens(kind, _forms(rarest), _LOOKED_UP if others else _ENOUGH).subquery()
    query = select(led.c.entity).order_by(led.c.token, led.c.entity).limit(_ENOUGH)
    for word in others:
        other = _t.alias()
        begins = or_(*(_begins(other, form) for form in _forms(word)))
        query = query.where(exists().where(other.c.kind == kind, other.c.entity == led.c.entity, begins))
    return list(c.execute(query).scalars())


def _frequency(c: Connection, word: str, kind: str) -> int:
    some = _tokens(kind, _forms(word), _LOOKED_UP).subquery()
    return int(c.execute(select(func.count()).select_from(some)).scalar_one())


def _tokens(kind: str, forms: Sequence[str], limit: int) -> Select[Any]:
    """Entities with their tokens, the shortest tokens first; each form is looked up by itself, in the index's order."""
    query = select(_t.c.entity, _t.c.token).order_by(_t.c.token, _t.c.entity).limit(limit)
    found = [query.where(_t.c.kind == kind, _begins(_t, form)) for form in forms]
    if len(found) == 1:
        return found[0]
    each = union_all(*(select(part.subquery()) for part in found)).subquery()
    return select(each.c.entity, each.c.token).order_by(each.c.token, each.c.entity).limit(limit)


def _forms(word: str) -> list[str]:
    """A word, and the word in Latin letters."""
    return sorted({word, romanize(word)} - {""})


def _begins(table: FromClause, form: str) -> ColumnElement[bool]:
    return and_(table.c.token >= form, table.c.token < form + "\U0010ffff")

"""Finding films, people and organisations by the beginnings of the words of their names."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

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
        of_people = self.films_of_people([h.entity for h in hits if h.kind == "person"])
        of_people.sort(key=lambda f: (-f.documents, fold(f.name), f.id))
        found = {f.id: f for f in (*self.films_by_id([h.entity for h in hits if h.kind == "film"]), *of_people)}
        return list(found.values())[:limit]


def _hits(c: Connection, words: list[str], kind: str) -> list[Hit]:
    table = schema.film if kind == "film" else schema.person
    called = whole(" ".join(words))
    begins = and_(_t.c.token >= called, _t.c.token < called + "\U0010ffff")
    by_name = {row.entity: row.token for row in reversed(c.execute(_tokens(kind, begins, _ENOUGH)).all())}
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
    led = _tokens(kind, _begins(_t.c.token, rarest), _LOOKED_UP if others else _ENOUGH).subquery()
    query = select(led.c.entity).order_by(led.c.token, led.c.entity).limit(_ENOUGH)
    for word in others:
        other = _t.alias()
        same = and_(other.c.kind == kind, other.c.entity == led.c.entity, _begins(other.c.token, word))
        query = query.where(exists().where(same))
    return list(c.execute(query).scalars())


def _frequency(c: Connection, word: str, kind: str) -> int:
    some = select(_t.c.entity).where(_t.c.kind == kind, _begins(_t.c.token, word)).limit(_LOOKED_UP).subquery()
    return int(c.execute(select(func.count()).select_from(some)).scalar_one())


def _tokens(kind: str, which: ColumnElement[bool], limit: int) -> Select[Any]:
    """Entities with their tokens, the shortest tokens first."""
    query = select(_t.c.entity, _t.c.token).where(_t.c.kind == kind, which)
    return query.order_by(_t.c.token, _t.c.entity).limit(limit)


def _begins(column: Any, word: str) -> ColumnElement[bool]:
    """Whether a token begins with a word, or with the word in Latin letters."""
    forms = sorted({word, romanize(word)} - {""})
    return or_(*(and_(column >= form, column < form + "\U0010ffff") for form in forms))

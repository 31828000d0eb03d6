"""Which mentions have to be looked at together.

From some mentions on, everything is followed that can tie two together: blocking keys, judgements, credits that films
have in common, and the film or person that they made so far. Breadth first, each key and each mention once, so the time
grows with the size of the family alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, select

from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.store import schema
from filmdossier.store.access import Access, select_in
from filmdossier.store.mention_rows import film_mention_of, name_mention_of

Links = Sequence[Sequence[str]]
_Ties = Callable[[set[str]], Iterator[str]]


class Families(Access):
    """Finding families of mentions."""

    def film_family(self, mentions: Iterable[str], links: Links = ()) -> list[FilmMention]:
        """Every film mention that counts and is tied to one of these, in the order of their ids.

        Args:
            mentions: where to start; those of texts that no source holds any more are followed, but not given.
            links: groups of mentions that are tied together, as by judgements.
        """
        with self._read() as c:
            found = closure(mentions, _film_ties(c, links))
            return sorted((film_mention_of(r) for r in _counting(c, schema.film_mention, found)), key=lambda m: m.id)

    def film_mentions_sharing(self, keys: Iterable[str], links: Links = ()) -> list[FilmMention]:
        """Every film mention that counts and has one of these keys, and all tied to those; as `film_family`."""
        t = schema.film_key
        with self._read() as c:
            sharing = [row.mention for row in select_in(c, select(t.c.mention), t.c.key, keys)]
        return self.film_family(sharing, links)

    def name_family(self, mentions: Iterable[str], links: Links = ()) -> list[NameMention]:
        """Every name mention that counts and is tied to one of these; as `film_family`."""
        with self._read() as c:
            found = closure(mentions, _name_ties(c, links))
            return sorted((name_mention_of(r) for r in _counting(c, schema.name_mention, found)), key=lambda m: m.id)

    def tied(self, kind: str, mentions: Iterable[str], links: Links, most: int) -> set[str]:
        """The ids of what is tied to mentions, as `film_family`; where there are more than so many, some of them.

        Args:
            kind: ``film`` or ``name``.
            mentions: where to start.
            links: groups of mentions that are tied together.
            most: where to stop.
        """
        with self._read() as c:
            return closure(mentions, _film_ties(c, links) if kind == "film" else _name_ties(c, links), most)


def closure(start: Iterable[str], ties: Sequence[_Ties], most: int | None = None) -> set[str]:
    """Everything that ties lead to from some mentions, those among it.

    Args:
        start: the mentions.
        ties: each gives the mentions tied to some, and may leave out those that it gave before.
        most: follow no more ties once more than so many are found.
    """
    found, frontier = set(start), set(start)
    while frontier and (most is None or len(found) <= most):
        reached = {mention for tie in ties for mention in tie(frontier)}
        frontier = reached - found
        found |= frontier
    return found


def _film_ties(c: Connection, links: Links) -> tuple[_Ties, ...]:
    return (
        _Shared(c, schema.film_key, schema.film_key.c.key),
        _Shared(c, schema.film_member, schema.film_member.c.film),
        _Linked(links),
    )


def _name_ties(c: Connection, links: Links) -> tuple[_Ties, ...]:
    return (
        _Shared(c, schema.name_key, schema.name_key.c.key),
        _Shared(c, schema.credit, schema.credit.c.credit),
        _Shared(c, schema.person_member, schema.person_member.c.person),
        _Linked(links),
    )


class _Shared:
    """Ties between mentions that have a value in common in a table."""

    def __init__(self, c: Connection, table: Table, value: Column[str]) -> None:
        self._c, self._value, self._mention = c, value, table.c.mention
        self._known: set[str] = set()

    def __call__(self, mentions: set[str]) -> Iterator[str]:
        rows = select_in(self._c, select(self._value.label("value")), self._mention, mentions)
        new = {row.value for row in rows} - self._known
        self._known |= new
        rows = select_in(self._c, select(self._mention.label("mention")), self._value, new)
        return (row.mention for row in rows)


class _Linked:
    """Ties that are given."""

    def __init__(self, links: Links) -> None:
        self._tied: dict[str, list[Sequence[str]]] = {}
        for group in links:
            for mention in group:
                self._tied.setdefault(mention, []).append(group)

    def __call__(self, mentions: set[str]) -> Iterator[str]:
        return (other for mention in mentions for group in self._tied.get(mention, ()) for other in group)


def _counting(c: Connection, table: Table, mentions: set[str]) -> Iterator[Row[Any]]:
    d = schema.document
    query = select(table).select_from(table.join(d, d.c.id == table.c.document)).where(d.c.current)
    return select_in(c, query, table.c.id, mentions)

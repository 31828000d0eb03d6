"""Findings of the records: of one film, or of all, the worst first."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Row, func, select, tuple_

from filmdossier.model.errors import StoreError
from filmdossier.model.reading import Finding
from filmdossier.store import schema
from filmdossier.store.access import begins_id
from filmdossier.store.codec import parse_exact
from filmdossier.store.generation import Generation

_t = schema.finding

#: Severities, the worst first.
SEVERITIES = ("error", "warning", "notice")


class FindingKey(NamedTuple):
    """Where a finding stands in the list of all."""

    gravity: int
    film: str
    ordinal: int


class FilmFinding(NamedTuple):
    """A finding and the film in whose record it is.

    Attributes:
        film: its id.
        finding: what was found; its claims are global ids.
        id: the same whenever one rule finds it in the same claims; two films can have one finding.
        ordinal: its place in the film's record.
    """

    film: str
    finding: Finding
    id: str = ""
    ordinal: int = 0

    @property
    def key(self) -> FindingKey:
        """What to go on after in the list of all."""
        return FindingKey(gravity(self.finding.severity), self.film, self.ordinal)


class Findings(Generation):
    """Reading findings."""

    _counts: tuple[int, dict[tuple[str, int], int]] = (-1, {})

    def findings(self, film: str | None = None, limit: int | None = None) -> list[FilmFinding]:
        """What does not add up in a film's record, or in all of them, in the order of films and records.

        Args:
            film: its id, or None for all films.
            limit: how many at the most.
        """
        query = select(_t).order_by(_t.c.film, _t.c.ordinal).limit(limit)
        with self._read() as c:
            rows = c.execute(query if film is None else query.where(_t.c.film == film))
            return [_finding(row) for row in rows]

    def worst_findings(
        self,
        limit: int = 50,
        after: FindingKey | None = None,
        rule: str | None = None,
        severity: str | None = None,
    ) -> list[FilmFinding]:
        """The findings of all films, errors first, then by film.

        Args:
            limit: how many at the most.
            after: go on after this one, whether it is still there or not.
            rule: those of one rule alone.
            severity: those of one severity alone.
        """
        place = (_t.c.gravity, _t.c.film, _t.c.ordinal)
        query = select(_t).order_by(*place).limit(limit)
        if rule is not None:
            query = query.where(_t.c.rule == rule)
        if severity is not None:
            query = query.where(_t.c.gravity == gravity(severity))
        if after is not None:
            query = query.where(tuple_(*place) > tuple_(*after))
        with self._read() as c:
            return [_finding(row) for row in c.execute(query)]

    def finding(self, given: str) -> FilmFinding | None:
        """The finding of that id, or whose id begins so, in the first of the films that have it; None: there is none.

        Raises:
            StoreError: the ids of several findings begin so.
        """
        if not begins_id(given):
            return None
        ids = select(_t.c.id).where(_t.c.id >= given, _t.c.id < given + "g").distinct().limit(2)
        with self._read() as c:
            found = list(c.execute(ids).scalars())
            if len(found) > 1:
                raise StoreError(f"{given}: the ids of several findings begin so; give more of it")
            query = select(_t).where(_t.c.id.in_(found)).order_by(_t.c.film, _t.c.ordinal).limit(1)
            row = c.execute(query).one_or_none() if found else None
        return None if row is None else _finding(row)

    def count_findings(self) -> dict[tuple[str, int], int]:
        """How many findings there are, by rule and gravity: the place of the severity in `SEVERITIES`."""
        number = self.generation()
        if self._counts[0] != number:
            query = select(_t.c.rule, _t.c.gravity, func.count().label("number")).group_by(_t.c.rule, _t.c.gravity)
            with self._read() as c:
                self._counts = number, {(row.rule, row.gravity): row.number for row in c.execute(query)}
        return dict(self._counts[1])


def gravity(severity: str) -> int:
    """The place of a severity among all, 0 the worst."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def _finding(row: Row[Any]) -> FilmFinding:
    finding = Finding(row.rule, row.severity, row.message, tuple(parse_exact(row.claims)))
    return FilmFinding(row.film, finding, row.id, row.ordinal)

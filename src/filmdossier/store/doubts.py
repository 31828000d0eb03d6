"""What people should decide: pairs of mentions that may be one film, person or organisation."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select, tuple_

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.record import Feature
from filmdossier.store import schema
from filmdossier.store.codec import parse_exact
from filmdossier.store.generation import Generation

_d = schema.doubt
_PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


class DoubtKey(NamedTuple):
    """Where a doubt stands in the queue."""

    score: float
    left: str
    right: str


class Doubt(NamedTuple):
    """Two mentions that may be one.

    Attributes:
        kind: ``film``, ``person`` or ``organisation``.
        left, right: the ids of the mentions, in order.
        left_name, right_name: what their articles call them.
        score: from 0 to 1; the machine would decide by itself from some score on.
        film: in whose record the doubt is; another film may tell of it, too.
        features: what the score is made of.
    """

    kind: str
    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    film: str
    features: tuple[Feature, ...]

    @property
    def key(self) -> DoubtKey:
        """What to go on after."""
        return DoubtKey(self.score, self.left, self.right)


class Doubts(Generation):
    """Reading the queue."""

    _counted: tuple[int, dict[str, int]] = (-1, {})

    def doubts(
        self, limit: int = 50, after: DoubtKey | None = None, kind: str | None = None, film: str | None = None
    ) -> list[Doubt]:
        """The pairs that nobody has decided on, nearest to being one first; each once.

        Args:
            limit: how many at the most.
            after: go on after this one, whether it is still there or not.
            kind: ``film``, ``person`` or ``organisation`` alone.
            film: those in the record of one film alone.
        """
        query = _undecided(select(_d)) if film is not None else _open(select(_d))
        query = query.order_by(_d.c.score.desc(), _d.c.left, _d.c.right, _d.c.film).limit(limit)
        if kind is not None:
            query = query.where(_d.c.kind == kind)
        if film is not None:
            query = query.where(_d.c.film == film)
        with self._read() as c:
            if after is None:
                return [_doubt(row) for row in c.execute(query)]
            same = query.where(_d.c.score == after.score, tuple_(_d.c.left, _d.c.right) > tuple_(*after[1:]))
            found = [_doubt(row) for row in c.execute(same)]
            if len(found) < limit:
                rest = query.where(_d.c.score < after.score).limit(limit - len(found))
                found += [_doubt(row) for row in c.execute(rest)]
            return found

    def doubt(self, left: str, right: str) -> Doubt | None:
        """The doubt about a pair, whether it was decided on or not; None where the record has none."""
        query = select(_d).where(_d.c.left == min(left, right), _d.c.right == max(left, right))
        with self._read() as c:
            row = c.execute(query.order_by(_d.c.score.desc(), _d.c.film).limit(1)).one_or_none()
        return None if row is None else _doubt(row)

    def count_doubts(self) -> dict[str, int]:
        """How many pairs nobody has decided on, by kind."""
        number, t = self.generation(), schema.decided
        if self._counted[0] != number:
            pairs = select(_d.c.left, _d.c.right, _d.c.kind).distinct()
            decided = pairs.join(t, and_(t.c.left == _d.c.left, t.c.right == _d.c.right))
            with self._read() as c:
                left = Counter(_by_kind(c, pairs)) - Counter(_by_kind(c, decided))
            self._counted = number, dict(left)
        return dict(self._counted[1])


def _by_kind(c: Connection, pairs: Select[Any]) -> dict[str, int]:
    each = pairs.subquery()
    return {
        row.kind: row.number
        for row in c.execute(select(each.c.kind, func.count().label("number")).group_by(each.c.kind))
    }


def note_decision(c: Connection, judgement: Judgement) -> None:
    """Note which pair a judgement decides, or that one that is withdrawn decides no longer."""
    t = schema.decided
    if judgement.verdict in _PAIRS and len(judgement.subjects) == 2:
        left, right = sorted(judgement.subjects)
        c.execute(t.insert(), [{"judgement": judgement.id, "left": left, "right": right}])
    elif judgement.verdict is Verdict.WITHDRAWN:
        numbers = [int(s) for s in judgement.subjects if s.isascii() and s.isdecimal()]
        c.execute(t.delete().where(t.c.judgement.in_(numbers)))


def _open(query: Select[Any]) -> Select[Any]:
    """Pairs without a decision, of two films that tell of one the one where it is likelier."""
    other = _d.alias()
    likelier = or_(other.c.score > _d.c.score, and_(other.c.score == _d.c.score, other.c.film < _d.c.film))
    told_elsewhere = exists().where(other.c.left == _d.c.left, other.c.right == _d.c.right, likelier)
    return _undecided(query).where(~told_elsewhere)


def _undecided(query: Select[Any]) -> Select[Any]:
    decided = schema.decided
    return query.where(~exists().where(decided.c.left == _d.c.left, decided.c.right == _d.c.right))


def _doubt(row: Row[Any]) -> Doubt:
    features = tuple(Feature(*f) for f in parse_exact(row.features))
    return Doubt(row.kind, row.left, row.right, row.left_name, row.right_name, row.score, row.film, features)

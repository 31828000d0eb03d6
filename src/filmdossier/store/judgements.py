"""Judgements: added, numbered, never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection, Row, func, select

from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.store import schema
from filmdossier.store.access import WriteAccess, begins_id, select_in
from filmdossier.store.codec import parse_exact, write_exact
from filmdossier.store.doubts import note_decision
from filmdossier.store.pending import mark, mark_documents


class _Log:
    """All judgements up to a number. Since they are only ever added, those once read need not be read again.

    Attributes:
        all: in the order of their numbers.
        last: the number of the last; 0 where there is none.
    """

    def __init__(self, all_: tuple[Judgement, ...] = ()) -> None:
        self.all = all_
        self.last = all_[-1].id if all_ else 0

    @cached_property
    def _about(self) -> dict[str, list[Judgement]]:
        about: dict[str, list[Judgement]] = {}
        for judgement in standing(self.all):
            for subject in judgement.subjects:
                about.setdefault(subject, []).append(judgement)
        return about

    @cached_property
    def single_subjects(self) -> tuple[str, ...]:
        """What is judged by itself: claims and findings."""
        return tuple(s for s, of in self._about.items() if any(len(j.subjects) == 1 for j in of))

    def on(self, subjects: Iterable[str]) -> tuple[Judgement, ...]:
        """Those that hold about one of these subjects at least, in order."""
        found = {j.id: j for subject in subjects for j in self._about.get(subject, ())}
        return tuple(found[number] for number in sorted(found))


class Judgements(WriteAccess):
    """Reading and adding judgements."""

    _known = _Log()

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order of their numbers."""
        with self._read() as c:
            return self._log(c).all

    def judgements_on(self, subjects: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements that hold about one of these claims, findings or mentions at least, in order."""
        with self._read() as c:
            return self._log(c).on(subjects)

    def count_open_findings(self) -> int:
        """How many findings of all films nobody has judged; one that two films have counts twice."""
        t = schema.finding
        with self._read() as c:
            every = int(c.execute(select(func.count()).select_from(t)).scalar_one())
            return every - sum(1 for _ in select_in(c, select(t.c.id), t.c.id, self._log(c).single_subjects))

    def add_judgement(
        self, judgement: Judgement, check: Callable[[tuple[Judgement, ...]], None] = lambda judgements: None
    ) -> Judgement:
        """Keep a judgement, and have derived anew what it is about.

        Args:
            judgement: its number plays no part.
            check: is given all judgements that there are, while nobody can add another; where it raises, nothing is
                kept.

        Returns:
            The judgement with its number.

        Raises:
            StoreError: the store cannot be written.
        """
        t = schema.judgement
        with self._write(durable=True) as c:
            check(self._log(c).all)
            last = c.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one()
            numbered = replace(judgement, id=last + 1)
            values = {"subjects": write_exact(list(numbered.subjects)), "value": write_exact(numbered.value)}
            row = {"id": numbered.id, "verdict": str(numbered.verdict), **values}
            c.execute(t.insert(), [{**row, "by": numbered.by, "at": numbered.at, "why": numbered.why}])
            note_decision(c, numbered)
            _mark_subjects(c, _subjects(c, numbered))
        return numbered

    def _log(self, c: Connection) -> _Log:
        """What is known by now; must be called before the transaction adds any itself."""
        known, t = self._known, schema.judgement
        rows = c.execute(select(t).where(t.c.id > known.last).order_by(t.c.id)).all()
        if rows:
            self._known = known = _Log((*known.all, *(_judgement(row) for row in rows)))
        return known


def _judgement(row: Row[tuple[object, ...]]) -> Judgement:
    subjects = tuple(parse_exact(row.subjects))
    return Judgement(row.id, Verdict(row.verdict), subjects, parse_exact(row.value), row.by, row.at, row.why)


def _subjects(c: Connection, judgement: Judgement) -> list[str]:
    """The ids that a judgement is about in the end: a withdrawal is about what the withdrawn one was about."""
    judged = [judgement]
    if judgement.verdict is Verdict.WITHDRAWN:
        numbers = [int(s) for s in judgement.subjects if s.isascii() and s.isdecimal()]
        rows = c.execute(select(schema.judgement).where(schema.judgement.c.id.in_(numbers)))
        judged = [_judgement(row) for row in rows]
    return [s for j in judged for s in j.subjects if begins_id(s)]


def _mark_subjects(c: Connection, subjects: Sequence[str]) -> None:
    """Have derived anew the mentions themselves, and the films of the documents that names or claims stand in."""
    f, n = schema.film_mention, schema.name_mention
    mark(c, "film", [row.id for row in select_in(c, select(f.c.id), f.c.id, subjects)])
    names = list(select_in(c, select(n.c.id, n.c.document), n.c.id, subjects))
    mark(c, "name", [row.id for row in names])
    mark_documents(c, [row.document for row in names], ["film"])
    claim, r = schema.claim, schema.reading
    query = select(claim.c.film, r.c.document).select_from(claim.join(r, r.c.id == claim.c.reading))
    judged = list(select_in(c, query, claim.c.id, subjects))
    mark(c, "film", [row.film for row in judged if row.film is not None])
    mark_documents(c, [row.document for row in judged if row.film is None], ["film"])

"""Judgements: added, numbered, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, func, select

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.store import schema
from filmdossier.store.access import WriteAccess, begins_id, select_in
from filmdossier.store.codec import parse_exact, write_exact
from filmdossier.store.pending import mark, mark_documents


class Judgements(WriteAccess):
    """Reading and adding judgements."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order of their numbers."""
        with self._read() as c:
            return tuple(_judgement(row) for row in c.execute(select(schema.judgement).order_by(schema.judgement.c.id)))

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Keep a judgement, and have derived anew what it is about.

        Returns:
            The judgement with its number.

        Raises:
            StoreError: the store cannot be written.
        """
        t = schema.judgement
        with self._write(durable=True) as c:
            last = c.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one()
            numbered = replace(judgement, id=last + 1)
            values = {"subjects": write_exact(list(numbered.subjects)), "value": write_exact(numbered.value)}
            row = {"id": numbered.id, "verdict": str(numbered.verdict), **values}
            c.execute(t.insert(), [{**row, "by": numbered.by, "at": numbered.at, "why": numbered.why}])
            _mark_subjects(c, _subjects(c, numbered))
        return numbered


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

"""Why mentions that are taken together from the start are one."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.record import Comparison
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.scoring import SAME, Score


def comparisons_within(ids: Sequence[str], score: Score | None) -> list[Comparison]:
    """The comparison that stands for all between mentions of one signature."""
    return [score.between(ids[0], ids[1], SAME)] if score is not None else []


def judged_comparisons(ids: Sequence[str], links: Links) -> list[Comparison]:
    """The pairs among these mentions that people have said are one."""
    within = set(ids)
    return [
        Comparison(a, b, 1.0, SAME, (), judgement.by or "a person")
        for (a, b), judgement in links.same_pairs()
        if a in within and b in within
    ]

"""Why mentions that are taken together from the start are one."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.record import Comparison
from filmdossier.record.resolution.scoring import SAME, Score


def comparisons_within(ids: Sequence[str], score: Score | None) -> list[Comparison]:
    """The comparison that stands for all between mentions of one signature."""
    return [score.between(ids[0], ids[1], SAME)] if score is not None else []

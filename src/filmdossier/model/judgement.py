"""What people decide. Judgements are only ever added; one that is withdrawn leaves no trace in the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What a judgement says."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision by a person.

    Attributes:
        id: number in the order of arrival, from 1; 0 before it is kept.
        verdict: what it says. ``same``, ``different``, ``unsure`` take two subjects (mention ids of films, people or
            organisations); ``right``, ``wrong``, ``corrected`` take one (a claim id); ``right`` (confirmed), ``wrong``
            (dismissed), ``unsure`` also the id of a finding; ``withdrawn`` the number of a judgement.
        subjects: what it is about, in order for pairs.
        value: for ``corrected``, the value that holds, in the form of the claim's predicate.
        by: who decided.
        at: when, ISO 8601 in UTC.
        why: the reason, or empty.
    """

    id: int
    verdict: Verdict
    subjects: tuple[str, ...]
    value: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    at: str = ""
    why: str = ""


def standing(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """The judgements that hold: those withdrawn fall away, and so do the withdrawals; the latest on a subject wins."""
    withdrawn = {int(s) for j in judgements if j.verdict is Verdict.WITHDRAWN for s in j.subjects}
    latest: dict[tuple[str, ...], Judgement] = {}
    for j in sorted(judgements, key=lambda j: j.id):
        if j.verdict is not Verdict.WITHDRAWN and j.id not in withdrawn:
            latest.pop(j.subjects, None)
            latest[j.subjects] = j
    return tuple(latest.values())

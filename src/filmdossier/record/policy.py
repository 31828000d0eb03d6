"""Which of several positions on a fact stands, and why, in words.

The rules in their order; the first that tells two positions apart decides between them:

==========  ============================================================================================
judged      what a person has judged right, or corrected, stands; the latest judgement first
planned     of releases, what has been announced gives way to what is said to have happened
as_of       of running figures, the one that counts up to the latest date
witnesses   more independent witnesses
precision   the figure or date that its words leave less open
asserted    what is asserted before what is estimated, reported or planned
recency     what was said last
id          the least claim id, so that the same claims always give the same result
==========  ============================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import Status
from filmdossier.model.record import Position
from filmdossier.record.wording import count_of, value_in_words, witnesses_in_words

#: How many positions the reasons compare the standing one with.
MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position with what the policy weighs.

    Attributes:
        position: what is said.
        predicate: of the fact.
        statuses: of its claims that count as witnesses.
        recency: the latest date up to which they count; see `stated.recency`.
        precision: of the most precise of them.
        running: whether it is one figure of a run over time.
        judgement: the latest by which it is right.
    """

    position: Position
    predicate: str
    statuses: frozenset[Status]
    recency: tuple[int, int]
    precision: Decimal
    running: bool
    judgement: Judgement | None = None

    @property
    def is_planned(self) -> bool:
        """Whether nobody says that it has happened."""
        return self.statuses <= {Status.PLANNED}


def standing_first(candidates: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """The candidates, the one that stands first, and the reasons for it.

    Raises:
        ValueError: where there are none.
    """
    if not candidates:
        raise ValueError("no position can stand: leave out facts without one")
    ordered = tuple(sorted(candidates, key=_weight))
    first = ordered[0]
    support = f"{count_of(len(first.position.claims), 'claim')}, {witnesses_in_words(first.position.witnesses)}"
    reasons = [f"{value_in_words(first.position)}: {support}"]
    reasons += [_comparison(first, other) for other in ordered[1 : 1 + MOST_COMPARED]]
    if len(ordered) > 1 + MOST_COMPARED:
        reasons.append(f"{count_of(len(ordered) - 1 - MOST_COMPARED, 'further position')} by the same rules")
    return ordered, tuple(reasons)


def _weight(c: Candidate) -> tuple[Any, ...]:
    return tuple(rule(c) for _, rule in _RULES)


def _comparison(first: Candidate, other: Candidate) -> str:
    for name, rule in _RULES:
        if rule(first) != rule(other):
            return f"{name}: " + _WORDS[name](first, other)
    raise AssertionError("two positions share no claim, and so differ by their ids")


def _judged(c: Candidate) -> int:
    return 0 if c.judgement is None else -1 - c.judgement.id


def _planned(c: Candidate) -> bool:
    return c.predicate == "release" and c.is_planned


def _latest(c: Candidate) -> tuple[int, int]:
    return (-c.recency[0], -c.recency[1]) if c.running else (0, 0)


_RULES: tuple[tuple[str, Callable[[Candidate], Any]], ...] = (
    ("judged", _judged),
    ("planned", _planned),
    ("as_of", _latest),
    ("witnesses", lambda c: -len(c.position.witnesses)),
    ("precision", lambda c: c.precision),
    ("asserted", lambda c: Status.ASSERTED not in c.statuses),
    ("recency", lambda c: (-c.recency[0], -c.recency[1])),
    ("id", lambda c: min(c.position.claims)),
)


def _judged_words(first: Candidate, other: Candidate) -> str:
    j = first.judgement
    assert j is not None
    verdict = "corrected" if j.verdict is Verdict.CORRECTED else "judged right"
    why = f" ({j.why})" if j.why else ""
    return f"{verdict} by {j.by or 'a person'}{why}, against {value_in_words(other.position)}"


def _as_of_words(first: Candidate, other: Candidate) -> str:
    until, before = first.position.as_of, other.position.as_of
    return f"counts up to {until}, {value_in_words(other.position)} up to {before or 'no known date'}"


def _witness_words(first: Candidate, other: Candidate) -> str:
    own, others = witnesses_in_words(first.position.witnesses), witnesses_in_words(other.position.witnesses)
    return f"{own} against {others} for {value_in_words(other.position)}"


_WORDS: Mapping[str, Callable[[Candidate, Candidate], str]] = MappingProxyType(
    {
        "judged": _judged_words,
        "planned": lambda a, b: f"said to have happened, where {value_in_words(b.position)} was only planned",
        "as_of": _as_of_words,
        "witnesses": _witness_words,
        "precision": lambda a, b: f"stated more exactly than {value_in_words(b.position)}",
        "asserted": lambda a, b: (
            f"asserted, where {value_in_words(b.position)} is {', '.join(sorted(str(s) for s in b.statuses))}"
        ),
        "recency": lambda a, b: f"said later than {value_in_words(b.position)}",
        "id": lambda a, b: f"nothing tells it from {value_in_words(b.position)}; the least claim id decides",
    }
)

"""Groups of agreeing claims as positions on a fact, with what the policy weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.record import Position
from filmdossier.record.fact_keys import rule_of
from filmdossier.record.folding import folded_value
from filmdossier.record.intervals import Interval
from filmdossier.record.policy import Candidate
from filmdossier.record.positions import Group
from filmdossier.record.stated import Stated


def candidate_of(group: Group, key: Mapping[str, Any], judged: Mapping[str, Judgement]) -> Candidate:
    """A group as a position, with what the policy weighs.

    The value is that of the most precise member; of several such, the one that most members state alike, then the
    latest, then the least id. A judgement that a member or follower is right, or corrected to this, counts for all.
    """
    members = group.members
    best = _most_precise(members)
    latest = max(members, key=lambda s: (s.recency, s.id))
    running = any(s.running for s in members)
    predicate = best.claim.claim.predicate
    figure = rule_of(predicate).value == "figure"
    common = group.common if figure else None
    position = Position(
        value=_value(best, key),
        low=common.low if common else None,
        high=common.high if common else None,
        date=best.date.edtf if best.date else None,
        as_of=_as_of(latest, running, members),
        claims=tuple(sorted(s.id for s in (*members, *group.followers))),
        witnesses=group.witnesses,
    )
    right = [judged[s.id] for s in (*members, *group.followers) if s.id in judged and _is_for(judged[s.id])]
    return Candidate(
        position,
        predicate,
        frozenset(s.status for s in members),
        latest.recency,
        best.precision,
        running,
        max(right, key=lambda j: j.id, default=None),
    )


def stands_aside(first: Candidate, other: Candidate) -> str | None:
    """Why a position does not contest the one that stands; None where it does.

    Of a figure that only grows, an earlier one that is no higher; of one that rises and falls, any earlier one. Of
    releases, what was planned and came otherwise.
    """
    if first.predicate == "release" and other.is_planned and not first.is_planned:
        return "planned"
    if not (first.running and other.running and other.recency[0] < first.recency[0]):
        return None
    grows = rule_of(first.predicate).grows
    stated, limit = _interval(other.position), _interval(first.position).high
    low = stated.low if stated.low is not None else stated.high
    return "earlier" if not grows or limit is None or low is None or low <= limit else None


def _most_precise(members: list[Stated]) -> Stated:
    if len(members) == 1:
        return members[0]
    least = min(s.precision for s in members)
    precise = [s for s in members if s.precision == least]
    if all(s.one_sided for s in precise):
        precise = _tightest(precise)
    if len(precise) == 1:
        return precise[0]
    values = {s.id: folded_value(s.claim.claim.value) for s in precise}
    alike = Counter(values.values())
    return min(precise, key=lambda s: (-alike[values[s.id]], -s.recency[0], -s.recency[1], s.id))


def _tightest(members: list[Stated]) -> list[Stated]:
    """Of one-sided claims, those that leave least open: the highest "over", else the lowest "under"."""
    lows = [s.interval.low for s in members if s.interval and s.interval.high is None and s.interval.low is not None]
    if lows:
        return [s for s in members if s.interval and s.interval.high is None and s.interval.low == max(lows)]
    return members


def _value(best: Stated, key: Mapping[str, Any]) -> dict[str, Any]:
    """The value as stated, with the spelling of its name that stands."""
    value = dict(best.claim.claim.value)
    if "name" in value and key.get("name") is not None:
        value["name"] = key["name"]
    return value


def _as_of(latest: Stated, running: bool, members: list[Stated]) -> str | None:
    """Up to when a position counts: for running figures the latest date known, else the latest that is stated."""
    if running:
        return latest.until.edtf if latest.until else None
    stated = [s for s in members if s.claim.claim.qualifiers.get("as_of")]
    if not stated:
        return None
    last = max(stated, key=lambda s: (s.recency, s.id))
    return last.until.edtf if last.until else None


def _interval(position: Position) -> Interval:
    return Interval(position.low, position.high)


def _is_for(judgement: Judgement) -> bool:
    return judgement.verdict in {Verdict.RIGHT, Verdict.CORRECTED}

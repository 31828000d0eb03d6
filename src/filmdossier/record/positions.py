"""Which claims on one fact agree: those whose intervals have a point in common, most witnesses first.

Intervals that overlap pairwise share a point (Helly's theorem on the line), so that claims which all agree with one
another are claims that hold one point. The point that most independent witnesses hold (then most claims) makes the
first group; what does not hold it lies wholly to its left or to its right, and is grouped there likewise. No group's
common interval overlaps a claim outside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from filmdossier.record.intervals import Interval
from filmdossier.record.resolution.folding import script_of
from filmdossier.record.stated import Stated

_BELOW, _ABOVE = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(slots=True)
class Group:
    """Claims that agree.

    Attributes:
        members: those that state the value; in order of their ids.
        followers: those that only bound it, or say nothing exact, and fit; no witnesses for the value.
        common: the interval that all members share; None for words.
    """

    members: list[Stated]
    followers: list[Stated] = field(default_factory=list)
    common: Interval | None = None

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The independent sources of the members, in order."""
        return tuple(sorted({s.origin for s in self.members}))

    @property
    def support(self) -> tuple[int, int, tuple[int, int]]:
        """Orders groups by witnesses, then members, then by the date up to which they count."""
        return (len(self.witnesses), len(self.members), max(s.recency for s in self.members))


def group_claims(stated: Iterable[Stated]) -> list[Group]:
    """The groups of claims on one fact, in the order of their values; each claim is in exactly one.

    One-sided claims (``over``, ``under``, among the first N) and claims without anything to compare follow the most
    supported group that they fit; those that fit none form groups of their own.
    """
    claims = sorted(stated, key=lambda s: s.id)
    exact = [s for s in claims if s.interval is not None and not s.one_sided]
    bounds = [s for s in claims if s.interval is not None and s.one_sided]
    worded = [s for s in claims if s.interval is None]
    groups = agreeing(exact)
    groups += agreeing(_follow(groups, bounds))
    return groups + _by_words(groups, worded)


def agreeing(stated: Sequence[Stated]) -> list[Group]:
    """Groups of claims whose intervals share a point, in the order of these points; see the module's description."""
    if len(stated) < 2:
        return [_group(list(stated))] if stated else []
    rising = sorted(stated, key=lambda s: (_low(s), s.id))
    falling = sorted(stated, key=lambda s: (_high(s), s.id))
    found: list[Group] = []
    rest = [(rising, falling)]
    while rest:
        by_low, by_high = rest.pop()
        if not by_low:
            continue
        point = _most_held(by_low, by_high)
        held = [s for s in by_low if _low(s) <= point <= _high(s)]
        found.append(_group(held))
        rest.append(([s for s in by_low if _high(s) < point], [s for s in by_high if _high(s) < point]))
        rest.append(([s for s in by_low if _low(s) > point], [s for s in by_high if _low(s) > point]))
    return sorted(found, key=lambda g: _start(g.common))


def claims_that_fit(groups: Sequence[Group], stated: Iterable[Stated]) -> list[Stated]:
    """The claims that fit one of the groups of a fact; words must be equal.

    What groups have in common does not overlap (see the module's description): sorted starts and ends are enough.
    """
    commons = sorted((g.common for g in groups if g.common is not None), key=_start)
    starts, ends = [_start(c) for c in commons], [_end(c) for c in commons]
    words = {g.members[0].words for g in groups if g.common is None}
    return [
        s
        for s in stated
        if (s.words in words if s.interval is None else bisect_left(ends, _low(s)) < bisect_right(starts, _high(s)))
    ]


def _most_held(by_low: Sequence[Stated], by_high: Sequence[Stated]) -> Decimal:
    """The point that most witnesses hold, then most claims; of several such, the one in the middle."""
    held: Counter[str] = Counter()
    best, points, ended, claims = (0, 0), [], 0, 0
    for n, s in enumerate(by_low):
        low = _low(s)
        while _high(by_high[ended]) < low:
            origin = by_high[ended].origin
            held[origin] -= 1
            if not held[origin]:
                del held[origin]
            ended, claims = ended + 1, claims - 1
        held[s.origin] += 1
        claims += 1
        if n + 1 < len(by_low) and _low(by_low[n + 1]) == low:
            continue
        if (len(held), claims) > best:
            best, points = (len(held), claims), [low]
        elif (len(held), claims) == best:
            points.append(low)
    return points[len(points) // 2]


def _group(held: list[Stated]) -> Group:
    low, high = max(_low(s) for s in held), min(_high(s) for s in held)
    common = Interval(None if low == _BELOW else low, None if high == _ABOVE else high)
    return Group(sorted(held, key=lambda s: s.id), common=common)


def _follow(groups: Sequence[Group], bounds: Sequence[Stated]) -> list[Stated]:
    """Put one-sided claims behind the most supported group that they fit; returns those that fit none.

    They reach from a figure up or down, so that what fits is the upper or the lower end of the groups in order.
    """
    if not groups:
        return list(bounds)
    order = sorted(range(len(groups)), key=lambda n: (groups[n].support, -n))
    place = {n: place for place, n in enumerate(order)}
    lower, upper = list(range(len(groups))), list(range(len(groups)))
    for n in range(1, len(groups)):
        lower[n] = max(lower[n - 1], n, key=place.__getitem__)
    for n in range(len(groups) - 2, -1, -1):
        upper[n] = max(upper[n + 1], n, key=place.__getitem__)
    starts, ends = [_start(g.common) for g in groups], [_end(g.common) for g in groups]
    left: list[Stated] = []
    for s in bounds:
        best = _best_fit(_low(s), _high(s), starts, ends, lower, upper)
        if best is None:
            left.append(s)
        else:
            groups[best].followers.append(s)
    return left


def _best_fit(
    low: Decimal, high: Decimal, starts: list[Decimal], ends: list[Decimal], lower: list[int], upper: list[int]
) -> int | None:
    first, after = bisect_left(ends, low), bisect_right(starts, high)
    if first >= after:
        return None
    return upper[first] if after == len(starts) else lower[after - 1] if first == 0 else after - 1


def _by_words(groups: Sequence[Group], worded: Sequence[Stated]) -> list[Group]:
    """Claims without an interval: equal words agree; what leaves a part out follows the best supported that it fits."""
    by_words: dict[tuple[str | None, ...], list[Stated]] = {}
    for s in worded:
        by_words.setdefault(s.words, []).append(s)
    found: list[Group] = []
    whole = [w for w in by_words if None not in w]
    for words in [*sorted(whole), *sorted(by_words.keys() - set(whole), key=str)]:
        claims = by_words[words]
        fitting = [g for g in (*groups, *found) if _fits(g, claims[0])]
        if fitting:
            max(fitting, key=lambda g: g.support).followers.extend(claims)
        else:
            found.append(Group(claims))
    return found


def _fits(group: Group, stated: Stated) -> bool:
    """Whether a claim without an interval may mean what a group says."""
    if stated.date is not None:
        return any(s.date is not None and s.date.overlaps(stated.date) for s in group.members)
    words = group.members[0].words
    if not stated.words:
        return True
    return len(words) == len(stated.words) and all(map(_may_be_one, stated.words, words))


def _may_be_one(said: str | None, held: str | None) -> bool:
    """Whether what a claim says may be what a group holds; words in another script tell nothing of one another."""
    return said in {None, held} or (bool(said and held) and script_of(str(said)) != script_of(str(held)))


def _low(s: Stated) -> Decimal:
    return _BELOW if s.interval is None or s.interval.low is None else s.interval.low


def _high(s: Stated) -> Decimal:
    return _ABOVE if s.interval is None or s.interval.high is None else s.interval.high


def _start(common: Interval | None) -> Decimal:
    return _BELOW if common is None or common.low is None else common.low


def _end(common: Interval | None) -> Decimal:
    return _ABOVE if common is None or common.high is None else common.high

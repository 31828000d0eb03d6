"""Which exchange rate most conversions share, given what rounding leaves open in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from filmdossier.record.intervals import Interval


@dataclass(frozen=True, slots=True)
class CommonRate:
    """A rate that several conversions share.

    Attributes:
        low: the least rate that all of them allow.
        high: the greatest.
        members: which of the intervals given share it, by their places.
    """

    low: Decimal
    high: Decimal
    members: tuple[int, ...]

    @property
    def middle(self) -> Decimal:
        """The rate between the two ends."""
        return (self.low + self.high) / 2


def common_rates(intervals: Sequence[Interval]) -> tuple[CommonRate, ...]:
    """The stretches that most intervals share: one, or several where as many intervals share each.

    A sweep over the lower ends: a stretch that most share begins where one of them begins.
    """
    best: dict[tuple[int, ...], CommonRate] = {}
    most = 0
    for start in sorted({low for low, _ in map(_ends, intervals)}):
        members = tuple(i for i, (low, high) in enumerate(map(_ends, intervals)) if low <= start <= high)
        if len(members) < most:
            continue
        if len(members) > most:
            best, most = {}, len(members)
        best[members] = CommonRate(start, min(_ends(intervals[i])[1] for i in members), members)
    return tuple(best.values())


def distance(interval: Interval, low: Decimal, high: Decimal) -> Decimal:
    """How far an interval lies outside ``[low, high]``, as a share of the nearer end; negative where it lies below."""
    least, greatest = _ends(interval)
    if least > high:
        return least / high - 1
    if greatest < low:
        return greatest / low - 1
    return Decimal(0)


def distance_between(one: Interval, other: Interval) -> Decimal:
    """How far two intervals lie apart, as a share of the lower one's upper end; 0 where they overlap."""
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    return max(Decimal(0), low / other_high - 1, other_low / high - 1)


def _ends(interval: Interval) -> tuple[Decimal, Decimal]:
    assert interval.low is not None
    assert interval.high is not None
    return interval.low, interval.high

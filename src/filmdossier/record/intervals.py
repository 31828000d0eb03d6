"""Stated figures as what they leave open: 1.47 million is anything from 1,465,000 to 1,475,000.

Two figures agree where their intervals share a point. How wide one is comes from its words: half a unit in the last
place that is written (`filmdossier.record.written_digits`), and what a bound opens:

========= ===============================================================
exact     ± half a unit in the last place
about     ± 5 %, or half a unit in the last place where that is more
over      from the figure up, without limit
under     from nothing up to the figure
nearly    from 94 % of the figure up to it
========= ===============================================================

The shares are ours. They are chosen so that what editors call "nearly" and "about" holds (nearly two million is not 1.8
million; about 1.5 million may be 1.47 million), and are the same for every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.record.written_digits import step_of_amount, written_step

#: How far, as a share of the figure, "about" reaches to either side.
ABOUT = Decimal("0.05")
#: Where "nearly" begins, as a share of the figure.
NEARLY = Decimal("0.94")
_HALF = Decimal("0.5")
_HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range of figures; None is no limit.

    Raises:
        ValueError: where ``low`` is above ``high``.
    """

    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval runs upwards: got [{self.low}, {self.high}]")

    @property
    def width(self) -> Decimal | None:
        """How far apart the ends are; None where one is open."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def is_open(self) -> bool:
        """Whether it lacks a limit."""
        return self.low is None or self.high is None

    def contains(self, value: Decimal) -> bool:
        """Whether a figure lies in it."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a figure; touching ends do."""
        return self.common(other) is not None

    def common(self, other: Interval) -> Interval | None:
        """What the two share, or None."""
        low = max((x for x in (self.low, other.low) if x is not None), default=None)
        high = min((x for x in (self.high, other.high) if x is not None), default=None)
        return None if low is not None and high is not None and low > high else Interval(low, high)

    def joined(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def scaled(self, factor: Decimal) -> Interval:
        """Every figure of it times a positive factor (an exchange rate, say)."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def negated(self) -> Interval:
        """The same on the other side of nought."""
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)


def stated_interval(
    amount: Decimal,
    words: str,
    bound: str | None = None,
    decimal_mark: str = ".",
    group_marks: Sequence[str] = (",",),
) -> Interval:
    """What a stated figure leaves open.

    Args:
        amount: what the words mean; bounds of a negative one (a fall by over 64 %) count away from nought.
        words: the words of the figure, of any language; see `written_digits.written_step`.
        bound: one of the contract's bounds; None and unknown ones are exact.
        decimal_mark: of the language.
        group_marks: of the language.
    """
    return _interval(amount, written_step(amount, words, decimal_mark, group_marks), bound)


def interval_of_sum(amount: Decimal, words: str = "", bound: str | None = None) -> Interval:
    """What a converted sum leaves open.

    Args:
        amount: of the sum.
        words: where it stands; empty where they are not at hand, and then the amount's own zeros tell how exact it is.
        bound: of the conversion itself, where it has one; that of the sum converted is not its own.
    """
    return stated_interval(amount, words, bound)


@lru_cache(maxsize=65536)
def _cached(amount: Decimal, words: str, bound: str | None, kind: str) -> Interval:
    if kind == "minutes":
        return _interval(amount, _step_of_minutes(amount, words), bound)
    return _interval(amount, written_step(amount, words, rounds=kind != "percent"), bound)


def interval_of(claim: SourcedClaim) -> Interval | None:
    """What the value of a claim leaves open; None where it is no figure.

    Amounts, counts, percentages and minutes are as exact as their words; a place in a chart is exact, "among the first
    N" any place from 1 to N; the year that an anniversary implies is exact.
    """
    return interval_of_value(claim.claim.value, claim.words, claim.claim.qualifiers.get("bound"))


def interval_of_value(value: Any, words: str, bound: str | None) -> Interval | None:
    """As `interval_of`, of the parts of a claim."""
    for kind in ("amount", "count", "percent", "minutes"):
        if (figure := exact_decimal(value.get(kind))) is not None:
            # 1470000.00 and 1470000 are equal, so one spelling of both, or the cache would tell which came first.
            return _cached(Decimal(f"{figure.normalize():f}"), words, bound, kind)
    for kind in ("position", "implied_year"):
        if (figure := exact_decimal(value.get(kind))) is not None:
            return Interval(figure, figure)
    if (top := exact_decimal(value.get("top"))) is not None and top >= 1:
        return Interval(Decimal(1), top)
    return None


def converted_sums(claim: SourcedClaim) -> Iterator[tuple[Decimal, str | None, str]]:
    """The conversions that a claim states: amount, currency and words (empty where the evidence does not hold them)."""
    start = claim.claim.evidence_span.start
    for converted in claim.claim.qualifiers.get("converted") or ():
        amount = exact_decimal(converted.get("amount"))
        if amount is not None:
            yield amount, converted.get("currency"), _words_at(converted.get("span"), claim.evidence, start)


def exact_decimal(value: Any) -> Decimal | None:
    """A figure of a value as Decimal, whichever number type the store gave it; None for anything else."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int | float):
        made = Decimal(str(value))
        return made if made.is_finite() else None
    return None


def _words_at(span: Any, evidence: str, start: int) -> str:
    ends = (span.start, span.end) if isinstance(span, Span) else tuple(span) if isinstance(span, list | tuple) else ()
    if len(ends) != 2 or ends[0] < start or ends[1] > start + len(evidence):
        return ""
    return evidence[ends[0] - start : ends[1] - start]


def _interval(amount: Decimal, step: Decimal, bound: str | None) -> Interval:
    if amount < 0:
        return _interval(-amount, step, bound).negated()
    half = step * _HALF
    if bound == "over":
        return Interval(amount, None)
    if bound == "under":
        return Interval(Decimal(0), amount)
    if bound == "nearly":
        return Interval(amount * NEARLY, amount)
    if bound == "about":
        half = max(half, amount * ABOUT)
    return Interval(max(amount - half, Decimal(0)), amount + half)


def _step_of_minutes(minutes: Decimal, words: str) -> Decimal:
    """How exact a running time is.

    To the minute, where its last digits are minutes; in hours (``2.5 hours``, ``three-hour``) to the hour, or to what
    part of one it is given in.
    """
    exact = written_step(minutes, words, rounds=False)
    in_hours = minutes / _HOUR
    has_digits = any(c.isdecimal() for c in words)
    if has_digits and str(int(minutes)) in words:
        return exact
    if in_hours == in_hours.to_integral_value():
        return _HOUR
    if minutes % 30 == 0 and _is_of_hours(in_hours, words):
        return _HOUR / 2
    return step_of_amount(minutes, rounds=False)


def _is_of_hours(hours: Decimal, words: str) -> bool:
    """Whether the words give halves of hours: as decimals, or without any digits."""
    digits = "".join(c for c in words if c.isdecimal())
    return not digits or digits == "".join(c for c in str(hours.normalize()) if c.isdecimal())

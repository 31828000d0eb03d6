"""Dates counted from the day of writing: periods around it, steps from it, stretches; and ranges of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from filmdossier.model.dates import (
    DateExpression,
    Direction,
    PartialDate,
    approximately,
    of_day,
    of_days,
    of_interval,
)
from filmdossier.reading.values.calendar_steps import period_around, shifted, working_days_later
from filmdossier.reading.values.date_kinds import Anchored, CalendarDate, Weekday, nearest

Steps = tuple[tuple[int, str], ...]
MOST_STEPS = 4000
"""More units than any article counts back."""


@dataclass(frozen=True, slots=True)
class PeriodAround(Anchored):
    """The day, week, weekend, month, year… that is ``offset`` away from the one being written in.

    Attributes:
        unit: day, week, weekend, month, quarter, year, decade, century.
        offset: 0 for this, -1 for the last, 1 for the next, 2 for the one after next.
        weekend: first and last day of a weekend, 1 (Monday) to 7.
        until: "so_far" up to the reference, "rest" from it on, or "" for the whole.
    """

    unit: str
    offset: int
    weekend: tuple[int, int] = (6, 7)
    until: str = ""

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        base = day.replace(day=1) if self.unit in ("month", "quarter", "half", "year", "decade", "century") else day
        moved = shifted(base, self.offset, self.unit)
        whole = None if moved is None else period_around(moved, self.unit, self.weekend)
        if whole is None or whole.earliest is None or whole.latest is None or not self.until:
            return whole
        if self.until == "so_far":
            return of_days(whole.earliest, min(max(day, whole.earliest), whole.latest))
        return of_days(min(max(day, whole.earliest), whole.latest), whole.latest)


@dataclass(frozen=True, slots=True)
class BarePeriod(Anchored):
    """A week or weekend without a word that says which: the weekend."""

    unit: str
    weekend: tuple[int, int] = (6, 7)

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        around = (PeriodAround(self.unit, step, self.weekend).on(day, direction) for step in (-1, 0, 1))
        return nearest((one for one in around if one is not None), day, direction)

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """See `Anchored`: one weekend, but nobody knows which."""
        return None


@dataclass(frozen=True, slots=True)
class Stepped(DateExpression):
    """So many units before or after a date: two weeks ago, three days from tomorrow.

    Months and years give a month or a year, weeks an approximate day, days a day: no more than was said.

    Attributes:
        steps: counts with their units.
        sign: 1 for later, -1 for earlier.
        anchor: what is counted from; None for the day of writing.
        vague: whether the count itself is ("a few").
        exact: whether weeks give a day, for they are counted from a weekday to come (two Sundays from now).
    """

    steps: Steps
    sign: int
    anchor: DateExpression | None = None
    vague: bool = False
    exact: bool = False

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        if self.exact and reference is not None and reference.latest is not None and reference.latest < date.max:
            reference, direction = of_day(reference.latest + timedelta(days=1)), Direction.FUTURE
        base = reference if self.anchor is None else self.anchor.resolve(reference, direction)
        if base is None or base.earliest is None or base.latest is None:
            return None
        first, last = self._from(base.earliest), self._from(base.latest)
        if first is None or last is None or first == last:
            return first if first == last else None
        return of_interval(first, last)

    def _from(self, day: date) -> PartialDate | None:
        at: date | None = day
        for count, unit in self.steps:
            if at is None or abs(count) > MOST_STEPS:
                return None
            at = working_days_later(at, count) if unit == "workday" else shifted(at, self.sign * count, unit)
        if at is None:
            return None
        finest = self.steps[-1][1]
        if finest in ("day", "workday") or self.exact or self.anchor is not None:
            return approximately(of_day(at)) if self.vague else of_day(at)
        if finest in ("week", "weekend", "fortnight"):
            slack = timedelta(days=3)
            try:
                return PartialDate(f"{at.isoformat()}~", at - slack, at + slack)
            except OverflowError:
                return None
        whole = period_around(at, finest if finest in ("month", "year", "decade", "century") else "month", (6, 7))
        return None if whole is None else approximately(whole)


@dataclass(frozen=True, slots=True)
class Rolling(Anchored):
    """The stretch of so many units up to (-1) or from (1) the day of writing: the past five years.

    One that looks ahead begins on the next day, unless ``today`` counts (within five days).
    """

    steps: Steps
    sign: int
    today: bool = False

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        far: date | None = day
        for count, unit in self.steps:
            if far is None or abs(count) > MOST_STEPS:
                return None
            far = shifted(far, self.sign * count, unit)
        if far is None:
            return None
        if self.sign < 0:
            return of_days(far, day)
        return of_days(day if self.today or far == day else day + timedelta(days=1), far)


@dataclass(frozen=True, slots=True)
class Range(DateExpression):
    """From one date to another; a start without year or month takes them from the end."""

    start: DateExpression
    end: DateExpression

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        end = self.end.resolve(reference, direction)
        start = self.start.resolve(reference, direction)
        if start is None or end is None:
            return None
        if start.earliest is None or end.latest is None:
            if end.earliest is not None:
                start = self.start.resolve(end, Direction.PAST) or start
            first, last = start.edtf.partition("/")[0], end.edtf.rpartition("/")[2]
            return PartialDate(f"{first}/{last}", start.earliest, end.latest)
        if start.earliest > end.latest:
            later = self.end.resolve(start, Direction.FUTURE)
            if later is None or later.latest is None or later.latest < start.earliest:
                return None
            end = later
        elif self._is_open() and (closer := self.start.resolve(end, Direction.PAST)) and closer.earliest and end.latest:
            start = closer if start.earliest < closer.earliest <= end.latest else start
        return of_interval(start, end)

    def _is_open(self) -> bool:
        """Whether the start leaves its year or week to the end."""
        start = self.start
        return (isinstance(start, CalendarDate) and start.year is None) or (
            isinstance(start, Weekday) and start.which is None
        )

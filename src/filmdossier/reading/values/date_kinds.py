"""What the words of a date say: named days, months, years, weekdays, seasons, feasts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from filmdossier.model.dates import (
    DateExpression,
    Direction,
    PartialDate,
    normalize_edtf,
    of_day,
    of_interval,
    of_month,
    of_year,
    of_year_group,
    of_years,
)
from filmdossier.reading.values.calendar_steps import easter, nth_weekday, shifted

LEAN_TO_PAST = 2
"""Without a tense, the press looks back: a past date is taken unless the coming one is over twice as near."""


@dataclass(frozen=True, slots=True)
class Anchored(DateExpression):
    """A date that depends on the day on which it is written."""

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`. A vague reference gives what all its days agree on, or the interval between."""
        if reference is None or reference.earliest is None or reference.latest is None:
            return self.without_reference()
        first = self.on(reference.earliest, direction)
        if reference.earliest == reference.latest:
            return first
        last = self.on(reference.latest, direction)
        return first if first == last else self.between(first, last)

    @abstractmethod
    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """What the words denote when they are written on this day."""

    def without_reference(self) -> PartialDate | None:
        """What they denote when nobody knows when they were written."""
        return None

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """What they denote when they were written some day between two, from what they denote on these."""
        if first is None or last is None or first.earliest is None or last.latest is None:
            return self.without_reference()
        return of_interval(first, last) if first.earliest <= last.latest else None


def nearest(candidates: Iterator[PartialDate], day: date, direction: Direction) -> PartialDate | None:
    """The one of several dates that a text of this day means; a date that is still running counts either way."""
    past = future = None
    for one in candidates:
        if one.earliest is not None and one.earliest <= day and (past is None or one.earliest > (past.earliest or day)):
            past = one
        if one.latest is not None and one.latest >= day and (future is None or one.latest < (future.latest or day)):
            future = one
    if direction is Direction.PAST or future is None:
        return past or (future if direction is Direction.NONE else None)
    if direction is Direction.FUTURE or past is None:
        return future
    behind = (day - (past.latest or day)).days
    ahead = ((future.earliest or day) - day).days
    return past if behind <= LEAN_TO_PAST * ahead or behind <= 0 else future


def _by_year(day: date, make: Callable[[int], PartialDate | None], reach: int = 1) -> Iterator[PartialDate]:
    for year in range(max(day.year - reach, 1), min(day.year + reach, 9998) + 1):
        try:
            made = make(year)
        except ValueError:
            continue
        if made is not None:
            yield made


@dataclass(frozen=True, slots=True)
class CalendarDate(Anchored):
    """A day, month or year by its numbers; what is None the words leave out.

    Attributes:
        year: as stated.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 1 (Monday) to 7, where the words name it beside the day; a check, not a part of the date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        if self.year is None:
            return Anchored.resolve(self, reference, direction)
        return self._in(self.year, self.month)

    def _in(self, year: int, month: int | None) -> PartialDate | None:
        try:
            if month is None:
                return of_year(year)
            return of_month(year, month) if self.day is None else of_day(date(year, month, self.day))
        except ValueError:
            return None

    def without_reference(self) -> PartialDate | None:
        """See `Anchored`: ``XXXX-12-24``, ``XXXX-12``, ``XXXX-XX-27``."""
        month = "XX" if self.month is None else f"{self.month:02d}"
        return normalize_edtf(f"XXXX-{month}" + ("" if self.day is None else f"-{self.day:02d}"))

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """See `Anchored`: days of two years have no year in common."""
        return self.without_reference()

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        if self.month is not None:
            reach = 8 if (self.month, self.day) == (2, 29) else 1
            return nearest(_by_year(day, lambda year: self._in(year, self.month), reach), day, direction)
        months = [shifted(day.replace(day=1), step, "month") for step in (-2, -1, 0, 1, 2)]
        found = (self._in(m.year, m.month) for m in months if m is not None)
        fitting = (
            one
            for one in found
            if one is not None
            and (self.weekday is None or one.earliest is None or one.earliest.isoweekday() == self.weekday)
        )
        return nearest(fitting, day, direction)


@dataclass(frozen=True, slots=True)
class Weekday(Anchored):
    """A weekday: bare ("on Thursday"), or of this (0), last (-1) or next (1) week.

    The last one is the one just gone; the next is that of the coming week (from Monday), as ISO 8601 counts weeks.
    """

    weekday: int
    which: int | None = None

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        try:
            this_week = day + timedelta(days=self.weekday - day.isoweekday())
            if self.which is None:
                near = (of_day(this_week + timedelta(days=7 * step)) for step in (-1, 0, 1))
                return nearest(near, day, direction)
            if self.which == 0:
                step = (direction is Direction.FUTURE and this_week < day) - (
                    direction is Direction.PAST and this_week > day
                )
                return of_day(this_week + timedelta(days=7 * step))
            if self.which == -1:
                return of_day(this_week - timedelta(days=7 if this_week >= day else 0))
            return of_day(this_week + timedelta(days=7 * self.which))
        except OverflowError:
            return None

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """See `Anchored`: one weekday, but nobody knows of which week."""
        return None


@dataclass(frozen=True, slots=True)
class NamedPeriod(Anchored):
    """A season, quarter or half by its ISO 8601-2 number, or a month, of a stated, this, last or next year.

    Attributes:
        group: 21-24, 33-36, 40-41, or a month, 1-12.
        year: as stated.
        which: 0 for this, -1 for the last, 1 for the next one; None where neither this nor a year is stated.
    """

    group: int
    year: int | None = None
    which: int | None = None

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        return Anchored.resolve(self, reference, direction) if self.year is None else self._in(self.year)

    def _in(self, year: int) -> PartialDate | None:
        try:
            return of_month(year, self.group) if self.group <= 12 else of_year_group(year, self.group)
        except ValueError:
            return None

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        if self.which == 0:
            return self._in(day.year)
        if self.which is None:
            return nearest(_by_year(day, self._in), day, direction)
        found = sorted(_by_year(day, self._in), key=lambda one: one.earliest or day)
        if self.which < 0:
            return next((one for one in reversed(found) if one.latest is not None and one.latest < day), None)
        return next((one for one in found if one.earliest is not None and one.earliest > day), None)

    def without_reference(self) -> PartialDate | None:
        """See `Anchored`: ``XXXX-22``."""
        return normalize_edtf(f"XXXX-{self.group:02d}") if self.which is None else None

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """See `Anchored`: seasons of two years have no year in common."""
        return self.without_reference()


@dataclass(frozen=True, slots=True)
class YearSpan(DateExpression):
    """A decade or century: the 1960s are ``prefix`` 196 with 1 digit missing."""

    prefix: int
    missing: int

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`; needs no reference."""
        return of_years(self.prefix, self.missing) if 0 <= self.prefix < 10 ** (4 - self.missing) else None


@dataclass(frozen=True, slots=True)
class Feast(Anchored):
    """A holiday.

    Attributes:
        month: of a fixed day, or of an n-th weekday; 0 for one that moves with Easter.
        day: of the month; or days after Easter.
        weekday: 1 to 7 where it is the ``day``-th such weekday of the month (-1 the last), else 0.
        year: as stated.
        which: 0 for this, -1 for last, 1 for next.
    """

    month: int
    day: int
    weekday: int = 0
    year: int | None = None
    which: int | None = None

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        return Anchored.resolve(self, reference, direction) if self.year is None else self._in(self.year)

    def _in(self, year: int) -> PartialDate | None:
        try:
            if self.month == 0:
                return of_day(easter(year) + timedelta(days=self.day))
            if self.weekday:
                day = nth_weekday(year, self.month, self.weekday, self.day)
                return None if day is None else of_day(day)
            return of_day(date(year, self.month, self.day))
        except (ValueError, OverflowError):
            return None

    def on(self, day: date, direction: Direction) -> PartialDate | None:
        """See `Anchored`."""
        leaning = {None: direction, 0: direction, -1: Direction.PAST, 1: Direction.FUTURE}
        return nearest(_by_year(day, self._in), day, leaning.get(self.which, direction))

    def without_reference(self) -> PartialDate | None:
        """See `Anchored`."""
        return normalize_edtf(f"XXXX-{self.month:02d}-{self.day:02d}") if self.month and not self.weekday else None

    def between(self, first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
        """See `Anchored`: feasts of two years have no year in common."""
        return self.without_reference()

"""Dates made of others: a part of one, the n-th of something in it, the week around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from filmdossier.model.dates import DateExpression, Direction, PartialDate, approximately, of_day, of_days
from filmdossier.reading.values.calendar_steps import nth_weekday, period_around, shifted
from filmdossier.reading.values.date_compounds import MOST_STEPS, Steps
from filmdossier.reading.values.date_kinds import CalendarDate, NamedPeriod


@dataclass(frozen=True, slots=True)
class Part(DateExpression):
    """A part of a period, by tables of its first and last month of a year, day of a month, weekday of a week.

    Attributes:
        whole: the period.
        of_year: first and last month.
        of_month: first and last day.
        of_week: first and last weekday.
    """

    whole: DateExpression
    of_year: tuple[int, int]
    of_month: tuple[int, int]
    of_week: tuple[int, int]

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        whole = self.whole.resolve(reference, direction)
        if whole is None or whole.earliest is None or whole.latest is None or whole.width is None:
            return whole
        first, last, width = whole.earliest, whole.latest, whole.width
        if width == 1:
            return whole
        if width <= 7:
            monday = first - timedelta(days=first.weekday())
            days = [monday + timedelta(days=weekday - 1) for weekday in self.of_week]
        elif width <= 31:
            days = [first.replace(day=min(day, last.day)) for day in self.of_month]
        elif first.month == 1 and width in (365, 366):
            end = period_around(date(first.year, self.of_year[1], 1), "month", (6, 7))
            days = [date(first.year, self.of_year[0], 1), (end and end.latest) or last]
        else:
            begin, stop = (self.of_year[0] - 1) / 12, self.of_year[1] / 12
            days = [first + timedelta(days=int(width * begin)), first + timedelta(days=int(width * stop) - 1)]
            if first.day == 1 and width > 366:
                days = [date(days[0].year, 1, 1), date(days[1].year, 12, 31)]
        begins, ends = max(days[0], first), min(max(days), last)
        return of_days(begins, ends) if begins <= ends else whole


@dataclass(frozen=True, slots=True)
class Nth(DateExpression):
    """The n-th weekday, week, weekend, month, quarter… of a period; -1 for the last.

    Attributes:
        nth: from 1, or from -1 backwards.
        unit: a unit's name, or a weekday, 1 to 7.
        whole: the period.
        weekend: first and last day of a weekend.
    """

    nth: int
    unit: str | int
    whole: DateExpression
    weekend: tuple[int, int] = (6, 7)

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        whole = self.whole.resolve(reference, direction)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        first, last = whole.earliest, whole.latest
        try:
            if isinstance(self.unit, int):
                day = nth_weekday(first.year, first.month, self.unit, self.nth)
                return None if day is None else of_day(day)
            if self.unit in ("week", "weekend"):
                return self._week(first, last)
        except (ValueError, OverflowError):
            return None
        start = shifted(first if self.nth > 0 else last, self.nth - 1 if self.nth > 0 else self.nth + 1, self.unit)
        if start is None or not first <= start <= last:
            return None
        return period_around(start, self.unit, self.weekend)

    def _week(self, first: date, last: date) -> PartialDate | None:
        """ISO 8601: a week belongs to the month or year that holds its Thursday."""
        if self.nth > 0:
            thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (self.nth - 1))
        else:
            thursday = last - timedelta(days=(last.weekday() - 3) % 7 - 7 * (self.nth + 1))
        if not first <= thursday <= last:
            return None
        return period_around(thursday, str(self.unit), self.weekend)


@dataclass(frozen=True, slots=True)
class Around(DateExpression):
    """The week, weekend or month that a date lies in: the week of 18 May."""

    unit: str
    anchor: DateExpression
    weekend: tuple[int, int] = (6, 7)

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        day = self.anchor.resolve(reference, direction)
        if day is None or day.earliest is None:
            return None
        return period_around(day.earliest, self.unit, self.weekend)


@dataclass(frozen=True, slots=True)
class Within(DateExpression):
    """A date read inside a period: Friday of next week, June of last year."""

    inner: DateExpression
    whole: DateExpression

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        whole = self.whole.resolve(reference, direction)
        if whole is None or whole.earliest is None:
            # In May of a year that nobody can tell is still in May.
            return (
                self.inner.resolve(None)
                if reference is None and isinstance(self.inner, CalendarDate | NamedPeriod)
                else None
            )
        found = self.inner.resolve(of_day(whole.earliest), Direction.FUTURE)
        return found if found is not None and whole.contains(found) else None


@dataclass(frozen=True, slots=True)
class Lasting(DateExpression):
    """So long a stretch from a date on: three days from Monday."""

    steps: Steps
    start: DateExpression

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        start = self.start.resolve(reference, direction)
        if start is None or start.earliest is None:
            return None
        day: date | None = start.earliest
        for count, unit in self.steps:
            day = None if day is None or abs(count) > MOST_STEPS else shifted(day, count, unit)
        if day is None:
            return None
        return of_days(start.earliest, max(day - timedelta(days=1), start.earliest))


@dataclass(frozen=True, slots=True)
class Circa(DateExpression):
    """A date that the words call approximate: around 10 May."""

    date: DateExpression

    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """See `DateExpression`."""
        found = self.date.resolve(reference, direction)
        return None if found is None else approximately(found)

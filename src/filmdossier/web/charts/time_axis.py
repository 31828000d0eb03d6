"""A time axis: from when to when, and where it is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filmdossier.web.charts import hues
from filmdossier.web.charts.measuring import width_of
from filmdossier.web.charts.shapes import SMALL, Shapes

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = (1, 2, 5, 10)
_MONTHLY = (1, 2, 3, 6)
_YEARLY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
#: From the first to the last day at the least.
_LEAST = 6


@dataclass(frozen=True)
class TimeAxis:
    """A time axis.

    Attributes:
        first, last: its ends.
        width: in pixels.
    """

    first: date
    last: date
    width: float

    @classmethod
    def over(cls, days: Iterable[date], width: float) -> TimeAxis:
        """An axis that holds these days with a little room to either side."""
        held = list(days)
        first, last = min(held), max(held)
        room = max((last - first).days * 0.03, (_LEAST - (last - first).days) / 2, 1)
        return cls(_moved(first, -int(room + 0.5)), _moved(last, int(room + 0.5)), width)

    def place(self, day: date | str) -> float:
        """Where a day is, in pixels from the left; days beyond the ends are at them."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return min(max(share, 0.0), 1.0) * self.width

    def draw(self, shapes: Shapes, left: float, height: float, *, has_grid: bool) -> None:
        """The axis below a plot, ticked as closely as its labels allow.

        Args:
            shapes: into these.
            left: where the axis begins.
            height: of the plot above it.
            has_grid: whether its ticks reach up through the plot.
        """
        days, form = self._ticks()
        for day in days:
            x = left + self.place(day)
            if has_grid:
                shapes.rule((x, 0), (x, height), hues.LINE)
            shapes.rule((x, height), (x, height + 5), hues.STRONG_LINE)
            words = form.format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)
            shapes.label((x, height + 14), words, anchor="middle", size=SMALL, hue=hues.QUIET)
        shapes.rule((left, height), (left + self.width, height), hues.STRONG_LINE)

    def _ticks(self) -> tuple[list[date], str]:
        kinds: list[tuple[Iterable[int], str, Any]] = [
            (_DAYS, "{day} {month} {year}", self._days),
            (_MONTHLY, "{month} {year}", self._months),
            (_YEARLY, "{year}", self._years),
        ]
        for steps, form, ticking in kinds:
            room = width_of(form.format(day=30, month="Sep", year=2000), SMALL) + 16
            for step in steps:
                days = [d for d in ticking(step) if self.first <= d <= self.last]
                if len(days) >= 2 and len(days) * room <= self.width:
                    return self._within(days, room), form
        return [self.first], "{day} {month} {year}"

    def _within(self, days: list[date], room: float) -> list[date]:
        """Without ticks whose labels would reach beyond the axis."""
        return [d for d in days if room / 4 <= self.place(d) <= self.width - room / 4] or days[:1]

    def _days(self, step: int) -> Iterator[date]:
        if (self.last - self.first).days > 400:
            return
        day = self.first
        while day <= self.last:
            if step == 1 or ((day.day - 1) % step == 0 and day.day <= 30 - step // 2):
                yield day
            day += timedelta(days=1)

    def _months(self, step: int) -> Iterator[date]:
        if self.last.year - self.first.year > 100:
            return
        for year in range(self.first.year, self.last.year + 1):
            yield from (date(year, month, 1) for month in range(1, 13, step))

    def _years(self, step: int) -> Iterator[date]:
        for year in range(self.first.year - self.first.year % step, self.last.year + 1, step):
            if year >= 1:
                yield date(year, 1, 1)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day

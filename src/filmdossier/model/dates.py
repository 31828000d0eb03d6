"""Dates as the press gives them: partial, vague, relative; written as EDTF (ISO 8601-2:2019)."""

from __future__ import annotations

import calendar
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""Months of the northern seasons; winter runs into the next year (month 14 is its February)."""
_GROUP_MONTHS = {
    **_SEASON_MONTHS,
    **{33 + i: (3 * i + 1, 3 * i + 3) for i in range(4)},
    **{40 + i: (6 * i + 1, 6 * i + 6) for i in range(2)},
}
"""ISO 8601-2 sub-year groups: 21-24 seasons, 33-36 quarters, 40-41 halves."""

_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]?)", re.ASCII)


class Direction(StrEnum):
    """Where the words around a date look from its reference: back, ahead, or neither."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date, or a vague or partial one, as an EDTF string and the days that it may denote.

    Attributes:
        edtf: EDTF level 1, with level 2's unspecified digits (``2025-09-06``, ``2025-02``, ``2024/2025``, ``2003-22``,
            ``XXXX-10-27``).
        earliest: the first day it may denote; None where nothing fixes it (a year-less date).
        latest: the last day it may denote, inclusive; None likewise.
    """

    edtf: str
    earliest: date | None = None
    latest: date | None = None

    def __str__(self) -> str:
        return self.edtf

    @property
    def width(self) -> int | None:
        """How many days it may denote; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def contains(self, other: PartialDate) -> bool:
        """Whether every day that ``other`` may denote is one of this date's; False where either has an open end."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return False
        return self.earliest <= other.earliest and other.latest <= self.latest

    def overlaps(self, other: PartialDate) -> bool:
        """Whether the two may denote one day; an open end reaches without limit, a year-less date meets its like."""
        if {None} == {self.earliest, self.latest} or {None} == {other.earliest, other.latest}:
            return _may_match(self.edtf, other.edtf)
        starts = self.earliest is None or other.latest is None or self.earliest <= other.latest
        ends = other.earliest is None or self.latest is None or other.earliest <= self.latest
        return starts and ends

    def is_before(self, other: PartialDate) -> bool:
        """Whether every day of this one lies before every day of ``other``."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class DateExpression(ABC):
    """What the words of a date say before a reference date resolves it. Concrete kinds are in `reading.values`."""

    @abstractmethod
    def resolve(self, reference: PartialDate | None, direction: Direction = Direction.NONE) -> PartialDate | None:
        """The date that the words denote.

        Args:
            reference: when they were written, itself perhaps vague; None where that is not known.
            direction: where the words around them look, as their tense tells.

        Returns:
            The date, no more exact than words and reference allow; None where they do not fix one, or where the day
            does not exist.
        """


def _may_match(a: str, b: str) -> bool:
    """Whether two EDTF points, one of them with unspecified digits, can be one day."""
    left, right = _POINT.fullmatch(a), _POINT.fullmatch(b)
    if left is None or right is None:
        return False
    for x, y in zip(left.groups()[:3], right.groups()[:3], strict=True):
        if x is None or y is None:
            return True
        if any(i != j and "X" not in (i, j) for i, j in zip(x, y, strict=True)):
            return False
    return True


def of_day(day: date) -> PartialDate:
    """One day."""
    return PartialDate(day.isoformat(), day, day)


def of_month(year: int, month: int) -> PartialDate:
    """One month of one year.

    Raises:
        ValueError: where the year is not 1 to 9999 or the month not 1 to 12.
    """
    first = date(year, month, 1)
    return PartialDate(f"{year:04d}-{month:02d}", first, _month_end(year, month))


def of_year(year: int) -> PartialDate:
    """One year.

    Raises:
        ValueError: where the year is not 1 to 9999.
    """
    return PartialDate(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def of_year_group(year: int, group: int) -> PartialDate:
    """A season (21-24, northern), quarter (33-36) or half (40-41) of a year, by its ISO 8601-2 number.

    Winter is the one that begins in the year.

    Raises:
        ValueError: where the group has another number, or the year is not 1 to 9999.
    """
    if group not in _GROUP_MONTHS:
        raise ValueError(f"no group of months has the number {group}; known are {sorted(_GROUP_MONTHS)}")
    first, last = _GROUP_MONTHS[group]
    end = _month_end(year + (last > 12), (last - 1) % 12 + 1)
    return PartialDate(f"{year:04d}-{group:02d}", date(year, first, 1), end)


def of_years(prefix: int, missing: int) -> PartialDate:
    """A decade (``of_years(196, 1)`` is ``196X``) or century (``of_years(19, 2)`` is ``19XX``).

    Raises:
        ValueError: where the years are not within 1 to 9999.
    """
    size = int(10**missing)
    first, last = max(prefix * size, 1), prefix * size + size - 1
    edtf = f"{prefix:0{4 - missing}d}{'X' * missing}"
    return PartialDate(edtf, date(first, 1, 1), date(last, 12, 31))


def of_interval(start: PartialDate, end: PartialDate) -> PartialDate:
    """From the first day of ``start`` to the last of ``end``, each written as exactly as it is."""
    first, last = start.edtf.split("/")[0], end.edtf.split("/")[-1]
    if first == last and "/" not in start.edtf + end.edtf:
        return start
    return PartialDate(f"{first}/{last}", start.earliest, end.latest)


def of_days(first: date, last: date) -> PartialDate:
    """The days from ``first`` to ``last``, as the month or year that they fill, if they fill one."""
    if first == last:
        return of_day(first)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1 if last < date.max else first.day == 1
    if not whole_months:
        return of_interval(of_day(first), of_day(last))
    if (first.month, last.month) == (1, 12):
        return of_interval(of_year(first.year), of_year(last.year))
    return of_interval(of_month(first.year, first.month), of_month(last.year, last.month))


def approximately(value: PartialDate) -> PartialDate:
    """The same date marked as approximate; an interval stays as it is, for its ends are bounds already."""
    if "/" in value.edtf or value.edtf.endswith(("~", "?", "%")):
        return value
    return PartialDate(value.edtf + "~", value.earliest, value.latest)


def parse_edtf(text: str) -> PartialDate:
    """Read an EDTF string: a day, month, year, season, quarter, decade or century, or an interval of these.

    Digits may be unspecified (``X``); ``~``, ``?`` and ``%`` qualify a point; ``..`` or nothing is an open end.

    Raises:
        ValueError: where the text is none of these, or names a day that does not exist.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_point(text)
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"an EDTF interval needs an end: got {text!r}")
    first = None if start in ("", "..") else _parse_point(start)
    last = None if end in ("", "..") else _parse_point(end)
    earliest = None if first is None else first.earliest
    latest = None if last is None else last.latest
    if earliest and latest and latest < earliest:
        raise ValueError(f"an EDTF interval runs forward: got {text!r}")
    return PartialDate(text, earliest, latest)


@lru_cache(maxsize=65536)
def normalize_edtf(text: str) -> PartialDate | None:
    """As `parse_edtf`, but None where the text is not EDTF."""
    try:
        return parse_edtf(text)
    except ValueError:
        return None


def _parse_point(text: str) -> PartialDate:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    years, months, days, _ = match.groups()
    if "X" in years.rstrip("X") or (years.endswith("X") and months and years != "XXXX"):
        raise ValueError(f"only the last digits of a year may be unspecified: {text!r}")
    if years == "XXXX":
        _check_yearless(months, days, text)
        return PartialDate(text)
    if "X" in years:
        whole = of_years(int(years.rstrip("X")), years.count("X"))
    else:
        whole = _parse_in_year(int(years), months, days)
    return PartialDate(text, whole.earliest, whole.latest)


def _parse_in_year(year: int, months: str | None, days: str | None) -> PartialDate:
    if months is None or "X" in months:
        return of_year(year)
    if days is None:
        return of_year_group(year, int(months)) if int(months) > 12 else of_month(year, int(months))
    if "X" in days:
        return of_month(year, int(months))
    return of_day(date(year, int(months), int(days)))


def _check_yearless(months: str | None, days: str | None, text: str) -> None:
    month = int(months) if months and "X" not in months else None
    day = int(days) if days and "X" not in days else None
    if month is not None and month not in _GROUP_MONTHS and not 1 <= month <= 12:
        raise ValueError(f"no such month: {text!r}")
    longest = calendar.monthrange(2000, month)[1] if month and month <= 12 else 31
    if day is not None and not 1 <= day <= longest:
        raise ValueError(f"no such day: {text!r}")


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])

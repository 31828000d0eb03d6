"""Calendar arithmetic: steps of days, weeks, months, years; the periods around a day; moveable feasts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from filmdossier.model.dates import PartialDate, of_day, of_days, of_month, of_year, of_year_group, of_years

MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def shifted(day: date, count: int, unit: str) -> date | None:
    """The day so many units later (earlier where negative), on the month's last day where it is too short.

    None where that lies outside the years 1 to 9999.
    """
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=count * DAYS_OF[unit])
        months = day.year * 12 + day.month - 1 + count * MONTHS_OF[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def working_days_later(day: date, count: int) -> date | None:
    """The day so many working days (Monday to Friday) later."""
    if not 0 <= count <= 1000:
        return None
    while count and day < date.max - timedelta(days=3):
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def period_around(day: date, unit: str, weekend: tuple[int, int]) -> PartialDate | None:
    """The week (from Monday), weekend, month, quarter, year, decade… that a day lies in.

    Args:
        day: the day.
        unit: what to take around it.
        weekend: first and last day of a weekend, 1 for Monday to 7 for Sunday.
    """
    try:
        if unit == "day":
            return of_day(day)
        if unit in DAYS_OF:
            monday = day - timedelta(days=day.weekday())
            if unit == "weekend":
                return of_days(monday + timedelta(days=weekend[0] - 1), monday + timedelta(days=weekend[1] - 1))
            return of_days(monday, monday + timedelta(days=DAYS_OF[unit] - 1))
        return _months_around(day, unit)
    except (ValueError, OverflowError):
        return None


def _months_around(day: date, unit: str) -> PartialDate:
    if unit == "month":
        return of_month(day.year, day.month)
    if unit == "quarter":
        return of_year_group(day.year, 33 + (day.month - 1) // 3)
    if unit == "half":
        return of_year_group(day.year, 40 + (day.month - 1) // 6)
    if unit == "year":
        return of_year(day.year)
    return of_years(day.year // 10, 1) if unit == "decade" else of_years(day.year // 100, 2)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher).

    Raises:
        ValueError: where the year is not 1 to 9999.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th Monday (1) to Sunday (7) of a month; the last for -1; None where the month has no such day."""
    days = calendar.monthrange(year, month)[1]
    if nth < 0:
        last = date(year, month, days)
        day = days - (last.isoweekday() - weekday) % 7 + 7 * (nth + 1)
    else:
        first = date(year, month, 1)
        day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if 1 <= day <= days else None

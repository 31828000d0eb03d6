"""Years, decades and centuries out of the words that a rule of dates names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.model.dates import DateExpression
from filmdossier.reading.values.date_compounds import Range
from filmdossier.reading.values.date_kinds import CalendarDate, YearSpan

BARE_YEARS = range(1880, 2050)
"""A figure by itself is taken for a year only among these."""
PIVOT = 50
"""Years of two digits below it are of this century (POSIX's pivot is 69; the press writes of films since the 1950s)."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DateTables:
    """What the pack says of dates beside words.

    Attributes:
        few: what vague counts are read as.
        parts: by name, first and last month of a year, day of a month, weekday of a week.
        weekend: first and last weekday.
        day_first: whether 3/4 is the third of April.
    """

    few: Mapping[str, int]
    parts: Mapping[str, Any]
    weekend: tuple[int, int]
    day_first: bool | None


def stated_year(v: Values) -> int | None:
    """The year that the words of a date name, or None."""
    if "year_head" in v and "year_tail" in v:
        return int(v["year_head"]) * 100 + int(v["year_tail"])
    if "short_year" in v and "year" not in v:
        return full_year(int(v["short_year"]))
    year = v.get("year", v.get("spelled_year"))
    return None if year is None else int(year)


def full_year(short: int) -> int:
    """The year that two digits mean."""
    return short + (2000 if short < PIVOT else 1900)


def decade(v: Values, tables: DateTables) -> DateExpression | None:
    """A decade: the 1960s, the eighties, 上世纪90年代."""
    if "tens" in v or "century" in v or "century_of" in v:
        tens = int(v.get("short_year", v.get("tens", v.get("year_tail", -1))))
        century = int(v.get("century", v.get("century_of", 21 if tens < 20 else 20)))
        return YearSpan((century - 1) * 10 + tens // 10, 1) if tens % 10 == 0 and 0 <= tens < 100 else None
    if "decade_full" in v:
        return YearSpan(int(v["decade_full"]), 1)
    if "decade_name" in v:
        head = int(v["year_head"]) if "year_head" in v else 19
        return YearSpan(head * 10 + int(v["decade_name"]), 1)
    if "tens_name" in v:
        head = int(v["year_head"]) * 10 if "year_head" in v else int(v["spelled_year"]) // 10
        return YearSpan(head + 1, 1)
    year = stated_year({k: value for k, value in v.items() if k in ("year", "short_year")})
    if "short_year" in v and "year" not in v:
        year = int(v["short_year"]) + (2000 if int(v["short_year"]) < 20 else 1900)
    return None if year is None or year % 10 else YearSpan(year // 10, 1)


def century(v: Values, tables: DateTables) -> DateExpression | None:
    """A century by its number."""
    nth = int(v.get("day_ordinal", v.get("ordinal", 0)))
    return YearSpan(nth - 1, 2) if 1 <= nth <= 30 else None


def years(v: Values, tables: DateTables) -> DateExpression | None:
    """From one year to another."""
    first, last = int(v["first"]), int(v["last"])
    return Range(CalendarDate(first), CalendarDate(last)) if first < last and first in BARE_YEARS else None

"""Values in words that people read: amounts, dates, territories."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DAY = re.compile(r"(\d{4}|X{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)")
_TRADE_AREAS = {"001": "worldwide", "021": "North America"}
_OPENING = frozenset("\"“„«'‘「『")
_BOUNDS = {"about": "about ", "over": "more than ", "under": "less than ", "nearly": "nearly "}


def number_in_words(number: Decimal | float) -> str:
    """A number with thousands set apart, or as millions and billions where that takes no more than three decimals.

    >>> number_in_words(689_000_000), number_in_words(612_348), number_in_words(Decimal("8490000"))
    ('689 million', '612,348', '8.49 million')
    """
    exact = Decimal(str(number))
    for scale, name in ((10**9, "billion"), (10**6, "million")):
        scaled = (exact / scale).normalize()
        exponent = scaled.as_tuple().exponent
        if abs(scaled) >= 1 and isinstance(exponent, int) and exponent >= -3:
            return f"{scaled:,f} {name}"
    plain = exact.normalize()
    return f"{plain:,f}"


def money_in_words(value: Mapping[str, Any]) -> str:
    """An amount with its ISO 4217 code; says so where the article names no currency."""
    amount = number_in_words(value["amount"])
    currency = value.get("currency")
    return f"{currency} {amount}" if currency else f"{amount} (no currency stated)"


def bounded(words: str, bound: object) -> str:
    """A figure with the bound that the article puts on it."""
    return _BOUNDS.get(str(bound), "") + words


def date_in_words(edtf: str) -> str:
    """An EDTF date in words; unchanged where it is none of the forms that readings use.

    >>> date_in_words("2025-09-06"), date_in_words("2003-22"), date_in_words("XXXX-10-27")
    ('6 September 2025', 'summer 2003', '27 October, no year stated')
    """
    first, slash, last = edtf.partition("/")
    if slash:
        if not first or first == "..":
            return f"until {date_in_words(last)}"
        if not last or last == "..":
            return f"from {date_in_words(first)}"
        return f"{date_in_words(first)} to {date_in_words(last)}"
    found = _DAY.fullmatch(edtf)
    if not found:
        return edtf
    year, month, day, doubt = found.groups()
    words = _calendar_words(year, month, day)
    if words is None:
        return edtf
    prefix = {"~": "about ", "?": "possibly ", "%": "possibly about "}.get(doubt, "")
    return prefix + words


def _calendar_words(year: str, month: str | None, day: str | None) -> str | None:
    named = year.replace("X", "0") + ("s" if "X" in year else "")
    if year == "XXXX":
        named = "no year stated"
    if month is None or month == "XX":
        return named
    if month in _SEASONS:
        return f"{_SEASONS[month]} {named}"
    if not 1 <= int(month) <= 12:
        return None
    comma = ", " if year == "XXXX" else " "
    in_month = f"{_MONTHS[int(month) - 1]}{comma}{named}"
    return in_month if day is None or day == "XX" else f"{int(day)} {in_month}"


def territory_in_words(code: str) -> str:
    """The English name of an ISO 3166-1 or UN M49 territory, from CLDR; the code itself where it has none.

    Two areas go by the names that the trade gives them.
    """
    if code in _TRADE_AREAS:
        return _TRADE_AREAS[code]
    from babel import Locale  # noqa: PLC0415  only views need it

    return str(Locale("en").territories.get(code, code))


def ordinal_in_words(position: int) -> str:
    """1st, 2nd, 3rd, 11th.

    >>> [ordinal_in_words(n) for n in (1, 2, 3, 11, 22, 113)]
    ['1st', '2nd', '3rd', '11th', '22nd', '113th']
    """
    suffix = "th" if position % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{suffix}"


def quoted(words: str) -> str:
    """Words in quotation marks, unless they bring their own.

    >>> quoted("sixth"), quoted('"It is a gift,"')
    ('“sixth”', '"It is a gift,"')
    """
    return words if words[:1] in _OPENING else f"“{words}”"

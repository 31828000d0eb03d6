"""Figures, sums and rates as the messages of findings write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from filmdossier.model.wording import number_in_words

_RATE_DIGITS = 4


def write_number(amount: Decimal) -> str:
    """A figure as it stands: 689 million, 1.8 billion, 612,348."""
    return number_in_words(amount)


def write_money(amount: Decimal, currency: str | None) -> str:
    """A sum: RUB 689 million; without its currency, the figure alone."""
    return write_number(amount) if currency is None else f"{currency} {write_number(amount)}"


def rounded(figure: Decimal, digits: int) -> Decimal:
    """A figure to so many significant digits."""
    if not figure:
        return figure
    step = figure.adjusted() - digits + 1
    return figure.scaleb(-step).to_integral_value(rounding=ROUND_HALF_UP).scaleb(step)


def write_rounded(figure: Decimal, digits: int = _RATE_DIGITS) -> str:
    """A figure to so many significant digits in full: 81.15, 0.5231, 1,234,000."""
    places = max(0, digits - 1 - figure.adjusted()) if figure else 0
    return f"{rounded(figure, digits):,.{places}f}"


def write_percent(share: Decimal) -> str:
    """A share as a percentage: 0.137 is 14 %, 0.031 is 3.1 %."""
    percent = abs(share) * 100
    return f"{percent.quantize(Decimal(1) if percent >= 10 else Decimal('0.1'), rounding=ROUND_HALF_UP):,f} %"


def write_list(parts: Sequence[str]) -> str:
    """Parts as a list in prose: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def write_rate(figure: Decimal, base: str, quote: str) -> str:
    """A rate in words: 81.15 rubles to the dollar."""
    return f"{write_rounded(figure)} {rate_unit(base, quote)}"


@cache
def rate_unit(base: str, quote: str) -> str:
    """The unit of a rate: rubles to the dollar. Where the short names are one, the codes: HKD to the USD."""
    one, many = _currency_name(base, 1), _currency_name(quote, 2)
    if one is None or many is None or many.startswith(one):
        return f"{quote} to the {base}"
    return f"{many} to the {one}"


def _currency_name(code: str, count: int) -> str | None:
    """The last word of a currency's name in CLDR (by Babel): ruble, dollars; None where that is no plain word."""
    from babel.numbers import get_currency_name  # noqa: PLC0415  half a megabyte of names, needed for findings alone

    word = str(get_currency_name(code, count=count, locale="en")).split()[-1]
    return word.lower() if word.isalpha() and word != code else None

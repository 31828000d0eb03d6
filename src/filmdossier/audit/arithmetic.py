"""Figures, sums and rates as the messages of findings write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_MOST_DECIMALS = 3
_RATE_DIGITS = 4


def write_number(amount: Decimal) -> str:
    """A figure as it stands: 689 million, 1.8 billion, 612,348."""
    for scale, word in _SCALES:
        scaled = (amount / scale).normalize()
        if abs(scaled) >= 1 and -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS:
            return f"{scaled:,f} {word}"
    return f"{amount.normalize():,f}"


def write_money(amount: Decimal, currency: str | None) -> str:
    """A sum: RUB 689 million; without its currency, the figure alone."""
    return write_number(amount) if currency is None else f"{currency} {write_number(amount)}"


def write_rounded(figure: Decimal, digits: int = _RATE_DIGITS) -> str:
    """A figure to so many significant digits: 81.15, 0.5231, 1,234,000."""
    if not figure:
        return "0"
    step = Decimal(1).scaleb(figure.adjusted() - digits + 1)
    rounded = figure.quantize(step, rounding=ROUND_HALF_UP) if step < 1 else (figure / step).to_integral_value() * step
    return f"{rounded:,f}"


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

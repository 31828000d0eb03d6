"""Values and numbers as reasons write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from filmdossier.model.record import Position

_MOST_NAMED = 3
_UNITS = {"minutes": " minutes", "percent": " %"}


def count_of(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def witnesses_in_words(witnesses: Sequence[str]) -> str:
    """How many independent witnesses, and the first of them by name."""
    named = ", ".join(witnesses[:_MOST_NAMED])
    more = f" and {len(witnesses) - _MOST_NAMED:,} more" if len(witnesses) > _MOST_NAMED else ""
    count = "1 independent witness" if len(witnesses) == 1 else f"{len(witnesses):,} independent witnesses"
    return f"{count} ({named}{more})" if named else count


def value_in_words(position: Position) -> str:
    """The value of a position, with the date up to which it counts."""
    above = "over " if position.high is None and position.low is not None else ""
    return above + words_of_value(position.value) + (f" as of {position.as_of}" if position.as_of else "")


def words_of_value(value: Mapping[str, Any]) -> str:
    """A value in a few words: 689,000,000 RUB; 146 minutes; 2025-02-20; Andrey Volgin."""
    if "amount" in value:
        return f"{_figure(value['amount'])} {value.get('currency') or '(no currency)'}"
    if "top" in value:
        return f"among the first {_figure(value['top'])}"
    if "position" in value:
        return f"place {_figure(value['position'])}"
    if "implied_year" in value:
        implied = value["implied_year"]
        return f"no. {value.get('ordinal')}" + (f", which implies {implied}" if implied is not None else "")
    parts = [f"{_figure(v)}{_UNITS.get(k, '')}" for k, v in value.items() if v is not None]
    return ", ".join(parts)


def _figure(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        figure = Decimal(str(value)).normalize()
        return f"{figure:,f}"
    return str(value)

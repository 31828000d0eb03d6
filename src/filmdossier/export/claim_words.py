"""Values, qualifiers and attributions of claims in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from filmdossier.model.reading import Attribution
from filmdossier.model.wording import (
    bounded,
    date_in_words,
    money_in_words,
    number_in_words,
    ordinal_in_words,
    territory_in_words,
)

_PERIODS = {
    "total": "so far",
    "opening_weekend": "opening weekend",
    "weekend": "weekend",
    "day": "one day",
    "week": "week",
    "year": "year",
    "all_time": "of all time",
    "other": "",
}
_PHRASES = {
    "role": "{}",
    "character": "as {}",
    "kind": "{}",
    "venue": "at {}",
    "as_of": "as of {}",
    "chart": "in “{}”",
    "category": "{}",
    "recipient": "to {}",
    "year": "{}",
    "date": "{}",
    "place": "in {}",
    "of": "of {}",
    "currency": "{}",
    "name": "{}",
}


def value_in_words(value: Mapping[str, Any], bound: object = None) -> str:
    """A value of any predicate in words, with the bound that the article puts on it."""
    return bounded(_unbounded(value), bound)


def _unbounded(value: Mapping[str, Any]) -> str:
    if "amount" in value:
        return money_in_words(value)
    if "count" in value:
        return number_in_words(value["count"])
    if "percent" in value:
        percent = Decimal(str(value["percent"]))
        return f"{'−' if percent < 0 else '+'}{number_in_words(abs(percent))} %"
    if "position" in value:
        return ordinal_in_words(int(value["position"]))
    if "top" in value:
        return f"among the top {value['top']}"
    if "date" in value:
        return date_in_words(str(value["date"]))
    if "territory" in value:
        return territory_in_words(str(value["territory"]))
    if "minutes" in value:
        return f"{number_in_words(value['minutes'])} minutes"
    if "ordinal" in value:
        return _anniversary(value)
    return str(value.get("name", ""))


def _anniversary(value: Mapping[str, Any]) -> str:
    words = f"{ordinal_in_words(int(value['ordinal']))} anniversary"
    if value.get("of"):
        words += f" of {value['of']}"
    if value.get("year"):
        words += f" in {value['year']}"
    return words + (f", so from {value['implied_year']}" if value.get("implied_year") else "")


def post_in_words(value: Mapping[str, Any]) -> Iterator[str]:
    """Title and organisation of a position; nothing for other values."""
    if "role" in value or "organisation" in value:
        yield ", ".join(str(v) for k in ("role", "organisation") if (v := value.get(k)))


def qualifiers_in_words(qualifiers: Mapping[str, Any], compared: Callable[[object], str] = str) -> Iterator[str]:
    """What narrows a claim down, one phrase each, without its bound.

    Args:
        qualifiers: as a claim or the key of a fact holds them.
        compared: says in words what a change is from or to.
    """
    for name, value in qualifiers.items():
        if value is None or name == "bound":
            continue
        if name == "converted":
            conversions = value if isinstance(value, list | tuple) else [value]
            yield from (f"given as {money_in_words(c)}" for c in conversions if "amount" in c)
        elif name == "territory":
            territories = value if isinstance(value, list | tuple) else [value]
            yield ", ".join(territory_in_words(str(t)) for t in territories)
        elif name == "period":
            yield _PERIODS.get(str(value), str(value))
        elif name == "previous":
            yield f"{ordinal_in_words(int(value))} before" if str(value).isdigit() else f"{value} before"
        elif name in ("from", "to"):
            yield f"{name} {compared(value)}"
        else:
            yield _PHRASES.get(name, name.replace("_", " ") + " {}").format(_shown(name, value))


def _shown(name: str, value: object) -> str:
    return date_in_words(str(value)) if name in ("as_of", "date", "year") else str(value).replace("_", " ")


def attribution_in_words(chain: Iterable[Attribution]) -> Iterator[str]:
    """Who the article names as its source, nearest first, one phrase each."""
    for i, link in enumerate(chain):
        when = f", {date_in_words(link.date)}" if link.date else ""
        yield f"{'citing' if i else 'according to'} {link.name}{when}"

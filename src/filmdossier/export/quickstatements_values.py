"""Facts as values of Wikidata, as far as the two mean exactly the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from filmdossier.export.exact import exact_number
from filmdossier.export.wikidata import time_of, wikidata
from filmdossier.model.record import Fact
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.fact_keys import as_of

_EXACT = frozenset({None, "exact"})
_RUNS = frozenset({None, "total"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*")
#: The code of Wikidata for a language that is not known.
_UNKNOWN_LANGUAGE = "und"
#: What Persian and the scripts of India are spelled with, though nobody sees it.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement without its references.

    Attributes:
        value: as QuickStatements takes it.
        qualifiers: properties and values in turn.
        claims: those that say exactly this.
    """

    value: str
    qualifiers: tuple[str, ...]
    claims: tuple[SourcedClaim, ...]


def draft_of(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    """The statement that a fact makes, or why it makes none.

    Args:
        fact: of a predicate whose values can be written out whole.
        claims: those behind the value that stands, as asserted.
    """
    return _MAKERS[fact.predicate](fact, claims)


def _country(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    item = wikidata().countries.get(str(fact.standing.value.get("territory")))
    return Draft(item, (), tuple(claims)) if item else "the item of the country is not known here"


def _duration(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    exact = _saying(claims, "minutes", Decimal(str(fact.standing.value["minutes"])))
    unit = wikidata().items["minute"].removeprefix("Q")
    minutes = exact_number(Decimal(str(fact.standing.value["minutes"])))
    return Draft(f"{minutes}U{unit}", (), exact) if exact else "nobody gives the exact length"


def _release(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    kind = fact.key.get("kind")
    if kind != "theatrical":
        return f"not a release in cinemas but a {str(kind).replace('_', ' ')}"
    place = _place(fact.key)
    if place is None:
        return "where is not stated, or its item is not known here"
    date = str(fact.standing.value.get("date"))
    time = time_of(date)
    if time is None:
        return "the date is vague"
    exact = tuple(c for c in claims if c.claim.value.get("date") == date)
    return Draft(time, ("P291", place), exact) if exact else "nobody gives that date in so many words"


def _box_office(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    place, until = _place(fact.key), time_of(fact.standing.as_of or "")
    if fact.key.get("period") not in _RUNS:
        return "not a running total"
    if place is None:
        return "where is not stated, or its item is not known here"
    if until is None:
        return "up to when it counts is not known to the day, month or year"
    then = [c for c in claims if (day := as_of(c)) is not None and day.edtf == fact.standing.as_of]
    return _money(fact, then, ("P3005", place, "P585", until))


def _budget(fact: Fact, claims: Sequence[SourcedClaim]) -> Draft | str:
    return _money(fact, claims, ())


def _money(fact: Fact, claims: Sequence[SourcedClaim], qualifiers: tuple[str, ...]) -> Draft | str:
    amount = Decimal(str(fact.standing.value["amount"]))
    unit = wikidata().currencies.get(str(fact.standing.value.get("currency")))
    if unit is None:
        return "the currency is not stated, or its item is not known here"
    exact = _saying(claims, "amount", amount)
    if not exact:
        return "nobody gives the figure itself for that time, without more than, nearly or about"
    return Draft(f"{exact_number(amount)}U{unit.removeprefix('Q')}", qualifiers, exact)


def _saying(claims: Sequence[SourcedClaim], key: str, value: Decimal) -> tuple[SourcedClaim, ...]:
    """The claims that give a figure itself, with no bound on it."""
    return tuple(
        c
        for c in claims
        if c.claim.qualifiers.get("bound") in _EXACT
        and key in c.claim.value
        and Decimal(str(c.claim.value[key])) == value
    )


def _place(key: Mapping[str, Any]) -> str | None:
    territory = key.get("territory")
    return wikidata().place(territory) if isinstance(territory, str) else None


_MAKERS: Mapping[str, Callable[[Fact, Sequence[SourcedClaim]], Draft | str]] = MappingProxyType(
    {
        "country_of_origin": _country,
        "duration": _duration,
        "release": _release,
        "box_office": _box_office,
        "budget": _budget,
    }
)


def word(text: str, most: int) -> str:
    r"""A text that a command can hold: one line, nothing that parts fields or commands, no longer than that.

    QuickStatements 3 parts fields at a bar also where tabs do, and a value in three quotation marks is another kind.

    >>> word("A\tB\n| C", 99), word("long words here", 10), word('""so""', 9)
    ('A B / C', 'long…', '"so"')
    """
    kept = (" " if c.isspace() else c for c in text.replace("|", "/") if c.isspace() or _is_visible(c))
    line = re.sub('"{2,}', '"', " ".join("".join(kept).split()))
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip() + "…"


def text_in_language(text: str, language: str, most: int) -> str | None:
    """A text with its language, as QuickStatements takes it; None where nothing is left of it."""
    line = word(text, most)
    code = language.lower()
    return f'{code if _LANGUAGE.fullmatch(code) else _UNKNOWN_LANGUAGE}:"{line}"' if line else None


def _is_visible(c: str) -> bool:
    """Whether a character says anything: no control, no half of a pair, no mark that turns or hides other words."""
    return c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cs", "Cf", "Co", "Cn"}

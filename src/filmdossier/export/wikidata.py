"""What of Wikidata is known here: which properties mean what, and the items of countries and currencies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from filmdossier.model.dates import normalize_edtf


class Use(StrEnum):
    """How a property is used: what is written out, what a person must do, and what goes with a statement."""

    STATEMENT = "statement"
    ITEM = "item"
    HAND = "hand"
    QUALIFIER = "qualifier"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    Attributes:
        id: as Wikidata numbers it.
        label: what Wikidata calls it in English.
        datatype: ``item``, ``quantity``, ``time``, ``monolingualtext`` or ``url``.
        use: how.
        predicate: what the catalogue calls it, or None.
        how: what is particular about its use, or nothing.
    """

    id: str
    label: str
    datatype: str
    use: Use
    predicate: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Wikidata:
    """The tables.

    Attributes:
        properties: by id.
        items: by what they are called here.
        currencies: by ISO 4217 code.
        countries: by ISO 3166-1 alpha-2 code.
    """

    properties: Mapping[str, Property]
    items: Mapping[str, str]
    currencies: Mapping[str, str]
    countries: Mapping[str, str]

    def of_predicate(self, predicate: str) -> Property | None:
        """The property that says what a predicate says; None where there is none."""
        return next((p for p in self.properties.values() if p.predicate == predicate), None)

    def place(self, territory: str) -> str | None:
        """The item of a territory; None where it is not known for sure."""
        return self.items["worldwide"] if territory == "001" else self.countries.get(territory)


@cache
def wikidata() -> Wikidata:
    """The tables, read once."""
    data = tomllib.loads(files("filmdossier.export").joinpath("wikidata.toml").read_text("utf-8"))
    properties = [
        Property(p["id"], p["label"], p["datatype"], Use(p["as"]), p.get("predicate"), p.get("how", ""))
        for p in data["property"]
    ]
    return Wikidata({p.id: p for p in properties}, data["items"], data["currencies"], data["countries"])


def time_of(edtf: str) -> str | None:
    """A date as QuickStatements takes it: a day, a month or a year; None for anything vaguer.

    >>> time_of("2025-09-06"), time_of("2025-09"), time_of("2025"), time_of("2025-21"), time_of("2025-09~")
    ('+2025-09-06T00:00:00Z/11', '+2025-09-00T00:00:00Z/10', '+2025-00-00T00:00:00Z/9', None, None)
    """
    day = normalize_edtf(edtf)
    if day is None or day.earliest is None or not edtf.replace("-", "").isdecimal():
        return None
    year, month, of_month = [*edtf.split("-"), "00", "00"][:3]
    if int(month) > 12:
        return None
    precision = 11 if of_month != "00" else 10 if month != "00" else 9
    return f"+{year}-{month}-{of_month}T00:00:00Z/{precision}"

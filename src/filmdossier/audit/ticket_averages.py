"""What a cinema ticket cost on average, by territory and year, from ``ticket_prices.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

#: For so many years before the first and after the last average it is taken to hold.
YEARS_AROUND = 5


@dataclass(frozen=True, slots=True)
class TicketAverages:
    """The averages of one territory.

    Attributes:
        currency: ISO 4217.
        source: whose statistics they are.
        averages: by year, in order.
    """

    currency: str
    source: str
    averages: tuple[tuple[int, Decimal], ...]

    def in_year(self, year: int) -> Decimal | None:
        """The average of a year, interpolated; None where it lies too far outside the years known."""
        (first, at_first), (last, at_last) = self.averages[0], self.averages[-1]
        if not first - YEARS_AROUND <= year <= last + YEARS_AROUND:
            return None
        if year <= first or year >= last:
            return at_first if year <= first else at_last
        for (a, at_a), (b, at_b) in pairwise(self.averages):
            if a <= year <= b:
                return at_a + (at_b - at_a) * (year - a) / (b - a)
        return None


def averages_of(territory: str) -> TicketAverages | None:
    """The averages of a territory (ISO 3166-1 alpha-2, or UN M49), or None where none are known."""
    return _averages().get(territory)


@cache
def _averages() -> Mapping[str, TicketAverages]:
    return dict(_read())


def _read() -> Iterator[tuple[str, TicketAverages]]:
    text = (files("filmdossier.audit") / "ticket_prices.toml").read_text("utf-8")
    for entry in tomllib.loads(text, parse_float=Decimal)["territory"]:
        by_year = sorted((int(year), Decimal(average)) for year, average in entry["averages"].items())
        for code in entry["codes"]:
            yield code, TicketAverages(entry["currency"], entry["source"], tuple(by_year))

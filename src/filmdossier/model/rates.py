"""Exchange rates as facts: dated, named, exact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency cost on a day.

    Attributes:
        source: who published it, as in ``European Central Bank``.
        base, quote: ISO 4217; one ``base`` costs ``value`` units of ``quote``.
        day: the day that it holds for, as its source dates it.
        value: exact as published, per one unit of ``base``.
    """

    source: str
    base: str
    quote: str
    day: date
    value: Decimal

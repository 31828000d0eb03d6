"""What a film took, as one figure to list films by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import Gross
from filmdossier.model.record import Fact, Record
from filmdossier.rates.table import RateTable

_DOLLAR = "USD"
_NOT_TAKEN = frozenset({"planned", "denied", "opinion", "wrong"})


def largest_gross(record: Record, rates: RateTable, latest: str | None) -> Gross | None:
    """The largest gross that stands in a record, whatever its territory and time.

    Sums in several currencies are compared in US dollars at the reference rate of the day up to which they count; where
    a currency is not quoted any more, at its last rate, which is near enough to order films by and for nothing else.

    Args:
        record: of the film.
        rates: reference rates.
        latest: EDTF date of the latest document about it, for sums without a date; or None.
    """
    found = [g for fact in record.facts if (g := _gross(fact, rates, latest)) is not None]
    return max(found, key=lambda g: (g.usd is not None, g.usd or 0.0, g.amount, g.currency), default=None)


def _gross(fact: Fact, rates: RateTable, latest: str | None) -> Gross | None:
    if fact.predicate != "box_office" or fact.standing.aside in _NOT_TAKEN:
        return None
    amount, currency = fact.standing.value.get("amount"), fact.standing.value.get("currency")
    if not isinstance(amount, Decimal | int) or not isinstance(currency, str) or amount <= 0:
        return None
    exact = Decimal(amount)
    return Gross(exact.normalize() + 0, currency, _in_dollars(exact, currency, rates, fact.standing.as_of or latest))


def _in_dollars(amount: Decimal, currency: str, rates: RateTable, at: str | None) -> float | None:
    if currency == _DOLLAR:
        return float(amount)
    day = normalize_edtf(at) if at else None
    last = day.latest if day is not None else None
    rate = rates.last_known(currency, _DOLLAR, last or date.max)
    return None if rate is None else float(round(amount * rate.value))

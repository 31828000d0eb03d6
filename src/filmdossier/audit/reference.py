"""Implied exchange rates against the reference rates of a date, however vague."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from filmdossier.audit.arithmetic import write_money, write_rate, write_rounded
from filmdossier.audit.common_rate import distance
from filmdossier.audit.converted_sums import Conversion, Pair
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.sourced import SourcedClaim
from filmdossier.rates.table import RateRange, RateTable
from filmdossier.record.intervals import Interval

#: So many days before an article count too: outlets convert at the rate of the last report, month or week.
EARLIER_DAYS = 30
#: What outlets' sources of rates differ by from the reference: banks, markets, the hour.
MARGIN = Decimal("0.02")
#: The same where the rates of the days before are not known.
MARGIN_IF_INCOMPLETE = Decimal("0.10")
#: A sum of so many days before its article may have been converted at the rate of its own time.
LONG_AGO = 366
#: How near to a power of ten, to the inverse or to one a rate must come for that to be called the likely slip.
NEAR = Decimal("0.15")
_POWERS = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 6: "a million", 9: "a billion"}


@dataclass(frozen=True, slots=True)
class Reference:
    """The rates of a date for a pair of currencies."""

    pair: Pair
    rates: RateRange

    @property
    def allowed(self) -> Interval:
        """The rates that nobody would call wrong."""
        margin = MARGIN if self.rates.complete else MARGIN_IF_INCOMPLETE
        return Interval(self.rates.lowest.value * (1 - margin), self.rates.highest.value * (1 + margin))

    @property
    def middle(self) -> Decimal:
        """The rate between the lowest and the highest."""
        return (self.rates.lowest.value + self.rates.highest.value) / 2

    def deviation(self, implied: Interval) -> Decimal:
        """How far a rate is off, as a share of the nearer reference rate; 0 where it is allowed."""
        if implied.overlaps(self.allowed):
            return Decimal(0)
        return distance(implied, self.rates.lowest.value, self.rates.highest.value)

    @property
    def words(self) -> str:
        """The rates with their source and days: 1.85 to 1.91 dollars to the pound (European Central Bank, …)."""
        low, high = self.rates.lowest, self.rates.highest
        source = " and ".join(self.rates.sources)
        if low.day == high.day:
            return f"{write_rate(low.value, self.pair.base, self.pair.quote)} ({source}, {low.day})"
        greatest = write_rate(high.value, self.pair.base, self.pair.quote)
        return f"{write_rounded(low.value)} to {greatest} ({source}, {low.day} and {high.day})"


def reference_for(
    claim: SourcedClaim, pair: Pair, rates: RateTable, released: Mapping[str, date] = MappingProxyType({})
) -> Reference | None:
    """The reference rates of the date that a claim was written at; None where its date or its rates are not known.

    An earlier date that the sum itself is of counts too, for it may have been converted then: all rates since that date
    are allowed. Of a film of long ago, that is the time since its release, unless the sum is known to be recent.

    Args:
        claim: that states the conversion.
        pair: its currencies.
        rates: reference rates.
        released: when films came out, by film mention.
    """
    published, summed = _dates_of(claim)
    if published is None:
        windows = [summed] if summed else []
    else:
        earlier = _earlier_date(claim, released)
        windows = [(earlier, published[1])] if earlier else []
        windows += [] if earlier and _is_long(earlier, published[0]) else [published]
    for first, last in windows:
        found = rates.range_over(pair.base, pair.quote, first, last, earlier=EARLIER_DAYS)
        if found is not None:
            return Reference(pair, found)
    return None


def is_of_long_ago(claim: SourcedClaim, released: Mapping[str, date]) -> bool:
    """Whether a sum is of so long before its article that it may have been converted at the rate of then."""
    published, _ = _dates_of(claim)
    earlier = _earlier_date(claim, released)
    return published is not None and earlier is not None and _is_long(earlier, published[0])


def release_days(claims: Iterable[SourcedClaim]) -> dict[str, date]:
    """The first day on which each film may have come out, by film mention."""
    first: dict[str, date] = {}
    for claim in claims:
        if (
            claim.claim.predicate == "release"
            and claim.film
            and (days := days_of(_date(claim.claim.value.get("date"))))
        ):
            first[claim.film] = min(days[0], first.get(claim.film, days[0]))
    return first


def _dates_of(claim: SourcedClaim) -> tuple[tuple[date, date] | None, tuple[date, date] | None]:
    return days_of(claim.document.date), days_of(_date(claim.claim.qualifiers.get("as_of")))


def _earlier_date(claim: SourcedClaim, released: Mapping[str, date]) -> date | None:
    """A date before its article's that a sum may be of: its own, else its film's release."""
    published, summed = _dates_of(claim)
    known = summed[0] if summed else released.get(claim.film or "")
    return known if known and published and known < published[0] else None


def _is_long(earlier: date, later: date) -> bool:
    return (later - earlier).days > LONG_AGO


def likely_slip(conversion: Conversion, pair: Pair, expected: Decimal) -> str:
    """What would explain a rate that is far off: a lost scale, the sums swapped, a sum left as it was. Else nothing."""
    implied, other = pair.rate(conversion), conversion.other
    factor = implied / expected if other.currency == pair.quote else expected / implied
    for power, word in _POWERS.items():
        for exponent, size in ((power, "large"), (-power, "small")):
            if _is_near(factor, Decimal(1).scaleb(exponent)):
                return f"; {write_money(other.amount, other.currency)} is {word} times too {size}: is a scale wrong?"
    if _is_near(implied * expected, Decimal(1)) and not _is_near(implied, expected):
        return "; the other way round it would fit: are the two currencies swapped?"
    if implied == 1:
        return "; the figure is the same in both currencies: was it converted at all?"
    return ""


def _is_near(figure: Decimal, target: Decimal) -> bool:
    return abs(figure / target - 1) <= NEAR


def _date(text: object) -> PartialDate | None:
    return normalize_edtf(text) if isinstance(text, str) else None


def days_of(when: PartialDate | None) -> tuple[date, date] | None:
    """The first and the last day that a date may denote; None where an end is open or nothing is known."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest

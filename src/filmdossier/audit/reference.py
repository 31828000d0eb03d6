"""Implied exchange rates against the reference rates of a date, however vague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


def reference_for(claim: SourcedClaim, pair: Pair, rates: RateTable) -> Reference | None:
    """The reference rates of the date that a claim was written at; None where its date or its rates are not known.

    An earlier date that the sum itself is of counts too, as far back as rates go.
    """
    written, of_sum = claim.document.date, _date(claim.claim.qualifiers.get("as_of"))
    published, summed = days_of(written), days_of(of_sum)
    windows = []
    if published and summed and summed[0] < published[0]:
        windows.append((summed[0], published[1]))
    windows += [days for days in (published or summed,) if days]
    for first, last in windows:
        found = rates.range_over(pair.base, pair.quote, first, last, earlier=EARLIER_DAYS)
        if found is not None:
            return Reference(pair, found)
    return None


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

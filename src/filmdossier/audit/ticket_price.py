"""The check of ticket prices: a gross divided by its admissions is what a ticket cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from filmdossier.audit.arithmetic import write_money, write_number, write_rounded
from filmdossier.audit.check import Article, Check, Emission, FilmCase
from filmdossier.audit.ticket_averages import TicketAverages, averages_of
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Finding, Status
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.record.intervals import Interval, converted_sums, exact_decimal, interval_of, interval_of_sum

RULE = "ticket_price"
#: A film's tickets may cost a third to three times the average: children's matinees, premium halls, premieres.
TIMES = Decimal(3)
#: Beyond so many times the average one of the figures is wrong.
FAR_TIMES = Decimal(10)
_UNSURE = frozenset({Status.DENIED, Status.OPINION, Status.PLANNED})
_DIGITS = 3

IMPLAUSIBLE = Emission(
    "warning",
    "{gross} from {admissions} admissions makes {price} a ticket; in {territory} in {year} one cost {average} on "
    "average ({source}), and {low} to {high} would be plausible",
    "a gross divided by its admissions is less than a third or more than three times the average price of a ticket",
)
FAR_OFF = Emission(
    "error",
    "{gross} from {admissions} admissions makes {price} a ticket; in {territory} in {year} one cost {average} on "
    "average ({source}): is the scale of one of the two figures wrong?",
    "the same, where it is less than a tenth or more than ten times the average",
)


def check_article(article: Article) -> Iterator[Finding]:
    """The grosses of an article that its admissions do not explain."""
    for price in _checked(article.claims):
        claims = (price.gross.claim.id, price.admissions.claim.id)
        yield price.finding(claims, (price.gross.claim.value_span, price.admissions.claim.value_span))


def check_record(case: FilmCase) -> Iterator[Finding]:
    """The grosses of a film's record that its admissions do not explain, each pair of figures once."""
    by_message: dict[str, tuple[_Price, set[str]]] = {}
    for price in _checked(case.ordered):
        finding = price.finding(())
        by_message.setdefault(finding.message, (price, set()))[1].update((price.gross.id, price.admissions.id))
    for _, (price, claims) in sorted(by_message.items()):
        yield price.finding(claims)


@dataclass(frozen=True, slots=True)
class _Price:
    """A price that a gross and its admissions imply, beside the averages of its territory.

    Attributes:
        gross: the claim of the sum.
        amount: the sum in local currency, as claimed or as its conversion states it.
        admissions: the claim of the count.
        averages: of the territory.
        years: the first and the last that the figures may be of.
        interval: the price, with what rounding and bounds leave open.
    """

    gross: SourcedClaim
    amount: Decimal
    admissions: SourcedClaim
    averages: TicketAverages
    years: tuple[int, int]
    interval: Interval

    @property
    def band(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest average of the years in question, or None where one is not known."""
        known = [self.averages.in_year(year) for year in self.years]
        averages = [a for a in known if a is not None]
        return (min(averages), max(averages)) if len(averages) == len(known) else None

    def is_within(self, times: Decimal) -> bool:
        """Whether the price may lie within so many times the average, or is not known not to."""
        band = self.band
        return band is None or self.interval.overlaps(Interval(band[0] / times, band[1] * times))

    def finding(self, claims: Iterable[str], spans: Iterable[Span] = ()) -> Finding:
        """The finding that the price is implausible."""
        assert self.band is not None
        (low, high), currency = self.band, self.averages.currency
        count = Decimal(self.admissions.claim.value["count"])
        first, last = self.years
        parts = {
            "gross": write_money(self.amount, currency),
            "admissions": write_number(count),
            "price": f"{currency} {write_rounded(self.amount / count, _DIGITS)}",
            "territory": self.admissions.claim.qualifiers["territory"],
            "year": str(first) if first == last else f"{first} to {last}",
            "average": f"{currency} {write_rounded((low + high) / 2, _DIGITS)}",
            "source": self.averages.source,
        }
        if not self.is_within(FAR_TIMES):
            return FAR_OFF.finding(RULE, claims, spans, **parts)
        low, high = low / TIMES, high * TIMES
        return IMPLAUSIBLE.finding(
            RULE, claims, spans, low=write_rounded(low, _DIGITS), high=write_rounded(high, _DIGITS), **parts
        )


def _checked(claims: Iterable[SourcedClaim]) -> Iterator[_Price]:
    """Every gross with an implausible price, by its admissions."""
    ordered = [c for c in claims if c.claim.status not in _UNSURE and c.film is not None]
    counts = _Admissions(c for c in ordered if c.claim.predicate == "admissions")
    for claim in (c for c in ordered if c.claim.predicate == "box_office"):
        for admissions in counts.of(claim):
            price = _price(claim, admissions)
            if price and not price.is_within(TIMES):
                yield price


class _Admissions:
    """Admissions by what tells whether they count the same tickets as a gross."""

    def __init__(self, claims: Iterable[SourcedClaim]) -> None:
        self._counts = tuple(claims)
        self._within: dict[tuple[str | None, ...], list[int]] = {}
        self._dated: dict[tuple[str | None, str | None], dict[str, list[int]]] = {}
        for n, c in enumerate(self._counts):
            self._within.setdefault((c.document.id, c.film, *_place(c)), []).append(n)
            as_of = c.claim.qualifiers.get("as_of")
            if _date(as_of) is not None:
                self._dated.setdefault(_place(c), {}).setdefault(str(as_of), []).append(n)

    def of(self, gross: SourcedClaim) -> list[SourcedClaim]:
        """Those of one film, territory, period and date with a gross, in their order.

        In one document, claims without a date are of one. Across documents both must have one, or all of a record's
        claims over the years would be divided by one another.
        """
        place, date = _place(gross), _date(gross.claim.qualifiers.get("as_of"))
        if place[0] is None:
            return []
        found = []
        for n in self._within.get((gross.document.id, gross.film, *place), ()):
            other = _date(self._counts[n].claim.qualifiers.get("as_of"))
            if date is None or other is None or date.overlaps(other):
                found.append(n)
        for edtf, told in self._dated.get(place, {}).items() if date is not None else ():
            if (other := _date(edtf)) is not None and date is not None and date.overlaps(other):
                found += [n for n in told if self._counts[n].document.id != gross.document.id]
        return [self._counts[n] for n in sorted(found)]


def _place(claim: SourcedClaim) -> tuple[str | None, str | None]:
    """Territory and period; no two claims without a territory are of one."""
    territory, period = (claim.claim.qualifiers.get(k) for k in ("territory", "period"))
    return None if territory is None else str(territory), None if period is None else str(period)


def _price(gross: SourcedClaim, admissions: SourcedClaim) -> _Price | None:
    averages = averages_of(str(admissions.claim.qualifiers.get("territory")))
    years = _years(gross) or _years(admissions)
    count = interval_of(admissions)
    if averages is None or years is None or count is None or not exact_decimal(admissions.claim.value.get("count")):
        return None
    sum_in_it = next((g for g in _sums(gross) if g[1] == averages.currency), None)
    if sum_in_it is None:
        return None
    amount, _, taken = sum_in_it
    low = Decimal(0) if taken.low is None or count.high is None else taken.low / count.high
    high = None if taken.high is None or not count.low else taken.high / count.low
    return _Price(gross, amount, admissions, averages, years, Interval(low, high))


def _sums(gross: SourcedClaim) -> Iterator[tuple[Decimal, str | None, Interval]]:
    """A gross as claimed, then its conversions; a bound of the one bounds the others."""
    amount, interval = exact_decimal(gross.claim.value.get("amount")), interval_of(gross)
    if amount and interval:
        yield amount, gross.claim.value.get("currency"), interval
    for converted, currency, words in converted_sums(gross):
        if converted > 0:
            yield converted, currency, interval_of_sum(converted, words, gross.claim.qualifiers.get("bound"))


def _years(claim: SourcedClaim) -> tuple[int, int] | None:
    """The years that a figure may be of: of its own date, or else of its article's."""
    when = _date(claim.claim.qualifiers.get("as_of")) or claim.document.date
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest.year, when.latest.year


def _date(text: object) -> PartialDate | None:
    return normalize_edtf(text) if isinstance(text, str) else None


CHECK = Check(
    RULE,
    "a gross that, divided by its admissions, is no plausible price of a ticket in that territory and year",
    (FAR_OFF, IMPLAUSIBLE),
    check_article,
    check_record,
)

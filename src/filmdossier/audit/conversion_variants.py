"""One conversion as several articles of a record state it, with what the reference rates of their dates say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filmdossier.audit.check import FilmCase
from filmdossier.audit.converted_sums import Conversion, Pair
from filmdossier.audit.reference import Reference, days_of, reference_for, release_days
from filmdossier.model.dates import normalize_edtf
from filmdossier.record.intervals import Interval

#: A currency may move so much within `STEP_DAYS`, and the sources of two outlets may differ by as much.
DRIFT = Decimal("0.02")
STEP_DAYS = 30
#: What two conversions may differ by where the date of one is not known.
DRIFT_IF_UNDATED = Decimal("0.30")
#: Conversions compared at most in one record and pair of currencies; no film's press holds more.
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One conversion, however many articles state it in the same figures.

    Attributes:
        first: of the earliest article.
        all: in the order of their articles' dates.
        rates: what it implies.
        verdict: True where the reference of some article's date allows it, False where those that are known rule it
            out, None where none is known.
        reference: the one that decided.
        days: on which the earliest article may have been published; None where that is not known.
    """

    first: Conversion
    all: tuple[Conversion, ...]
    rates: Interval
    verdict: bool | None
    reference: Reference | None
    days: tuple[date, date] | None

    @property
    def document(self) -> str:
        """Id of the earliest article."""
        return self.first.claim.document.id

    @property
    def words(self) -> str:
        """The two sums, publisher and date: RUB 689 million = USD 8.49 million (Global Times, 2025-09-05)."""
        head = self.first.claim.document
        told = ", ".join(part for part in (head.publisher, head.published) if part)
        return f"{self.first.words} ({told})" if told else self.first.words


def variants_of(conversions: Sequence[Conversion], pair: Pair, case: FilmCase) -> tuple[Variant, ...]:
    """The conversions of a record, those in the same figures and of the same kind as one, the earliest first."""
    groups: dict[tuple[object, ...], list[Conversion]] = {}
    for c in sorted(conversions, key=order_of):
        key = (c.sum_in(pair.base).amount, c.sum_in(pair.quote).amount, topic_of(c))
        groups.setdefault(key, []).append(c)
    # A date that one outlet gives against all others would open a stretch of rates that decides nothing.
    releases = [f for f in case.record.facts if f.predicate == "release"]
    contested = {i for f in releases for position in f.positions[1:] for i in position.claims}
    first_day = min(release_days(c for c in case.ordered if c.id not in contested).values(), default=None)
    released = {c.claim.film: first_day for c in conversions if first_day and c.claim.film}
    return tuple(_variant(group, pair, case, released) for group in list(groups.values())[:_MOST_COMPARED])


def order_of(conversion: Conversion) -> tuple[str, str, str]:
    """Conversions by their article's date, those of unknown date last."""
    return conversion.claim.document.published or "~", conversion.claim.document.id, conversion.claim.id


def topic_of(conversion: Conversion) -> tuple[str, ...]:
    """What a sum is of: predicate, territory, period, and whose it is."""
    claim = conversion.claim.claim
    return (claim.predicate, *(str(claim.qualifiers.get(q)) for q in ("territory", "period", "of")))


def may_be_of_one_date(one: Conversion, other: Conversion) -> bool:
    """Whether two sums may be up to the same day, as far as that is told."""
    dates = [normalize_edtf(str(c.claim.claim.qualifiers.get("as_of") or "")) for c in (one, other)]
    return dates[0] is None or dates[1] is None or dates[0].overlaps(dates[1])


def days_between(one: Variant, other: Variant) -> int | None:
    """How many days lie at least between the articles; None where a date is not known."""
    a, b = one.days, other.days
    return None if a is None or b is None else max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def drift_between(one: Variant, other: Variant) -> Decimal:
    """How far, as a share, two rates may lie apart for the days between them."""
    days = days_between(one, other)
    return DRIFT_IF_UNDATED if days is None else DRIFT * (1 + days // STEP_DAYS)


def _variant(group: Sequence[Conversion], pair: Pair, case: FilmCase, released: Mapping[str, date]) -> Variant:
    verdict, deciding = None, None
    for c in group:
        reference = reference_for(c.claim, pair, case.rates, released)
        if reference is None:
            continue
        is_right = not reference.deviation(pair.rates(c))
        if verdict is None or (is_right and not verdict):
            verdict, deciding = is_right, reference
    days = days_of(group[0].claim.document.date)
    return Variant(group[0], tuple(group), pair.rates(group[0]), verdict, deciding, days)

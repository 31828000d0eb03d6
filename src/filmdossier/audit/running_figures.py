"""Takings and admissions as they are compared over time and as parts of one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from filmdossier.audit.words import figure_of, is_fact
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.fact_keys import as_of
from filmdossier.record.intervals import Interval, interval_of

#: Predicates whose figures grow over a run.
PREDICATES = ("box_office", "admissions")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it is compared by.

    Attributes:
        claim: itself.
        interval: what its words leave open.
        until: the date up to which it counts: as stated, of its source, or of its article; None where nothing says.
        stated: whether the article states that date itself.
        period: ``total`` and so on.
        territory: its code.
        said: the figure in words, with its bound.
    """

    claim: SourcedClaim
    interval: Interval
    until: PartialDate | None
    stated: bool
    period: str
    territory: str
    said: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other figure: the claim's identity, and its id within the article."""
        return self.claim.id, self.claim.claim.id

    @property
    def is_exact(self) -> bool:
        """Whether it is stated as final, without a bound."""
        claim = self.claim.claim
        return claim.qualifiers.get("bound") in (None, "exact") and claim.status == "asserted"

    def exceeds(self, other: Figure) -> bool:
        """Whether it is more than another, whatever rounding and bounds leave open."""
        low, high = self.interval.low, other.interval.high
        return low is not None and high is not None and low > high

    def is_before(self, other: Figure) -> bool:
        """Whether it counts up to an earlier day."""
        return self.until is not None and other.until is not None and self.until.is_before(other.until)


def comparable_figures(claims: Iterable[SourcedClaim], *, by_film: bool) -> Iterator[list[Figure]]:
    """The figures of one predicate and currency, and of one film where an article may speak of several, by claim id."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for c in claims:
        if c.claim.predicate not in PREDICATES or not is_fact(c) or (figure := _figure(c)) is None:
            continue
        currency = c.claim.value.get("currency", "") or ""
        if currency or c.claim.predicate == "admissions":
            film = (c.claim.film or "") if by_film else ""
            groups.setdefault((c.claim.predicate, currency, film), []).append(figure)
    for key in sorted(groups):
        yield sorted(groups[key], key=lambda f: f.claim.id)


def _figure(claim: SourcedClaim) -> Figure | None:
    qualifiers = claim.claim.qualifiers
    interval, territory = interval_of(claim), qualifiers.get("territory")
    if interval is None or not isinstance(territory, str):
        return None
    stated = normalize_edtf(str(qualifiers["as_of"])) if qualifiers.get("as_of") else None
    source = [d for link in claim.claim.attribution if link.date and (d := normalize_edtf(link.date))]
    until = stated or (source[0] if source else as_of(claim))
    period, said = str(qualifiers.get("period") or "total"), figure_of(claim)
    return Figure(claim, interval, until, stated is not None, period, territory, said)


class Peaks:
    """The highest of some dated totals up to any day."""

    def __init__(self, totals: Sequence[Figure]) -> None:
        known = [(f.until.latest, f) for f in totals if f.until and f.until.latest and f.interval.low is not None]
        known.sort(key=lambda k: k[0])
        self._days = [day for day, _ in known]
        self._highest = list(accumulate((f for _, f in known), _higher))
        self._saying: dict[str, list[Figure]] = {}
        for f in totals:
            self._saying.setdefault(f.said, []).append(f)

    def before(self, figure: Figure) -> Figure | None:
        """The highest total of an earlier day than a figure's; of equals the one with the greatest id."""
        first = figure.until.earliest if figure.until else None
        known = bisect_left(self._days, first) if first else 0
        return self._highest[known - 1] if known else None

    def saying(self, words: str) -> Sequence[Figure]:
        """Those that say the same."""
        return self._saying.get(words, ())


def _higher(a: Figure, b: Figure) -> Figure:
    return b if (b.interval.low or 0, b.claim.id) > (a.interval.low or 0, a.claim.id) else a


def depth(figure: Figure) -> tuple[Decimal, str]:
    """Orders totals by what they are at the most."""
    return figure.interval.high or Decimal(0), figure.claim.id


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one period and territory: each interval once, by its lower end, and the first who told it."""

    lows: list[Decimal]
    highs: list[Decimal]
    first: list[list[tuple[date, str]]]


class Repeated:
    """Which figures only repeat what an earlier article knew: they state no date, and the figure is that one's."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        told: dict[tuple[str, str], dict[tuple[Decimal, Decimal], list[tuple[date, str]]]] = {}
        for f in figures:
            low, high, last = f.interval.low, f.interval.high, f.until.latest if f.until else None
            if low is not None and high is not None and last is not None:
                intervals = told.setdefault((f.period, f.territory), {})
                intervals.setdefault((low, high), []).append((last, f.claim.document.id))
        self._told = {place: _told_first(intervals) for place, intervals in told.items()}

    def has(self, figure: Figure) -> bool:
        """Whether a figure is one of them."""
        told = self._told.get((figure.period, figure.territory))
        low, high, first = figure.interval.low, figure.interval.high, figure.until.earliest if figure.until else None
        if figure.stated or told is None or low is None or high is None or first is None:
            return False
        return any(
            told.highs[n] >= low
            and any(last < first and document != figure.claim.document.id for last, document in told.first[n])
            for n in range(bisect_right(told.lows, high))
        )


def _told_first(intervals: dict[tuple[Decimal, Decimal], list[tuple[date, str]]]) -> _Told:
    """Of each interval the first document that told it and the first other one, which are enough to ask for."""
    ordered = sorted(intervals)
    first = []
    for interval in ordered:
        times = sorted(intervals[interval])
        first.append([times[0], *(t for t in times if t[1] != times[0][1])][:2])
    return _Told([low for low, _ in ordered], [high for _, high in ordered], first)

"""Takings and admissions as they are compared over time and as parts of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    """

    claim: SourcedClaim
    interval: Interval
    until: PartialDate | None
    stated: bool
    period: str
    territory: str

    @property
    def is_exact(self) -> bool:
        """Whether it is stated as final, without a bound."""
        claim = self.claim.claim
        return claim.qualifiers.get("bound") in (None, "exact") and claim.status == "asserted"

    @property
    def said(self) -> str:
        """The figure in words, with its bound."""
        return figure_of(self.claim)

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
    return Figure(claim, interval, until, stated is not None, str(qualifiers.get("period") or "total"), territory)

"""Conversions across a record: the same sum at two rates, and sums off what the others imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filmdossier.audit.arithmetic import write_list, write_percent, write_rate
from filmdossier.audit.check import Emission, FilmCase
from filmdossier.audit.common_rate import common_rates, distance, distance_between
from filmdossier.audit.conversion_variants import (
    Variant,
    days_between,
    drift_between,
    may_be_of_one_date,
    order_of,
    topic_of,
    variants_of,
)
from filmdossier.audit.converted_sums import Pair, by_pair, find_conversions
from filmdossier.model.reading import Finding

_RULE = "conversion"
#: Other conversions of a record tell of the rate so many days before and after them.
PEER_DAYS = 180
#: Of these so many are named at most…
_MOST_PEERS = 3
#: …and so many, the nearest in time, asked.
_MOST_ASKED = 30
#: Within so many days the conversions of a record are taken to have one rate where no reference is known…
NEAR_DAYS = 45
#: …from which one must be so far off to be doubted.
FAR_FROM_PEERS = Decimal("0.10")

SAME_SUM = Emission(
    "warning",
    "the same sum at different rates: {each}; no rounding explains it. {reference}",
    "articles convert one sum at rates further apart than rounding and the days between them explain, and no reference "
    "rate of their dates says that each is right",
)
OUTLIER_IN_RECORD = Emission(
    "warning",
    "{sums} implies {implied}, {off} off what other conversions of those weeks in the record share: {peers}. "
    "No reference rate is known for the date",
    "where no reference rate is known: a conversion is more than 10 % off what others within 45 days share",
)


def check_record(case: FilmCase) -> Iterator[Finding]:
    """The conversions of a film's record that contradict one another."""
    facts: dict[str, set[str]] = {}
    for fact in case.record.facts:
        for claim in (c for position in fact.positions for c in position.claims):
            facts.setdefault(claim, set()).add(fact.id)
    for pair, conversions in by_pair(find_conversions(case.ordered)):
        comparison = _Comparison(pair, variants_of(conversions, pair, case), facts)
        yield from comparison.same_sums()
        yield from comparison.outliers()


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The conversions of a record between two currencies, compared; ``facts`` are those that a claim belongs to."""

    pair: Pair
    variants: Sequence[Variant]
    facts: Mapping[str, set[str]]

    def same_sums(self) -> Iterator[Finding]:
        """A finding for every sum that is converted in ways that contradict one another."""
        left = list(range(len(self.variants)))
        while left:
            group, left = [left[0]], left[1:]
            for i in group:
                joined = [j for j in left if self._contradict(self.variants[i], self.variants[j])]
                group += joined
                left = [j for j in left if j not in joined]
            if len(group) > 1:
                yield self._same_sum([self.variants[i] for i in sorted(group)])

    def outliers(self) -> Iterator[Finding]:
        """A finding for every conversion without a reference that is far off those of the same weeks."""
        for variant in self.variants:
            if variant.verdict is not None or not variant.first.is_firm:
                continue
            peers = [
                v
                for v in self._within(NEAR_DAYS, (variant,))
                if v.document != variant.document and not self._are_one_sum(v, variant)
            ][:_MOST_ASKED]
            shared = common_rates([v.rates for v in peers])
            if len(shared) != 1 or len(shared[0].members) < 2 or 2 * len(shared[0].members) <= len(peers):
                continue
            off = distance(variant.rates, shared[0].low, shared[0].high)
            if abs(off) > FAR_FROM_PEERS:
                sharing = [peers[i] for i in shared[0].members]
                yield OUTLIER_IN_RECORD.finding(
                    _RULE,
                    [c.claim.id for v in (variant, *sharing) for c in v.all],
                    sums=variant.words,
                    implied=self.pair.implied(variant.first),
                    off=write_percent(off),
                    peers=self._listed(sharing[:_MOST_PEERS]),
                )

    def _contradict(self, one: Variant, other: Variant) -> bool:
        if not (one.first.is_firm and other.first.is_firm) or (one.verdict and other.verdict):
            return False
        apart = distance_between(one.rates, other.rates)
        if not apart or not self._are_one_sum(one, other):
            return False
        return apart > drift_between(one, other) or False in (one.verdict, other.verdict)

    def _are_one_sum(self, one: Variant, other: Variant) -> bool:
        """Whether two articles convert the same sum: one of the two agrees, and they are of one fact, or alike."""
        if one.document == other.document:
            return False
        sums = ((one.first.sum_in(c), other.first.sum_in(c)) for c in (self.pair.base, self.pair.quote))
        if not any(a.interval.overlaps(b.interval) for a, b in sums):
            return False
        return bool(self._facts(one) & self._facts(other)) or (
            topic_of(one.first) == topic_of(other.first) and may_be_of_one_date(one.first, other.first)
        )

    def _facts(self, variant: Variant) -> set[str]:
        return {fact for c in variant.all for fact in self.facts.get(c.claim.id, ())}

    def _same_sum(self, group: Sequence[Variant]) -> Finding:
        return SAME_SUM.finding(
            _RULE,
            [c.claim.id for v in group for c in v.all],
            each=write_list([f"{v.words} implies {self.pair.implied(v.first)}" for v in group]),
            reference=self._what_decides(group),
        )

    def _what_decides(self, group: Sequence[Variant]) -> str:
        """What reference rates, or else the record's other conversions, say of each, in words."""
        judged = [(v, v.reference) for v in group if v.reference]
        if judged:
            said = [f"{'allows' if v.verdict else 'rules out'} {v.first.words}: {r.words}" for v, r in judged]
            return f"The reference rate of the article's date {write_list(said)}"
        peers = [v for v in self._within(PEER_DAYS, group) if not any(self._are_one_sum(v, g) for g in group)]
        if not peers:
            return "No reference rate is known for their dates"
        fitting = [v for v in group if any(v.rates.overlaps(p.rates) for p in peers[:_MOST_PEERS])]
        verdict = f", which fits {fitting[0].first.words} alone" if len(fitting) == 1 else ""
        told = self._listed(peers[:_MOST_PEERS])
        return f"No reference rate is known for their dates; other conversions in the record: {told}{verdict}"

    def _within(self, most_days: int, group: Sequence[Variant]) -> list[Variant]:
        """The variants besides a group that are dated within so many days of one of it, the nearest first."""
        near = []
        for v in self.variants:
            days = [d for g in group if (d := days_between(v, g)) is not None]
            if v not in group and days and min(days) <= most_days:
                near.append((min(days), v))
        return [v for _, v in sorted(near, key=lambda n: (n[0], order_of(n[1].first)))]

    def _listed(self, variants: Sequence[Variant]) -> str:
        rates = [write_rate(self.pair.rate(v.first), self.pair.base, self.pair.quote) for v in variants]
        return write_list([f"{v.words} implies {rate}" for v, rate in zip(variants, rates, strict=True)])

"""The check of conversions: one article converts at one rate, at that of its date; a record converts a sum once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filmdossier.audit.arithmetic import rounded, write_list, write_money, write_percent, write_rate, write_rounded
from filmdossier.audit.check import Article, Check, Emission
from filmdossier.audit.common_rate import CommonRate, common_rates, distance, distance_between
from filmdossier.audit.conversion_record import OUTLIER_IN_RECORD, SAME_SUM, check_record
from filmdossier.audit.converted_sums import Conversion, Pair, by_pair, find_conversions, find_unclaimed
from filmdossier.audit.reference import Reference, is_of_long_ago, likely_slip, reference_for, release_days
from filmdossier.model.reading import Finding
from filmdossier.model.span import Span

RULE = "conversion"
#: Beyond this share of the reference rate one of the words is wrong.
FAR = Decimal("0.10")
#: The same where the date of the article is only inferred from its text, and may be the wrong word.
FAR_IF_INFERRED = Decimal("0.50")
#: Rates of one article so many times apart are not of two dates.
CONTRADICTS = Decimal(2)
#: A sum that is only a limit (over 100 million) is doubted where its conversion is off by more than such words leave.
LIMIT = Decimal("0.25")
#: Rates that lie no further apart are one: outlets cut digits off rather than round, or look a rate up twice a day.
LEAST = Decimal("0.005")
#: Rates of one article that lie no further apart come from two sources or days rather than from a slip.
APART = Decimal("0.02")

#: Conversions of one article that are compared at most; those of claims come first.
MOST_COMPARED = 100

OUTLIER = Emission(
    "error",
    "{sums} implies {implied}, but {share} here share {common}, which would make it {expected}: "
    "no rounding explains it{hint}{reference}",
    "most conversions of an article share one rate, and this one cannot have it",
)
NEAR_OUTLIER = Emission(
    "warning",
    "{sums} implies {implied}; {share} here share {common}, which would make it {expected}: "
    "no rounding explains the difference of {off}{reference}",
    "the same, where the difference is so small that two rates may have been used",
)
DISAGREEING = Emission(
    "warning",
    "two rates in one article: {each}; no rounding explains it{reference}",
    "conversions of an article imply different rates, and nothing tells which is meant",
)
CONTRADICTING = Emission(
    "error",
    "two rates in one article: {each}; that is {times} times as much, and no date explains it{reference}",
    "the same, where the rates lie so far apart that one of the sums must be wrong",
)
OFF_FAR = Emission(
    "error",
    "{each}, {off} off the reference of the article's date, {reference}{hint}",
    "a conversion is more than 10 % off the reference rate of its date",
)
OFF = Emission(
    "warning",
    "{each}; that is {off} off the reference of the article's date, {reference}{hint}",
    "a conversion is off the reference rate of its date, or the date itself is only inferred",
)


def check_article(article: Article) -> Iterator[Finding]:
    """The conversions of one article that no rate explains."""
    bounds = {value.span: value.bound for value in article.values}
    claimed = tuple(find_conversions(article.claims, article.copy, bounds))
    if claimed:
        others = find_unclaimed(claimed[0].claim, article.copy, article.values, claimed)
        released = release_days(article.claims)
        for pair, conversions in by_pair((*claimed, *others)):
            yield from _Group(article, pair, conversions[:MOST_COMPARED], released).findings()


@dataclass(frozen=True, slots=True)
class _Group:
    """The conversions of an article between two currencies."""

    article: Article
    pair: Pair
    conversions: tuple[Conversion, ...]
    released: Mapping[str, date]

    def findings(self) -> Iterator[Finding]:
        outside, unclear = self._outside()
        released = self.released
        references = {c: reference_for(c.claim, self.pair, self.article.rates, released) for c in self.conversions}
        for conversion, common in outside.items():
            yield self._outlier(conversion, common, references[conversion])
        off = {
            c: deviation
            for c in self.conversions
            if c.is_claimed and c not in outside and (reference := references[c])
            if (deviation := reference.deviation(self.pair.rates(c))) and (c.is_firm or abs(deviation) > LIMIT)
        }
        yield from self._off_reference(off, references)
        if unclear and not off:
            yield self._disagreement(unclear, references[unclear[0]])

    @property
    def _judged(self) -> tuple[Conversion, ...]:
        """Those of claims, without what may have been converted long ago at another rate."""
        return tuple(c for c in self.conversions if c.is_claimed and not is_of_long_ago(c.claim, self.released))

    def _outside(self) -> tuple[dict[Conversion, CommonRate], tuple[Conversion, ...]]:
        """The conversions that cannot have the rate that most share, with that rate; and those that merely disagree."""
        intervals = [self.pair.rates(c) for c in self.conversions]
        shared = common_rates(intervals)
        excluded = [self._excluded_by(common) for common in shared]
        certain = set.intersection(*excluded)
        unclear = set.union(*excluded) - certain
        if not _is_majority(shared[0], len(intervals)):
            certain, unclear = set(), certain | unclear
        if unclear:
            unclear |= {c for c in self._judged if c.is_firm and self._disagrees(c, unclear)}
        ordered = tuple(c for c in self.conversions if c in unclear)
        return {c: shared[0] for c in self.conversions if c in certain}, ordered if len(ordered) > 1 else ()

    def _excluded_by(self, common: CommonRate) -> set[Conversion]:
        return {c for c in self._judged if abs(self._off(c, common)) > (LEAST if c.is_firm else LIMIT)}

    def _off(self, conversion: Conversion, common: CommonRate) -> Decimal:
        return distance(self.pair.rates(conversion), common.low, common.high)

    def _disagrees(self, conversion: Conversion, others: set[Conversion]) -> bool:
        rates = self.pair.rates(conversion)
        return any(distance_between(rates, self.pair.rates(other)) > LEAST for other in others)

    def _outlier(self, conversion: Conversion, common: CommonRate, reference: Reference | None) -> Finding:
        off = self._off(conversion, common)
        parts = {
            "sums": conversion.words,
            "implied": self.pair.implied(conversion),
            "share": f"{len(common.members)} of the {len(self.conversions)} conversions",
            "common": _write_common(common, self.pair),
            "expected": _expected(conversion, common.middle, self.pair),
            "reference": f"; the reference of the date is {reference.words}" if reference else "",
        }
        claims, spans = (conversion.claim.claim.id,), conversion.spans
        if abs(off) <= APART:
            return NEAR_OUTLIER.finding(RULE, claims, spans, off=write_percent(off), **parts)
        hint = likely_slip(conversion, self.pair, common.middle)
        return OUTLIER.finding(RULE, claims, spans, hint=hint, **parts)

    def _off_reference(
        self, off: dict[Conversion, Decimal], references: dict[Conversion, Reference | None]
    ) -> Iterator[Finding]:
        """One finding for those that share a rate, and one for each other: the article's date may be what is wrong."""
        left = list(off)
        while left:
            shared = common_rates([self.pair.rates(c) for c in left])[0]
            together = [left[i] for i in shared.members]
            left = [c for c in left if c not in together]
            reference = references[together[0]]
            assert reference is not None
            greatest = min((off[c] for c in together), key=abs)
            far = FAR if self.article.published else FAR_IF_INFERRED
            emission = OFF_FAR if abs(greatest) > far else OFF
            yield emission.finding(
                RULE,
                (c.claim.claim.id for c in together),
                _spans(together),
                each=write_list([f"{c.words} implies {self.pair.implied(c)}" for c in together]),
                off=write_percent(greatest),
                reference=reference.words,
                hint=likely_slip(together[0], self.pair, reference.middle),
            )

    def _disagreement(self, unclear: Sequence[Conversion], reference: Reference | None) -> Finding:
        rates = sorted(self.pair.rate(c) for c in unclear)
        times = rates[-1] / rates[0]
        emission = CONTRADICTING if times >= CONTRADICTS else DISAGREEING
        return emission.finding(
            RULE,
            (c.claim.claim.id for c in unclear),
            _spans(unclear),
            each=write_list([f"{c.words} implies {self.pair.implied(c)}" for c in unclear]),
            reference=f"; the reference of the date is {reference.words}" if reference else "",
            times=write_rounded(times, 2),
        )


def _is_majority(common: CommonRate, count: int) -> bool:
    return count >= 3 and len(common.members) >= 2 and 2 * len(common.members) > count


def _write_common(common: CommonRate, pair: Pair) -> str:
    low, high = write_rounded(common.low), write_rounded(common.high)
    greatest = write_rate(common.high, pair.base, pair.quote)
    return greatest if low == high else f"a rate of {low} to {greatest}"


def _expected(conversion: Conversion, rate: Decimal, pair: Pair) -> str:
    """What the converted sum would be at a rate."""
    stated, other = conversion.stated, conversion.other
    amount = stated.amount * rate if other.currency == pair.quote else stated.amount / rate
    return write_money(rounded(amount, 3), other.currency)


def _spans(conversions: Sequence[Conversion]) -> tuple[Span, ...]:
    return tuple(span for c in conversions for span in c.spans)


CHECK = Check(
    RULE,
    "conversions that no exchange rate explains: off what the others imply, or off the reference rate of their date",
    (OUTLIER, NEAR_OUTLIER, CONTRADICTING, DISAGREEING, OFF_FAR, OFF, SAME_SUM, OUTLIER_IN_RECORD),
    check_article,
    check_record,
)

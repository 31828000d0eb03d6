"""Conversions that claims state, as exchange rates that they imply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filmdossier.audit.arithmetic import write_money, write_rate, write_rounded
from filmdossier.audit.bracketed_sums import find_bracketed
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Money, ValueMention
from filmdossier.record.intervals import Interval, converted_sums, exact_decimal, stated_interval

_OPEN = frozenset({Bound.OVER, Bound.UNDER, Bound.NEARLY})


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum and what its words leave open."""

    amount: Decimal
    currency: str
    interval: Interval


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """One sum in two currencies, at one place of one article (and so equal to itself alone).

    Attributes:
        claim: that states it.
        stated: the sum as claimed.
        other: what it is said to be in another currency.
        spans: the words of the two.
        is_firm: neither is only a limit (over, under, nearly); what is not firm supports others, and is itself doubted
            only where no limit could explain it.
        is_claimed: a claim holds it; else it stands in an article's text alone, ``claim`` is another of that article,
            and it supports others without being doubted.
    """

    claim: SourcedClaim
    stated: StatedSum
    other: StatedSum
    spans: tuple[Span, Span]
    is_firm: bool
    is_claimed: bool = True

    @property
    def words(self) -> str:
        """The two sums: RUB 689 million = USD 8.49 million."""
        sums = (write_money(s.amount, s.currency) for s in (self.stated, self.other))
        return " = ".join(sums)

    @property
    def currencies(self) -> tuple[str, str]:
        """The two currencies in the order of the alphabet."""
        first, second = sorted((self.stated.currency, self.other.currency))
        return first, second

    def sum_in(self, currency: str) -> StatedSum:
        """The sum in one of the two currencies."""
        return self.stated if self.stated.currency == currency else self.other


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of currencies in one direction: so many ``quote`` to one ``base``."""

    base: str
    quote: str

    def rate(self, conversion: Conversion) -> Decimal:
        """The rate that the two amounts imply as they stand."""
        return conversion.sum_in(self.quote).amount / conversion.sum_in(self.base).amount

    def rates(self, conversion: Conversion) -> Interval:
        """Every rate that the two sums allow, their rounding considered."""
        base, quote = conversion.sum_in(self.base).interval, conversion.sum_in(self.quote).interval
        assert base.low is not None
        assert base.high is not None
        assert quote.low is not None
        assert quote.high is not None
        return Interval(quote.low / base.high, quote.high / base.low)

    def implied(self, conversion: Conversion) -> str:
        """The implied rate in words: 81.15 rubles to the dollar (81.04 to 81.26 with rounding)."""
        rates = self.rates(conversion)
        assert rates.low is not None
        assert rates.high is not None
        low, high = write_rounded(rates.low), write_rounded(rates.high)
        return f"{write_rate(self.rate(conversion), self.base, self.quote)} ({low} to {high} with rounding)"


def find_conversions(
    claims: Iterable[SourcedClaim], text: str | None = None, bounds: Mapping[Span, Bound] | None = None
) -> Iterator[Conversion]:
    """The conversions of claims, each pair of words once, in the order of documents and words.

    Args:
        claims: of one reading or of many.
        text: of the article, where there is one.
        bounds: those of the amounts found in it, by their words.

    Yields:
        Conversions from one currency into another; sums of nothing, without a currency, or so rough that they may be
        nothing are left out.
    """
    seen: set[tuple[str, Span, Span]] = set()
    for claim in sorted(claims, key=lambda c: (c.document.id, c.claim.value_span, c.id)):
        for conversion in _of_claim(claim, text, bounds or {}):
            key = (claim.document.id, *conversion.spans)
            if key not in seen:
                seen.add(key)
                yield conversion


def find_unclaimed(
    claim: SourcedClaim, text: str, values: Sequence[ValueMention], taken: Sequence[Conversion]
) -> Iterator[Conversion]:
    """The sums of an article's text that a sum in another currency follows in brackets, those of claims left out.

    Args:
        claim: any of the article, for its date.
        text: of the article.
        values: found in it.
        taken: the conversions of its claims.
    """
    spans = {span for conversion in taken for span in conversion.spans}
    for figure, behind in find_bracketed(text, values):
        pair = [
            _stated_sum(v.value.amount, v.value.currency, v.span.of(text), None)
            for v in (figure, behind)
            if isinstance(v.value, Money) and v.value.currency and v.span not in spans
        ]
        if len(pair) == 2 and (first := pair[0]) and (second := pair[1]) and first.currency != second.currency:
            yield Conversion(claim, first, second, (figure.span, behind.span), is_firm=False, is_claimed=False)


def by_pair(conversions: Iterable[Conversion]) -> Iterator[tuple[Pair, tuple[Conversion, ...]]]:
    """Conversions by their currencies, each pair in the direction in which most of them imply a rate above one."""
    groups: dict[tuple[str, str], list[Conversion]] = {}
    for conversion in conversions:
        groups.setdefault(conversion.currencies, []).append(conversion)
    for (first, second), group in sorted(groups.items()):
        yield _directed(first, second, group), tuple(group)


def _directed(first: str, second: str, group: Sequence[Conversion]) -> Pair:
    pair = Pair(first, second)
    rates = sorted(pair.rate(c) for c in group)
    middle = rates[len(rates) // 2] * rates[(len(rates) - 1) // 2]
    return pair if middle >= 1 else Pair(second, first)


def _of_claim(claim: SourcedClaim, text: str | None, bounds: Mapping[Span, Bound]) -> Iterator[Conversion]:
    amount, currency = exact_decimal(claim.claim.value.get("amount")), claim.claim.value.get("currency")
    if amount is None or not isinstance(currency, str):
        return
    bound = claim.claim.qualifiers.get("bound")
    stated = _stated_sum(amount, currency, claim.words, None if bound in _OPEN else bound)
    spans = _spans(claim)
    for (other, unit, words), span in zip(converted_sums(claim), spans, strict=False):
        if unit is None or unit == currency or stated is None:
            continue
        its_bound = bounds.get(span, Bound.EXACT)
        there = words if text is None else span.of(text)
        converted = _stated_sum(other, unit, there, None, doubled=its_bound is Bound.ABOUT)
        if converted is not None:
            firm = bound not in _OPEN and its_bound not in _OPEN
            yield Conversion(claim, stated, converted, (claim.claim.value_span, span), firm)


def _spans(claim: SourcedClaim) -> list[Span]:
    """The words of the conversions of a claim that state an amount, in their order, as `converted_sums` yields them."""
    out = []
    for converted in claim.claim.qualifiers.get("converted") or ():
        if exact_decimal(converted.get("amount")) is not None:
            span = converted.get("span")
            ends = span.to_list() if isinstance(span, Span) else list(span or (0, 0))
            out.append(Span(int(ends[0]), int(ends[1])))
    return out


def _stated_sum(
    amount: Decimal, currency: str, words: str, bound: str | None, *, doubled: bool = False
) -> StatedSum | None:
    """A sum with its interval; None where it is nothing, or may be.

    An exact-looking figure behind "about" ("about $6.14 million") says that it was rounded: its rounding counts double.
    """
    if amount <= 0:
        return None
    interval = stated_interval(amount, words, bound)
    if doubled and interval.low is not None and interval.high is not None:
        interval = Interval(max(2 * interval.low - amount, Decimal(0)), 2 * interval.high - amount)
    if not interval.low or interval.high is None:
        return None
    return StatedSum(amount, currency, interval)

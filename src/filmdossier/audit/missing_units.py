"""Where an article leaves out the currency or the scale of a sum, and what it makes plain about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.audit.bracketed_sums import find_bracketed
from filmdossier.audit.check import Article
from filmdossier.audit.common_rate import distance
from filmdossier.audit.converted_sums import Pair, by_pair, find_conversions
from filmdossier.audit.reference import reference_for
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.values import Money, Number, ValueMention
from filmdossier.record.intervals import Interval, converted_sums, exact_decimal

#: Predicates whose values are sums of what films take and cost: thousands at least.
OF_SUMS = frozenset({"box_office", "budget", "market_total"})
#: A pair fits a currency where it implies a rate no further from the known one than this.
FITS = Decimal("0.15")
_LEAST_SCALED = Decimal(1000)
_MOST_BETWEEN = 6
"""Code points between the ends of a range or list that share a scale: "$8.2 to $9 million"."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """A sum that lacks something.

    Attributes:
        span: its words.
        claim: local id of the claim whose value or conversion it is; None where no claim holds it.
        amount: what it must be, as far as that is plain.
        currency: None where that is what it lacks.
        pairs: what it is said to be in other currencies: amounts and currencies.
        source: the claim itself.
    """

    span: Span
    claim: str | None
    amount: Decimal | None
    currency: str | None
    pairs: tuple[tuple[Decimal, str], ...] = ()
    source: SourcedClaim | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """The currency that alone fits, and the rate at which it does."""

    currency: str
    why: str


def without_currency(article: Article) -> Iterator[Unstated]:
    """The sums of an article without a currency, in the order of the text, each once.

    Besides those of claims, figures with a scale that a sum in brackets follows, where that fits a rate.
    """
    found: dict[Span, Unstated] = {}
    for claim in _sums(article):
        amount = exact_decimal(claim.claim.value.get("amount"))
        if amount is not None and claim.claim.value.get("currency") is None:
            span = claim.claim.value_span
            pairs = tuple((a, c) for a, c, _ in converted_sums(claim) if c is not None)
            found.setdefault(span, Unstated(span, claim.claim.id, amount, None, pairs, claim))
    for place in _bracketed(article):
        if not any(place.span.overlaps(span) for span in found) and meant_currency(place, article):
            found[place.span] = place
    yield from (found[span] for span in sorted(found))


def without_scale(article: Article) -> Iterator[Unstated]:
    """The sums of claims below a thousand that must lack their scale, in the order of the text, each once."""
    at = {v.span: i for i, v in enumerate(article.values)}
    found: dict[Span, Unstated] = {}
    for claim in _sums(article):
        sums = [(claim.claim.value_span, claim.claim.value), *_conversions(claim)]
        for span, value in sums:
            amount = exact_decimal(value.get("amount"))
            plain = amount if amount is not None and amount >= _LEAST_SCALED else None
            if span in at and _lacks_scale(article, at[span], is_plain=plain is not None):
                others = tuple(pair for s, v in sums if s != span and (pair := _money(v)))
                place = Unstated(span, claim.claim.id, plain, value.get("currency"), others, claim)
                found.setdefault(span, place)
    yield from (found[span] for span in sorted(found))


def other_currencies(article: Article) -> list[str]:
    """Sums of the article that have a currency: the first in each, as its words stand."""
    first: dict[str, str] = {}
    for v in article.values:
        if isinstance(v.value, Money) and v.value.currency:
            first.setdefault(v.value.currency, f"“{v.span.of(article.text)}”")
    return [first[currency] for currency in sorted(first)]


def meant_currency(place: Unstated, article: Article) -> Meant | None:
    """The one currency used in the article that a sum's conversion fits, by the rates of its date or of the article."""
    if place.amount is None or not place.pairs:
        return None
    amount, converted = place.pairs[0]
    used = sorted({v.value.currency for v in article.values if isinstance(v.value, Money) and v.value.currency})
    fitting = [
        Meant(currency, why)
        for currency in used
        if currency != converted and (why := _fits(place, amount / place.amount, Pair(currency, converted), article))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(place: Unstated, implied: Decimal, pair: Pair, article: Article) -> str:
    """The rate near an implied one, in words; empty where there is none."""
    source = place.source or (article.claims[0] if article.claims else None)
    reference = reference_for(source, pair, article.rates) if source else None
    if reference:
        off = distance(Interval(implied, implied), reference.rates.lowest.value, reference.rates.highest.value)
        return f"the rate of the date, {reference.words}" if abs(off) <= FITS else ""
    for found, conversions in by_pair(find_conversions(article.claims, article.copy)):
        if {found.base, found.quote} == {pair.base, pair.quote}:
            rates = sorted(pair.rate(c) for c in conversions)
            if abs(implied / rates[len(rates) // 2] - 1) <= FITS:
                return f"the rate of the article's other conversions, such as {conversions[0].words}"
    return ""


def _sums(article: Article) -> Iterator[SourcedClaim]:
    return (c for c in article.claims if c.claim.predicate in OF_SUMS)


def _conversions(claim: SourcedClaim) -> list[tuple[Span, Mapping[str, Any]]]:
    return [(c["span"], c) for c in claim.claim.qualifiers.get("converted") or () if isinstance(c.get("span"), Span)]


def _bracketed(article: Article) -> Iterator[Unstated]:
    """Figures with a scale and no currency right before a sum in brackets: 118.6m (£62m)."""
    for figure, behind in find_bracketed(article.copy, article.values):
        if isinstance(figure.value, Number) and isinstance(behind.value, Money) and _is_scaled(figure):
            pair = (behind.value.amount, str(behind.value.currency))
            yield Unstated(figure.span, None, figure.value.amount, None, (pair,))


def _money(value: Mapping[str, Any]) -> tuple[Decimal, str] | None:
    amount, currency = exact_decimal(value.get("amount")), value.get("currency")
    return None if amount is None or not isinstance(currency, str) else (amount, currency)


def _lacks_scale(article: Article, i: int, *, is_plain: bool) -> bool:
    """Whether the i-th value is a sum below a thousand that means more: plainly, or as its decimals are no cents."""
    value = article.values[i].value
    if not isinstance(value, Money) or value.scaled or not 0 < value.amount < _LEAST_SCALED:
        return False
    beside_scaled = any(isinstance(v.value, Money) and v.value.scaled for v in article.values)
    return is_plain or (beside_scaled and _has_odd_decimals(value.amount) and not _shares_scale(article, i))


def _has_odd_decimals(amount: Decimal) -> bool:
    """Whether the decimals of a sum are no cents: 8.2, but not 8.20 or 8."""
    return -int(amount.as_tuple().exponent) not in (0, 2)


def _shares_scale(article: Article, i: int) -> bool:
    """Whether the figures behind, in one range or list with this, end in one that has a scale."""
    values = article.values
    while i + 1 < len(values) and values[i + 1].span.start - values[i].span.end <= _MOST_BETWEEN:
        i += 1
        if _is_scaled(values[i]):
            return True
    return False


def _is_scaled(mention: ValueMention) -> bool:
    value = mention.value
    return isinstance(value, Money | Number) and value.scaled and value.amount >= _LEAST_SCALED

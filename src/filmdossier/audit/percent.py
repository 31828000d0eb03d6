"""Stated rises and falls that do not follow from the two figures they compare.

Each of the three numbers is rounded: the change lies between that from the least start to the greatest end and that
from the greatest start to the least end, and the stated percentage must leave open some of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.audit.arithmetic import write_money, write_number
from filmdossier.audit.check import Article, Check, Emission
from filmdossier.audit.language import pattern_for, patterns_for
from filmdossier.audit.words import change_in_percent, is_fact, significant
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Money, Number, ValueMention
from filmdossier.model.wording import bounded
from filmdossier.reading.shapes import Item, shape_sentence
from filmdossier.record.intervals import Interval, exact_decimal, interval_of, interval_of_value, stated_interval

RULE = "percent"
_HUNDRED = Decimal(100)

NOT_FOLLOWING = Emission(
    "error",
    "from {start} to {end} is a {way} of {computed} %, not of {stated} %",
    "a percentage does not follow from the two figures that it compares",
)
WRONG_WAY = Emission(
    "error",
    "from {start} to {end} is a {way} of {computed} %, where the words speak of a {stated_way} of {stated} %",
    "the figures rise where the words fall, or the other way round",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the two figures that a change compares: amount, unit, what it leaves open, its words."""

    amount: Decimal
    unit: str | None
    interval: Interval
    words: str
    span: Span | None = None


def in_article(article: Article) -> Iterator[Finding]:
    """The changes of an article whose two figures the same words state."""
    for claim in article.claims:
        if claim.claim.predicate == "change" and is_fact(claim):
            compared = _by_words(article, claim) or _by_qualifiers(article, claim)
            if compared is not None:
                yield from _checked(article, claim, *compared)


def change_between(start: Interval, end: Interval) -> Interval | None:
    """The changes in per cent that two figures leave open; None where the first may be nought or has no limit."""
    if start.low is None or start.high is None or start.low <= 0:
        return None
    low = None if end.low is None else (end.low - start.high) / start.high * _HUNDRED
    high = None if end.high is None else (end.high - start.low) / start.low * _HUNDRED
    return Interval(low, high)


def _checked(article: Article, claim: SourcedClaim, start: Figure, end: Figure) -> Iterator[Finding]:
    percent, bound = exact_decimal(claim.claim.value.get("percent")), _bound(article, claim)
    stated = interval_of_value(claim.claim.value, claim.words, bound)
    follows = change_between(start.interval, end.interval)
    if stated is None or follows is None or not percent or start.unit != end.unit or stated.overlaps(follows):
        return
    computed = change_in_percent(start.amount, end.amount)
    turned = Interval(-percent, -percent) if stated.is_open else stated.negated()
    emission = WRONG_WAY if computed * percent < 0 and turned.overlaps(follows) else NOT_FOLLOWING
    parts = {"stated_way": _way(percent)} if emission is WRONG_WAY else {}
    if emission is NOT_FOLLOWING and computed * percent < 0:
        return  # Neither the way nor the size fits: more likely other figures are compared.
    spans = [claim.claim.value_span, *(f.span for f in (start, end) if f.span)]
    yield emission.finding(
        RULE,
        [claim.claim.id],
        spans,
        start=start.words,
        end=end.words,
        way=_way(computed),
        computed=write_number(abs(significant(computed, 3))),
        stated=bounded(write_number(abs(percent)), bound),
        **parts,
    )


def _bound(article: Article, claim: SourcedClaim) -> str | None:
    """How the words put a percentage: over, nearly, about…; None where they give it as it is."""
    said = claim.claim.qualifiers.get("bound")
    bounds = [v.bound for v in article.values if v.span == claim.claim.value_span]
    return str(said) if said else str(bounds[0]) if bounds else None


def _way(percent: Decimal) -> str:
    return "fall" if percent < 0 else "rise"


def _by_qualifiers(article: Article, claim: SourcedClaim) -> tuple[Figure, Figure] | None:
    """The figures that the claim itself says it compares: ids of claims, or amounts."""
    figures = [_figure_at(article, claim, claim.claim.qualifiers.get(end)) for end in ("from", "to")]
    return (figures[0], figures[1]) if figures[0] is not None and figures[1] is not None else None


def _figure_at(article: Article, claim: SourcedClaim, compared: Any) -> Figure | None:
    if isinstance(compared, Mapping):
        return _stated_here(article, claim, exact_decimal(compared.get("amount")), compared.get("currency"))
    other = next((c for c in article.claims if c.claim.id == compared), None)
    interval = interval_of(other) if other else None
    if other is None or interval is None:
        return None
    key = "amount" if "amount" in other.claim.value else "count"
    amount, currency = exact_decimal(other.claim.value.get(key)), other.claim.value.get("currency")
    return Figure(amount, currency, interval, other.words, other.claim.value_span) if amount is not None else None


def _stated_here(article: Article, claim: SourcedClaim, amount: Decimal | None, currency: Any) -> Figure | None:
    """The figure of an amount that the words around the claim state; of several, the one that leaves most open."""
    found = [
        figure
        for mention in article.values
        if claim.claim.evidence_span.contains(mention.span) and isinstance(mention.value, Money)
        if (mention.value.amount, mention.value.currency) == (amount, currency)
        if (figure := _figure(article, mention)) is not None
    ]
    return max(found, key=lambda f: (f.interval.width is None, f.interval.width or 0), default=None)


def _by_words(article: Article, claim: SourcedClaim) -> tuple[Figure, Figure] | None:
    """The figures that stand around a percentage in one of the ways that the language's pack knows, if in one only."""
    span = claim.claim.evidence_span
    shape = shape_sentence(article.copy, span, [v for v in article.values if span.contains(v.span)])
    found: set[tuple[Figure, Figure]] = set()
    breaks = pattern_for(article.language, RULE, "breaks")
    for pattern in patterns_for(article.language, RULE):
        for m in pattern.finditer(shape.text):
            if breaks is not None and breaks.search(m.group()):
                continue
            items = [shape.items[int(m.group(part))] for part in ("x", "from", "to")]
            start, end = (_figure(article, item) for item in items[1:])
            if items[0].span.overlaps(claim.claim.value_span) and start is not None and end is not None:
                found.add((start, end))
    return found.pop() if len(found) == 1 else None


def _figure(article: Article, mention: Item) -> Figure | None:
    if not isinstance(mention, ValueMention) or not isinstance(mention.value, Money | Number):
        return None
    value, words = mention.value, mention.span.of(article.text)
    unit = value.currency if isinstance(value, Money) else ""
    if unit is None or not value.amount:
        return None
    bound = str(mention.bound)
    written = write_money(value.amount, unit or None)
    interval = stated_interval(value.amount, words, bound if mention.bound is not Bound.EXACT else None)
    return Figure(value.amount, unit, interval, bounded(written, bound), mention.span)


CHECK = Check(
    RULE,
    "stated rises and falls that do not follow from the figures they compare",
    (NOT_FOLLOWING, WRONG_WAY),
    in_article,
)

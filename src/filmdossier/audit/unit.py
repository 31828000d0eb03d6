"""The check of units: sums without their currency, or without their scale, beside sums that have both."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.audit.arithmetic import write_list, write_money
from filmdossier.audit.check import Article, Check, Emission
from filmdossier.audit.missing_units import Unstated, meant_currency, other_currencies, without_currency, without_scale
from filmdossier.model.reading import Finding

RULE = "unit"

CURRENCY_CONVERTED = Emission(
    "warning",
    "no currency with {places}, beside {others} in the same article{meant}",
    "a sum lacks its currency, though it is converted into another",
)
CURRENCY = Emission(
    "notice",
    "no currency with {places}, beside {others} in the same article",
    "a sum lacks its currency, where other sums of the article have one",
)
SCALE = Emission(
    "warning",
    "no scale with {places}, beside sums in thousands, millions or more in the same article",
    "a sum of less than a thousand lacks its scale: its conversion has one, or its decimals are no cents",
)


def check_article(article: Article) -> Iterator[Finding]:
    """One finding for all sums of an article that lack their currency, one for those that lack their scale."""
    yield from _currencies(article)
    places = list(without_scale(article))
    if places:
        yield SCALE.finding(
            RULE,
            [p.claim for p in places if p.claim],
            [p.span for p in places],
            places=write_list([_scale_words(p, article) for p in places]),
        )


def _currencies(article: Article) -> Iterator[Finding]:
    places = list(without_currency(article))
    others = other_currencies(article)
    if not places or not others:
        return
    converted = any(p.pairs for p in places)
    parts = {
        "places": write_list([_currency_words(p, article) for p in places]),
        "others": write_list(others) if len(others) < 4 else f"sums in {len(others)} currencies",
    }
    claims, spans = [p.claim for p in places if p.claim], [p.span for p in places]
    if converted:
        meant = [words for p in places if (words := _meant_words(p, article))]
        yield CURRENCY_CONVERTED.finding(RULE, claims, spans, meant=f"; {write_list(meant)}" if meant else "", **parts)
    else:
        yield CURRENCY.finding(RULE, claims, spans, **parts)


def _currency_words(place: Unstated, article: Article) -> str:
    said = f"“{place.span.of(article.text)}”"
    return f"{said} (= {write_money(*place.pairs[0])})" if place.pairs else said


def _meant_words(place: Unstated, article: Article) -> str:
    meant = meant_currency(place, article)
    return f"“{place.span.of(article.text)}” fits {meant.currency}, at {meant.why}" if meant else ""


def _scale_words(place: Unstated, article: Article) -> str:
    said = f"“{place.span.of(article.text)}”"
    if place.amount is None or not place.pairs:
        return said
    return f"{said} ({write_money(*place.pairs[0])} beside it makes it {write_money(place.amount, place.currency)})"


CHECK = Check(
    RULE,
    "sums without their currency or scale beside sums that have them",
    (CURRENCY_CONVERTED, CURRENCY, SCALE),
    check_article,
)

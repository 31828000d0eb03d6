"""Sums that several films took: a weekend's top twelve, a country's year, a series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from filmdossier.reading.claims.drafts import Draft
from filmdossier.reading.claims.figure_scope import period_of, territory_at
from filmdossier.reading.claims.sum_settings import SumSetting, compared_with, draft_of, names_film

#: How far before a sum a market may be named that took it.
MARKET_BEFORE = 140


def read_market(s: SumSetting, p: Mapping[str, Any]) -> Draft:
    """The draft of a market's total."""
    compared = compared_with(s, p, "market_total")
    qualifiers = {
        "bound": str(s.stated.bound),
        "converted": s.stated.conversions(),
        "territory": territory_at(s.article, s.scene, s.figure),
        # What is compared is of one kind: a weekend with a weekend.
        "period": compared.qualifiers["period"] if compared else period_of(s.article, s.scene, s.figure, whole=True),
        "of": _of(s),
    }
    return draft_of(s, "market_total", None, "figures.market", qualifiers)


def is_of_market(s: SumSetting, p: Mapping[str, Any]) -> bool:
    """Whether a sum is what several films took."""
    clause = s.clause[-MARKET_BEFORE:]
    taken = p["takes"].search(s.before)
    series = [m.end() for m in p["series"].finditer(clause)]
    if series and taken and not names_film(clause[series[-1] :]):
        return True
    if taken and _have_joined_subject(s, p):
        return True
    markets = list(p["market_before"].finditer(clause))
    if (
        markets
        and not names_film(clause[markets[-1].end() :])
        and not p["market_own"].search(clause[: markets[-1].start()])
    ):
        return True
    last = s.earlier[-1] if s.earlier else None
    joined = p["compared"].search(s.before) or p["joined_by_to"].search(s.clause)
    return bool(last and last.predicate == "market_total" and joined)


def _have_joined_subject(s: SumSetting, p: Mapping[str, Any]) -> bool:
    """Whether two films together are what the verb before a sum speaks of."""
    verb = p["takes"].search(s.clause)
    return bool(verb and p["two_films"].search(s.clause[: verb.start()]) and not p["each"].search(s.text))


def _of(s: SumSetting) -> str:
    start = max(0, s.stated.start - 60)
    start = s.text.find(" ", start) + 1 if start else 0
    return " ".join(s.scene.shape.span_of(start, s.stated.start).of(s.article.text).split())

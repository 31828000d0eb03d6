"""Running figures over time: what stood when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from filmdossier.model.dates import normalize_edtf
from filmdossier.model.judgement import Judgement
from filmdossier.model.record import Fact, Position, Series
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.candidates import candidate_of
from filmdossier.record.fact_keys import spellings
from filmdossier.record.folding import folded_value
from filmdossier.record.judged import judgements_by_claim, state_as_judged
from filmdossier.record.positions import group_claims
from filmdossier.record.stated import Stated, recency

#: Predicates that have series, and what of a fact's key tells one series from another.
SERIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "box_office": ("territory", "period", "currency"),
        "admissions": ("territory", "period"),
        "screens": ("territory",),
        "rank": ("territory", "period", "chart"),
    }
)


def series_of(
    facts: Sequence[Fact],
    claims: Sequence[SourcedClaim],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> tuple[Series, ...]:
    """The series of a film: for each territory, period and currency one point per date and position, in time order.

    The claims of one position that count up to different dates are different points. What has no date, and what was set
    aside (denied, an opinion, judged wrong), is in no series; earlier figures of a run are.

    Args:
        facts: as `facts.reconcile` gives them.
        claims: those that the facts were made of; ones that no fact holds are not looked at.
        origins: claim id to independent source.
        judgements: those that the facts were made with.
    """
    by_id = {c.id: c for c in claims}
    judged = judgements_by_claim(judgements)
    names = spellings({})
    found: dict[tuple[str, str], tuple[Mapping[str, Any], list[Position]]] = {}
    for fact in facts:
        if fact.predicate not in SERIES:
            continue
        key = {field: fact.key[field] for field in SERIES[fact.predicate] if field in fact.key}
        points = found.setdefault((fact.predicate, folded_value(key)), (key, []))[1]
        for position in fact.positions:
            if position.aside in {None, "earlier"}:
                stated = [
                    state_as_judged(by_id[i], judged.get(i), origins.get(i, by_id[i].document.id), names)
                    for i in position.claims
                    if i in by_id
                ]
                points.extend(_points(stated, fact.key))
    order = list(SERIES)
    return tuple(
        Series(predicate, key, tuple(sorted(points, key=_time)))
        for (predicate, _), (key, points) in sorted(found.items(), key=lambda f: (order.index(f[0][0]), f[0][1]))
        if points
    )


def _points(stated: Sequence[Stated], key: Mapping[str, Any]) -> list[Position]:
    """The claims of one position, one point for each date up to which they count."""
    by_date: dict[str, list[Stated]] = {}
    for s in stated:
        if s.until is not None:
            by_date.setdefault(s.until.edtf, []).append(s)
    points = []
    for edtf in sorted(by_date):
        for group in group_claims(by_date[edtf]):
            position = candidate_of(group, key, {}).position
            points.append(
                Position(position.value, position.low, position.high, None, edtf, position.claims, position.witnesses)
            )
    return points


def _time(point: Position) -> tuple[Any, ...]:
    start, width = recency(normalize_edtf(point.as_of) if point.as_of else None)
    low = point.low if point.low is not None else point.high
    return (start, width, low is None, low or 0, point.claims)

"""A film's running figures over time, few enough to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import plain
from filmdossier.model.record import Position, Series
from filmdossier.model.wording import territory_in_words
from filmdossier.store.store import Store
from filmdossier.web.charts.material import Material
from filmdossier.web.charts.model import FigurePoint, Figures, FigureSeries, Role

#: Predicates that are drawn, and what they count where no currency says it.
UNITS = {"box_office": "no currency", "admissions": "tickets", "screens": "screens"}
MOST_POINTS = 40
"""Points of one series; more would lie on one another."""
MOST_SERIES = 24


def figures_of(store: Store, material: Material) -> Figures:
    """The running figures of a film, each point with the claim to read for it."""
    roles = _roles(material)
    drawable = [s for s in material.record.series if s.predicate in UNITS]
    drawable = sorted(drawable, key=lambda s: -len(s.points))[:MOST_SERIES]
    kept = [replace(s, points=tuple(thinned([p for p in s.points if _is_drawable(p)], roles))) for s in drawable]
    standing = _standing(material)
    material = material.quoting(store, (p for s in kept for p in s.points))
    series = [
        _series(material, s, roles, standing, left_out=sum(map(_is_drawable, whole.points)) - len(s.points))
        for s, whole in zip(kept, drawable, strict=True)
        if s.points
    ]
    series.sort(key=lambda s: (list(UNITS).index(s.predicate), s.period != "total", -len(s.points), s.territory or ""))
    return Figures(film=material.film.id, name=material.film.name, as_of=material.as_of, series=series)


def _roles(material: Material) -> dict[str, Role]:
    """What each claim of a running figure is to what stands."""
    found: dict[str, Role] = {}
    for fact in material.record.facts:
        if fact.predicate in UNITS:
            for n, position in enumerate(fact.positions):
                role: Role = "stands" if n == 0 else "earlier" if position.aside == "earlier" else "otherwise"
                found |= {c: role for c in position.claims if c not in found or role == "stands"}
    return found


def _standing(material: Material) -> dict[str, Position]:
    """What stands of the fact that each claim speaks of; of days and weekends, the latest."""
    facts = [f for f in material.record.facts if f.predicate in UNITS]
    return {c: f.standing for f in facts for p in f.positions for c in p.claims}


def role_of(point: Position, roles: Mapping[str, Role]) -> Role:
    """What a point is to what stands: what its claims are."""
    return next((roles[c] for c in point.claims if c in roles), "earlier")


def contradicts(point: Position, standing: Position | None) -> bool:
    """Whether a point of a run cannot be true where another stands: more at an earlier time, or less at a later one."""
    if standing is None:
        return False
    then, now = _day(point), _day(standing)
    if then is None or now is None or not (then.is_before(now) or now.is_before(then)):
        return _is_above(point, standing) or _is_above(standing, point)
    return _is_above(point, standing) if then.is_before(now) else _is_above(standing, point)


def _is_above(a: Position, b: Position) -> bool:
    return a.low is not None and b.high is not None and a.low > b.high


def amount_of(value: Mapping[str, Any]) -> Decimal | None:
    """The number of a sum or a count."""
    number = value.get("amount", value.get("count"))
    return None if number is None else Decimal(str(number))


def _day(point: Position) -> PartialDate | None:
    date = normalize_edtf(point.as_of) if point.as_of else None
    return date if date and date.earliest and date.latest else None


def _is_drawable(point: Position) -> bool:
    return _day(point) is not None and amount_of(point.value) is not None


def thinned(points: Sequence[Position], roles: Mapping[str, Role], most: int = MOST_POINTS) -> list[Position]:
    """The points that tell most: the first and last, the ends of what stands, then evenly over time the best witnessed.

    Args:
        points: in order of time.
        roles: what each claim is to what stands.
        most: how many at the most.
    """
    if len(points) <= most:
        return list(points)
    step = len(points) / (most - 2)
    stretches = [points[int(n * step) : int((n + 1) * step)] for n in range(most - 2)]
    chosen = {id(max(s, key=lambda p: (_tells(p, roles), len(p.witnesses)))) for s in stretches if s}
    chosen |= {id(points[0]), id(points[-1])}
    return [p for p in points if id(p) in chosen]


def _tells(point: Position, roles: Mapping[str, Role]) -> int:
    return {"stands": 2, "otherwise": 1}.get(role_of(point, roles), 0)


def _series(
    material: Material, series: Series, roles: Mapping[str, Role], standing: Mapping[str, Position], left_out: int
) -> FigureSeries:
    territory = series.key.get("territory")
    several = territory if isinstance(territory, list | tuple) else [territory] if territory else []
    stands = [standing[c] for p in series.points for c in p.claims if c in standing]
    unit = series.key.get("currency") or UNITS[series.predicate]
    return FigureSeries(
        predicate=series.predicate,
        territory=",".join(map(str, several)) or None,
        territory_name=", ".join(territory_in_words(str(t)) for t in several) or "No territory stated",
        period=series.key.get("period"),
        unit=str(unit),
        stands=value_in_words(stands[-1].value) if stands else None,
        points=list(_points(material, series.points, roles, standing)),
        left_out=left_out,
    )


def _points(
    material: Material, points: Iterable[Position], roles: Mapping[str, Role], standing: Mapping[str, Position]
) -> Iterable[FigurePoint]:
    for point in points:
        role = role_of(point, roles)
        stands = next((standing[c] for c in point.claims if c in standing), None)
        if role == "otherwise" and not contradicts(point, stands):
            role = "earlier"
        day, amount = _day(point), amount_of(point.value)
        assert day is not None
        assert amount is not None
        yield FigurePoint(
            as_of=str(point.as_of),
            earliest=str(day.earliest),
            latest=str(day.latest),
            value=plain(amount),
            low=plain(point.low),
            high=plain(point.high),
            says=material.says(point),
            role=role,
            witnesses=len(point.witnesses),
            source=material.source(point),
        )

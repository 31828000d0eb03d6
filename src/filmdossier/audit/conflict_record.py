"""Facts of a record on which independent articles do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from filmdossier.audit.arithmetic import write_list, write_money
from filmdossier.audit.check import Emission, FilmCase
from filmdossier.audit.disagreement import (
    DATES,
    DATES_NOTICED,
    DIRECTORS,
    FIGURES,
    FIGURES_CERTAIN,
    FIGURES_NOTICED,
    NEXT_RELEASE_DAYS,
    PLANNED_FOR_THE_PAST,
    REVISED,
    RULE,
    SAME_LENGTH,
    dates_apart,
    days_between,
    figures_apart,
    is_relative,
    share_apart,
    thing_in_words,
)
from filmdossier.audit.words import figure_of, is_fact, outlets_of
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Finding, Status
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import date_in_words, ordinal_in_words
from filmdossier.record.intervals import Interval, exact_decimal
from filmdossier.record.resolution.person_relations import relate_persons
from filmdossier.record.witnesses import origin_of_document

_FIGURES = ("duration", "budget", "box_office", "admissions", "screens", "rank")
_GROWING = ("box_office", "admissions")
#: Figures that change from day to day, so that a difference says little.
_FLEETING = ("screens", "rank")
_DATES = ("release", "set_in_period")
_WEAK = frozenset({Status.ESTIMATED, Status.REPORTED, Status.PLANNED})
#: How names of directors stand to one another that may be one person's.
_UNLIKE = frozenset({"name_differs", "name_other_given", "name_other_surname", "name_middle_differs"})


def in_record(case: FilmCase) -> Iterator[Finding]:
    """Figures and dates on which those who say them disagree, and directors that have none in common."""
    for fact in case.record.facts:
        if fact.judged_by is not None:
            continue
        if fact.predicate in _GROWING and (fact.key.get("period") or "total") == "total":
            yield from _totals(case, fact)
        elif fact.predicate in _FIGURES:
            for left, right in _rivals(case, fact):
                yield from _figures(case, fact, left, right)
        elif fact.predicate in _DATES:
            for left, right in _rivals(case, fact):
                yield from _dates(case, fact, left, right)
    yield from _directors(case)


def _rivals(case: FilmCase, fact: Fact) -> Iterator[tuple[Position, Position]]:
    """The value that stands with each that contests it; what one article says in two ways is its own affair."""
    standing = fact.standing
    for other in fact.positions[1:]:
        documents = [{c.document.id for c in _claims(case, p)} for p in (standing, other)]
        if other.aside is None and documents[0] - documents[1] and documents[1] - documents[0]:
            yield standing, other


def _claims(case: FilmCase, position: Position) -> list[SourcedClaim]:
    return [case.claims[i] for i in position.claims if i in case.claims]


def _interval(position: Position) -> Interval | None:
    return None if position.low is None and position.high is None else Interval(position.low, position.high)


def _figures(case: FilmCase, fact: Fact, left: Position, right: Position) -> Iterator[Finding]:
    a, b = _interval(left), _interval(right)
    if a is None or b is None or a.overlaps(b) or not _is_known(fact):
        return
    if fact.predicate == "duration":
        lows, highs = [x for x in (a.low, b.low) if x is not None], [x for x in (a.high, b.high) if x is not None]
        if lows and highs and max(lows) - min(highs) <= SAME_LENGTH:
            return
    weak = _is_weak(case, left) or _is_weak(case, right)
    if weak and share_apart(a, b) <= REVISED:
        return
    noticed = weak or fact.predicate in _FLEETING or left.witnesses == right.witnesses
    emission = FIGURES_NOTICED if noticed else FIGURES
    yield _finding(case, emission, fact, left, right, figures_apart(a, b, fact.predicate))


def _is_known(fact: Fact) -> bool:
    """Whether a figure's currency, and its territory where it has one, are known."""
    if fact.predicate in ("box_office", "budget") and not fact.key.get("currency"):
        return False
    return fact.predicate in ("duration", "budget") or isinstance(fact.key.get("territory"), str)


def _totals(case: FilmCase, fact: Fact) -> Iterator[Finding]:
    """Totals that differ though they count up to the same stated day. Those of different days are `cumulative`'s."""
    if not _is_known(fact):
        return
    by_day: dict[str, list[Position]] = {}
    for series in case.record.series:
        if series.predicate == fact.predicate and all(series.key.get(k) == fact.key.get(k) for k in series.key):
            for point in series.points:
                if point.as_of is not None:
                    by_day.setdefault(point.as_of, []).append(point)
    for day in sorted(by_day):
        for left, right in combinations(by_day[day], 2):
            claims = [_dated(case, p, day) for p in (left, right)]
            a, b = _interval(left), _interval(right)
            known = normalize_edtf(day)
            if not all(claims) or a is None or b is None or a.overlaps(b) or known is None or known.width != 1:
                continue
            if {c.document.id for c in claims[0]} == {c.document.id for c in claims[1]}:
                continue
            everyone = [*claims[0], *claims[1]]
            weak = any(c.claim.status in _WEAK for c in everyone)
            exact = all(c.claim.qualifiers.get("bound") in (None, "exact") for c in everyone)
            if weak and share_apart(a, b) <= REVISED:
                continue
            emission = FIGURES_NOTICED if weak else FIGURES_CERTAIN if exact else FIGURES
            yield _finding(case, emission, fact, left, right, figures_apart(a, b, fact.predicate), day=day)


def _dated(case: FilmCase, point: Position, day: str) -> list[SourcedClaim]:
    """The claims of a point that state its date themselves."""
    return [c for c in _claims(case, point) if str(c.claim.qualifiers.get("as_of") or "") == day]


def _is_weak(case: FilmCase, position: Position) -> bool:
    statuses = {c.claim.status for c in _claims(case, position)}
    return bool(statuses) and statuses <= _WEAK


def _dates(case: FilmCase, fact: Fact, left: Position, right: Position) -> Iterator[Finding]:
    a, b = (normalize_edtf(p.date) if p.date else None for p in (left, right))
    if a is None or b is None or a.overlaps(b):
        return
    days = days_between(a, b)
    if days is None:
        return
    if fact.predicate == "release":
        kind = fact.key.get("kind") or "theatrical"
        if not isinstance(fact.key.get("territory"), str) or days > NEXT_RELEASE_DAYS or kind not in _SINGULAR:
            return
        for one, other in ((left, right), (right, left)):
            if _is_planned(case, one) and _had_passed(case, one):
                yield _finding(case, PLANNED_FOR_THE_PAST, fact, one, other, "")
                return
        planned = _is_planned(case, left) or _is_planned(case, right)
        relative = any(all(map(is_relative, _claims(case, p))) for p in (left, right))
        doubtful = planned or relative or days <= 1 or kind != "theatrical"
        noticed = doubtful or left.witnesses == right.witnesses
    else:
        noticed = left.witnesses == right.witnesses
    yield _finding(case, DATES_NOTICED if noticed else DATES, fact, left, right, dates_apart(a, b))


#: Kinds of release that a territory has once.
_SINGULAR = frozenset({"theatrical", "premiere", "streaming", "home_video"})


def _is_planned(case: FilmCase, position: Position) -> bool:
    return {c.claim.status for c in _claims(case, position)} <= {Status.PLANNED}


def _had_passed(case: FilmCase, position: Position) -> bool:
    day: PartialDate | None = normalize_edtf(position.date) if position.date else None
    claims = _claims(case, position)
    return bool(claims) and day is not None and all(c.document.date and day.is_before(c.document.date) for c in claims)


def _directors(case: FilmCase) -> Iterator[Finding]:
    """Witnesses whose directors are none of those that the others name, nor may be them in another spelling."""
    claims = [c for c in case.ordered if c.claim.predicate == "director" and is_fact(c) and c.claim.value.get("name")]
    standing = {name: credit.id for credit in case.record.credits for name in credit.names}
    by_origin: dict[str, dict[str, list[SourcedClaim]]] = {}
    for c in claims:
        origin = case.record.origins.get(c.id) or origin_of_document(c.document)
        name = str(c.claim.value["name"])
        by_origin.setdefault(origin, {}).setdefault(standing.get(name, name), []).append(c)
    sides: dict[frozenset[str], list[str]] = {}
    for origin in sorted(by_origin):
        sides.setdefault(frozenset(by_origin[origin]), []).append(origin)
    ordered = sorted(sides, key=lambda s: (-len(sides[s]), sorted(s)))
    for one, other in combinations(ordered, 2):
        if one & other:
            continue
        left, right = ([c for o in sides[s] for found in by_origin[o].values() for c in found] for s in (one, other))
        if all(relate_persons(x, y) in _UNLIKE for x in _names(left) for y in _names(right)):
            yield DIRECTORS.finding(
                RULE,
                [c.id for c in (*left, *right)],
                value=write_list(_names(left)),
                other=write_list(_names(right)),
                who=outlets_of(left, case.record.origins),
                other_who=outlets_of(right, case.record.origins),
            )


def _names(claims: Sequence[SourcedClaim]) -> list[str]:
    return sorted({str(c.claim.value["name"]) for c in claims})


def _finding(
    case: FilmCase, emission: Emission, fact: Fact, left: Position, right: Position, apart: str, day: str | None = None
) -> Finding:
    key = {**fact.key, "as_of": day} if day else fact.key
    parts: dict[str, str] = {} if emission is PLANNED_FOR_THE_PAST else {"apart": apart}
    who = [outlets_of(found, case.record.origins) if (found := _claims(case, p)) else "" for p in (left, right)]
    return emission.finding(
        RULE,
        [*left.claims, *right.claims],
        (),
        what=thing_in_words(fact.predicate, key),
        value=_said(case, left),
        other=_said(case, right),
        who=f" according to {who[0]}" if who[0] else "",
        other_who=f" according to {who[1]}" if who[1] else "",
        **parts,
    )


def _said(case: FilmCase, position: Position) -> str:
    """The value of a position, in the words of the claim that states it."""
    if position.date is not None:
        return date_in_words(position.date)
    if "position" in position.value:
        return ordinal_in_words(int(position.value["position"]))
    figure = _figure(position.value)
    same = [c for c in _claims(case, position) if _figure(c.claim.value) == figure]
    if same:
        return figure_of(same[0])
    return write_money(figure or Decimal(0), position.value.get("currency"))


def _figure(value: Mapping[str, Any]) -> Decimal | None:
    found = (exact_decimal(value.get(k)) for k in ("amount", "count", "minutes", "top"))
    return next((f for f in found if f is not None), None)

"""Two profiles beside one another: what the films have in common, and where one has more."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_words import folded
from filmdossier.export.families import label_of
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.record import Credit, Fact, Position
from filmdossier.web.charts.figures import amount_of
from filmdossier.web.comparison.model import ComparedFilm, ComparedRow, ComparedValue, Comparison, SharedPerson
from filmdossier.web.comparison.profiles import Profile, Respect
from filmdossier.web.coverage.wording import says

_MOST_PEOPLE = 60


def compared(first: Profile, second: Profile) -> Comparison:
    """Two films side by side."""
    respects = sorted({*first.respects, *second.respects}, key=lambda r: r.place)
    return Comparison(
        films=(_film(first.film), _film(second.film)),
        people=_people(first, second),
        rows=[_row(first, second, respect) for respect in respects],
    )


def _film(film: FilmSummary) -> ComparedFilm:
    return ComparedFilm(
        id=film.id,
        name=film.name,
        year=film.year,
        articles=film.documents,
        claims=film.claims,
        findings=film.findings,
    )


def _people(first: Profile, second: Profile) -> list[SharedPerson]:
    shared = [p for p in first.people if p in second.people]
    shared.sort(key=lambda p: -len(first.people[p].mentions) - len(second.people[p].mentions))
    return [
        SharedPerson(
            id=p,
            name=first.people[p].name,
            kind=first.people[p].kind,
            roles=(_roles(first.people[p]), _roles(second.people[p])),
        )
        for p in shared[:_MOST_PEOPLE]
    ]


def _roles(credit: Credit) -> list[str]:
    return [label_of(role) if role in PREDICATES else role for role in credit.roles]


def _row(first: Profile, second: Profile, respect: Respect) -> ComparedRow:
    (left, more_left), (right, more_right) = (p.respects.get(respect, ((), 0)) for p in (first, second))
    in_left = [any(_agree(f, g, first, second) for g in right) for f in left]
    in_right = [any(_agree(g, f, first, second) for g in left) for f in right]
    told = [*in_left, *in_right]
    return ComparedRow(
        family=respect.family,
        predicate=respect.predicate,
        label=respect.label,
        details=list(respect.details),
        cells=(_cell(first, left, in_left), _cell(second, right, in_right)),
        more=(more_left, more_right),
        same=all(told) and bool(left) and bool(right) and not more_left and not more_right,
        ratio=_ratio(left, right),
    )


def _cell(profile: Profile, facts: Sequence[Fact], in_both: Sequence[bool]) -> list[ComparedValue]:
    return [
        ComparedValue(
            says=says(f.standing),
            as_of=f.standing.as_of,
            witnesses=len(f.standing.witnesses),
            is_contested=f.is_contested,
            in_both=both,
            document=profile.documents.get(f.standing.claims[0]) if f.standing.claims else None,
            claim=f.standing.claims[0] if f.standing.claims else None,
        )
        for f, both in zip(facts, in_both, strict=True)
    ]


def _agree(a: Fact, b: Fact, first: Profile, second: Profile) -> bool:
    """Whether two films have the same value; people are the same whatever their names are written in."""
    x, y = a.standing, b.standing
    if "name" in x.value and "name" in y.value:
        left, right = folded(str(x.value["name"])), folded(str(y.value["name"]))
        persons = {p.names.get(n) for p in (first, second) for n in (left, right)} - {None}
        known = first.names.get(left) or second.names.get(left), first.names.get(right) or second.names.get(right)
        return left == right or (len(persons) == 1 and None not in known)
    if x.date and y.date:
        return normalize_edtf(x.date) == normalize_edtf(y.date)
    if amount_of(x.value) is not None and amount_of(y.value) is not None:
        return _overlap(x, y)
    return value_in_words(x.value) == value_in_words(y.value)


def _overlap(x: Position, y: Position) -> bool:
    """Whether two closed figures may be one; what has no limit agrees with nothing here."""
    if x.low is None or x.high is None or y.low is None or y.high is None:
        return False
    return x.low <= y.high and y.low <= x.high and x.value.get("currency") == y.value.get("currency")


def _ratio(left: Sequence[Fact], right: Sequence[Fact]) -> float | None:
    if len(left) != 1 or len(right) != 1:
        return None
    x, y = left[0].standing, right[0].standing
    a, b = amount_of(x.value), amount_of(y.value)
    if not a or not b or x.value.get("currency") != y.value.get("currency"):
        return None
    return round(float(a / b), 4)

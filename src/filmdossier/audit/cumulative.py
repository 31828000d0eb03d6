"""Running totals that fall, and parts that exceed their whole.

Figures are compared as far as rounding and bounds leave no doubt: a total of nearly 2 million (1.88 million at least)
that is 1.8 million later (1.85 million at most) has fallen; one of over 1.5 million has not. Only figures of one
currency and of territories that are known are compared, and a total only with what was told before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from filmdossier.audit.check import Article, Check, Emission, FilmCase
from filmdossier.audit.running_figures import PREDICATES, Figure, Peaks, Repeated, comparable_figures, depth
from filmdossier.audit.words import figure_of, outlets_of, range_in_words
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.wording import date_in_words, territory_in_words
from filmdossier.record.intervals import Interval

RULE = "cumulative"
_THINGS = {"box_office": "the takings", "admissions": "the admissions"}
#: Periods that are parts of a total, with their names.
_PARTS = {
    "opening_weekend": "the opening weekend",
    "weekend": "a weekend",
    "week": "a week",
    "day": "a day",
    "year": "a year",
}
#: UN M49 areas and what they hold; 021 is the North American market, as the trade counts it.
_AREAS: Mapping[str, frozenset[str]] = {"021": frozenset({"US", "CA"})}
_WORLD = "001"
#: A weekend's figures are told, at the latest, so many days after it began.
_WEEKEND = timedelta(days=6)
_FRIDAY = 5

FALLS = Emission(
    "error",
    "{thing} in {territory} fall: {earlier} by {earlier_date}{who}, {later} by {later_date}{other_who}; at least "
    "{least}, then at most {most}",
    "a running total is lower at a later date, both dates being stated and both figures exact",
)
MAY_FALL = Emission(
    "warning",
    "{thing} in {territory} fall: {earlier} by {earlier_date}{who}, {later} by {later_date}{other_who}; at least "
    "{least}, then at most {most}",
    "a running total is lower later, where a date is that of the article, or a figure is bounded or estimated",
)
PART_EXCEEDS = Emission(
    "warning",
    "{part} in {territory}, {value}{who}, is more than {thing} there so far, {whole}{other_who}",
    "one weekend, week, day or year takes more than the total told at the same time or later",
)
PLACE_EXCEEDS = Emission(
    "warning",
    "{thing} in {territory}, {value}{who}, are more than those of {area}, {whole}{other_who}",
    "one territory takes more than an area that holds it, told at the same time or later",
)
DAY_EXCEEDS = Emission(
    "warning",
    "one day of the weekend, {day}, takes {value}, more than the weekend, {whole}",
    "a day takes more than the weekend that it is part of",
)


def in_article(article: Article) -> Iterator[Finding]:
    """Totals that fall from one stated date to another, and parts that exceed a total of the same article."""
    for figures in comparable_figures(article.claims, by_film=True):
        stated = [f for f in figures if f.stated]
        for earlier, later in _falls(stated):
            yield _fall(earlier, later, {}, in_record=False)
        for part, whole in _excesses(figures, {}):
            yield _excess(part, whole, {}, in_record=False)
        yield from _days(figures)


def in_record(case: FilmCase) -> Iterator[Finding]:
    """Totals that fall from one article to another, and parts that exceed a total told elsewhere."""
    origins = case.record.origins
    released = _release_days(case)
    for figures in comparable_figures(_standing_claims(case), by_film=False):
        repeated = Repeated(figures)
        for earlier, later in _falls([f for f in figures if not repeated.has(f)]):
            yield _fall(earlier, later, origins, in_record=True)
        for part, whole in _excesses(figures, released):
            if part[0].claim.document.id != whole[0].claim.document.id:
                yield _excess(part, whole, origins, in_record=True)


def _standing_claims(case: FilmCase) -> list[SourcedClaim]:
    """The claims of positions that were not set aside; of facts that people decided, those of the standing one."""
    ids = {
        claim
        for fact in case.record.facts
        if fact.predicate in PREDICATES
        for position in (fact.positions[:1] if fact.judged_by else fact.positions)
        if position.aside in (None, "earlier")
        for claim in position.claims
    }
    return [case.claims[i] for i in sorted(ids) if i in case.claims]


Sides = tuple[list[Figure], list[Figure]]
Key = tuple[str, str]


def _falls(figures: Sequence[Figure]) -> Iterator[Sides]:
    """Totals that are lower later: those that say the highest before, and those that say the lower one."""
    totals = [f for f in figures if f.period == "total" and f.until is not None]
    territories = sorted({f.territory for f in totals})
    peaks = {t: Peaks([f for f in totals if f.territory == t]) for t in territories}
    found: dict[tuple[str, str, str], tuple[dict[Key, Figure], list[Figure]]] = {}
    for later in totals:
        peak = peaks[later.territory].before(later)
        if peak is not None and peak.exceeds(later):
            sides = found.setdefault((later.territory, peak.said, later.said), ({}, []))
            same = (f for f in peaks[later.territory].saying(peak.said) if f.is_before(later) and f.exceeds(later))
            sides[0].update((f.key, f) for f in same)
            sides[1].append(later)
    for key in sorted(found):
        yield list(found[key][0].values()), found[key][1]


def _excesses(figures: Sequence[Figure], released: Mapping[str, date]) -> Iterator[Sides]:
    """Parts that are more than their whole: those that say the part, and those that say the least whole."""
    totals = [f for f in figures if f.period == "total"]
    rising: dict[str, list[Figure]] = {}
    saying: dict[str, list[Figure]] = {}
    for f in totals:
        saying.setdefault(f.said, []).append(f)
    for f in sorted((f for f in totals if f.interval.high is not None), key=depth):
        rising.setdefault(f.territory, []).append(f)
    found: dict[tuple[str, str, str, str], tuple[list[Figure], dict[Key, Figure]]] = {}
    for part in figures:
        below = (takewhile(part.exceeds, rising.get(territory, ())) for territory in _places_of_wholes(part))
        firsts = (next((w for w in ws if _is_told_by(part, w, released)), None) for ws in below)
        least = min((w for w in firsts if w is not None), key=depth, default=None)
        if least is not None:
            sides = found.setdefault((part.territory, part.period, part.said, least.said), ([], {}))
            sides[0].append(part)
            same = (w for w in saying[least.said] if w.territory in _places_of_wholes(part) and part.exceeds(w))
            sides[1].update((w.key, w) for w in same if _is_told_by(part, w, released))
    for key in sorted(found):
        yield found[key][0], list(found[key][1].values())


def _days(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Days from Friday to Sunday that take more than the weekend told with them."""
    for day in figures:
        if day.period != "day" or not day.stated or day.until is None or day.until.width != 1:
            continue
        assert day.until.earliest is not None
        for whole in figures:
            near = whole.until is not None and whole.until.width == 1 and whole.until.earliest is not None
            if whole.period not in ("weekend", "opening_weekend") or whole.territory != day.territory or not near:
                continue
            assert whole.until is not None
            assert whole.until.earliest is not None
            is_within = timedelta(0) <= whole.until.earliest - day.until.earliest <= _WEEKEND
            if is_within and day.until.earliest.isoweekday() >= _FRIDAY and day.exceeds(whole):
                yield DAY_EXCEEDS.finding(
                    RULE,
                    [f.claim.claim.id for f in (day, whole)],
                    [f.claim.claim.value_span for f in (day, whole)],
                    day=date_in_words(day.until.edtf),
                    value=figure_of(day.claim),
                    whole=figure_of(whole.claim),
                )


def _places_of_wholes(part: Figure) -> tuple[str, ...]:
    """The territories of totals that a figure is part of."""
    if part.period == "total":
        areas = (_WORLD, *(area for area, held in _AREAS.items() if part.territory in held))
        return tuple(area for area in areas if area != part.territory)
    return (part.territory,) if part.period in _PARTS else ()


def _is_told_by(part: Figure, whole: Figure, released: Mapping[str, date]) -> bool:
    """Whether a total counts up to a day by which the part had been taken."""
    if part.claim.document.id == whole.claim.document.id and not part.stated and not whole.stated:
        return True
    if whole.until is None or whole.until.earliest is None:
        return False
    last = part.until.latest if part.until else None
    if part.period == "opening_weekend" and not part.stated and part.territory in released:
        opened = released[part.territory] + _WEEKEND
        last = min(last, opened) if last else opened
    return last is not None and last <= whole.until.earliest


def _release_days(case: FilmCase) -> dict[str, date]:
    """The last day on which each territory may have seen the film's release."""
    days: dict[str, date] = {}
    for fact in case.record.facts:
        day = normalize_edtf(fact.standing.date) if fact.predicate == "release" and fact.standing.date else None
        if day is not None and day.latest is not None and fact.key.get("kind") == "theatrical":
            territory = str(fact.key.get("territory"))
            days[territory] = max(days.get(territory, day.latest), day.latest)
    return days


def _fall(
    earlier: Sequence[Figure], later: Sequence[Figure], origins: Mapping[str, str], *, in_record: bool
) -> Finding:
    first, last = earlier[0], later[0]
    certain = all(f.stated and f.is_exact for f in (*earlier, *later))
    claims, spans = _places([*earlier, *later], in_record=in_record)
    who, other_who = _sides(earlier, later, origins, in_record=in_record)
    return (FALLS if certain else MAY_FALL).finding(
        RULE,
        claims,
        spans,
        thing=_THINGS[first.claim.claim.predicate],
        territory=territory_in_words(first.territory),
        earlier=first.said,
        earlier_date=_date(earlier),
        later=last.said,
        later_date=_date(later),
        least=range_in_words(Interval(first.interval.low, first.interval.low)),
        most=range_in_words(Interval(last.interval.high, last.interval.high)),
        who=who,
        other_who=other_who,
    )


def _excess(part: Sequence[Figure], whole: Sequence[Figure], origins: Mapping[str, str], *, in_record: bool) -> Finding:
    first, total = part[0], whole[0]
    claims, spans = _places([*part, *whole], in_record=in_record)
    who, other_who = _sides(part, whole, origins, in_record=in_record)
    is_place = first.period == "total"
    named: dict[str, Any] = (
        {"area": territory_in_words(total.territory)} if is_place else {"part": _PARTS[first.period]}
    )
    return (PLACE_EXCEEDS if is_place else PART_EXCEEDS).finding(
        RULE,
        claims,
        spans,
        thing=_THINGS[first.claim.claim.predicate],
        territory=territory_in_words(first.territory),
        value=first.said,
        whole=total.said,
        who=who,
        other_who=other_who,
        **named,
    )


def _date(figures: Sequence[Figure]) -> str:
    return date_in_words(min(f.until.edtf for f in figures if f.until))


def _places(figures: Sequence[Figure], *, in_record: bool) -> tuple[list[str], list[Span]]:
    if in_record:
        return [f.claim.id for f in figures], []
    return [f.claim.claim.id for f in figures], [f.claim.claim.value_span for f in figures]


def _sides(
    one: Sequence[Figure], other: Sequence[Figure], origins: Mapping[str, str], *, in_record: bool
) -> tuple[str, str]:
    """Who says what, across a record."""
    if not in_record:
        return "", ""
    first, second = (outlets_of([f.claim for f in side], origins) for side in (one, other))
    return f" according to {first}", f" according to {second}"


CHECK = Check(
    RULE,
    "running totals that fall, and parts that exceed their whole",
    (FALLS, MAY_FALL, PART_EXCEEDS, PLACE_EXCEEDS, DAY_EXCEEDS),
    in_article,
    in_record,
)

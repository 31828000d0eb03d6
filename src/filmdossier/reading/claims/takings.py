"""What films took, cost, drew and where they stood, by the words nearest to each figure.

For languages whose order of words is free: a figure's kind, period and territory are those of the words nearest to it
on either side; its film the last named before it, else the one right behind. ``claims/takings.toml`` holds the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.reading import Status
from filmdossier.model.values import Number, Percent, ValueMention
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.claims.sums import Sum, find_sums
from filmdossier.reading.claims.takings_scope import Place, as_of, home_of, period_of, territory_of_place, with_periods

#: How far, in characters of the shape, words before and behind a figure speak of it.
BEFORE, AFTER = 110, 80
#: Fewer screens than these are a festival's.
FEW_SCREENS = 20


@dataclass(frozen=True)
class _Article:
    """What holds for all figures of an article.

    Attributes:
        home: the territory whose chart it tells of, or None.
        weekly: whether it tells of a weekend's chart, so that bare takings are the weekend's.
        new: films (entity numbers) that it says are new.
    """

    home: str | None
    weekly: bool
    new: frozenset[int]


def read_takings(article: Article) -> Iterator[Draft]:
    """Box office, budgets, market totals, admissions, screens and changes, sentence by sentence."""
    p = takings_patterns(article.pack)
    whole = _of_article(article, p)
    for scene in article.scenes:
        if not any(isinstance(i, ValueMention) for i in scene.shape.items):
            continue
        yield from _sums(article, scene, p, whole)
        yield from _counts(article, scene, p, whole)
        yield from _changes(scene, p)


def takings_patterns(pack: Pack) -> Mapping[str, Any]:
    """The patterns of ``claims/takings.toml``, compiled once; see there for what each of them says."""
    return pack.made("takings", lambda: _patterns(pack))


def _patterns(pack: Pack) -> dict[str, Any]:
    table = pack.table("claims/takings")
    macros = {**pack.table("claims/macros")["macros"], **table.get("macros", {})}
    found: dict[str, Any] = {k: re2.compile(expand(v, macros)) for k, v in table["patterns"].items()}
    found["periods"] = {k: re2.compile(expand(v, macros)) for k, v in table["periods"].items()}
    found["territories"] = {k: re2.compile(expand(v, macros)) for k, v in table["territories"].items()}
    found["codes"] = table["codes"]
    return found


def _of_article(article: Article, p: Mapping[str, Any]) -> _Article:
    text = " ".join(with_periods(article, s, p) for s in article.scenes[:6])
    new = set()
    for scene in article.scenes:
        for m in p["newcomer"].finditer(scene.shape.text):
            film = scene.film_before(m.start()) or scene.film_after(m.end(), within=60)
            if film is not None:
                new.add(film.entity)
    return _Article(home_of(article, p), bool(p["weekly"].search(text)), frozenset(new))


def _sums(article: Article, scene: Scene, p: Mapping[str, Any], whole: _Article) -> Iterator[Draft]:
    text, sums = with_periods(article, scene, p), find_sums(scene)
    last: Draft | None = None
    for number, stated in enumerate(sums):
        since = sums[number - 1].end if number else 0
        until = sums[number + 1].start if number + 1 < len(sums) else len(text)
        place = Place(scene, stated.start, stated.end, since, until, stated.currency, text)
        draft = _sum(article, place, stated, p, whole, last)
        last = draft or last
        if draft is not None:
            yield draft


def _sum(
    article: Article, place: Place, stated: Sum, p: Mapping[str, Any], whole: _Article, last: Draft | None
) -> Draft | None:
    before, after = place.before(BEFORE), place.after(AFTER)
    if p["other_before"].search(before) or p["other_after"].search(after) or p["forecast"].search(before):
        return None
    bound = str(stated.bound)
    if bound == "exact" and p["milestone"].search(before):
        bound = "over"
    qualifiers: dict[str, Any] = {"bound": bound, "converted": stated.conversions()}
    status = Status.ESTIMATED if p["estimated"].search(place.text) else Status.ASSERTED
    if p["budget_before"].search(before) or p["budget_after"].search(after):
        film = _film(place, p)
        return _draft(place, stated, "budget", film, qualifiers, status) if film is not None else None
    took = p["takes_before"].search(before) or p["takes_after"].search(after)
    chained = last is not None and last.predicate in ("box_office", "market_total") and p["chain"].search(place.clause)
    bracketed = p["bracket"].search(before)
    if not took and not chained and not bracketed:
        return None
    qualifiers["territory"] = territory_of_place(article, place, p, whole.home)
    if _is_market(place, p, after):
        qualifiers["period"] = period_of(article, place, p, weekly=whole.weekly, whole=True)
        return _draft(place, stated, "market_total", None, qualifiers, status)
    film = _film(place, p)
    if film is None:
        return None
    period = period_of(article, place, p, weekly=whole.weekly)
    if period == "weekend" and film in whole.new and not p["later"].search(place.text):
        period = "opening_weekend"
    qualifiers |= {"period": period, "as_of": as_of(article, place, p)}
    return _draft(place, stated, "box_office", film, qualifiers, status)


def _is_market(place: Place, p: Mapping[str, Any], after: str) -> bool:
    """Whether a sum is what several films took: no film stands between such words and it."""
    if p["market_after"].search(after):
        return True
    ends = [m.end() for m in p["market"].finditer(place.clause)]
    return bool(ends) and "<F" not in place.clause[ends[-1] :].replace("<f", "<F")


def _draft(
    place: Place, stated: Sum, predicate: str, film: int | None, qualifiers: dict[str, Any], status: Status
) -> Draft:
    confidence = 0.75 if place.scene.heading else 0.88
    rule = f"takings.{predicate}"
    return Draft(
        predicate,
        film,
        stated.value(),
        stated.span,
        place.scene.number,
        rule,
        qualifiers,
        status,
        confidence=confidence,
    )


def _film(place: Place, p: Mapping[str, Any]) -> int | None:
    """The film that a figure is said of: the last before it, else one behind it, else the sentence's topic."""
    scene = place.scene
    measured = [group_span(m, "measure")[0] for m in p["measure"].finditer(place.text)]
    if place.text[: place.start].endswith("("):  # what stands in brackets is said of what stands right before them
        named = [f for at, f in scene.films() if at < place.start and f.is_name]
        return named[-1].entity if named else scene.topic
    before = [f for at, f in scene.films() if at < place.start and at not in measured]
    behind = next((f for at, f in scene.films() if at >= place.end and at not in measured), None)
    if behind is not None and p["film_behind"].search(place.text[place.end :]):
        own = [f for at, f in scene.films() if place.since <= at < place.start and at not in measured]
        if not own:
            return behind.entity
    if before:
        return before[-1].entity
    if behind is not None and place.text[place.end : scene.shape.position_of(behind)].count(" ") <= 12:
        return behind.entity
    return None if p["person_subject"].search(place.clause) else scene.topic


def _counts(article: Article, scene: Scene, p: Mapping[str, Any], whole: _Article) -> Iterator[Draft]:
    text, periods = scene.shape.text, with_periods(article, scene, p)
    numbers = [i for i in scene.shape.items if isinstance(i, ValueMention) and isinstance(i.value, Number)]
    for n, item in enumerate(numbers):
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        until = scene.shape.position_of(numbers[n + 1]) if n + 1 < len(numbers) else len(text)
        place = Place(scene, at, end, 0, until, None, periods)
        before, after = place.before(BEFORE), text[end : end + AFTER]
        predicate = None
        if p["admissions_after"].search(after) and p["admissions_verbs"].search(before + "|" + after):
            predicate = "admissions" if not p["admissions_not"].search(text) else None
        elif p["screens_after"].search(after) and not p["screens_not"].search(text):
            predicate = "screens" if item.value.amount >= FEW_SCREENS else None  # type: ignore[union-attr]
        if predicate is None:
            continue
        film = _film(place, p)
        if film is None:
            continue
        value = {"count": item.value.amount}  # type: ignore[union-attr]
        territory = territory_of_place(article, place, p, whole.home)
        qualifiers: dict[str, Any] = {"territory": territory, "bound": str(item.bound)}
        if predicate == "admissions":
            qualifiers["period"] = period_of(article, place, p, weekly=whole.weekly)
            qualifiers["as_of"] = as_of(article, place, p)
        yield Draft(
            predicate, film, value, item.span, scene.number, f"takings.{predicate}", qualifiers, confidence=0.85
        )


def _changes(scene: Scene, p: Mapping[str, Any]) -> Iterator[Draft]:
    text = scene.shape.text
    for item in scene.shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, Percent):
            continue
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        before, after = text[max(0, at - 70) : at], text[end : end + 45]
        if p["change_not"].search(before) or p["change_not_after"].search(after):
            continue
        sign = -1 if item.value.amount < 0 else _sign(before, after, p)
        if sign is None or not (p["change_subject"].search(text) or scene.films()):
            continue
        place = Place(scene, at, end, 0, len(text), None, text)
        film = None if p["market"].search(text[:at]) else _film(place, p)
        value = {"percent": abs(item.value.amount) * sign}
        yield Draft("change", film, value, item.span, scene.number, "takings.change", confidence=0.82)


def _sign(before: str, after: str, p: Mapping[str, Any]) -> int | None:
    """-1 for a fall and +1 for a rise, by the nearest word before a figure, else behind it."""
    found = []
    for way, sign in (("down", -1), ("up", 1)):
        ends = [m.end() for m in p[f"{way}_before"].finditer(before)]
        if ends:
            found.append((len(before) - ends[-1], sign))
        elif m := p[f"{way}_after"].search(after):
            found.append((m.start() + 40, sign))
    return min(found)[1] if found else None

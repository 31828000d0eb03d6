"""What films took and cost, and what markets took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.charts import (
    chart_patterns,
    chart_territories,
    speaks_of_charts,
    speaks_of_weekends,
    territory_of,
)
from filmdossier.reading.claims.counts import film_of_figure, read_changes, read_counts
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.figure_scope import (
    Figure,
    as_of,
    is_of_later_weekend,
    period_of,
    run_days,
    territory_at,
    words_behind,
)
from filmdossier.reading.claims.markets import is_of_market, read_market
from filmdossier.reading.claims.sum_settings import SumSetting, compared_with, draft_of, names_film
from filmdossier.reading.claims.sums import Sum, find_sums
from filmdossier.reading.outlets import named_source

#: How far, in characters of the shape, words before and behind a sum speak of it.
NEAR_BEFORE, NEAR_AFTER = 90, 80


def read_figures(article: Article) -> Iterator[Draft]:
    """Box office, budgets, market totals, admissions, screens and changes.

    A figure belongs to the last film before it in the sentence, else to the first behind it, else to the film that the
    sentence is about, unless a person is said to have earned it. Its period and territory are those of the nearest
    words; a chart's territory carries over.
    """
    charts, weekly = speaks_of_charts(article), speaks_of_weekends(article)
    new = _newcomers(article)
    for scene, territory in zip(article.scenes, chart_territories(article), strict=True):
        for draft in _sum_drafts(article, scene, territory, charts=charts, weekly=weekly):
            weekend = draft.qualifiers.get("period") == "weekend"
            if weekend and draft.film in new and not is_of_later_weekend(article, scene):
                draft.qualifiers["period"] = "opening_weekend"
            yield draft
        if not scene.heading:
            yield from read_counts(article, scene, territory, charts=charts)
            yield from read_changes(article, scene)


def _sum_drafts(article: Article, scene: Scene, chart: str | None, *, charts: bool, weekly: bool) -> Iterator[Draft]:
    text, sums = scene.shape.text, find_sums(scene)
    drafts: list[Draft | None] = []
    respective = _respective_films(article, scene, sums)
    for number, stated in enumerate(sums):
        since = sums[number - 1].end if number else 0
        until = sums[number + 1].start if number + 1 < len(sums) else len(text)
        figure = Figure(stated.start, stated.end, since, until, chart, weekly, stated.currency)
        before = text[max(0, stated.start - NEAR_BEFORE) : stated.start]
        after = text[stated.end : min(until, stated.end + NEAR_AFTER)]
        setting = SumSetting(article, scene, stated, figure, before, after, charts, tuple(drafts))
        draft = _sum_draft(setting, respective.get(number))
        drafts.append(draft)
        if draft is not None:
            yield draft


def _sum_draft(s: SumSetting, film: int | None) -> Draft | None:
    p = chart_patterns(s.article.pack, "money")
    if p["other_before"].search(s.before) or p["other_after"].search(s.after) or _is_no_sum_of_a_film(s, p):
        return None
    if draft := _budget(s, p):
        return draft
    if film is None and is_of_market(s, p):
        return read_market(s, p)
    if film is None:
        film, taken = _film_and_verb(s, p)
        if not taken or film is None:
            return None
    return _takings(s, p, film)


def _is_no_sum_of_a_film(s: SumSetting, p: Mapping[str, Any]) -> bool:
    """Whether a sum is a part of a range, a forecast, an average, or money in a plot."""
    raw = s.text[s.stated.end : s.stated.end + 20]
    return bool(
        p["range"].search(raw)
        or p["range_before"].search(s.text[: s.stated.start])
        or p["forecast"].search(s.clause)
        or p["average"].search(s.after)
        or p["average_before"].search(s.clause)
        or p["plot"].search(s.text[: s.stated.start])
    )


def _budget(s: SumSetting, p: Mapping[str, Any]) -> Draft | None:
    opening = chart_patterns(s.article.pack, "period")["opening_weekend"]
    cost = p["cost_before"].search(s.before)
    adjective = p["cost_after"].search(s.after)
    if not cost and (not adjective or opening.search(adjective.group()) or p["takes"].search(s.before)):
        return None
    clause = s.clause[max(0, len(s.clause) - NEAR_BEFORE) :]
    if p["cost_not"].search(clause) or p["cost_not_after"].search(s.after):
        return None
    film = None
    if not cost and (m := p["adjective_film"].search(s.after)):
        item = s.scene.shape.items[int(m.group("f"))]
        film = item.entity if isinstance(item, Mention) else None
    film = film if film is not None else film_of_figure(s.scene, s.stated.start, s.stated.end)
    if film is None:
        return None
    qualifiers = {"bound": str(s.stated.bound), "converted": s.stated.conversions()}
    return draft_of(s, "budget", film, "figures.budget", qualifiers)


def _film_and_verb(s: SumSetting, p: Mapping[str, Any]) -> tuple[int | None, bool]:
    """The film that took a sum, and whether the words say that it did."""
    for name in ("grossing", "film_makes"):
        m = p[name].search(s.after)
        if m and m.group("f"):
            return _entity(s, m.group("f")), True
    earners = list(p["earner"].finditer(s.before))
    if earners and not names_film(s.before[earners[-1].end() :]):
        return None, False
    if p["persons_films"].search(s.clause) or p["thing_of_film"].search(s.before):
        return None, False
    before = s.scene.film_before(s.stated.start)
    last = s.earlier[-1] if s.earlier else None
    compared = compared_with(s, p, "box_office") is not None
    if (compared or before is None) and (m := p["for_film"].search(s.after)):
        return _entity(s, m.group("f")), compared or bool(p["takes"].search(s.before) or p["sum_after"].search(s.after))
    film = film_of_figure(s.scene, s.stated.start, s.stated.end)
    if film is None and p["its_takings"].search(s.before):
        film = s.scene.topic
    chained = last is not None and last.predicate == "box_office" and p["chain"].search(s.clause)
    taken = (
        p["takes"].search(s.before)
        or p["sum_after"].search(s.after)
        or (s.charts and (any(p[name].search(s.before) for name in ("with_sum", "bracket", "bracket_place"))))
        or p["grossing"].search(s.after)
        or chained
    )
    return film, bool(taken)


def _entity(s: SumSetting, number: str) -> int | None:
    item = s.scene.shape.items[int(number)]
    return item.entity if isinstance(item, Mention) else None


def _takings(s: SumSetting, p: Mapping[str, Any], film: int) -> Draft:
    period = period_of(s.article, s.scene, s.figure)
    passed = p["milestone"].search(s.before)
    bound = "over" if passed and str(s.stated.bound) == "exact" else str(s.stated.bound)
    in_chart = any(p[name].search(s.before) for name in ("with_sum", "bracket", "changed"))
    if passed:
        period = "total"
    elif in_chart and period == "total" and s.charts and not _says_total(s):
        period = "weekend"
    compared = compared_with(s, p, "box_office")
    if place := p["bracket_place"].search(s.before):
        return draft_of(s, "box_office", film, "figures.bracket-place", _of_place(s, p, int(place.group("in"))))
    territory = territory_at(s.article, s.scene, s.figure)
    if compared and not names_film(s.clause):
        period, territory = compared.qualifiers["period"], compared.qualifiers["territory"]
    qualifiers = {
        "bound": bound,
        "converted": s.stated.conversions(),
        "territory": territory,
        "period": period,
        "as_of": as_of(s.article, s.scene, s.figure),
    }
    draft = draft_of(s, "box_office", film, "figures.box-office", qualifiers)
    draft.run_days = run_days(s.article, s.scene, s.figure)
    if put := p["puts_at"].search(s.before):
        source = s.scene.shape.items[int(put.group("who"))]
        draft.attribution = (named_source(source, s.article.pack),) if isinstance(source, Mention) else ()
    return draft


def _of_place(s: SumSetting, p: Mapping[str, Any], item: int) -> dict[str, Any]:
    """The qualifiers of a sum in brackets behind a territory; those of one list have one period."""
    last = s.earlier[-1] if s.earlier else None
    opening = chart_patterns(s.article.pack, "period")["opening_weekend"].search(s.text[: s.stated.start])
    if last and last.rule == "figures.bracket-place":
        period = last.qualifiers["period"]
    else:
        period = "opening_weekend" if opening else period_of(s.article, s.scene, s.figure)
    territory = territory_of(s.article, s.scene.shape.items[item])
    return {"bound": str(s.stated.bound), "converted": s.stated.conversions(), "territory": territory, "period": period}


def _says_total(s: SumSetting) -> bool:
    pattern = chart_patterns(s.article.pack, "period")["total"]
    return bool(pattern.search(words_behind(s.article, s.scene, s.figure)))


def _respective_films(article: Article, scene: Scene, sums: list[Sum]) -> dict[int, int]:
    """For the sums of a run that ends in "respectively", their films."""
    p, text = chart_patterns(article.pack, "money"), scene.shape.text
    if len(sums) < 2 or not p["respectively"].search(text[sums[-1].end :]):
        return {}
    run = list(range(len(sums)))
    films = [film for at, film in scene.films() if at < sums[run[0]].start][-len(run) :]
    return {n: film.entity for n, film in zip(run, films, strict=True)} if len(films) == len(run) else {}


def _newcomers(article: Article) -> set[int]:
    """The films that the article says are new in the chart: the last before such words, or the one right behind."""
    pattern = chart_patterns(article.pack, "period")["newcomer"]
    found = set()
    for scene in article.scenes:
        for m in pattern.finditer(scene.shape.text):
            film = scene.film_before(m.start()) or scene.film_after(m.end(), within=40)
            if film is not None:
                found.add(film.entity)
    return found

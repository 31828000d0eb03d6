"""What films took and cost, and what markets took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.reading import Status
from filmdossier.reading.claims.charts import chart_patterns, chart_territories, speaks_of_charts, speaks_of_weekends
from filmdossier.reading.claims.counts import film_of_figure, read_changes, read_counts
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.figure_scope import Figure, as_of, period_of, territory_at
from filmdossier.reading.claims.sums import Sum, find_sums

#: How far, in characters of the shape, words before and behind a sum speak of it.
NEAR_BEFORE, NEAR_AFTER = 90, 80
#: How far before a sum a market may be named that took it.
MARKET_BEFORE = 140


@dataclass(frozen=True, slots=True)
class _Setting:
    """One sum in its sentence: the words around it, and the drafts of the sums before it."""

    article: Article
    scene: Scene
    stated: Sum
    figure: Figure
    before: str
    after: str
    charts: bool
    earlier: tuple[Draft | None, ...]

    @property
    def text(self) -> str:
        return self.scene.shape.text

    @property
    def clause(self) -> str:
        """The words since the sum before."""
        return self.text[self.figure.since : self.stated.start]


def read_figures(article: Article) -> Iterator[Draft]:
    """Box office, budgets, market totals, admissions, screens and changes.

    A figure belongs to the last film before it in the sentence, else to the first behind it, else to the film that the sentence
    is about, unless a person is said to have earned it. Its period and territory are those of the nearest words; a chart's
    territory carries over.
    """
    charts, weekly = speaks_of_charts(article), speaks_of_weekends(article)
    new = _newcomers(article)
    for scene, territory in zip(article.scenes, chart_territories(article), strict=True):
        for draft in _sum_drafts(article, scene, territory, charts=charts, weekly=weekly):
            if draft.film in new and draft.qualifiers.get("period") == "weekend":
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
        setting = _Setting(article, scene, stated, figure, before, after, charts, tuple(drafts))
        draft = _sum_draft(setting, respective.get(number))
        drafts.append(draft)
        if draft is not None:
            yield draft


def _sum_draft(s: _Setting, film: int | None) -> Draft | None:
    p = chart_patterns(s.article.pack, "money")
    if p["other_before"].search(s.before) or p["other_after"].search(s.after) or _is_no_sum_of_a_film(s, p):
        return None
    if draft := _budget(s, p):
        return draft
    if film is None and _is_of_a_market(s, p):
        return _market(s, p)
    if film is None:
        film, taken = _film_and_verb(s, p)
        if not taken or film is None:
            return None
    return _takings(s, p, film)


def _is_no_sum_of_a_film(s: _Setting, p: Mapping[str, Any]) -> bool:
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


def _budget(s: _Setting, p: Mapping[str, Any]) -> Draft | None:
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
    return _draft(s, "budget", film, "figures.budget", qualifiers)


def _compared_with(s: _Setting, p: Mapping[str, Any], predicate: str) -> Draft | None:
    """The sum of the same kind right before this one that it is compared with."""
    last = s.earlier[-1] if s.earlier else None
    return last if last and last.predicate == predicate and p["compared"].search(s.before) else None


def _market(s: _Setting, p: Mapping[str, Any]) -> Draft:
    compared = _compared_with(s, p, "market_total")
    qualifiers = {
        "bound": str(s.stated.bound),
        "converted": s.stated.conversions(),
        "territory": territory_at(s.article, s.scene, s.figure),
        # What is compared is of one kind: a weekend with a weekend.
        "period": compared.qualifiers["period"] if compared else period_of(s.article, s.scene, s.figure, whole=True),
        "of": _of(s),
    }
    return _draft(s, "market_total", None, "figures.market", qualifiers)


def _is_of_a_market(s: _Setting, p: Mapping[str, Any]) -> bool:
    """Whether a sum is what several films took."""
    clause = s.clause[-MARKET_BEFORE:]
    taken = p["takes"].search(s.before)
    series = [m.end() for m in p["series"].finditer(clause)]
    if series and taken and not _names_film(clause[series[-1] :]):
        return True
    if taken and _have_joined_subject(s, p):
        return True
    markets = list(p["market_before"].finditer(clause))
    if markets and not _names_film(clause[markets[-1].end() :]) and not p["market_own"].search(clause[: markets[-1].start()]):
        return True
    last = s.earlier[-1] if s.earlier else None
    joined = p["compared"].search(s.before) or p["joined_by_to"].search(s.clause)
    return bool(last and last.predicate == "market_total" and joined)


def _have_joined_subject(s: _Setting, p: Mapping[str, Any]) -> bool:
    """Whether two films together are what the verb before a sum speaks of."""
    verb = p["takes"].search(s.clause)
    return bool(verb and p["two_films"].search(s.clause[: verb.start()]) and not p["each"].search(s.text))


def _names_film(text: str) -> bool:
    return "<F" in text or "<f" in text


def _film_and_verb(s: _Setting, p: Mapping[str, Any]) -> tuple[int | None, bool]:
    """The film that took a sum, and whether the words say that it did."""
    for name in ("grossing", "film_makes"):
        m = p[name].search(s.after)
        if m and m.group("f"):
            return _entity(s, m.group("f")), True
    if p["earner"].search(s.before) or p["persons_films"].search(s.clause):
        return None, False
    before = s.scene.film_before(s.stated.start)
    last = s.earlier[-1] if s.earlier else None
    compared = _compared_with(s, p, "box_office") is not None
    if (compared or before is None) and (m := p["for_film"].search(s.after)):
        return _entity(s, m.group("f")), compared or bool(p["takes"].search(s.before) or p["sum_after"].search(s.after))
    film = film_of_figure(s.scene, s.stated.start, s.stated.end)
    chained = last is not None and last.predicate == "box_office" and p["chain"].search(s.clause)
    taken = (
        p["takes"].search(s.before)
        or p["sum_after"].search(s.after)
        or (s.charts and (p["with_sum"].search(s.before) or p["bracket"].search(s.before)))
        or p["grossing"].search(s.after)
        or chained
    )
    return film, bool(taken)


def _entity(s: _Setting, number: str) -> int | None:
    item = s.scene.shape.items[int(number)]
    return item.entity if isinstance(item, Mention) else None


def _takings(s: _Setting, p: Mapping[str, Any], film: int) -> Draft:
    period = period_of(s.article, s.scene, s.figure)
    passed = p["milestone"].search(s.before)
    bound = "over" if passed and str(s.stated.bound) == "exact" else str(s.stated.bound)
    in_chart = any(p[name].search(s.before) for name in ("with_sum", "bracket", "changed"))
    if passed:
        period = "total"
    elif in_chart and period == "total" and s.charts and not chart_patterns(s.article.pack, "period")["total"].search(s.after):
        period = "weekend"
    compared = _compared_with(s, p, "box_office")
    territory = territory_at(s.article, s.scene, s.figure)
    if compared and not _names_film(s.clause):
        period, territory = compared.qualifiers["period"], compared.qualifiers["territory"]
    qualifiers = {
        "bound": bound,
        "converted": s.stated.conversions(),
        "territory": territory,
        "period": period,
        "as_of": as_of(s.article, s.scene, s.figure),
    }
    return _draft(s, "box_office", film, "figures.box-office", qualifiers)


def _draft(s: _Setting, predicate: str, film: int | None, rule: str, qualifiers: dict[str, Any]) -> Draft:
    return Draft(predicate, film, s.stated.value(), s.stated.span, s.scene.number, rule, qualifiers, _status(s))


def _respective_films(article: Article, scene: Scene, sums: list[Sum]) -> dict[int, int]:
    """For the sums of a run that ends in "respectively", their films."""
    p, text = chart_patterns(article.pack, "money"), scene.shape.text
    if len(sums) < 2 or not p["respectively"].search(text[sums[-1].end :]):
        return {}
    run = list(range(len(sums)))
    films = [film for at, film in scene.films() if at < sums[run[0]].start][-len(run) :]
    return {n: film.entity for n, film in zip(run, films, strict=True)} if len(films) == len(run) else {}


def _newcomers(article: Article) -> set[int]:
    """The films that the article says are new in the chart: the last film before such words, or the one right behind them."""
    pattern = chart_patterns(article.pack, "period")["newcomer"]
    found = set()
    for scene in article.scenes:
        for m in pattern.finditer(scene.shape.text):
            film = scene.film_before(m.start()) or scene.film_after(m.end(), within=40)
            if film is not None:
                found.add(film.entity)
    return found


def _status(s: _Setting) -> Status:
    """How far the sentence stands behind a sum: planned and reported words must come before it."""
    words = s.article.pack.table("claims/status")
    if any(w in s.text for w in words["estimated"]):
        return Status.ESTIMATED
    for status in ("planned", "reported"):
        if any(w in s.before for w in words[status]):
            return Status(status)
    return Status.ASSERTED


def _of(s: _Setting) -> str:
    start = max(0, s.stated.start - 60)
    start = s.text.find(" ", start) + 1 if start else 0
    return " ".join(s.scene.shape.span_of(start, s.stated.start).of(s.article.text).split())

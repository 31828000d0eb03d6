"""What films took and cost, who went to see them, and on how many screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.model.reading import Status
from filmdossier.model.values import Number, Percent, ValueMention
from filmdossier.reading.claims.charts import chart_patterns, chart_territories, is_worldwide, speaks_of_charts, speaks_of_weekends, territory_of
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.sums import Sum, find_sums

#: How far, in characters of the shape, words before and behind a figure speak of it.
NEAR_BEFORE, NEAR_AFTER = 90, 80
PERIOD_BEFORE = 45


def read_figures(article: Article) -> Iterator[Draft]:
    """Box office, budgets, market totals, admissions, screens and changes.

    A figure belongs to the last film before it in the sentence, else to the first behind it, else to the film that the sentence is about,
    unless a person is said to have earned it. Its period and territory are those of the nearest words; a chart's territory carries over.
    """
    charts, weekly = speaks_of_charts(article), speaks_of_weekends(article)
    territories = chart_territories(article)
    new = _newcomers(article)
    for scene, territory in zip(article.scenes, territories, strict=True):
        sums = find_sums(scene)
        for number, stated in enumerate(sums):
            until = sums[number + 1].start if number + 1 < len(sums) else len(scene.shape.text)
            for draft in _sum_draft(article, scene, stated, sums[:number], until, territory, charts, weekly):
                if draft.film in new and draft.qualifiers.get("period") == "weekend":
                    draft.qualifiers["period"] = "opening_weekend"
                yield draft
        if not scene.heading:
            yield from _counts(article, scene, territory, charts)
            yield from _changes(article, scene, sums)


def _sum_draft(
    article: Article, scene: Scene, stated: Sum, earlier: list[Sum], until: int, territory: str | None, charts: bool, weekly: bool
) -> Iterator[Draft]:
    p = chart_patterns(article.pack, "money")
    text = scene.shape.text
    since = earlier[-1].end if earlier else 0
    before = text[max(0, stated.start - NEAR_BEFORE) : stated.start]
    after = text[stated.end : min(until, stated.end + NEAR_AFTER)]
    if p["other_before"].search(before) or p["other_after"].search(after):
        return
    film = _film_of_figure(scene, stated.start, stated.end)
    bound = str(stated.bound)
    qualifiers: dict[str, Any] = {"bound": bound, "converted": stated.conversions()}
    if p["cost_before"].search(before) or p["cost_after"].search(after) and not p["takes"].search(before):
        if film is not None:
            yield Draft("budget", film, stated.value(), stated.span, scene.number, "figures.budget", qualifiers, _status(article, scene))
        return
    clause = text[since : stated.start]
    markets = [m.end() for m in p["market_before"].finditer(clause[-140:])]
    whole = bool(markets) and not _film_token(clause[-140:][markets[-1] :])
    compared = bool(earlier) and p["compared"].search(before) and p["market_before"].search(text[: stated.start])
    if whole or compared:
        qualifiers |= {"territory": territory, "period": _period(article, text, stated, until, whole=True, weekly=weekly), "of": _of(article, scene, stated)}
        yield Draft("market_total", None, stated.value(), stated.span, scene.number, "figures.market", qualifiers, _status(article, scene))
        return
    taken = p["takes"].search(before) or p["sum_after"].search(after) or (charts and p["with_sum"].search(before))
    if not taken or film is None or p["earner"].search(before):
        return
    qualifiers |= {
        "territory": _territory(article, scene, stated, until, territory),
        "period": _period(article, text, stated, until, weekly=weekly, since=since),
        "as_of": None,
    }
    yield Draft("box_office", film, stated.value(), stated.span, scene.number, "figures.box-office", qualifiers, _status(article, scene))


def _newcomers(article: Article) -> set[int]:
    """The films that the article says are new in the chart: the first film of each sentence that says so."""
    pattern = chart_patterns(article.pack, "period")["newcomer"]
    found = set()
    for scene in article.scenes:
        for m in pattern.finditer(scene.shape.text):
            film = scene.film_before(m.start()) or scene.film_after(m.end(), within=40)
            if film is not None:
                found.add(film.entity)
    return found


def _film_token(text: str) -> bool:
    return "<F" in text or "<f" in text


def _film_of_figure(scene: Scene, start: int, end: int) -> int | None:
    before = scene.film_before(start)
    if before is not None:
        return before.entity
    if scene.shape.text[: start].count(" ") < 8 and (after := scene.film_after(end, within=60)):
        return after.entity
    # Where a person is the subject, the sum may well be theirs.
    return None if scene.shape.items_in(0, start, "Pp") else scene.topic


def _status(article: Article, scene: Scene) -> Status:
    words = article.pack.table("claims/status")
    text = scene.shape.text
    for status in ("planned", "estimated", "reported"):
        if any(w in text for w in words[status]):
            return Status(status)
    return Status.ASSERTED


def _period(article: Article, text: str, stated: Sum, until: int, *, whole: bool = False, weekly: bool = False, since: int = 0) -> str:
    """The period of a figure, from the words behind it up to the next figure, then from those before it."""
    p = chart_patterns(article.pack, "period")
    after = text[stated.end : min(until, stated.end + NEAR_AFTER)]
    if next_figure := chart_patterns(article.pack, "money")["takes_next"].search(after):
        after = after[: next_figure.start()]
    before = text[max(since, stated.start - PERIOD_BEFORE) : stated.start]
    periods = ("day", "opening_weekend", "weekend", "week", "year") if whole else ("day", "opening_weekend", "total", "week", "weekend", "year")
    found = [(m.start(), n, period) for n, period in enumerate(periods) if (m := p[period].search(after))]
    if not found:
        periods = periods[:-1]  # a year before a figure is the chart's, not the sum's
        found = [(-m.end(), n, period) for n, period in enumerate(periods) for m in p[period].finditer(before)]
    if found:
        return min(found)[2]
    return "weekend" if weekly else "total"


def _territory(article: Article, scene: Scene, stated: Sum, until: int, chart: str | None) -> str | None:
    """The territory of a figure: the first named behind it, else the last before it, else the chart's."""
    text = scene.shape.text
    after = text[stated.end : min(until, stated.end + NEAR_AFTER)]
    if is_worldwide(article, after) or is_worldwide(article, text[max(0, stated.start - 50) : stated.start]):
        return "001"
    places = chart_patterns(article.pack, "territory")["place"]
    for m in [*places.finditer(after), *reversed(list(places.finditer(text[: stated.start])))]:
        if code := territory_of(article, scene.shape.items[int(m.group("in") or m.group("of"))]):
            return code
    if chart:
        return chart
    items = scene.shape.items_in(0, len(text), "TLK")
    return next((code for i in items if (code := territory_of(article, i))), None)


def _of(article: Article, scene: Scene, stated: Sum) -> str:
    start = max(0, stated.start - 60)
    start = scene.shape.text.find(" ", start) + 1 if start else 0
    return " ".join(scene.shape.span_of(start, stated.start).of(article.text).split())


def _counts(article: Article, scene: Scene, territory: str | None, charts: bool) -> Iterator[Draft]:
    p, text = chart_patterns(article.pack, "count"), scene.shape.text
    for item in scene.shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, Number):
            continue
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        film = _film_of_figure(scene, at, end)
        if film is None:
            continue
        value = {"count": item.value.amount}
        after, before = text[end : end + 60], text[max(0, at - NEAR_BEFORE) : at]
        if p["admissions_after"].search(after) and p["admissions_verbs"].search(before + after) and not p["admissions_not"].search(text):
            named = next((c for i in scene.shape.items_in(end, len(text), "TLK") if (c := territory_of(article, i))), None)
            qualifiers = {"territory": named or territory, "period": "total", "bound": str(item.bound)}
            yield Draft("admissions", film, value, item.span, scene.number, "figures.admissions", qualifiers, confidence=0.85)
        elif p["screens_after"].search(after) and not p["screens_not"].search(text) and (charts or item.value.amount > 20):
            yield Draft("screens", film, value, item.span, scene.number, "figures.screens", {"territory": territory}, confidence=0.8)
            if m := p["screens_range"].search(text[: end]):
                first = scene.shape.items[int(m.group("from"))]
                if isinstance(first, ValueMention) and isinstance(first.value, Number):
                    value = {"count": first.value.amount}
                    yield Draft("screens", film, value, first.span, scene.number, "figures.screens", {"territory": territory}, confidence=0.8)


def _changes(article: Article, scene: Scene, sums: list[Sum]) -> Iterator[Draft]:
    p, text = chart_patterns(article.pack, "change"), scene.shape.text
    for item in scene.shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, Percent) or not p["subject"].search(text):
            continue
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        near = _nearest_way(text, at, end, p)
        if near is None:
            continue
        value = {"percent": abs(item.value.amount) * near}
        yield Draft("change", None, value, item.span, scene.number, "figures.change", {}, confidence=0.8)


def _nearest_way(text: str, at: int, end: int, p: Any) -> int | None:
    """+1 or -1 after the nearest word that says whether it went up or down, before the figure or right behind it."""
    base = max(0, at - 60)
    ways = [(at - (base + m.end()), sign) for name, sign in (("down", -1), ("up", 1)) for m in p[name].finditer(text[base:at])]
    ways += [(m.start(), sign) for name, sign in (("down", -1), ("up", 1)) for m in p[name].finditer(text[end : end + 30])]
    return min(ways)[1] if ways else None

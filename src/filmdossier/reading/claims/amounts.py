"""What films took and cost, and how many saw them, by the words around a figure, as ``claims/amounts.toml`` tells them.

The words of a figure are those of its clause up to it, from the figure before it on, and a few behind it. They tell
what the figure counts, in what time, and where; the film is the last one named before it in its sentence, else the
first one behind it, else what the sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.dates import DateExpression, Direction
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import Bound, Money, Number, ValueMention
from filmdossier.reading.claims.charts import territory_of
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.shapes import Item

#: How many characters before and behind a figure tell what it is.
BEFORE, AFTER = 40, 14
#: Fewer people than this are no cinema's audience.
LEAST_AUDIENCE = 1000
#: Marks behind which no words tell where a figure is of.
STOPS = ",，;；.。"


@dataclass(frozen=True)
class _Words:
    patterns: Mapping[str, Any]
    periods: tuple[tuple[str, Any], ...]
    areas: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class _Figure:
    """A figure at its place, with the words that speak of it.

    Attributes:
        start, end: where it stands in the shape, conversions included.
        item: the figure.
        before: the words of its clause up to it.
        after: the words right behind it.
        since: where the words before it begin in the shape.
        converted: sums in brackets behind it.
    """

    start: int
    end: int
    item: ValueMention
    before: str
    after: str
    since: int
    converted: tuple[ValueMention, ...] = ()


def read_amounts(article: Article) -> Iterator[Draft]:
    """Takings, costs, audiences and screens; a sum without its currency is left out where it stands with one too."""
    drafts = list(_drafts(article))
    stated = {(d.predicate, d.film, d.value["amount"]) for d in drafts if d.value.get("currency")}
    for draft in drafts:
        if draft.value.get("currency") or (draft.predicate, draft.film, draft.value.get("amount")) not in stated:
            yield draft


def _drafts(article: Article) -> Iterator[Draft]:
    words = article.pack.made("amounts", lambda: _words(article.pack))
    if not words.patterns["signs"].search(article.text):
        return
    speaks = False
    for scene in article.scenes:
        here = bool(words.patterns["box_office"].search(scene.shape.text))
        for figure in _figures(scene, words):
            if draft := _draft(article, scene, figure, words, speaks=speaks or here):
                yield draft
        speaks = here or (speaks and scene.number > 0)


def _figures(scene: Scene, words: _Words) -> Iterator[_Figure]:
    shape = scene.shape
    figures = [i for i in shape.items if isinstance(i, ValueMention) and isinstance(i.value, Money | Number)]
    since, used = 0, -1
    for number, item in enumerate(figures):
        start = shape.position_of(item)
        if start < used:
            continue
        end = shape.text.index(">", start) + 1
        converted = []
        for other in figures[number + 1 :]:
            at = shape.position_of(other)
            between = words.patterns["conversion"].fullmatch(shape.text[end:at])
            if not isinstance(other.value, Money) or not between:
                break
            converted.append(other)
            end = shape.text.index(">", at) + 1
        used = end
        text = shape.text[max(since, start - BEFORE) : start]
        cut = max((m.end() for m in words.patterns["clause"].finditer(text)), default=0)
        begin = start - len(text) + cut
        yield _Figure(start, end, item, shape.text[begin:start], shape.text[end : end + AFTER], begin, tuple(converted))
        since = end


def _draft(article: Article, scene: Scene, figure: _Figure, words: _Words, *, speaks: bool) -> Draft | None:
    p, value = words.patterns, figure.item.value
    if p["other_before"].search(figure.before) or p["other_after"].search(figure.after):
        return None
    if isinstance(value, Number):
        for predicate in ("admissions", "screens"):
            if p[f"{predicate}_after"].search(figure.after) or (
                f"{predicate}_before" in p and p[f"{predicate}_before"].search(figure.before)
            ):
                return _count(article, scene, figure, words, predicate)
        if not value.scaled:
            return None
    spent = p["budget_before"].search(figure.before) or p["budget_after"].search(figure.after)
    if spent and not p["taken_after"].search(figure.after):
        return _sum(article, scene, figure, words, "budget")
    near = p["box_office"].search(figure.before) or p["box_office"].search(figure.after)
    beside = p["of_film"].search(figure.before) and speaks
    if near and p["market"].search(figure.before) and _film(scene, figure, near=True) is None:
        return _sum(article, scene, figure, words, "market_total")
    return _sum(article, scene, figure, words, "box_office") if near or beside else None


def _sum(article: Article, scene: Scene, figure: _Figure, words: _Words, predicate: str) -> Draft | None:
    film = None if predicate == "market_total" else _film(scene, figure)
    if film is None and predicate != "market_total":
        return None
    value = figure.item.value
    assert isinstance(value, Money | Number)
    qualifiers: dict[str, Any] = {"bound": str(figure.item.bound)}
    if predicate != "budget":
        qualifiers |= _scope(article, scene, figure, words)
    elif figure.item.bound is Bound.EXACT:
        del qualifiers["bound"]
    others = [(c.value, c.span) for c in figure.converted]
    if others:
        qualifiers["converted"] = [
            {"amount": v.amount, "currency": v.currency, "span": s} for v, s in others if isinstance(v, Money)
        ]
    stated = {"amount": value.amount, "currency": value.currency if isinstance(value, Money) else None}
    return Draft(
        predicate, film, stated, figure.item.span, scene.number, f"amounts.{predicate}", qualifiers, confidence=0.9
    )


def _count(article: Article, scene: Scene, figure: _Figure, words: _Words, predicate: str) -> Draft | None:
    film = _film(scene, figure)
    value = figure.item.value
    assert isinstance(value, Number)
    if film is None or (predicate == "admissions" and value.amount < LEAST_AUDIENCE):
        return None
    qualifiers: dict[str, Any] = {"bound": str(figure.item.bound)} | _scope(article, scene, figure, words)
    if predicate == "screens":
        qualifiers.pop("period", None)
    stated = {"count": int(value.amount)}
    return Draft(
        predicate, film, stated, figure.item.span, scene.number, f"amounts.{predicate}", qualifiers, confidence=0.85
    )


def _film(scene: Scene, figure: _Figure, *, near: bool = False) -> int | None:
    """The film of a figure; ``near``: only one that its own clause names."""
    before, after = scene.film_before(figure.start), scene.film_after(figure.end, within=AFTER)
    if near:
        here = [m for at, m in scene.films() if figure.since <= at < figure.end + AFTER]
        return here[-1].entity if here else None
    film = before or after
    return film.entity if film else scene.topic


def _scope(article: Article, scene: Scene, figure: _Figure, words: _Words) -> dict[str, Any]:
    """The time and the place that a figure is of, and the day up to which it counts."""
    around = (figure.before, figure.after)
    period = next((name for name, pattern in words.periods if any(pattern.search(text) for text in around)), "total")
    scope: dict[str, Any] = {"period": period}
    if territory := _territory(article, scene, figure, words):
        scope["territory"] = territory
    text = scene.shape.text[: figure.start]
    if dates := list(words.patterns["as_of"].finditer(text)):
        item = scene.shape.items[int(dates[-1].group("d"))]
        value = getattr(item, "value", None)
        day = value.resolve(article.published, Direction.PAST) if isinstance(value, DateExpression) else None
        if day:
            scope["as_of"] = str(day)
    return scope


def _territory(article: Article, scene: Scene, figure: _Figure, words: _Words) -> str | None:
    """The territory that a figure's words name last, before it or right behind it."""
    items: list[Item] = [
        i
        for i in scene.shape.items_in(figure.since, figure.end + AFTER, "TL")
        if not words.patterns["not_where"].search(_around(scene, i))
    ]
    before = [i for i in items if scene.shape.position_of(i) < figure.start]
    near = figure.end + next((n for n, c in enumerate(figure.after) if c in STOPS), AFTER)
    items = [i for i in items if scene.shape.position_of(i) < near]
    for item in [*reversed(before), *(i for i in items if i not in before)]:
        if isinstance(item, Mention) and item.kind is not Kind.PLACE:
            continue
        if code := territory_of(article, item):
            return code
    said = scene.shape.span_of(figure.since, max(figure.since, min(near, len(scene.shape.text)))).of(article.text)
    if area := next((code for code, pattern in words.areas if pattern.search(said)), None):
        return area
    # A figure whose own words name no place is of the place that its sentence has named last.
    earlier = scene.shape.items_in(0, figure.since, "T")
    named = [i for i in earlier if not words.patterns["not_where"].search(_around(scene, i))]
    return territory_of(article, named[-1]) if named else None


def _around(scene: Scene, item: Item) -> str:
    """A token's neighbours, with the token itself as ``<>``."""
    at = scene.shape.position_of(item)
    close = scene.shape.text.index(">", at) + 1
    return f"{scene.shape.text[max(0, at - 4) : at]}<>{scene.shape.text[close : close + 4]}"


def _words(pack: Pack) -> _Words:
    table = pack.table("claims/amounts")
    macros = dict(pack.table("claims/macros")["macros"])

    def compiled(key: str) -> dict[str, Any]:
        return {name: re2.compile(expand(source, macros)) for name, source in table[key].items()}

    return _Words(compiled("patterns"), tuple(compiled("periods").items()), tuple(compiled("areas").items()))

"""Places of films in charts, and rises and falls, by patterns over a sentence, as ``claims/ranked.toml`` has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.values import Number, Ordinal, Percent, ValueMention
from filmdossier.reading.claims.charts import group_span, territory_of
from filmdossier.reading.claims.drafts import Article, Draft, Scene

#: No chart that the press tells in prose goes further down.
LAST_PLACE = 100
#: How far before a place the film and the territory that it is of may stand.
REACH = 60


@dataclass(frozen=True)
class _Words:
    signs: Any
    not_signs: Any
    subject: Any
    ranks: Mapping[str, Any]
    periods: Mapping[str, Any]
    changes: Mapping[str, Any]


def read_ranked(article: Article) -> Iterator[Draft]:
    """Ranks and changes, sentence by sentence."""
    words = article.pack.made("ranked", lambda: _words(article.pack))
    for scene in article.scenes:
        text = scene.shape.text
        if words.signs.search(text) and not words.not_signs.search(text):
            yield from _ranks(article, scene, words)
        if words.subject.search(text):
            yield from _changes(scene, words)


def _ranks(article: Article, scene: Scene, words: _Words) -> Iterator[Draft]:
    text = scene.shape.text
    for name, pattern in words.ranks.items():
        for m in pattern.finditer(text):
            start, end = m.span()
            value = _place(scene, name, m)
            before = scene.film_before(start)
            film = before.entity if before else scene.topic
            if value is None or film is None:
                continue
            around = text[max(0, start - REACH) : end]
            period = next((p for p, sign in words.periods.items() if sign.search(around)), None)
            qualifiers: dict[str, Any] = {"chart": scene.shape.span_of(start, end).of(article.text)}
            if territory := _territory(article, scene, start, end):
                qualifiers["territory"] = territory
            if period:
                qualifiers["period"] = period
            span = scene.shape.span_of(start, end)
            yield Draft("rank", film, value, span, scene.number, f"ranked.{name}", qualifiers, confidence=0.85)


def _place(scene: Scene, name: str, match: Any) -> dict[str, int] | None:
    if name == "first":
        return {"position": 1}
    token = match.group("n") or (match.groupdict().get("m") if name == "top" else None)
    item = scene.shape.items[int(token)] if token else None
    if not isinstance(item, ValueMention) or not isinstance(item.value, Number | Ordinal):
        return None
    number = item.value.position if isinstance(item.value, Ordinal) else int(item.value.amount)
    if not 0 < number <= LAST_PLACE:
        return None
    return {"top": number} if name == "top" else {"position": number}


def _territory(article: Article, scene: Scene, start: int, end: int) -> str | None:
    items = scene.shape.items_in(max(0, start - REACH), end, "T")
    return next((code for item in reversed(items) if (code := territory_of(article, item))), None)


def _changes(scene: Scene, words: _Words) -> Iterator[Draft]:
    for name, pattern in words.changes.items():
        for m in pattern.finditer(scene.shape.text):
            at = "at" if m.group("at") else "also"
            item = next(iter(scene.shape.items_in(*group_span(m, at), "X")), None)
            if not isinstance(item, ValueMention) or not isinstance(item.value, Percent):
                continue
            percent = abs(item.value.amount) * (Decimal(-1) if name == "fall" else Decimal(1))
            film = scene.film_before(m.start())
            yield Draft(
                "change",
                film.entity if film else scene.topic,
                {"percent": percent},
                item.span,
                scene.number,
                f"ranked.{name}",
                {},
                confidence=0.85,
            )


def _words(pack: Pack) -> _Words:
    table = pack.table("claims/ranked")
    compiled = {key: {n: re2.compile(p) for n, p in table[key].items()} for key in ("ranks", "periods")}
    changes = {n: re2.compile(table["changes"][n]) for n in ("fall", "rise")}
    ranks = {**compiled["ranks"], "first": re2.compile(table["first"]["pattern"])}
    return _Words(
        re2.compile(table["signs"]),
        re2.compile(table["not_signs"]),
        re2.compile(table["changes"]["subject"]),
        ranks,
        compiled["periods"],
        changes,
    )

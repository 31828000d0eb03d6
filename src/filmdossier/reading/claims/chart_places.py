"""Places of films in charts, told in prose, for languages whose order of words is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.values import Number, Ordinal, ValueMention
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.takings import takings_patterns
from filmdossier.reading.claims.takings_scope import Place, home_of, territory_of_place, with_periods

#: No chart that the press tells in prose goes further down.
LAST_PLACE = 100


def read_chart_places(article: Article) -> Iterator[Draft]:
    """Ranks of films: places by ordinals, the first by its many words, and "among the first ten"."""
    p = takings_patterns(article.pack)
    if not any(p["change_subject"].search(s.shape.text) for s in article.scenes):
        return
    home = home_of(article, p)
    for scene in article.scenes:
        text = scene.shape.text
        if p["rank_not"].search(text):
            continue
        taken: list[tuple[int, int]] = []
        for m in p["rank_top_behind"].finditer(text):
            taken.append(group_span(m, "at"))
            yield from _listed(article, scene, m, p, home)
        for name in ("rank_first", "rank_ordinal", "rank_number", "rank_top"):
            for m in p[name].finditer(text):
                start, end = group_span(m, "at")
                if any(start < b and a < end for a, b in taken):
                    continue
                taken.append((start, end))
                yield from _rank(article, scene, name, m, p, home)


def _rank(article: Article, scene: Scene, name: str, m: Any, p: Mapping[str, Any], home: str | None) -> Iterator[Draft]:
    start, end = group_span(m, "at")
    text = scene.shape.text
    value: dict[str, Any] = {}
    if name == "rank_first":
        value = {"position": 1}
    elif name == "rank_top":
        number = _top(scene, m, p)
        value = {"top": number} if number else {}
    elif number := _number(scene, *_place_of(m)):
        value = {"position": number}
    if not value:
        return
    # "Опустился с первого места на второе": the first of them is last week's.
    if text[start:].startswith("с "):
        return
    film = _film(scene, start, end, p)
    if film is None:
        return
    place = Place(scene, start, end, 0, len(text), None, with_periods(article, scene, p))
    qualifiers: dict[str, Any] = {"territory": territory_of_place(article, place, p, home)}
    if p["record"].search(text[start:end]):
        qualifiers["period"] = "all_time"
    qualifiers["chart"] = " ".join(scene.shape.span_of(start, end).of(article.text).split())
    number_at = _place_of(m)[0] if name == "rank_ordinal" else start
    if before := p["rank_previous"].search(text[:number_at]):
        qualifiers["previous"] = _number(scene, *group_span(before, "n"))
    confidence = 0.7 if scene.heading else 0.88
    span = scene.shape.span_of(start, end)
    yield Draft("rank", film, value, span, scene.number, f"takings.{name}", qualifiers, confidence=confidence)


def _listed(article: Article, scene: Scene, m: Any, p: Mapping[str, Any], home: str | None) -> Iterator[Draft]:
    """The films that are said to be among so many: "в пятерку вошли …"."""
    start, end = group_span(m, "at")
    number = int(p["codes"]["tops"].get(m.group("word"), 0))
    place = Place(scene, start, end, 0, len(scene.shape.text), None, scene.shape.text)
    span = scene.shape.span_of(start, end)
    for film in scene.shape.items_in(*group_span(m, "films"), "F"):
        if isinstance(film, Mention):
            qualifiers: dict[str, Any] = {"territory": territory_of_place(article, place, p, home)}
            value = {"top": number}
            yield Draft("rank", film.entity, value, span, scene.number, "takings.top", qualifiers, confidence=0.82)


def _place_of(m: Any) -> tuple[int, int]:
    """Where a match has its ordinal: in group ``n`` or one of its kin."""
    spans = (group_span(m, g) for g in ("n", "n2", "n3") if g in m.re.groupindex)
    return next((s for s in spans if s[0] >= 0), (0, 0))


def _top(scene: Scene, m: Any, p: Mapping[str, Any]) -> int | None:
    if group_span(m, "n")[0] >= 0:
        item = scene.shape.items[int(m.group("n"))]
        value = getattr(item, "value", None)
        return int(value.amount) if isinstance(value, Number) else None
    return int(p["codes"]["tops"].get(m.group("word"), 0)) or None


def _number(scene: Scene, start: int, end: int) -> int | None:
    for item in scene.shape.items_in(start, end):
        value = item.value if isinstance(item, ValueMention) else None
        if isinstance(value, Ordinal) and not value.from_end and value.position <= LAST_PLACE:
            return value.position
        if isinstance(value, Number) and value.amount == int(value.amount) and value.amount <= LAST_PLACE:
            return int(value.amount)
    return None


def _film(scene: Scene, start: int, end: int, p: Mapping[str, Any]) -> int | None:
    text = scene.shape.text
    measured = [group_span(m, "measure")[0] for m in p["measure"].finditer(text)]
    before = [f for at, f in scene.films() if at < start and at not in measured]
    m = p["rank_film_behind"].search(text[end:])
    behind: Mention | None = None
    if m:
        item = scene.shape.items[int(m.group("f"))]
        behind = item if isinstance(item, Mention) else None
    opens = not before or text[max(0, start - 4) : start].rstrip().endswith((",", ";", "а", "и", "-"))
    if behind is not None and opens:
        return behind.entity
    if before:
        return before[-1].entity
    return behind.entity if behind is not None else scene.topic

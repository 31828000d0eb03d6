"""Places in charts, told in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.values import Number, Ordinal, ValueMention
from filmdossier.reading.claims.charts import chart_patterns, chart_territories, group_span, speaks_of_charts
from filmdossier.reading.claims.drafts import Article, Draft, Scene

#: No chart that the press tells in prose goes further down.
LAST_PLACE = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """A place stated at ``[start, end)`` of a shape; ``key`` is "position" or "top"."""

    start: int
    end: int
    key: str
    number: int
    rule: str


def read_ranks(article: Article) -> Iterator[Draft]:
    """Ranks of films: the first place by its many words, ordinals, numbers, "top five".

    A place belongs to the film right behind it where the sentence is turned round ("in second place was F"), else to the last
    film before it; "completed the top five" to all films of its subject. Last week's place is the film's previous one.
    """
    if not speaks_of_charts(article):
        return
    territories = chart_territories(article)
    previous: dict[int, int] = {}
    drafts: list[Draft] = []
    for scene, territory in zip(article.scenes, territories, strict=True):
        for place in _places(article, scene):
            for film, past in _films_at(article, scene, place):
                if past and place.key == "position":
                    previous[film] = place.number
                    continue
                drafts.append(_draft(article, scene, place, film, territory))
                if place.key == "position" and (before := _place_before(article, scene, place)):
                    previous.setdefault(film, before)
    for draft in drafts:
        if draft.film in previous and draft.predicate == "rank":
            draft.qualifiers.setdefault("previous", previous[draft.film])
    yield from drafts


def _draft(article: Article, scene: Scene, place: _Place, film: int, territory: str | None) -> Draft:
    span = scene.shape.span_of(place.start, place.end)
    confidence = 0.7 if scene.heading else 0.9
    end = chart_patterns(article.pack, "rank")["chart_end"].search(scene.shape.text[place.end :])
    chart = scene.shape.span_of(place.start, place.end + (end.start() if end else 0)).of(article.text)
    qualifiers = {"territory": territory, "chart": " ".join(chart.split())}
    if place.rule == "record":
        qualifiers |= {"territory": None, "period": "all_time"}
    return Draft("rank", film, {place.key: place.number}, span, scene.number, f"ranks.{place.rule}", qualifiers, confidence=confidence)


def _places(article: Article, scene: Scene) -> list[_Place]:
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    found: list[_Place] = []
    for pattern in patterns["first"]:
        found.extend(_Place(*group_span(m, "at"), "position", 1, "first") for m in pattern.finditer(text))
    for name in ("number", "at", "superlative", "ordinal", "bare_ordinal"):
        for m in patterns[name].finditer(text):
            number = _number(scene, int(m.group("n")))
            if number:
                found.append(_Place(*group_span(m, "at"), "position", number, name.replace("_", "-")))
    found.extend(_Place(*group_span(m, "at"), "position", 2, "runner-up") for m in patterns["runner_up"].finditer(text))
    found.extend(_Place(*group_span(m, "at"), "position", 1, "record") for m in patterns["record"].finditer(text))
    for m in patterns["top"].finditer(text):
        number = _number(scene, int(m.group("n")))
        before = text[max(0, m.start() - 60) : m.start()]
        if number and patterns["top_listed"].search(before):
            found.append(_Place(*group_span(m, "at"), "top", number, "top"))
    other = patterns["other_charts"]
    found = [p for p in found if not other.search(text[p.start : p.end + 40])]
    chosen: list[_Place] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not any(place.start < c.end and c.start < place.end for c in chosen):
            chosen.append(place)
    return chosen


def _number(scene: Scene, item: int) -> int | None:
    mention = scene.shape.items[item]
    if not isinstance(mention, ValueMention):
        return None
    value = mention.value
    if isinstance(value, Ordinal):
        number = None if value.from_end else value.position
    else:
        number = int(value.amount) if isinstance(value, Number) and value.amount == int(value.amount) else None
    return number if number and number <= LAST_PLACE else None


def _films_at(article: Article, scene: Scene, place: _Place) -> list[tuple[int, bool]]:
    """The films that a place is said of, each with whether that place lies in the past."""
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    before = text[max(0, place.start - 40) : place.start]
    past = bool(patterns["previous_before"].search(before))
    films = scene.films()
    if place.key == "top":
        return [(f, False) for f in _subjects(article, scene, place, films)]
    follows = patterns["film_follows"].search(text[place.end : place.end + 160])
    last = scene.film_before(place.start)
    turned = last is None or patterns["film_follows_start"].search(text[: place.start]) or text[place.end : place.end + 2] == ", "
    if follows and (turned or past):
        item = scene.shape.items[int(follows.group("f"))]
        if isinstance(item, Mention):
            return [(item.entity, past)]
    if last is not None:
        return [(last.entity, past)]
    people_first = scene.shape.items_in(0, place.start, "Pp")
    if scene.topic is not None and not people_first and not scene.heading:
        return [(scene.topic, past)]
    if scene.heading and (after := scene.film_after(place.end)):
        return [(after.entity, past)]
    return []


def _subjects(article: Article, scene: Scene, place: _Place, films: list[tuple[int, Mention]]) -> list[int]:
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    after = [(p, f) for p, f in films if p >= place.end]
    before = [(p, f) for p, f in films if p < place.start]
    if after and patterns["top_turned"].search(text[: place.start]):
        return _joined(text, after, patterns)
    if before:
        return _joined(text, before[::-1], patterns)
    return []


def _joined(text: str, films: list[tuple[int, Mention]], patterns: Mapping[str, Any]) -> list[int]:
    """The films of one subject, from the one nearest to its verb on: films between which a list's joint stands."""
    out = [films[0][1].entity]
    for (one, _), (two, film) in zip(films, films[1:], strict=False):
        between = text[min(one, two) : max(one, two)]
        if not patterns["joins"].search(between) or " while " in between or ";" in between:
            break
        out.append(film.entity)
    return out


def _place_before(article: Article, scene: Scene, place: _Place) -> int | None:
    """Where the film stood before, if the words around its place say so."""
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    if place.rule == "first" and patterns["held"].search(text):
        return 1
    m = patterns["fell_places"].search(text[: place.start])
    if m and (steps := _number(scene, int(m.group("n")))):
        return place.number - steps if m.group("way") in patterns["fall_words"] else place.number + steps
    return None

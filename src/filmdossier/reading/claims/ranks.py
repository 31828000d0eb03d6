"""Places in charts, told in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.values import Number, Ordinal, ValueMention
from filmdossier.reading.claims.charts import (
    chart_patterns,
    chart_territories,
    group_span,
    is_worldwide,
    own_territory,
    speaks_of_charts,
)
from filmdossier.reading.claims.drafts import Article, Draft, Scene

#: No chart that the press tells in prose goes further down.
LAST_PLACE = 100
#: "At six" is a place, "at 46" an age.
LAST_BARE_PLACE = 20
#: Families of patterns whose group *n* is the place.
_NUMBERED = ("number", "at", "superlative", "ordinal", "bare_ordinal", "elliptic")


@dataclass(frozen=True, slots=True)
class _Place:
    """A place stated at ``[start, end)`` of a shape; ``key`` is "position" or "top"; ``film`` where words settle it."""

    start: int
    end: int
    key: str
    number: int
    rule: str
    film: int | None = None


def read_ranks(article: Article) -> Iterator[Draft]:
    """Ranks of films: the first place by its many words, ordinals, numbers, "top five".

    A place belongs to the film right behind it where the sentence is turned round ("in second place was F"), else to
    the last film before it; "completed the top five" to all films of its subject. Last week's place is the film's
    previous one.
    """
    if not speaks_of_charts(article):
        return
    territories = chart_territories(article)
    previous: dict[int, int] = {}
    drafts: list[Draft] = []
    for scene, territory in zip(article.scenes, territories, strict=True):
        places = _places(article, scene)
        for place in places:
            for film, past in _films_at(article, scene, place, places):
                if past and place.key == "position":
                    previous[film] = place.number
                    continue
                drafts.append(_draft(article, scene, place, film, territory))
                if place.key == "position" and (before := _place_before(article, scene, place)):
                    previous.setdefault(film, before)
    for draft in drafts:
        if draft.film in previous and draft.value.get("position") and "period" not in draft.qualifiers:
            draft.qualifiers.setdefault("previous", previous[draft.film])
    yield from drafts


def _draft(article: Article, scene: Scene, place: _Place, film: int, territory: str | None) -> Draft:
    shape = scene.shape
    end = chart_patterns(article.pack, "rank")["chart_end"].search(shape.text[place.end :])
    chart_end = place.end + (end.start() if end else 0)
    chart = shape.span_of(place.start, chart_end).of(article.text)
    whole = is_worldwide(article, shape.text[place.start : chart_end])
    territory = "001" if whole else own_territory(article, scene, place.start, chart_end) or territory
    qualifiers: dict[str, Any] = {"territory": territory, "chart": " ".join(chart.split())}
    if place.rule == "record":
        qualifiers |= {"territory": None, "period": "all_time"}
    value = {place.key: place.number}
    span = shape.span_of(place.start, place.end)
    confidence = 0.7 if scene.heading else 0.9
    return Draft("rank", film, value, span, scene.number, f"ranks.{place.rule}", qualifiers, confidence=confidence)


def _places(article: Article, scene: Scene) -> list[_Place]:
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    found = list(_respective(scene, patterns))
    for pattern in patterns["first"]:
        found.extend(_Place(*group_span(m, "at"), "position", 1, "first") for m in pattern.finditer(text))
    for name in _NUMBERED:
        for m in patterns[name].finditer(text):
            number = _number(scene, int(m.group("n")))
            if number and number <= (LAST_BARE_PLACE if name == "at" else LAST_PLACE):
                found.append(_Place(*group_span(m, "at"), "position", number, name.replace("_", "-")))
    for name, number in (("runner_up", 2), ("record", 1)):
        rule = name.replace("_", "-")
        found.extend(_Place(*group_span(m, "at"), "position", number, rule) for m in patterns[name].finditer(text))
    for m in patterns["top"].finditer(text):
        number = _number(scene, int(m.group("n")))
        before = text[max(0, m.start() - 60) : m.start()]
        if number and patterns["top_listed"].search(before) and not patterns["top_missed"].search(before):
            found.append(_Place(*group_span(m, "at"), "top", number, "top"))
    chosen: list[_Place] = []
    for place in sorted(found, key=lambda p: (p.film is None, p.start, -p.end)):
        if _counts(text, place, patterns) and not any(place.start < c.end and c.start < place.end for c in chosen):
            chosen.append(place)
    return sorted(chosen, key=lambda p: p.start)


def _counts(text: str, place: _Place, patterns: Mapping[str, Any]) -> bool:
    """Whether a place is one of a chart of films, and was reached."""
    before = text[max(0, place.start - 70) : place.start]
    return not (
        patterns["other_charts"].search(text[place.start : place.end + 40])
        or patterns["other_before"].search(before)
        or patterns["not_reached"].search(before)
        or patterns["person_before"].search(before)
        or (place.number == 1 and patterns["idiom"].search(text[place.start :]))
    )


def _respective(scene: Scene, patterns: Mapping[str, Any]) -> Iterator[_Place]:
    """The places of a run that ends in "respectively", each with its film."""
    text = scene.shape.text
    for m in patterns["respectively"].finditer(text):
        start, end = group_span(m, "run")
        numbers = scene.shape.items_in(start, end, "RN")
        films = [film for at, film in scene.films() if at < start][-len(numbers) :]
        if len(films) < len(numbers):
            continue
        for item, film in zip(numbers, films, strict=True):
            at = scene.shape.position_of(item)
            number = _number(scene, scene.shape.items.index(item))
            if number:
                close = text.index(">", at) + 1
                yield _Place(at, close, "position", number, "respectively", film.entity)


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


def _films_at(article: Article, scene: Scene, place: _Place, places: list[_Place]) -> list[tuple[int, bool]]:
    """The films that a place is said of, each with whether that place lies in the past."""
    if place.film is not None:
        return [(place.film, False)]
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    if place.key == "top":
        return [(f, False) for f in _subjects(scene, place, patterns)]
    before = text[max(0, place.start - 40) : place.start]
    last = scene.film_before(place.start)
    after = _film_right_after(scene, place, patterns)
    if patterns["previous_of_last"].search(before) or _is_told_anew(text, place, places, patterns):
        film = last.entity if last else scene.topic
        return [(film, True)] if film is not None else []
    past = _is_of_last_week(article, scene, before, patterns)
    if past:
        in_apposition = last is not None and before.endswith(_gap_behind(scene, last, place.start))
        after = None if in_apposition else after
    people_first = bool(scene.shape.items_in(0, place.start, "Pp"))
    turned = patterns["film_follows_start"].search(text[: place.start]) or (last is None and not people_first)
    named = text[place.end : place.end + 2] == ", " and patterns["film_follows_the"].search(before)
    if after is not None and (past or turned or named):
        return [(after.entity, past)]
    if last is not None:
        m = patterns["displaced"].search(text[: place.start])
        earlier = scene.film_before(text.index(f"{m.group('out')}>", m.start()) - 2) if m else None
        return [((earlier or last).entity, past)]
    if scene.topic is not None and not people_first and not scene.heading:
        return [(scene.topic, past)]
    if scene.heading and (behind := scene.film_after(place.end)):
        return [(behind.entity, past)]
    return []


def _is_of_last_week(article: Article, scene: Scene, before: str, patterns: Mapping[str, Any]) -> bool:
    """Whether a place is that of the chart before ("last week's number one", but not "the weekend's number one")."""
    m = patterns["previous_of_next"].search(before)
    if not m or m.group("d") is None:
        return bool(m)
    words = scene.shape.items[int(m.group("d"))].span.of(article.text)
    return bool(patterns["past_date"].search(words))


def _gap_behind(scene: Scene, film: Mention, until: int) -> str:
    """The words between a film and a place in apposition to it, else ones that never stand there."""
    at = scene.shape.text.index(">", scene.shape.position_of(film)) + 1
    gap = scene.shape.text[at:until]
    return gap if gap.startswith(", ") and gap.count(" ") <= 5 else "\n"


def _film_right_after(scene: Scene, place: _Place, patterns: Mapping[str, Any]) -> Mention | None:
    m = patterns["film_follows"].search(scene.shape.text[place.end : place.end + 160])
    if not m or patterns["not_between"].search(m.group("gap")):
        return None
    item = scene.shape.items[int(m.group("f"))]
    return item if isinstance(item, Mention) else None


def _is_told_anew(text: str, place: _Place, places: list[_Place], patterns: Mapping[str, Any]) -> bool:
    """Whether a place is the one that a film opened in, and its present one follows."""
    return bool(
        patterns["previous_after"].search(text[place.end :])
        and patterns["own_before"].search(text[: place.start])
        and any(p.start > place.end and p.key == "position" for p in places)
    )


def _subjects(scene: Scene, place: _Place, patterns: Mapping[str, Any]) -> list[int]:
    text, films = scene.shape.text, scene.films()
    after = [(p, f) for p, f in films if p >= place.end]
    before = [(p, f) for p, f in films if p < place.start]
    if after and patterns["top_turned"].search(text[: place.start]):
        return _joined(text, after, patterns)
    if before:
        return _joined(text, before[::-1], patterns)
    spoken_of = scene.topic is not None and not scene.heading and patterns["top_topic"].search(text[: place.start])
    return [scene.topic] if spoken_of and scene.topic is not None else []


def _joined(text: str, films: list[tuple[int, Mention]], patterns: Mapping[str, Any]) -> list[int]:
    """The films of one subject, from the one nearest to its verb on: films between which a list's joint stands."""
    out = [films[0][1].entity]
    for (one, _), (two, film) in pairwise(films):
        between = text[min(one, two) : max(one, two)]
        if not patterns["joins"].search(between) or patterns["apart"].search(between):
            break
        out.append(film.entity)
    return out


def _place_before(article: Article, scene: Scene, place: _Place) -> int | None:
    """Where the film stood before, if the words around its place say so."""
    patterns, text = chart_patterns(article.pack, "rank"), scene.shape.text
    if place.rule in ("superlative", "record", "respectively"):
        return None
    if m := patterns["from_to"].search(text[: place.end]):
        return _number(scene, int(m.group("n")))
    if place.number == 1 and patterns["held"].search(text[max(0, place.start - 60) : place.end + 100]):
        return 1
    if patterns["held_here"].search(text[: place.start]):
        return place.number
    m = patterns["fell_places"].search(text[: place.start])
    steps = (1 if m.group("one") else _number(scene, int(m.group("n")))) if m else None
    if not m or not steps:
        return None
    before = place.number - steps if m.group("way") in patterns["fall_words"] else place.number + steps
    return before if before > 0 else None

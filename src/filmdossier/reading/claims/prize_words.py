"""Prizes by their words: who or what got which prize, for which category and film.

For languages that call prizes by common words ("приз за лучшую режиссуру") as often as by names. A sentence gives a
prize where a verb of getting or giving stands between a prize and people or films; which side they are on does not
matter. ``claims/prize_words.toml`` holds the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.claims.cases_of_names import is_nominative, phrase, words_of
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.prize_winners import Winner, films_for, films_of_people, headline_film, winners_in
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.claims.stated_values import year_of

#: Category words by which a film itself is honoured.
_FILMS = ("фильм", "картина", "лента", "фильма", "мультфильм", "фильмов")


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize where a sentence states it, at ``[start, end)`` of the shape."""

    start: int
    end: int
    name: str
    category: str | None
    span: Span
    film_prize: bool = False
    honour: bool = False


def read_prize_words(article: Article) -> Iterator[Draft]:
    """Awards and nominations, and what a category implies of the person who got it in it."""
    p = article.pack.made("prize words", lambda: _patterns(article.pack))
    last: Prize | None = None
    ceremony: str | None = None
    own_films = films_of_people(article)
    for scene in article.scenes:
        ceremony = _ceremony(scene, p) or ceremony
        prizes = list(_prizes(article, scene, p, ceremony))
        yield from _given(article, scene, prizes, last, p, own_films, ceremony)
        yield from _laureates(article, scene, prizes, p)
        last = prizes[-1] if prizes else last


def _patterns(pack: Pack) -> dict[str, Any]:
    table = pack.table("claims/prize_words")
    macros = {**pack.table("claims/macros")["macros"], **table["macros"]}
    found: dict[str, Any] = {k: re2.compile(expand(v, macros)) for k, v in table["patterns"].items()}
    found["implied"] = {k: re2.compile(v) for k, v in table["implied"].items()}
    return found


def _ceremony(scene: Scene, p: Mapping[str, Any]) -> str | None:
    """The award whose categories an article tells of from here on: one called an award of several categories."""
    for m in p["ceremony"].finditer(scene.shape.text):
        item = scene.shape.items_in(*group_span(m, "award"), "A")[0]
        if isinstance(item, Mention):
            return item.name
    return None


def _prizes(article: Article, scene: Scene, p: Mapping[str, Any], ceremony: str | None) -> Iterator[Prize]:
    """The prizes of a sentence, in order and apart."""
    text, at = scene.shape.text, -1
    for m in p["prize"].finditer(text):
        groups = _groups(m)
        start, end = next(groups[g] for g in ("whole", "honour", "among", "best") if g in groups)
        if start < at:
            continue
        at = end
        prize = _prize(article, scene, start, end, groups, ceremony, p)
        yield prize
        more = p["more"].match(text[end:])
        while more is not None:
            span = scene.shape.span_of(end + group_span(more, "category")[0], end + group_span(more, "category")[1])
            category = phrase(article, span)
            yield replace(prize, start=end, end=end + more.end(), category=category, span=span)
            at = end = end + more.end()
            more = p["more"].match(text[end:])


def _groups(m: Any) -> dict[str, tuple[int, int]]:
    return {name: group_span(m, name) for name in m.re.groupindex if group_span(m, name)[0] >= 0}


def _prize(
    article: Article,
    scene: Scene,
    start: int,
    end: int,
    groups: Mapping[str, tuple[int, int]],
    ceremony: str | None,
    p: Mapping[str, Any],
) -> Prize:
    shape = scene.shape
    span = shape.span_of(start, end)
    category = None
    for group in ("category", "category2", "category3", "nomination", "best", "among"):
        if group in groups:
            category = phrase(article, shape.span_of(*groups[group])).strip('«»"“”')
            category = category[:1].lower() + category[1:]
            break
    named = next((i for i in shape.items_in(start, end, "A") if isinstance(i, Mention)), None)
    until = groups["category"][0] if "category" in groups else end
    bare = named is not None and p["bare"].fullmatch(shape.text[start:until])
    if named is not None and ("plain" not in groups or bare):
        name = named.name
    elif ceremony and category is not None:
        name = ceremony
    else:
        name = phrase(article, span)
    said = category or ""
    of_film = any(said.endswith(w) or f"{w} " in said for w in _FILMS)
    return Prize(start, end, name, category, span, of_film, "honour" in groups)


def _of_part(prize: Prize, p: Mapping[str, Any]) -> bool:
    """Whether a prize is for somebody's part in a film."""
    return any(pattern.search(f"{prize.name} {prize.category or ''}".casefold()) for pattern in p["implied"].values())


def _given(
    article: Article,
    scene: Scene,
    prizes: Sequence[Prize],
    last: Prize | None,
    p: Mapping[str, Any],
    own_films: Mapping[int, list[Mention]],
    ceremony: str | None,
) -> Iterator[Draft]:
    text, region = scene.shape.text, (0, 0)
    for number, prize in enumerate(prizes):
        since = prizes[number - 1].end if number else 0
        until = prizes[number + 1].start if number + 1 < len(prizes) else len(text)
        behind, before = text[prize.end : until], text[since : prize.start]
        called = p["called_before"].search(before)
        if prize.honour:
            start, end, predicate = since, prize.start, "award"
            if number and prizes[number - 1].end == prize.start:  # a further category of the one before
                start, end = region
        elif called:
            start, end, predicate = since, since + called.start(), "award"
        elif ceremony and prize.category and p["listed"].search(behind):
            start, end, predicate = prize.end, until, "award"
        elif p["for_before"].search(before) and (after := p["nominated_behind"].search(behind)):
            start, end, predicate = prize.end + after.end(), until, "nomination"
        elif after := p["gets_behind"].search(behind):
            start, end, predicate = prize.end + after.end(), until, "award"
        elif given := _last(p["gets_before"], before):
            start, end, predicate = since, since + given.start(), "award"
            if p["hands"].search(given.group()):  # whoever hands a prize over does not get it
                start = end
            # "Получила приз X за фильм F": who got it stands behind, too.
            if not scene.shape.items_in(start, end, "PpFf"):
                start, end = prize.end, until
        elif nominated := _last(p["nominated_before"], before):
            start, end, predicate = since, since + nominated.start(), "nomination"
        else:
            continue
        if p["counted"].search(before):
            continue
        if p["refused"].search(text[max(0, since) : prize.end + 40]) or p["other"].search(text):
            continue
        region = start, end
        winners = winners_in(article, scene, start, end, p)
        if end <= prize.start:  # those before a verb are its subject, in the nominative
            winners = [w for w in winners if w.person is None or is_nominative(article, w.person)]
        if called and not scene.shape.items_in(start, end, "PFf"):
            winners = []
        if prize.film_prize:
            winners = [w for w in winners if w.person is None]
        if prize.film_prize and not winners:
            # What is the best film is a film, be it called "it" or by whose it is.
            topic = next(
                (m for m in article.annotated.mentions if m.kind is Kind.FILM and m.entity == scene.topic), None
            )
            winners = [Winner(None, [topic])] if topic else []
        films_behind = films_for(scene, prize.end, until, p) if end <= prize.start else []
        if not winners and predicate == "award" and last is None and not scene.films():
            continue
        if p["nameless"].fullmatch(prize.name.casefold()):
            continue
        for winner in winners:
            lone = not scene.films() and winner.person is not None and not winner.films and not films_behind
            if lone and winner.person is not None and predicate == "award" and (prize.honour or _of_part(prize, p)):
                winner.films = own_films.get(winner.person.entity, [])
                if not winner.films and (prize.honour or called):
                    winner.films = headline_film(article, scene)
        yield from _drafts(article, scene, prize, predicate, winners, films_behind, p)


def _last(pattern: Any, text: str) -> Any:
    found = None
    for m in pattern.finditer(text):
        found = m
    return found


def _drafts(
    article: Article,
    scene: Scene,
    prize: Prize,
    predicate: str,
    winners: Sequence[Winner],
    films_behind: Sequence[Mention],
    p: Mapping[str, Any],
) -> Iterator[Draft]:
    year = year_of(article, scene, prize.start) if scene.shape.items_in(0, len(scene.shape.text), "D") else None
    confidence = 0.72 if scene.heading else 0.9
    text = scene.shape.text
    status = Status.PLANNED if p["planned"].search(text) else Status.ASSERTED
    for winner in winners:
        films: list[int | None] = [f.entity for f in (winner.films or films_behind)]
        qualifiers: dict[str, Any] = {"category": prize.category, "year": str(year) if year else None}
        if winner.person is not None:
            qualifiers["recipient"] = winner.person.name
        for film in films or [None]:
            if winner.person is None and film is None:
                continue
            kept = {k: v for k, v in qualifiers.items() if v}
            yield Draft(
                predicate,
                film,
                {"name": prize.name},
                prize.span,
                scene.number,
                "prize_words.given",
                kept,
                status,
                confidence=confidence,
            )
            if film is not None and winner.person is not None:
                yield from _implied(scene, prize, film, winner.person, p)


def _implied(scene: Scene, prize: Prize, film: int, person: Mention, p: Mapping[str, Any]) -> Iterator[Draft]:
    """What a category says of the person: who wins for directing a film directs it."""
    said = f"{prize.name} {prize.category or ''}".casefold()
    for predicate, pattern in p["implied"].items():
        if pattern.search(said):
            value, rule = {"name": person.name}, f"prize_words.{predicate}"
            yield Draft(predicate, film, value, person.span, scene.number, rule, confidence=0.85)
            return


def _laureates(article: Article, scene: Scene, prizes: Sequence[Prize], p: Mapping[str, Any]) -> Iterator[Draft]:
    """People called by a prize: "лауреат премии X", "X с призом …"."""
    text = scene.shape.text
    for prize in prizes:
        before, behind = text[: prize.start], text[prize.end :]
        person: Mention | None = None
        if p["laureate_before"].search(before):
            m = p["person_behind"].search(behind)
            found = scene.shape.items_in(prize.end, prize.end + m.end(), "P") if m else []
            if not found and (m := p["laureate_of"].search(before)):
                found = scene.shape.items_in(*group_span(m, "person"), "Pp")
            person = next((i for i in found if isinstance(i, Mention)), None)
        elif m := p["holds_before"].search(before):
            found = scene.shape.items_in(*group_span(m, "person"), "Pp")
            person = next((i for i in found if isinstance(i, Mention)), None)
        if person is None:
            continue
        year = words_of(article, scene.shape.span_of(prize.start, prize.end))
        date = next((w for w in year.split() if w.isdigit() and len(w) == 4), None)
        films: list[int | None] = [f.entity for f in films_for(scene, prize.end, len(text), p)]
        for film in films or [None]:
            qualifiers = {"recipient": person.name, "category": prize.category, "year": date}
            kept = {k: v for k, v in qualifiers.items() if v}
            yield Draft(
                "award",
                film,
                {"name": prize.name},
                prize.span,
                scene.number,
                "prize_words.laureate",
                kept,
                confidence=0.85,
            )

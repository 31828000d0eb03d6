"""Parts with who plays them, in languages whose cases tell the one from the other: "маршала Жукова сыграл X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.claims.cases_of_names import is_nominative, phrase, words_of
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.inflection import dictionary_form
from filmdossier.reading.word_forms import parts_of_speech

#: The longest token of a shape, in characters.
_TOKEN = 6


def read_cast_pairs(article: Article) -> Iterator[Draft]:
    """Cast members with their characters, from lists that begin with a verb of playing and go on without one."""
    if "pairs" not in article.pack.table("claims/stated"):
        return
    p = article.pack.made("cast pairs", lambda: _patterns(article.pack))
    for scene in article.scenes:
        text = scene.shape.text
        for m in p["first"].finditer(text):
            if p["unless"].search(text[: m.start()]):
                continue
            at, found = 0, m
            while found is not None:
                draft = _pair(article, scene, found, at)
                if draft is None:
                    break
                yield draft
                at += found.end()
                found = p["next"].search(text[at:])


def _patterns(pack: Pack) -> Mapping[str, Any]:
    macros = pack.table("claims/macros")["macros"]
    return {k: re2.compile(expand(v, macros)) for k, v in pack.table("claims/stated")["pairs"].items()}


def _pair(article: Article, scene: Scene, m: Any, at: int) -> Draft | None:
    shape = scene.shape
    who, actor = group_span(m, "who"), group_span(m, "actor")
    person = shape.items_in(at + actor[0], at + actor[1])[0]
    items = [i for i in shape.items_in(at + who[0], at + who[1]) if isinstance(i, Mention)]
    if not isinstance(person, Mention) or not is_nominative(article, person):
        return None
    between = shape.text[at + who[1] : at + actor[0]].split()
    if any("PREP" in parts_of_speech(word, article.pack) for word in between):
        return None
    span = shape.span_of(at + who[0], at + who[1])
    told = at > 0 or who[1] - who[0] > _TOKEN  # "героиню Ван Линь": words before the name that say it is a part
    character = _character(article, items, span, told=told)
    film = scene.film_before(at + who[0])
    entity = film.entity if film else scene.topic
    if character is None or entity is None:
        return None
    confidence = 0.7 if scene.heading else 0.88
    value, rule = {"name": person.name}, "cast_pairs.pair"
    kept = {"character": character} if character else {}
    return Draft(
        "cast_member", entity, value, person.span, scene.number, rule, kept, Status.ASSERTED, confidence=confidence
    )


def _character(article: Article, items: list[Mention], span: Span, *, told: bool) -> str | None:
    """What the part is called; empty where only "the part" is said; None where the words are no part."""
    if items:
        named = items[-1]
        if is_nominative(article, named) and not (told and named.is_name):
            return None
        if not named.is_name:
            return named.name
        # What is played stands in the case of an object, whatever its form may be elsewhere.
        words, behind = words_of(article, named.span), article.pack.table("claims/stated")["objects"]["word"]
        return dictionary_form(words, Kind.PERSON, article.pack, before=behind)
    words = span.of(article.text)
    if " " in words:
        words = words.rsplit(" ", 1)[-1]
    capital = words[:1].isupper() and span.start > 0
    if not capital or "NOUN" not in parts_of_speech(words.lower(), article.pack):
        return None
    name = phrase(article, span)
    return None if name.casefold() == words.casefold() else name

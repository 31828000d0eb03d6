"""People named right before a film: do they direct it, or are they in it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.mention import Mention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand

#: Trades that a person's name before a film says nothing about, as far as this table of predicates goes.
PREDICATES = {"director": "director", "actor": "cast_member", "producer": None, "writer": None, "composer": None}


def read_possessives(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Directors and cast members from "X's F" and "X film F".

    A person whose trade the article or the lexicon gives has that part in the film; others direct in the first form and act in the second.
    Nothing is said of a person who has a part in the film already.
    """
    p = _patterns(article.pack)
    known = {(d.film, _name(d)) for d in drafts if d.predicate in ("director", "cast_member", "screenwriter", "producer")}
    trades = _trades_in(article, p)
    for scene in article.scenes:
        for form in ("possessive", "premodifier", "plural"):
            for m in p[form].finditer(scene.shape.text):
                yield from _draft(article, scene, form, m, p, trades, known)
    yield from _lone_directors(article, drafts, p)


def _lone_directors(article: Article, drafts: Sequence[Draft], p: Mapping[str, Any]) -> Iterator[Draft]:
    """"Director X" with no film beside the name directs the sentence's only film, else the article's main one.

    Nothing is said where the film has a director, or the director a film, already.
    """
    directed = {d.film for d in drafts if d.predicate == "director"}
    settled = {_name(d) for d in drafts if d.predicate == "director"}
    main = main_film(article)
    for scene in article.scenes:
        for m in p["lone_director"].finditer(scene.shape.text):
            person = scene.shape.items_in(*m.span(m.re.groupindex["person"]), "Pp")[0]
            films = {f.entity for _, f in scene.films()}
            film = films.pop() if len(films) == 1 else (main if not films else None)
            if not isinstance(person, Mention) or film is None or film in directed or person.name in settled:
                continue
            settled.add(person.name)
            yield Draft("director", film, {"name": person.name}, person.span, scene.number, "possessives.lone-director", confidence=0.65)


def main_film(article: Article) -> int | None:
    """The film that an article speaks of before all others: at least half of what it says of films is of this one."""
    named = Counter(f.entity for scene in article.scenes for _, f in scene.films())
    if not named:
        return None
    film, count = named.most_common(1)[0]
    return film if count * 2 > sum(named.values()) else None


def _draft(
    article: Article, scene: Scene, form: str, m: Any, p: Mapping[str, Any], trades: Mapping[int, str], known: set[tuple[int | None, str]]
) -> Iterator[Draft]:
    index = m.re.groupindex
    start, end = m.span(index["person"])
    film_at, film_end = m.span(index["film"])
    if p["not_between"].search(scene.shape.text[end:film_at]):
        return
    films = scene.shape.items_in(film_at, film_end, "Ff")[0 if form == "plural" else -1 :]
    if scene.shape.text[start - 1 : start] == "-":  # "the anti-Bush film F"
        return
    people = scene.shape.items_in(start, end, "P")
    if form == "premodifier" and m.span(index["other"])[0] >= 0:
        people += scene.shape.items_in(*m.span(index["other"]), "P")
    for person, film in product(people, films):
        assert isinstance(person, Mention) and isinstance(film, Mention)
        trade = trades.get(person.entity) or _people(article.pack).get(person.name.casefold())
        predicate = PREDICATES[trade] if trade else p[f"{form}_default"]
        if predicate is None or (film.entity, person.name) in known:
            continue
        confidence = (0.85 if trade else 0.7) * (0.8 if scene.heading else 1)
        yield Draft(predicate, film.entity, {"name": person.name}, person.span, scene.number, f"possessives.{form}", confidence=confidence)


def _trades_in(article: Article, p: Mapping[str, Any]) -> dict[int, str]:
    """The trade of each person as the words around their name give it, the first to do so."""
    trades: dict[int, str] = {}
    for scene in article.scenes:
        text = scene.shape.text
        for item in scene.shape.items_in(0, len(text), "P"):
            if not isinstance(item, Mention) or item.entity in trades:
                continue
            at = scene.shape.position_of(item)
            before, after = text[max(0, at - 40) : at], text[text.index(">", at) + 1 :][:60]
            for trade in ("director", "actor", "writer", "producer"):
                if p[trade].search(before) or (trade == "actor" and p["acts"].search(after)):
                    trades[item.entity] = trade
                    break
    return trades


def _patterns(pack: Pack) -> Mapping[str, Any]:
    return pack.made("possessives", lambda: _compiled(pack))


def _compiled(pack: Pack) -> dict[str, Any]:
    macros = pack.table("claims/macros")["macros"]
    table = pack.table("claims/possessives")["patterns"]
    return {k: v if k.endswith("_default") else re2.compile(expand(v, macros)) for k, v in table.items()}


def _people(pack: Pack) -> Mapping[str, str]:
    """The lexicon of people: full name in small letters to trade."""
    return pack.made("people", lambda: _lexicon(pack))


def _lexicon(pack: Pack) -> dict[str, str]:
    table = pack.table("people")
    return {name.casefold(): trade.removesuffix("s") for trade, names in table.items() for name in names}


def _name(draft: Draft) -> str:
    return str(draft.value.get("name"))

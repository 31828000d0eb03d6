"""People named right before a film: do they direct it, or are they in it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from filmdossier.languages import Pack
from filmdossier.languages.people import known_people
from filmdossier.model.mention import Mention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.patterns import compile_pattern

#: Trades that a person's name before a film says nothing about, as far as this table of predicates goes.
PREDICATES = {"director": "director", "actor": "cast_member", "producer": None, "writer": None, "composer": None}
#: Forms that list films; in the others a person owns the last one matched.
LISTS = ("plural", "plural_meant", "known_for", "made", "bracketed")
#: Forms that list what a producer has produced.
CREDITS = ("plural", "plural_meant", "bracketed")
#: Forms in which words between the two can make it something else ("X's role in F").
OWNERS = ("possessive", "meant", "premodifier")
FORMS = (*OWNERS, "apposition", "about", *LISTS)
#: How often an article names the film that its only director must have directed.
MAIN = 3


@dataclass(frozen=True)
class _Trades:
    """Who does what: by the article's words and claims, else by the lexicon."""

    told: Mapping[int, str]
    claimed: Mapping[str, str]
    known: Mapping[str, str]

    def of(self, person: Mention) -> str | None:
        name = person.name.casefold()
        return self.told.get(person.entity) or self.claimed.get(name) or self.known.get(name)


def read_possessives(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Directors and cast members from "X's F", "X film F" and the like; `possessives.toml` lists the forms.

    A person whose trade the article or the lexicon gives has that part in the film; for others the form decides, where
    it can and nothing in the sentence tells of a play, book or broadcast. Nothing is said of a person who has a part in
    the film already.
    """
    p = _patterns(article.pack)
    parts = ("director", "cast_member", "screenwriter", "producer", "composer")
    known = {(d.film, _name(d)) for d in drafts if d.predicate in parts}
    trades = _Trades(_trades_in(article, p), _trades_of(drafts), known_people(article.pack))
    for scene in article.scenes:
        for form in FORMS:
            for m in p[form].finditer(scene.shape.text):
                yield from _drafts(article, scene, form, m, p, trades, known)
    yield from _lone_director(article, drafts, p)


def _lone_director(article: Article, drafts: Sequence[Draft], p: Mapping[str, Any]) -> Iterator[Draft]:
    """The one person called a director, with no film beside the name, directs the film that the article is about.

    Nothing is said where the film has a director, or the director a film, already, or where there are two.
    """
    main = main_film(article)
    settled = {_name(d) for d in drafts if d.predicate == "director"}
    if main is None or main in {d.film for d in drafts if d.predicate == "director"}:
        return
    found: dict[int, tuple[Mention, Scene]] = {}
    for scene in article.scenes:
        for m in p["lone_director"].finditer(scene.shape.text):
            start, end = m.span(m.re.groupindex["person"])
            person = scene.shape.items_in(start, end, "P")[0]
            others = {f.entity for _, f in scene.films()} - {main}
            if isinstance(person, Mention) and person.name not in settled:
                admirer = bool(others or p["admirer"].search(scene.shape.text))
                found.setdefault(-1 if admirer else person.entity, (person, scene))
    if len(found) == 1 and -1 not in found:
        ((person, scene),) = found.values()
        rule = "possessives.lone-director"
        yield Draft("director", main, {"name": person.name}, person.span, scene.number, rule, confidence=0.65)


def main_film(article: Article) -> int | None:
    """The film that an article speaks of before all others: at least half of what it says of films is of this one."""
    named = Counter(f.entity for scene in article.scenes for _, f in scene.films())
    if not named:
        return None
    film, count = named.most_common(1)[0]
    return film if count >= MAIN and count * 2 > sum(named.values()) else None


def _drafts(
    article: Article,
    scene: Scene,
    form: str,
    m: Any,
    p: Mapping[str, Any],
    trades: _Trades,
    known: set[tuple[int | None, str]],
) -> Iterator[Draft]:
    index, text = m.re.groupindex, scene.shape.text
    start, end = m.span(index["person"])
    film_at, film_end = m.span(index["film"])
    joined = m.span(index["other"])[1] if form == "premodifier" else end
    if form in OWNERS and p["not_between"].search(text[max(joined, end) : film_at]):
        return
    if form == "possessive" and p["version_of"].search(text[:start]):
        return
    films = scene.shape.items_in(film_at, film_end, "Ff")[0 if form in LISTS else -1 :]
    if text[start - 1 : start] == "-":  # "the anti-Bush film F"
        return
    people = scene.shape.items_in(start, end, "Pp")
    if form == "premodifier" and joined > end:
        people += scene.shape.items_in(end, joined, "P")
    for person, film in product(people, films):
        if not isinstance(person, Mention) or not isinstance(film, Mention):
            continue
        trade = trades.of(person)
        predicate = PREDICATES[trade] if trade else p.get(f"{form}_default")
        if trade == "producer" and form in CREDITS:
            predicate = "producer"
        if predicate is None or (film.entity, person.name) in known:
            continue
        if not trade and p["other_art"].search(text):
            continue
        confidence = (0.85 if trade else 0.7) * (0.8 if scene.heading else 1)
        known.add((film.entity, person.name))
        rule = f"possessives.{form}"
        value = {"name": person.name}
        yield Draft(predicate, film.entity, value, person.span, scene.number, rule, confidence=confidence)


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
            for trade in ("writer", "director", "actor", "producer"):
                if p[trade].search(before) or ((behind := p.get(f"{trade}_behind")) and behind.search(after)):
                    trades[item.entity] = trade
                    break
    return trades


def _trades_of(drafts: Sequence[Draft]) -> dict[str, str]:
    """The trades that the article's other claims show: who directs one film and is in none, and the other way round."""
    parts: dict[str, set[str]] = {}
    for d in drafts:
        if d.predicate in ("director", "cast_member"):
            parts.setdefault(_name(d).casefold(), set()).add(d.predicate)
    trade = {"director": "director", "cast_member": "actor"}
    return {name: trade[next(iter(found))] for name, found in parts.items() if len(found) == 1}


def _patterns(pack: Pack) -> Mapping[str, Any]:
    return pack.made("possessives", lambda: _compiled(pack))


def _compiled(pack: Pack) -> dict[str, Any]:
    macros = pack.table("claims/macros")["macros"]
    table = pack.table("claims/possessives")["patterns"]
    return {k: v if k.endswith("_default") else compile_pattern(expand(v, macros)) for k, v in table.items()}


def _name(draft: Draft) -> str:
    return str(draft.value.get("name"))

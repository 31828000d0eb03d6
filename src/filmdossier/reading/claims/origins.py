"""Where a film comes from: its countries, what it is based on, which film it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import Match, expand, film_for, find_matches, load_rules
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term

_HYPHENED = re.compile(r">-([a-z]+)")
"""What hangs on a nationality: another one (Franco-Belgian), or a word that makes it none (German-born)."""
_PEOPLE = (Kind.PERSON, Kind.CHARACTER)


def read_origins(article: Article) -> Iterator[Draft]:
    """Countries of origin, sources and predecessors; of each kind of source one per film, the one named first."""
    sources: set[tuple[int | None, str]] = set()
    for draft in _origins(article):
        if draft.predicate == "based_on":
            key = (draft.film, draft.qualifiers["kind"])
            if key in sources:
                continue
            sources.add(key)
        yield draft


def _origins(article: Article) -> Iterator[Draft]:
    rules = load_rules(article.pack, "origins")
    for scene in article.scenes:
        taken: set[tuple[str, int]] = set()
        for match in find_matches(scene, rules):
            if "not" in match.groups or not _is_of_a_life(article, scene, match):
                continue
            place = match.rule.predicates[0], match.groups.get("value", (match.start, match.end))[0]
            if place in taken:
                continue
            taken.add(place)
            yield from _READERS[match.rule.predicates[0]](article, scene, match)


def _is_of_a_life(article: Article, scene: Scene, match: Match) -> bool:
    if "life" not in match.groups:
        return True
    genre = scene.shape.items_in(*match.groups["life"])[0]
    return isinstance(genre, Term) and genre.value in article.pack.table("claims/origins")["words"]["biographies"]


def _countries(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    if match.rule.set.get("heading") and not scene.heading:
        return
    film = film_meant(article, scene, match)
    if "compound" in match.groups:
        found = _halves(article, scene.shape.span_of(*match.groups["compound"]))
        start = end = 0
    else:
        start, end = match.groups["value"]
        found = [(country_of(article, item), item.span) for item in scene.shape.items_in(start, end)]
    for m in _HYPHENED.finditer(scene.shape.text, start, end):
        span = scene.shape.span_of(m.start(1), m.end(1))
        found.append((_country_named(article.pack, span.of(article.text)), span))
    if film is None or any(code is None for code, _ in found):
        return
    for code, span in found:
        yield stated(scene, match, film, {"territory": code}, span)


def _halves(article: Article, span: Span) -> list[tuple[str | None, Span]]:
    """The countries of a compound that no term covers: "Franco-Brazilian"."""
    known = article.pack.table("claims/origins")["words"]["compounds"]
    one, _, other = span.of(article.text).partition("-")
    code = known.get(one.lower()) or _country_named(article.pack, one)
    return [(code, span), (_country_named(article.pack, other), span)]


def film_meant(article: Article, scene: Scene, match: Match) -> int | None:
    """The film that a match speaks of: one that the match itself holds outside its value, else as its rule says."""
    if "film" in match.groups and scene.shape.items_in(*match.groups["film"], "Ff"):
        named = _films_within(scene, *match.groups["film"])
        return named[-1].entity if named else None
    if not scene.shape.items_in(*match.groups.get("film", (0, 0)), "Ff"):
        start, end = match.groups.get("value", (match.end, match.end))
        films = _films_within(scene, match.start, start)[-1:] or _films_within(scene, end, match.end)
        if films:
            return films[0].entity
        if not scene.films() and not match.rule.set.get("known") and introduces_film(scene, article.pack):
            return _introduced(article, scene)
        if match.rule.set.get("alone"):
            return None
        if match.rule.set.get("adjacent"):
            after = scene.film_after(match.end) if match.start <= 1 else None
            return after.entity if after else None
    return film_for(scene, match)


def _films_within(scene: Scene, start: int, end: int) -> list[Mention]:
    """The films of a stretch of a sentence, without those that only say who somebody is."""
    return [film for at, film in scene.films() if start <= at < end]


def introduces_film(scene: Scene, pack: Pack) -> bool:
    """Whether a sentence begins with a film that has not been named: "A Danish drama shot in …"."""
    if not pack.has_table("claims/origins"):
        return False
    return bool(pack.made("origins:introduces", lambda: _compiled(pack, "{introduces}")).search(scene.shape.text))


def _compiled(pack: Pack, pattern: str) -> Any:
    macros = {**pack.table("claims/macros")["macros"], **pack.table("claims/origins")["macros"]}
    return re2.compile(expand(pattern, macros))


def _introduced(article: Article, scene: Scene) -> int | None:
    """The film that a sentence tells of before it is named: the first new one of the next two sentences."""
    before = [s for s in article.scenes[: scene.number] if not s.heading]
    known = {film.entity for other in before for _, film in other.films() if film.is_name}
    for other in article.scenes[scene.number + 1 : scene.number + 3]:
        for _, film in other.films():
            if film.is_name:
                return None if film.entity in known else film.entity
    return None


def country_of(article: Article, item: Item) -> str | None:
    """The code of the country that an item names, be it tagged as a place or not; None for cities and continents."""
    if isinstance(item, Term):
        code = item.value
    else:
        code = _country_named(article.pack, " ".join(item.span.of(article.text).split())) or ""
    return code if code.isalpha() else None


def _country_named(pack: Pack, words: str) -> str | None:
    return territory_names(pack).get(words) or nationality_adjectives(pack).get(words)


def _sources(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    if "standing" in match.groups:
        yield from _standing_life(article, scene, match)
        return
    start, end = match.groups["value"]
    items = scene.shape.items_in(start, end)
    words = scene.shape.text[start:end]
    last = words.replace(",", " ").split()[-1:]
    if not _names_a_source(article.pack, words) or not set(last).isdisjoint(
        article.pack.table("claims/origins")["words"]["no_source"]
    ):
        return
    named_here = scene.films() or match.rule.film == "topic" or introduces_film(scene, article.pack)
    film = film_meant(article, scene, match) if named_here else None
    if film is None:
        return
    named = next((i for i in items if isinstance(i, Mention) and _is_source(i, items, words)), None)
    people = [i for i in items if isinstance(i, Mention) and i.is_name and i.kind in _PEOPLE]
    kind = match.rule.set.get("kind") or _kind(article.pack, words)
    span = _without_blanks(article.text, scene.shape.span_of(start, end))
    name = named.name if named else " ".join(span.of(article.text).split())
    if kind == "person" and len(people) == 1 and not named:
        name = people[0].name
    yield stated(scene, match, film, {"name": name}, span, kind=kind)


def _is_source(item: Mention, items: list[Item], words: str) -> bool:
    """Whether a mention names the source itself: a work does, a film's name where the words end with it."""
    return item.kind is Kind.WORK or (item.kind is Kind.FILM and item is items[-1] and words.rstrip().endswith(">"))


def _standing_life(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    """The life that a stand-in names: "the Marie Curie biopic"."""
    stand_in = scene.shape.items_in(*match.groups["standing"])[0]
    determiner, _, name = stand_in.span.of(article.text).partition(" ")
    if isinstance(stand_in, Mention) and name and all(word[:1].isupper() for word in name.split()):
        span = Span(stand_in.span.start + len(determiner) + 1, stand_in.span.end)
        yield stated(scene, match, stand_in.entity, {"name": name}, span, kind=str(match.rule.set["kind"]))


def _names_a_source(pack: Pack, words: str) -> bool:
    if "<" in words and any(words[at + 1 : at + 2] in "WFPCO" for at in range(len(words)) if words[at] == "<"):
        return True
    return bool(pack.made("origins:source", lambda: _compiled(pack, r"\b{source}\b")).search(words))


def _kind(pack: Pack, words: str) -> str:
    table = pack.table("claims/origins")["words"]
    for kind in ("person", "events"):
        if any(f" {word} " in f" {words} " for word in table[kind]):
            return kind
    return "work"


def _predecessors(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    start, end = match.groups["value"]
    item = next((i for i in scene.shape.items_in(start, end, "FWC") if isinstance(i, Mention)), None)
    span = item.span if item else _without_blanks(article.text, scene.shape.span_of(start, end))
    film = film_meant(article, scene, match)
    if match.rule.set.get("of_topic"):
        item = next((m for m in article.annotated.mentions if m.entity == scene.topic and m.kind is Kind.FILM), None)
        if item is None:
            return
    if film is not None and not (item and item.kind is Kind.FILM and item.entity == film):
        name = item.name if item else " ".join(span.of(article.text).split())
        yield stated(scene, match, film, {"name": name}, span, kind=str(match.rule.set["kind"]))


def _without_blanks(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def stated(scene: Scene, match: Match, film: int | None, value: dict[str, Any], span: Span, **qualifiers: str) -> Draft:
    """The draft of what a match states, as sure as its rule is; in a headline less so."""
    rule = match.rule
    status = Status(rule.status) if rule.status else Status.ASSERTED
    confidence = rule.confidence * (0.8 if scene.heading else 1.0)
    return Draft(
        rule.predicates[0], film, value, span, scene.number, rule.id, dict(qualifiers), status, confidence=confidence
    )


_READERS = {"country_of_origin": _countries, "based_on": _sources, "follows": _predecessors}

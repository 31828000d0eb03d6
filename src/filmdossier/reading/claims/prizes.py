"""Prizes and nominations by rules over words: who gives it, what for, to whom, for which film.

A pack's ``claims/prizes.toml`` says how the names of givers and categories look (pattern ``prize``), and its rules put
them together with verbs. Rules see shapes in which only people, titles and dates are tokens, and what names a prize is
a token ``<Z1>``, so that prizes read alike whether they were tagged or not. Groups of a rule: ``prizes``; ``won`` (a
list of the honoured), ``film``, ``who``; ``gap`` (words that may name the giver before the verb); ``year``. A rule that
``seeks`` takes the person named last before the prize where its own words name none; one with ``category`` wants the
prize's category said.

What an entry leaves out, the entries before it say: a list names its year and its giver once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.dates import DateExpression
from filmdossier.model.errors import PackError
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import ValueMention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.prize_text import Prize, PrizeText, plainer_shape, with_prizes
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.patterns import ShapePattern, compile_pattern
from filmdossier.reading.shapes import Shape
from filmdossier.reading.tense import resolve_date

#: How far before a match the one honoured may be named, and words stand that make the prize a wish.
REACH, BEFORE = 80, 24
#: A list goes on with the year of the entry before it for so many sentences.
GOES_ON = 2
_TOKEN = re.compile(r"<(?P<letter>[A-Za-z])(?P<number>\d+)>")
#: A film, a person, or both.
_Honoured = tuple[Mention | None, Mention | None]


@dataclass(frozen=True)
class _Rule:
    id: str
    predicate: str
    when: tuple[str, ...]
    pattern: ShapePattern
    groups: Mapping[str, int]
    confidence: float
    seeks: bool
    category: bool


@dataclass(frozen=True)
class _Words:
    rules: tuple[_Rule, ...]
    prize: Any
    giver: Any
    unreal: Any
    personal: Any
    signs: Any
    filler: Any


@dataclass
class _Told:
    """What the entries so far have said, for those that leave it out."""

    giver: str | None = None
    year: int | None = None
    sentence: int = -1
    film: Mention | None = None


@dataclass(frozen=True)
class _Match:
    """A rule that applies: places in the shape, its prizes, and the giver named before its verb."""

    rule: _Rule
    start: int
    end: int
    spans: Mapping[str, tuple[int, int]]
    prizes: tuple[Prize, ...]
    before: str | None


def read_prizes(article: Article) -> Iterator[Draft]:
    """The prizes and nominations of an article, sentence by sentence."""
    words = article.pack.made("prizes", lambda: _words(article.pack))
    told = _Told()
    for scene in article.scenes:
        if not words.signs.search(scene.shape.span.of(article.text)):
            continue
        text = with_prizes(article, plainer_shape(article, scene), words.prize, words.filler)
        for match in _matches(text, words) if text.prizes else ():
            yield from _drafts(article, scene, text.shape, match, words, told)


def _matches(text: PrizeText, words: _Words) -> list[_Match]:
    """The matches of all rules in the order of the text; where two name one prize, the first rule's."""
    found: list[_Match] = []
    taken: list[tuple[int, int]] = []
    for rule in words.rules:
        if rule.when and not any(sign in text.text for sign in rule.when):
            continue
        for m in rule.pattern.finditer(text.text):
            spans = {name: m.span(number) for name, number in rule.groups.items() if m.span(number)[0] >= 0}
            at = spans["prizes"]
            prizes = _shared(text.prizes_in(*at))
            if any(at[0] < b and a < at[1] for a, b in taken) or (rule.category and not prizes[0].category):
                continue
            if words.unreal.search(text.text[max(0, m.start() - BEFORE) : at[0]]):
                continue
            taken.append(at)
            given = [p.giver for p in text.prizes_in(*spans["gap"]) if p.giver] if "gap" in spans else []
            places = {name: text.in_shape(span) for name, span in spans.items()}
            start, end = text.in_shape(m.span())
            found.append(_Match(rule, start, end, places, tuple(prizes), given[-1] if given else None))
    return sorted(found, key=lambda o: o.start)


def _shared(prizes: list[Prize]) -> list[Prize]:
    """The prizes of a list; what the last one is for holds for those before it that say nothing of it."""
    last = prizes[-1].category
    return [p if p.category else Prize(p.giver, last, p.span) for p in prizes]


def _drafts(article: Article, scene: Scene, shape: Shape, match: _Match, words: _Words, told: _Told) -> Iterator[Draft]:
    if scene.number > told.sentence + GOES_ON:
        told.year = None
    if scene.number != told.sentence:
        told.film = None
    rule, listed = match.rule, "won" in match.spans
    year = _year(article, shape, match) or (told.year if listed else None)
    named = next((p.giver for p in match.prizes if p.giver), None) or match.before
    for prize in match.prizes:
        giver = prize.giver or named or (told.giver if listed else None)
        name = prize.medal or _name(words, giver, prize.category)
        if name is None:
            continue
        personal = bool(prize.category and words.personal.search(prize.category))
        for honoured, person in _honoured(shape, match, personal=personal):
            # "F won the prize, and P, who is in it, that for the best actor"
            film = honoured or (told.film if personal and not listed else None)
            told.film = None if listed else film
            said = {"category": prize.category, "recipient": person.name if person else None, "year": year}
            yield Draft(
                rule.predicate,
                film.entity if film else None,
                {"name": name},
                shape.span_of(*prize.span),
                scene.number,
                rule.id,
                {k: v for k, v in said.items() if v},
                confidence=rule.confidence * (0.8 if scene.heading else 1.0),
            )
    told.giver, told.year, told.sentence = named or told.giver, year or told.year, scene.number


def _name(words: _Words, giver: str | None, category: str | None) -> str | None:
    """What a prize is called: by the giver's name where that is a prize's, else by the giver and what it is for."""
    m = words.giver.search(giver) if giver else None
    if m and m.group("prize"):
        return giver
    return f"{giver or ''}{category}" if category else None


def _honoured(shape: Shape, match: _Match, *, personal: bool) -> Iterator[_Honoured]:
    """Films and people that a prize goes to, in pairs where the words pair them."""
    spans = match.spans
    if "won" in spans:
        yield from _listed(shape, spans["won"])
        return
    film = _item(shape, spans.get("film"), "Ff")
    who = _item(shape, spans.get("who"), "Pp")
    if who is None and personal and match.rule.seeks:
        people = shape.items_in(max(0, match.start - REACH), match.start, "Pp")
        people = people or shape.items_in(match.start, spans["prizes"][0], "Pp")
        who = next((p for p in reversed(people) if isinstance(p, Mention)), None)
    if not personal and film is not None:
        who = None
    if film is not None or who is not None:
        yield film, who


def _item(shape: Shape, span: tuple[int, int] | None, letters: str) -> Mention | None:
    items = shape.items_in(*span, letters) if span else []
    return items[-1] if items and isinstance(items[-1], Mention) else None


def _listed(shape: Shape, span: tuple[int, int]) -> Iterator[_Honoured]:
    """The honoured of a list: "A、B", "A(《F》)", "《F》(A)"."""
    text, at = shape.text, span[0]
    while m := _TOKEN.search(text, at, span[1]):
        first, at = shape.items[int(m.group("number"))], m.end()
        second = None
        inner = _TOKEN.match(text, at + 1) if text[at : at + 1] == "(" else None
        if inner and text[inner.end() : inner.end() + 1] == ")":
            second, at = shape.items[int(inner.group("number"))], inner.end() + 1
        pair = [i for i in (first, second) if isinstance(i, Mention)]
        film = next((i for i in pair if i.kind is Kind.FILM), None)
        person = next((i for i in pair if i.kind is Kind.PERSON), None)
        if film or person:
            yield film, person


def _year(article: Article, shape: Shape, match: _Match) -> int | None:
    """The year that the match names, or the words right before it."""
    dates = shape.items_in(*match.spans.get("year", (match.start, match.end)), "D")
    for item in dates or shape.items_in(max(0, match.start - BEFORE // 2), match.start, "D")[-1:]:
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            found = resolve_date(item.value, article.published, shape, shape.position_of(item), article.pack)
            if found and found.earliest and found.latest and found.earliest.year == found.latest.year:
                return found.earliest.year
    return None


def _words(pack: Pack) -> _Words:
    table = pack.table("claims/prizes")
    macros = {**pack.table("claims/macros")["macros"], **table["macros"]}
    names = ("prize", "giver", "unreal", "personal", "signs", "filler")
    return _Words(
        tuple(_rules(table["rule"], macros)), *(re2.compile(expand(table["patterns"][n], macros)) for n in names)
    )


def _rules(entries: list[dict[str, Any]], macros: Mapping[str, str]) -> Iterator[_Rule]:
    for entry in entries:
        name = f"prizes.{entry.get('id', '?')}"
        try:
            pattern = compile_pattern(expand(entry["match"], macros))
            yield _Rule(
                name,
                entry["predicate"],
                tuple(entry.get("when", ())),
                pattern,
                pattern.groupindex,
                entry.get("confidence", 0.9),
                entry.get("seeks", False),
                entry.get("category", False),
            )
        except (KeyError, re2.error) as e:
            raise PackError(f"claims/prizes.toml, rule {name}: {e}") from e

"""Rules as data: patterns over shapes that state a claim, one table per family in the pack's ``claims`` folder.

A rule of ``claims/<family>.toml``::

    [[rule]]
    id = "directed-by"                 # unique within the family
    predicate = "director"             # or several: ["director", "screenwriter"]
    when = ["directed"]                # only sentences with one of these words are tried ("direct*": so beginning)
    match = "directed by {people:value}"
    film = "before"                    # which film is meant where the pattern names none, see `Film`
    confidence = 0.95
    set = { role = "co-director" }     # qualifiers that the rule itself supplies
    unless = "novel"                   # no match where this stands in it or shortly before it

Names in braces are macros: ``{film}``, ``{people}``, those of the table's ``[macros]``; ``{people:value}`` puts what
it matches into the
group *value*, ``{film:film}`` into *film*. Other groups become qualifiers of their names. Patterns run on a linear-
time engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError
from filmdossier.model.mention import Mention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.patterns import ShapePattern, compile_pattern
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term

#: Where a rule may look for its film: the last one before the match, the first one after it, whichever side has one
#: (that side
#: first), the first of the sentence, either side but
#: never another sentence's, the sentence's topic, or none at all.
FILM_PLACES = ("before", "after", "before-after", "after-before", "first", "here", "topic", "none")
#: How many characters before a match its rule's ``unless`` looks at.
UNLESS = 50
_MACRO = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")


@dataclass(frozen=True)
class Rule:
    """One compiled rule."""

    id: str
    predicates: tuple[str, ...]
    when: frozenset[str]
    pattern: ShapePattern
    groups: Mapping[str, int]
    film: str = "before-after"
    letters: str = ""
    confidence: float = 0.9
    status: str | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    value: Mapping[str, Any] = field(default_factory=dict)
    unless: Any = None
    stems: tuple[str, ...] = ()
    spaced: bool = True

    def may_apply(self, scene: Scene) -> bool:
        """Whether a sentence has one of the rule's words: whole ones and stems, or any stretch of an unspaced one."""
        if not self.when and not self.stems:
            return True
        if not self.spaced:
            return any(word in scene.shape.text for word in self.when)
        return not self.when.isdisjoint(scene.words) or (
            bool(self.stems) and any(word.startswith(self.stems) for word in scene.words)
        )


def load_rules(pack: Pack, family: str) -> tuple[Rule, ...]:
    """The rules of one family, compiled once.

    Raises:
        PackError: where a rule lacks a key, names an unknown macro, or is no pattern.
    """
    return pack.made(f"rules:{family}", lambda: tuple(_compile(pack, family)))


def _compile(pack: Pack, family: str) -> Iterator[Rule]:
    macros = dict(pack.table("claims/macros")["macros"])
    table = pack.table(f"claims/{family}")
    macros.update(table.get("macros", {}))
    for entry in table["rule"]:
        name = f"{family}.{entry.get('id', '?')}"
        try:
            source = expand(entry["match"], macros)
            predicates = entry["predicate"]
            pattern = compile_pattern(source)
            yield Rule(
                id=name,
                predicates=tuple([predicates] if isinstance(predicates, str) else predicates),
                when=frozenset(w for w in entry["when"] if not w.endswith("*")),
                pattern=pattern,
                groups=pattern.groupindex,
                film=entry.get("film", "before-after"),
                letters=entry.get("letters", ""),
                confidence=entry.get("confidence", 0.9),
                status=entry.get("status"),
                set=entry.get("set", {}),
                value=entry.get("value", {}),
                unless=re2.compile(expand(entry["unless"], macros)) if "unless" in entry else None,
                stems=tuple(w[:-1] for w in entry["when"] if w.endswith("*")),
                spaced=pack.traits.spaces_between_words,
            )
        except (KeyError, re2.error) as e:
            raise PackError(f"claims/{family}.toml, rule {name}: {e}") from e


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """A rule's pattern with its macros written out; macros may hold macros.

    Raises:
        KeyError: for a macro that no table defines.
    """
    for _ in range(5):
        if not _MACRO.search(pattern):
            break
        pattern = _MACRO.sub(
            lambda m: f"(?P<{m.group(2)}>{macros[m.group(1)]})" if m.group(2) else f"(?:{macros[m.group(1)]})", pattern
        )
    return pattern


@dataclass(frozen=True)
class Match:
    """A rule that applies: where, and what its groups hold."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]

    def words(self, scene: Scene, group: str) -> str:
        """The article's words behind a group, in the letters of the shape."""
        a, b = self.groups[group]
        return scene.shape.text[a:b]


def find_matches(scene: Scene, rules: Sequence[Rule]) -> Iterator[Match]:
    """All matches of all rules that can apply to a sentence; matches of one rule do not overlap."""
    text = scene.shape.text
    for rule in rules:
        if not rule.may_apply(scene):
            continue
        for m in rule.pattern.finditer(text):
            if rule.unless and rule.unless.search(text[max(0, m.start() - UNLESS) : m.end()]):
                continue
            spans = {name: m.span(number) for name, number in rule.groups.items() if m.span(number)[0] >= 0}
            yield Match(rule, m.start(), m.end(), spans)


def film_for(scene: Scene, match: Match) -> int | None:
    """The film that a match speaks of: the one in its group *film*, else where its rule says to look."""
    if "film" in match.groups:
        items = scene.shape.items_in(*match.groups["film"], "Ff")
        if items:
            return items[-1].entity  # type: ignore[union-attr]
    before = scene.film_before(match.start)
    after = scene.film_after(match.end)
    chosen: Mention | None
    match match.rule.film:
        case "before":
            chosen = before
        case "after":
            chosen = after
        case "first":
            chosen = scene.film_after(0)
        case "before-after" | "here":
            chosen = before or after
        case "after-before":
            chosen = after or before
        case _:
            chosen = None
    if chosen is None and match.rule.film not in ("none", "here"):
        return scene.topic
    return chosen.entity if chosen else None


def read_rules(article: Article, family: str) -> Iterator[Draft]:
    """The drafts that a family's rules state, sentence by sentence."""
    rules = load_rules(article.pack, family)
    for scene in article.scenes:
        for match in find_matches(scene, rules):
            yield from drafts_of(article, scene, match)


def drafts_of(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    """One draft for every item in the group *value*, or one for its words; for every film in the group *films*."""
    films: list[int | None] = [film_for(scene, match)]
    if "films" in match.groups:
        listed = scene.shape.items_in(*match.groups["films"], "Ff")
        meant = [i for i in listed if scene.shape.position_of(i) not in scene.beside]
        films = [i.entity for i in meant or listed]  # type: ignore[union-attr]
    if match.rule.film != "none" and films == [None]:
        return
    qualifiers = dict(match.rule.set)
    for group in match.groups:
        if group not in ("film", "films", "value"):
            items = scene.shape.items_in(*match.groups[group])
            qualifiers[group] = item_name(article, items[0]) if items else match.words(scene, group)
    start, end = match.groups.get("value", (match.start, match.end))
    items = scene.shape.items_in(start, end, match.rule.letters)
    for film in films:
        for predicate in match.rule.predicates:
            if match.rule.value or not items:
                value = dict(match.rule.value) or {
                    "name": article.text[slice(*scene.shape.span_of(start, end).to_list())]
                }
                yield _draft(scene, match, predicate, film, value, qualifiers, scene.shape.span_of(start, end))
                continue
            for item in items:
                if _belongs_to_next(scene, item, match.end):
                    continue
                yield _draft(scene, match, predicate, film, value_of(article, item), qualifiers, item.span)


def _belongs_to_next(scene: Scene, item: Item, end: int) -> bool:
    """Whether a name at the end of a match only says whose the next thing is ("a book by Curtis's widow")."""
    at = scene.shape.position_of(item)
    close = scene.shape.text.index(">", at) + 1
    return close >= end and scene.shape.text[close : close + 2] in ("'s", "' ")


def _draft(
    scene: Scene,
    match: Match,
    predicate: str,
    film: int | None,
    value: dict[str, Any],
    qualifiers: dict[str, Any],
    span: Any,
) -> Draft:
    from filmdossier.model.reading import Status  # noqa: PLC0415

    status = Status(match.rule.status) if match.rule.status else Status.ASSERTED
    confidence = match.rule.confidence * (0.8 if scene.heading else 1.0)
    return Draft(
        predicate, film, value, span, scene.number, match.rule.id, dict(qualifiers), status, confidence=confidence
    )


def item_name(article: Article, item: Item) -> str:
    """What to call an item: an entity's fullest name, a term's value, else the words."""
    if isinstance(item, Mention):
        return item.name
    if isinstance(item, Term):
        return item.value
    return " ".join(item.span.of(article.text).split())


def value_of(article: Article, item: Item) -> dict[str, Any]:
    """A claim's value from an item: a territory for nationalities and countries, else a name."""
    if isinstance(item, Term) and item.kind != "genre":
        return {"territory": item.value}
    return {"name": item_name(article, item)}

"""Rules that state a claim of any predicate, for languages whose every family is a table.

A pack with ``claims/stated.toml`` is read by the tables that it lists, each ``claims/stated/<family>.toml``::

    [[rule]]
    id = "directed-by"                  # unique within the family
    predicate = "director"              # or several
    when = ["режиссер"]                 # tried only where one of these letters stands in the sentence
    match = '…'                         # pattern over the sentence's shape, with the macros of ``claims/macros.toml``
    film = "before"                     # where the film stands if the pattern names none; as in `rules.FILM_PLACES`
    genitive = true                     # the person must stand in the genitive
    nominative = true                   # … in the nominative
    trade = "director"                  # the person must be one, by the article's words ("-director": none)
    oblique = "character"               # what this group names must not stand in the nominative
    after = '…'                         # must stand in the sentence before the match
    status = "planned"
    set = { kind = "premiere" }         # qualifiers and parts of the value that the rule supplies
    unless = '…'                        # no match where this stands in it or shortly before it

Group ``value`` holds what is claimed; ``film`` or ``films`` the films; ``person`` whom the value is said of; other
groups become qualifiers of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError
from filmdossier.model.mention import Mention
from filmdossier.model.reading import Status
from filmdossier.reading.claims.cases_of_names import is_genitive, is_nominative
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import UNLESS, Match, Rule, expand, film_for
from filmdossier.reading.claims.stated_values import VALUES, qualifier, release_territory
from filmdossier.reading.patterns import compile_pattern

#: Groups that are no qualifiers.
_PLACES = frozenset({"film", "films", "value", "person", "not", "org", "role", "number"})
#: What rules set that is no qualifier.
_OWN = frozenset({"programme", "organisation", "role_of"})
#: How many characters before a match belong to its clause.
_CLAUSE = 60


@dataclass(frozen=True)
class StatedRule(Rule):
    """A rule of one of these tables; beside what a `Rule` has, what its person must be."""

    stems: tuple[str, ...] = ()
    genitive: bool = False
    trade: str = ""
    heading: bool = True
    unnamed: bool = False
    oblique: str = ""
    nominative: bool = False
    after: Any = None


def read_stated(article: Article) -> Iterator[Draft]:
    """The drafts that the rules of a pack's tables state, table by table and sentence by sentence."""
    pack = article.pack
    rules = pack.made("stated rules", lambda: tuple(_load(pack)))
    patterns = stated_patterns(pack)
    trades = trades_of(article)
    yield from _without_twins(_read(article, rules, patterns, trades))


def _without_twins(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, of posts that are said of one person with more words and with fewer the fuller ones."""
    kept = list(drafts)
    posts = [d for d in kept if d.predicate == "position_held"]
    for draft in kept:
        if draft.predicate == "position_held" and any(_says_more(other, draft) for other in posts):
            continue
        yield draft


def _says_more(other: Draft, draft: Draft) -> bool:
    if other is draft or other.value["name"] != draft.value["name"]:
        return False
    more, less = (f" {d.value['role']} " for d in (other, draft))
    return more.startswith(less[:-1]) and (more != less or other.confidence > draft.confidence)


def _read(
    article: Article, rules: Sequence[StatedRule], patterns: Mapping[str, Any], trades: Mapping[int, frozenset[str]]
) -> Iterator[Draft]:
    for scene in article.scenes:
        taken: set[tuple[str, int]] = set()
        for match in _matches(scene, rules):
            if patterns["unreal"].search(_clause(scene, match, patterns)):
                continue
            for draft in _drafts(article, scene, match, trades):
                key = (draft.predicate, draft.span.start)
                if key in taken and draft.predicate not in _MANY:
                    continue
                taken.add(key)
                if draft.status is Status.ASSERTED:
                    draft.status = _status(scene, match, patterns)
                yield draft


#: Predicates of which one place may state several, for several films.
_MANY = frozenset(
    {"director", "cast_member", "screenwriter", "producer", "composer", "cinematographer", "presented_at"}
)


def _load(pack: Pack) -> Iterator[StatedRule]:
    macros = pack.table("claims/macros")["macros"]
    for family in pack.table("claims/stated")["families"]:
        table = pack.table(f"claims/stated/{family}")
        own = {**macros, **table.get("macros", {})}
        for entry in table["rule"]:
            name = f"{family}.{entry.get('id', '?')}"
            try:
                yield _compile(name, entry, own)
            except (KeyError, re2.error) as e:
                raise PackError(f"claims/stated/{family}.toml, rule {name}: {e}") from e


def _compile(name: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> StatedRule:
    pattern = compile_pattern(expand(entry["match"], macros))
    predicates = entry["predicate"]
    return StatedRule(
        id=name,
        predicates=tuple([predicates] if isinstance(predicates, str) else predicates),
        when=frozenset(),
        pattern=pattern,
        groups=pattern.groupindex,
        film=entry.get("film", "before-after"),
        confidence=entry.get("confidence", 0.9),
        status=entry.get("status"),
        set=entry.get("set", {}),
        unless=re2.compile(expand(entry["unless"], macros)) if "unless" in entry else None,
        stems=tuple(entry.get("when", ())),
        genitive=entry.get("genitive", False),
        trade=entry.get("trade", ""),
        heading=entry.get("heading", True),
        unnamed=entry.get("unnamed", False),
        oblique=entry.get("oblique", ""),
        nominative=entry.get("nominative", False),
        after=re2.compile(expand(entry["after"], macros)) if "after" in entry else None,
    )


def stated_patterns(pack: Pack) -> Mapping[str, Any]:
    """The patterns of ``claims/stated.toml``, compiled once; see there for what each of them says."""
    return pack.made("stated patterns", lambda: _patterns(pack))


def _patterns(pack: Pack) -> dict[str, Any]:
    macros = pack.table("claims/macros")["macros"]
    found = pack.table("claims/stated")["patterns"]
    return {name: re2.compile(expand(source, macros)) for name, source in found.items()}


def _matches(scene: Scene, rules: Sequence[StatedRule]) -> Iterator[Match]:
    text = scene.shape.text
    for rule in rules:
        if rule.stems and not any(stem in text for stem in rule.stems):
            continue
        if scene.heading and not rule.heading:
            continue
        for m in rule.pattern.finditer(text):
            if rule.after and not rule.after.search(text[: m.start()]):
                continue
            if rule.unless and rule.unless.search(text[max(0, m.start() - UNLESS) : m.end()]):
                continue
            spans = {name: m.span(number) for name, number in rule.groups.items() if m.span(number)[0] >= 0}
            if "not" not in spans:
                yield Match(rule, m.start(), m.end(), spans)


def _clause(scene: Scene, match: Match, patterns: Mapping[str, Any]) -> str:
    """The match with what stands before it in its clause."""
    before = scene.shape.text[max(0, match.start - _CLAUSE) : match.start]
    start = 0
    for m in patterns["clause"].finditer(before):
        start = m.end()
    return before[start:] + scene.shape.text[match.start : match.end]


def _status(scene: Scene, match: Match, patterns: Mapping[str, Any]) -> Status:
    clause = _clause(scene, match, patterns)
    if patterns["reported"].search(clause):
        return Status.REPORTED
    happened = "done" in patterns and patterns["done"].search(scene.shape.text[match.start : match.end])
    return Status.PLANNED if not happened and patterns["planned"].search(clause) else Status.ASSERTED


def _drafts(article: Article, scene: Scene, match: Match, trades: Mapping[int, frozenset[str]]) -> Iterator[Draft]:
    rule = match.rule
    assert isinstance(rule, StatedRule)
    if rule.oblique and not _is_oblique(article, scene, match.groups.get(rule.oblique)):
        return
    films = _films(article, scene, match)
    if not films and rule.film != "none":
        if not rule.unnamed or _tells_of_other_work(article, scene):
            return
        films = [None]
    qualifiers = {
        group: said
        for group in match.groups
        if group not in _PLACES and (said := qualifier(article, scene, match, group)) is not None
    }
    for predicate in rule.predicates:
        for value, span, item in VALUES[predicate](article, scene, match):
            if isinstance(item, Mention) and not _fits(article, scene, rule, item, trades):
                continue
            status = Status(rule.status) if rule.status else Status.ASSERTED
            confidence = rule.confidence * (0.8 if scene.heading else 1.0)
            if predicate == "release" and "territory" not in qualifiers:
                qualifiers |= release_territory(article, scene, match)
            own = {k: v for k, v in rule.set.items() if k not in value and k not in _OWN} | qualifiers
            for film in films or [None]:
                yield Draft(
                    predicate, film, dict(value), span, scene.number, rule.id, dict(own), status, confidence=confidence
                )


def _is_oblique(article: Article, scene: Scene, place: tuple[int, int] | None) -> bool:
    """Whether a name stands in another case than the nominative."""
    items = scene.shape.items_in(*place) if place else []
    return any(isinstance(i, Mention) and not is_nominative(article, i) for i in items)


def _fits(
    article: Article, scene: Scene, rule: StatedRule, person: Mention, trades: Mapping[int, frozenset[str]]
) -> bool:
    if rule.nominative and not is_nominative(article, person):
        return False
    if rule.genitive and person.is_name and not is_genitive(article, scene, person):
        return False
    if not rule.trade:
        return True
    known = trades.get(person.entity, frozenset())
    return rule.trade[1:] not in known if rule.trade.startswith("-") else rule.trade in known


def _films(article: Article, scene: Scene, match: Match) -> list[int | None]:
    """The films that a match speaks of; none where it speaks of no film at hand."""
    if match.rule.film == "none" and not {"film", "films"} & set(match.groups):
        return []
    if "films" in match.groups:
        listed = scene.shape.items_in(*match.groups["films"], "Ff")
        return list(dict.fromkeys(i.entity for i in listed if isinstance(i, Mention)))
    inside = [f for at, f in scene.films() if match.start <= at < match.end]
    if "film" not in match.groups and inside:
        return [inside[0].entity]
    film = film_for(scene, match)
    if film is not None and not scene.films() and _tells_of_other_work(article, scene):
        return []
    return [] if film is None else [film]


def _tells_of_other_work(article: Article, scene: Scene) -> bool:
    """Whether a sentence that names no film, or the one before it, speaks of a play or a series."""
    pattern = stated_patterns(article.pack)["other_work"]
    if pattern.search(scene.shape.text):
        return True
    last = article.scenes[scene.number - 1] if scene.number else None
    return last is not None and not last.films() and bool(pattern.search(last.shape.text))


def trades_of(article: Article) -> dict[int, frozenset[str]]:
    """The trades that the words right before or behind people's names give them, by entity."""
    patterns = stated_patterns(article.pack)
    found: dict[int, set[str]] = {}
    for scene in article.scenes:
        text = scene.shape.text
        for item in scene.shape.items_in(0, len(text), "P"):
            assert isinstance(item, Mention)
            at = scene.shape.position_of(item)
            before, behind = text[max(0, at - 70) : at], text[text.index(">", at) + 1 :][:60]
            for trade in ("director", "actor", "writer", "producer"):
                if patterns[f"{trade}_before"].search(before) or patterns[f"{trade}_behind"].search(behind):
                    found.setdefault(item.entity, set()).add(trade)
    return {entity: frozenset(trades) for entity, trades in found.items()}

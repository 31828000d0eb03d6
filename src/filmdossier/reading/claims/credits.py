"""Who made a film and who is in it: two families of rules, and what weakens, breaks or forbids their matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.languages.people import known_people
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import Match, drafts_of, expand, find_matches, load_rules

FAMILIES = ("credits", "cast")
#: How many characters before a match can weaken what it says, and how many behind it can tell of another film or work.
BEFORE, BEHIND = 60, 60
_CLAUSE_MARKS = (";", ":", "(", '"')


def read_credits(article: Article) -> Iterator[Draft]:
    """The drafts of the makers' and the cast's rules whose value is a person.

    The words of the match and of its clause before it say how far the sentence stands behind it: nothing is read of
    parts refused, lost or hoped for. A list of names ends where another part of the sentence begins.
    """
    yield from _with_descriptions(list(_all_drafts(article)))


def _with_descriptions(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, with what a part is (a policeman) as its character where nothing names it."""
    named = {(d.film, d.value["name"]) for d in drafts if d.qualifiers.get("character")}
    for draft in drafts:
        described = draft.qualifiers.pop("description", None)
        if described and (draft.film, draft.value["name"]) not in named:
            named.add((draft.film, draft.value["name"]))
            draft.qualifiers["character"] = described
        yield draft


def _all_drafts(article: Article) -> Iterator[Draft]:
    patterns = credit_patterns(article.pack)
    for family in FAMILIES:
        rules = load_rules(article.pack, family)
        for scene in article.scenes:
            for match in find_matches(scene, rules):
                yield from _drafts(article, scene, match, patterns)


def _drafts(article: Article, scene: Scene, match: Match, patterns: Mapping[str, Any]) -> Iterator[Draft]:
    clause = clause_before(scene, match, patterns)
    if patterns["unreal"].search(clause) or patterns["other_work"].search(scene.shape.text[match.start : match.end]):
        return
    if not scene.shape.items_in(match.start, match.end, "Ff") and _is_of_other_work(scene, match, patterns):
        return
    status = status_of(patterns, clause)
    people = _unbroken(scene, match, "value", "Pp", patterns)
    films = _unbroken(scene, match, "films", "Ff", patterns)
    in_turn = _in_turn(scene, match, films, patterns)
    parts = _parts(scene, match, people)
    trade = match.rule.set.get("trade")
    meant = of_trade(article, patterns, str(trade)) if trade else frozenset()
    for draft in drafts_of(article, scene, match):
        person = next((p for p in people if p.span == draft.span), None)
        if person is None or ("films" in match.groups and draft.film not in {f.entity for f in films}):
            continue
        if in_turn and in_turn.get(person.entity) != draft.film:
            continue
        if trade and person.entity not in meant:
            continue
        draft.qualifiers.pop("trade", None)
        draft.qualifiers.pop("characters", None)
        if person.entity in parts:
            draft.qualifiers["character"] = parts[person.entity]
        if draft.predicate == "cast_member" and patterns["maker"].search(_before(scene, person)):
            continue
        if "character" in match.groups and _is_far(scene, match, person, patterns):
            draft.qualifiers.pop("character", None)
        if not draft.qualifiers.get("role"):
            draft.qualifiers.pop("role", None)
        if "part" in draft.qualifiers:  # a character that the words alone name
            draft.qualifiers["character"] = draft.qualifiers.pop("part")
        draft.value = {"name": person.name}
        draft.status = status
        yield draft


def _is_of_other_work(scene: Scene, match: Match, patterns: Mapping[str, Any]) -> bool:
    """Whether the words before a match that names no film, or behind it, speak of a play, a series or other films."""
    before, behind = scene.shape.text[: match.start], scene.shape.text[match.end : match.end + BEHIND]
    return bool(
        patterns["of_other_work"].search(before)
        or (patterns["in_other_work"].search(behind) and not patterns["own_work"].search(behind))
    )


def clause_before(scene: Scene, match: Match, patterns: Mapping[str, Any]) -> str:
    """The match with what stands before it in its clause."""
    before = scene.shape.text[max(0, match.start - BEFORE) : match.start]
    # A name right behind a comma begins a clause of its own; "with X in the lead" goes on with the one before.
    if before.endswith(", ") and scene.shape.text[match.start] == "<":
        before = ""
    start = max(before.rfind(mark) + 1 for mark in _CLAUSE_MARKS)
    for m in patterns["clause"].finditer(before, start):
        start = m.end()
    return before[start:] + scene.shape.text[match.start : match.end]


def status_of(patterns: Mapping[str, Any], clause: str) -> Status:
    """How far the words of a clause stand behind what they say."""
    if patterns["reported"].search(clause):
        return Status.REPORTED
    return Status.PLANNED if patterns["planned"].search(patterns["done"].sub("", clause)) else Status.ASSERTED


def _unbroken(scene: Scene, match: Match, group: str, letters: str, patterns: Mapping[str, Any]) -> list[Mention]:
    """The names of a group up to the first break between them: a word that begins another part of the sentence."""
    if group not in match.groups:
        return []
    start, end = match.groups[group]
    out: list[Mention] = []
    for item in scene.shape.items_in(start, end, letters):
        at = scene.shape.position_of(item)
        if patterns["break" if out else "lead_break"].search(scene.shape.text[start:at]):
            break
        if isinstance(item, Mention):
            out.append(item)
        start = scene.shape.text.index(">", at) + 1
    return out


def _in_turn(scene: Scene, match: Match, films: list[Mention], patterns: Mapping[str, Any]) -> Mapping[int, int] | None:
    """The film of each person where as many people as films are told of *respectively*."""
    if len(films) < 2 or not patterns["respectively"].search(scene.shape.text[match.end : match.end + BEHIND // 3]):
        return None
    first = scene.shape.position_of(films[0])
    people = [i for i in scene.shape.items_in(0, first, "P") if isinstance(i, Mention)][-len(films) :]
    return {p.entity: f.entity for p, f in zip(people, films, strict=False)}


def _parts(scene: Scene, match: Match, people: list[Mention]) -> Mapping[int, str]:
    """The part of each person where as many people as parts are told of in turn."""
    if "characters" not in match.groups:
        return {}
    parts = [i for i in scene.shape.items_in(*match.groups["characters"], "CP") if isinstance(i, Mention)]
    return {p.entity: c.name for p, c in zip(people, parts, strict=True)} if len(parts) == len(people) else {}


def of_trade(article: Article, patterns: Mapping[str, Any], trade: str) -> frozenset[int]:
    """The people whom the article, or the pack's lexicon, knows by a trade."""
    known = known_people(article.pack)
    found = {m.entity for m in article.annotated.mentions if m.kind is Kind.PERSON and known.get(m.name) == trade}
    for scene in article.scenes:
        for m in patterns[trade].finditer(scene.shape.text):
            item = scene.shape.items[int(m.group("a") or m.group("b"))]
            if isinstance(item, Mention):
                found.add(item.entity)
    return frozenset(found)


def _before(scene: Scene, person: Mention) -> str:
    at = scene.shape.position_of(person)
    return scene.shape.text[max(0, at - 40) : at]


def _is_far(scene: Scene, match: Match, person: Mention, patterns: Mapping[str, Any]) -> bool:
    """Whether a character is another person's part ("starring X as a nurse and Y as Z"), or none at all."""
    characters = scene.shape.items_in(*match.groups["character"])
    character = characters[0] if characters else None
    if not isinstance(character, Mention) or character.span == person.span or character.kind is Kind.FILM:
        return True
    at, other = scene.shape.position_of(person), scene.shape.position_of(character)
    behind = scene.shape.text[scene.shape.text.index(">", other) + 1 :]
    if patterns["owner"].match(behind):  # "plays N.'s partner": the part is the partner
        return True
    return bool(patterns["between"].search(scene.shape.text[min(at, other) : max(at, other)]))


def credit_patterns(pack: Pack) -> Mapping[str, Any]:
    """The patterns of ``credits.toml``; see there for what each of them says."""
    return pack.made("credits", lambda: _compiled(pack))


def _compiled(pack: Pack) -> dict[str, Any]:
    table = pack.table("claims/credits")
    macros = {**pack.table("claims/macros")["macros"], **table["macros"]}
    return {name: re2.compile(expand(source, macros)) for name, source in table["patterns"].items()}

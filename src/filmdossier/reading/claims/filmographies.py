"""One person's part in one film or a list of them, told in passing: lives, portraits, who somebody is known as.

"Having directed A and B, Venn …", "director Ada Venn (A, B)", "the films that he produced are A, B and C". The rules of
``claims/filmographies.toml`` have the films in their group ``films`` and the people in ``value``; where a rule has no
such group, the one person that its sentence names before it is meant, else whom the sentences before speak of. A rule
with ``trade`` in its ``set`` asks what the article, or the pack's lexicon, calls the person, for "X's A" does not say
whether X made it or plays in it; ``trade = "-director"`` asks that nothing calls them so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.reading.claims.credits import clause_before, credit_patterns, of_trade, status_of
from filmdossier.reading.claims.drafts import Article, Draft, Scene, mentions_of
from filmdossier.reading.claims.rules import Match, film_for, find_matches, load_rules

#: The predicates that show what somebody does in films.
_PARTS = {"director": "director", "cast_member": "actor"}


@dataclass(frozen=True)
class _Told:
    """What the article has said before these rules are read.

    Attributes:
        trades: the entities of the people of each trade.
        parts: who has a part in which film, by name.
    """

    trades: Mapping[str, frozenset[int]]
    parts: frozenset[tuple[int | None, str]]

    def is_of(self, person: Mention, trade: str) -> bool:
        """Whether a person is of a trade and of no other; with a minus, whether they are not of it."""
        if trade.startswith("-"):
            return person.entity not in self.trades[trade[1:]]
        return all((person.entity in people) == (name == trade) for name, people in self.trades.items())


def read_filmographies(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of the filmography rules; trades may be shown by what other drafts say."""
    rules = load_rules(article.pack, "filmographies")
    told = _told(article, drafts)
    for scene in article.scenes:
        for match in find_matches(scene, rules):
            yield from _drafts(article, scene, match, told)


def _told(article: Article, drafts: Sequence[Draft]) -> _Told:
    patterns = credit_patterns(article.pack)
    trades = {trade: set(of_trade(article, patterns, trade)) for trade in _PARTS.values()}
    entities = {m.name: m.entity for m in article.annotated.mentions if m.kind is Kind.PERSON}
    for draft in drafts:
        if draft.predicate in _PARTS and (entity := entities.get(str(draft.value.get("name")))) is not None:
            trades[_PARTS[draft.predicate]].add(entity)
    parts = frozenset((d.film, str(d.value.get("name"))) for d in drafts if d.predicate in _PARTS)
    return _Told({trade: frozenset(people) for trade, people in trades.items()}, parts)


def _drafts(article: Article, scene: Scene, match: Match, told: _Told) -> Iterator[Draft]:
    patterns = credit_patterns(article.pack)
    clause = clause_before(scene, match, patterns)
    if patterns["unreal"].search(clause):
        return
    rule, trade = match.rule, str(match.rule.set.get("trade", ""))
    status = Status(rule.status) if rule.status else status_of(patterns, clause)
    confidence = rule.confidence * (0.8 if scene.heading else 1.0)
    kept = {k: v for k, v in rule.set.items() if k != "trade"} | _stated(scene, match)
    for person in _people(article, scene, match):
        if trade and not told.is_of(person, trade):
            continue
        for film in _films(scene, match):
            if trade and (film, person.name) in told.parts:
                continue
            for predicate in rule.predicates:
                span = person.span if "value" in match.groups else scene.shape.span_of(match.start, match.end)
                value: dict[str, Any] = {"name": person.name}
                yield Draft(
                    predicate, film, value, span, scene.number, rule.id, dict(kept), status, confidence=confidence
                )


def _stated(scene: Scene, match: Match) -> dict[str, str]:
    """The qualifiers that words of the match state."""
    out: dict[str, str] = {}
    for group in ("role", "character"):
        if group in match.groups:
            named = mentions_of(scene.shape.items_in(*match.groups[group]))
            out[group] = named[0].name if named else match.words(scene, group)
    return out


def _films(scene: Scene, match: Match) -> list[int | None]:
    if "films" in match.groups:
        start, end = match.groups["films"]
        listed = mentions_of(scene.shape.items_in(start, end, "Ff"))
        said = {film: scene.shape.text[start : scene.shape.position_of(film)] for film in listed}
        # What stands in brackets behind a title is another name of the same film.
        return list(dict.fromkeys(f.entity for f, words in said.items() if words.count("(") == words.count(")")))
    film = film_for(scene, match)
    return [] if film is None else [film]


def _people(article: Article, scene: Scene, match: Match) -> list[Mention]:
    if "value" in match.groups:
        return mentions_of(scene.shape.items_in(*match.groups["value"], "Pp"))
    before = mentions_of(scene.shape.items_in(0, match.start, "Pp"))
    if len({person.entity for person in before}) > 1:
        return []
    if before:
        return before[:1]
    people = (m for m in article.annotated.mentions if m.kind is Kind.PERSON and m.entity == scene.person)
    return [person for person in people if person.is_name][:1]

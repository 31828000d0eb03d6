"""The films of the one director or actor whom an article is about: an obituary, a jubilee, an interview."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.claims.drafts import Article, Draft, Scene, mentions_of
from filmdossier.reading.claims.stated import stated_patterns, trades_of

#: How many sentences, headlines included, say whom an article is about.
_OPENING = 4
#: What people do in films otherwise.
_PARTS = ("director", "cast_member", "screenwriter", "composer", "cinematographer", "producer")


#: What the heroes of each trade do in the films that their lives name, and how sure that is.
_HEROES = {"director": ("director", 0.6), "actor": ("cast_member", 0.55)}


def read_lifework(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The films in an article on the life of a director or an actor, if the article calls its hero nothing else.

    Films in which the hero has another part are left out; of directors' films those that have a director already, of
    actors' those in sentences that speak of anybody else but directors, or not of films and parts.
    """
    patterns = stated_patterns(article.pack)
    found = _hero(article, patterns)
    if found is None:
        return
    hero, trade = found
    predicate, confidence = _HEROES[trade]
    settled = {d.film for d in drafts if d.predicate == predicate and (trade == "director" or _is_of(d, hero))}
    settled |= {d.film for d in drafts if d.predicate in _PARTS and _is_of(d, hero)}
    makers = {str(d.value.get("name")) for d in drafts if d.predicate == "director"}
    for scene in article.scenes:
        if scene.heading:
            continue
        if trade == "actor" and not (patterns["acts"].search(scene.shape.text) and _is_alone(scene, hero, makers)):
            continue
        for _, film in scene.films():
            if not film.is_name or film.entity in settled:
                continue
            settled.add(film.entity)
            value = {"name": hero.name}
            rule = f"lifework.{trade}"
            yield Draft(predicate, film.entity, value, film.span, scene.number, rule, confidence=confidence)


def _is_of(draft: Draft, hero: Mention) -> bool:
    return bool(draft.value.get("name") == hero.name)


def _is_alone(scene: Scene, hero: Mention, makers: Collection[str]) -> bool:
    """Whether a sentence names nobody but the hero and directors."""
    people = mentions_of(scene.shape.items_in(0, len(scene.shape.text), "Pp"))
    return all(p.entity == hero.entity or p.name in makers for p in people)


def _hero(article: Article, patterns: Mapping[str, Any]) -> tuple[Mention, str] | None:
    """The one director, or else the one actor, whom the opening of an article on somebody's life names; the trade."""
    opening = article.scenes[:_OPENING]
    if not any(patterns["life"].search(scene.shape.text) for scene in opening):
        return None
    trades = trades_of(article)
    named = [i for s in opening for i in s.shape.items if isinstance(i, Mention) and i.is_name]
    people = {i.entity: i for i in named if i.kind is Kind.PERSON}
    for trade, other in (("director", "actor"), ("actor", "director")):
        heroes = [m for m in people.values() if trade in trades.get(m.entity, ())]
        if not heroes:
            continue
        if len(heroes) != 1 or other in trades.get(heroes[0].entity, ()):
            return None
        others = [e for e, found in trades.items() if trade in found and e != heroes[0].entity]
        return (heroes[0], trade) if len(others) <= 1 else None
    return None

"""The films of the one director whom an article is about: an obituary, a jubilee, an interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.claims.drafts import Article, Draft
from filmdossier.reading.claims.stated import stated_patterns, trades_of

#: How many sentences, headlines included, say whom an article is about.
_OPENING = 4
#: What people do in films otherwise.
_PARTS = ("director", "cast_member", "screenwriter", "composer", "cinematographer", "producer")


def read_lifework(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The films without a director in an article on a director's life, if the article calls its hero nothing else.

    Films in which the hero has another part are left out, and so are those of sentences that name another director.
    """
    patterns = stated_patterns(article.pack)
    hero = _hero(article, patterns)
    if hero is None:
        return
    settled = {d.film for d in drafts if d.predicate == "director"}
    played = {d.film for d in drafts if d.predicate in _PARTS and d.value.get("name") == hero.name}
    for scene in article.scenes:
        if scene.heading:
            continue
        for _, film in scene.films():
            if not film.is_name or film.entity in settled or film.entity in played:
                continue
            settled.add(film.entity)
            value = {"name": hero.name}
            yield Draft("director", film.entity, value, film.span, scene.number, "lifework.film", confidence=0.6)


def _hero(article: Article, patterns: Mapping[str, Any]) -> Mention | None:
    """The one director whom the opening of an article on somebody's life names."""
    opening = article.scenes[:_OPENING]
    if not any(patterns["life"].search(scene.shape.text) for scene in opening):
        return None
    trades = trades_of(article)
    named = [i for s in opening for i in s.shape.items if isinstance(i, Mention) and i.is_name]
    people = {i.entity: i for i in named if i.kind is Kind.PERSON}
    heroes = [m for m in people.values() if "director" in trades.get(m.entity, ())]
    if len(heroes) != 1 or "actor" in trades.get(heroes[0].entity, ()):
        return None
    others = [e for e, found in trades.items() if "director" in found and e != heroes[0].entity]
    return heroes[0] if len(others) <= 1 else None

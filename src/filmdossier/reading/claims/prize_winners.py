"""Who got a prize and for which films: the people and films of a stretch of a sentence, and of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.claims.cases_of_names import is_genitive, is_nominative
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Scene


@dataclass(slots=True)
class Winner:
    """Whoever got a prize: a person with the films that it was for, or films alone."""

    person: Mention | None
    films: list[Mention] = field(default_factory=list)


def winners_in(article: Article, scene: Scene, start: int, end: int, p: Mapping[str, Any]) -> list[Winner]:
    """The people and films of a stretch who got the prize, without those that only say whose a film is."""
    shape, text = scene.shape, scene.shape.text
    winners: list[Winner] = []
    reasons: list[Mention] = []
    at, made = start, False
    for item in shape.items_in(start, end, "PpFfW"):
        if not isinstance(item, Mention):
            continue
        place = shape.position_of(item)
        gap = text[at:place]
        at = text.index(">", place) + 1
        if p["stop"].search(gap) and winners:
            break
        if item.kind is Kind.FILM and not winners and p["for_part"].search(gap):
            reasons.append(item)
            continue
        if item.kind is Kind.WORK:
            continue
        if item.kind is Kind.PERSON:
            if p["source_before"].search(gap):
                continue
            joined = bool(p["together"].search(gap))
            # Makers come in twos: "картина режиссеров X и Y".
            second = made and joined and item.is_name and is_genitive(article, scene, item)
            made = second or (not joined and _is_maker(article, scene, item, gap, winners, p))
            if made:
                continue
            winners.append(Winner(item, list(winners[-1].films) if joined and winners else []))
        elif winners and winners[-1].person is not None and not p["next_film"].search(gap):
            for winner in reversed(winners):
                if winner.person is None or winner.films:
                    break
                winner.films.append(item)
        elif winners and winners[-1].person is not None and not winners[-1].films:
            winners[-1].films.append(item)
        else:
            winners.append(Winner(None, [item]))
    for winner in winners:
        winner.films = winner.films or list(reasons)
    return winners


def _is_maker(
    article: Article, scene: Scene, person: Mention, gap: str, winners: Sequence[Winner], p: Mapping[str, Any]
) -> bool:
    """Whether a person only says whose a film is: "драма режиссера X", "«F» X"."""
    if p["maker_before"].search(gap):
        return True
    behind_film = bool(winners) and bool(winners[-1].films) and p["right_behind"].fullmatch(gap)
    if not person.is_name:
        return bool(behind_film) and not is_nominative(article, person)
    return bool(behind_film) and is_genitive(article, scene, person)


def films_for(scene: Scene, start: int, end: int, p: Mapping[str, Any]) -> list[Mention]:
    """The films that a prize was given for: "за фильм F", "за роль в F"."""
    m = p["for_film"].search(scene.shape.text[start:end])
    if not m:
        return []
    found = scene.shape.items_in(start + group_span(m, "films")[0], start + group_span(m, "films")[1], "Ff")
    return [i for i in found if isinstance(i, Mention)]


def films_of_people(article: Article) -> dict[int, list[Mention]]:
    """For people (entity numbers) whose sentences name one film and no other, that film."""
    found: dict[int, dict[int, Mention]] = {}
    for scene in article.scenes:
        films = {f.entity: f for _, f in scene.films()}
        for item in scene.shape.items_in(0, len(scene.shape.text), "P"):
            if isinstance(item, Mention) and films and not scene.heading:
                found.setdefault(item.entity, {}).update(films)
    return {person: list(films.values()) for person, films in found.items() if len(films) == 1}


def headline_film(article: Article, scene: Scene) -> list[Mention]:
    """The film of the headline, where a sentence speaks of it."""
    named = [f for other in article.scenes if other.heading for _, f in other.films()][:1]
    return [f for f in named if f.entity == scene.topic]

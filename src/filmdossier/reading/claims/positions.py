"""Who holds which post where: presidents, spokesmen, critics, jury members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from filmdossier.languages.territories import territory_names
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import Match, film_for, find_matches, load_rules
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term

#: What a rule sets as its organisation to mean the event or the award spoken of, and which of them it means first.
_SPOKEN_OF = {"event": (Kind.EVENT, Kind.AWARD), "award": (Kind.AWARD, Kind.EVENT)}


def read_positions(article: Article) -> Iterator[Draft]:
    """The posts that an article gives to people; of a post said twice, the one with its organisation."""
    drafts = [draft for scene in article.scenes for draft in _positions_in(article, scene)]
    for draft in drafts:
        if draft.value["organisation"] is None and any(_says_more(other, draft) for other in drafts):
            continue
        yield draft


def _says_more(other: Draft, draft: Draft) -> bool:
    if other.value["organisation"] is None or other.value["name"] != draft.value["name"]:
        return False
    return bool(set(other.value["role"].casefold().split()) & set(draft.value["role"].casefold().split()))


def _positions_in(article: Article, scene: Scene) -> Iterator[Draft]:
    taken: list[tuple[int, int]] = []
    for match in find_matches(scene, load_rules(article.pack, "positions")):
        start, end = match.groups.get("role") or match.groups.get("words") or (match.start, match.end)
        people = _people(article, scene, match)
        if not people or any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        for person in people:
            draft = _draft(article, scene, match, person)
            if draft.value["organisation"] is not None or match.rule.set.get("organisation") not in _SPOKEN_OF:
                yield draft


def _people(article: Article, scene: Scene, match: Match) -> list[Mention]:
    if "name" in match.groups:
        return [i for i in scene.shape.items_in(*match.groups["name"], "Pp") if isinstance(i, Mention)]
    known = [m for m in article.annotated.mentions if m.kind is Kind.PERSON and m.entity == scene.person]
    return known[:1]


def _draft(article: Article, scene: Scene, match: Match, person: Mention) -> Draft:
    organisation = _organisation(article, scene, match)
    value = {"name": person.name, "role": _role(article, scene, match), "organisation": organisation}
    places = [match.groups[g] for g in ("role", "org", "words") if g in match.groups] or [(match.start, match.end)]
    span = scene.shape.span_of(min(a for a, _ in places), max(b for _, b in places))
    if person.is_name and scene.shape.span.contains(person.span):
        span = span.joined(person.span)
    status = Status(match.rule.status) if match.rule.status else Status.ASSERTED
    confidence = match.rule.confidence * (0.8 if scene.heading else 1.0)
    film = film_for(scene, match) if match.rule.set.get("of_film") else None
    return Draft("position_held", film, value, span, scene.number, match.rule.id, status=status, confidence=confidence)


def _role(article: Article, scene: Scene, match: Match) -> str:
    if "role" not in match.groups:
        return str(match.rule.set["role"])
    verbs = article.pack.table("claims/positions")["verbs"]
    words = " ".join(scene.shape.span_of(*match.groups["role"]).of(article.text).split())
    return str(verbs.get(words.casefold(), words))


def _organisation(article: Article, scene: Scene, match: Match) -> str | None:
    if "org" in match.groups:
        return _name(article, scene.shape.items_in(*match.groups["org"])[0])
    kinds = _SPOKEN_OF.get(str(match.rule.set.get("organisation")))
    if kinds is None:
        return None
    at = scene.shape.offsets[match.end] if match.end < len(scene.shape.offsets) else scene.shape.span.end
    return _event_before(article, at, kinds)


def _event_before(article: Article, at: int, kinds: Sequence[Kind]) -> str | None:
    """The event that the article names most often up to a place, the first of equals; else the first one behind it."""
    everywhere = Span(0, len(article.text))
    events = [m for kind in kinds for m in article.annotated.mentions_in(everywhere, kind)]
    before = [m for m in events if m.span.start < at and m.kind is events[0].kind]
    counts = Counter(m.name for m in before)
    return counts.most_common(1)[0][0] if counts else events[0].name if events else None


def _name(article: Article, item: Item) -> str:
    if isinstance(item, Mention):
        return item.name
    if isinstance(item, Term) and item.kind == "nationality":
        names: Any = territory_names(article.pack)
        return next((name for name, code in names.items() if code == item.value), item.value)
    return " ".join(item.span.of(article.text).split())

"""Where films are presented: festivals, markets and programmes, by name or as "the festival" once named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.claims.awards_names import year_of
from filmdossier.reading.claims.awards_words import award_words
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import Match, drafts_of, find_matches, load_rules


def read_festivals(article: Article) -> Iterator[Draft]:
    """The showings at festivals that the article states; where it names no event, only at festivals called by towns."""
    category = award_words(article.pack).category
    events = [
        m for m in article.annotated.mentions if m.kind is Kind.EVENT and not category.fullmatch(m.name.casefold())
    ]
    known = frozenset(article.pack.table("claims/festivals")["known"]["places"])
    said = frozenset(article.pack.table("evidence")["names"]["event"])
    counts = Counter(m.entity for m in events)
    rules = load_rules(article.pack, "festivals")
    last = events[0] if events else None
    for scene in article.scenes:
        named = [i for i in scene.shape.items if isinstance(i, Mention) and i in events]
        for match in find_matches(scene, rules):
            if "known" in match.rule.set:
                yield from _known(article, scene, match, known)
                continue
            if last is None or _names_other(scene, match, events):
                continue
            event = _event(scene, match, named) or _spoken_of(last, events, counts, said)
            for draft in drafts_of(article, scene, match):
                if draft.film is not None:
                    yield _showing(article, scene, match, draft, event, stated=event in named)
        last = named[-1] if named else last


def _known(article: Article, scene: Scene, match: Match, known: frozenset[str]) -> Iterator[Draft]:
    """Showings at a festival called by its town."""
    span = scene.shape.span_of(*match.groups["value"])
    name = span.of(article.text)
    if name.casefold() in known and name[:1].isupper():
        for draft in drafts_of(article, scene, match):
            draft.value, draft.span, draft.qualifiers = {"name": name}, span, {}
            yield draft


def _names_other(scene: Scene, match: Match, events: list[Mention]) -> bool:
    """Whether what a rule takes for an event is none."""
    items = scene.shape.items_in(*match.groups.get("value", (match.start, match.start)), "E")
    return any(i not in events for i in items)


def _event(scene: Scene, match: Match, named: list[Mention]) -> Mention | None:
    """The event in the rule's value, else the only one that the sentence names."""
    start, end = match.groups.get("value", (match.start, match.end))
    inside = [i for i in scene.shape.items_in(start, end, "E") if isinstance(i, Mention)]
    if inside:
        return inside[0]
    return named[0] if len(named) == 1 and "value" not in match.groups else None


def _spoken_of(last: Mention, events: list[Mention], counts: Counter[int], said: frozenset[str]) -> Mention:
    """Which event "the festival" means: the one named most, or the one named last where none stands out."""
    (most, times), *others = counts.most_common()
    if not others or times > others[0][1]:
        return next(m for m in events if m.entity == most)
    # Of those named as often, "the festival" is the one whose name says that it is one.
    shown = {m.entity: m for m in events if times == counts[m.entity] and m.name.split()[-1] in said}
    return next(iter(shown.values())) if len(shown) == 1 else last


def _showing(article: Article, scene: Scene, match: Match, draft: Draft, event: Mention, *, stated: bool) -> Draft:
    shape = scene.shape
    draft.value = {"name": event.name}
    if stated:
        draft.span = event.span
    elif "value" in match.groups:
        draft.span = shape.span_of(*match.groups["value"])
    else:
        draft.span = shape.span_of(match.start, match.end)
    role = draft.qualifiers.get("role")
    qualifiers: dict[str, Any] = {"role": " ".join(role.split()) if isinstance(role, str) and role.strip() else None}
    if stated:
        before = [i for i in shape.items if event.span.start - 2 <= i.span.end <= event.span.start]
        qualifiers["date"] = year_of(before[-1].span.of(article.text)) if before else None
        places = [
            i
            for i in shape.items
            if isinstance(i, Mention) and i.kind is Kind.PLACE and 0 <= i.span.start - event.span.end <= 6
        ]
        qualifiers["place"] = places[0].name if places else None
    draft.qualifiers = {k: v for k, v in qualifiers.items() if v}
    return draft

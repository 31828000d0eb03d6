"""Anniversaries, and the years that they imply."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import Number, Ordinal, ValueMention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import Match, find_matches, item_name, load_rules
from filmdossier.reading.tense import resolve_date

MOST = 3000
"""No anniversary is counted so high."""


def read_anniversaries(article: Article) -> Iterator[Draft]:
    """The anniversaries that an article speaks of, each once in a sentence.

    The year is one that the sentence states, else that of publication; where neither is known, it and the year
    implied stay unknown.
    """
    for scene in article.scenes:
        stated: set[int] = set()
        for match in find_matches(scene, load_rules(article.pack, "anniversaries")):
            draft = _anniversary(article, scene, match)
            if draft is not None and draft.span.start not in stated:
                stated.add(draft.span.start)
                yield draft


def _anniversary(article: Article, scene: Scene, match: Match) -> Draft | None:
    start, end = match.groups["ordinal"]
    position = next((_position(i) for i in scene.shape.items_in(start, end) if isinstance(i, ValueMention)), None)
    if position is None:
        return None
    group = "of" if "of" in match.groups else "whose"
    items = scene.shape.items_in(*match.groups[group])
    name = item_name(article, items[0]) if group == "whose" else ""
    name = name or " ".join(scene.shape.span_of(*match.groups["of"]).of(article.text).split())
    film = next((i.entity for i in items if isinstance(i, Mention) and i.kind is Kind.FILM), None)
    year = _year(article, scene, match)
    value = {
        "ordinal": position,
        "year": year,
        "of": name,
        "implied_year": None if year is None else year - position,
    }
    span = scene.shape.span_of(start, end)
    return Draft("anniversary", film, value, span, scene.number, match.rule.id, confidence=match.rule.confidence)


def _position(item: ValueMention) -> int | None:
    """Which anniversary an ordinal, or a whole number (50周年), says."""
    value = item.value
    if isinstance(value, Ordinal):
        return None if value.from_end else value.position
    whole = isinstance(value, Number) and value.amount == value.amount.to_integral_value() and 0 < value.amount < MOST
    return int(value.amount) if whole and isinstance(value, Number) else None


def _year(article: Article, scene: Scene, match: Match) -> int | None:
    """The year that the sentence names nearest to the anniversary, else the one that the article was published in."""
    shape, start = scene.shape, match.groups["ordinal"][0]
    dates = [i for i in shape.items_in(0, len(shape.text), "D") if isinstance(i, ValueMention)]
    for item in sorted(dates, key=lambda i: abs(shape.position_of(i) - start)):
        if isinstance(item.value, DateExpression):
            at = shape.position_of(item)
            found = resolve_date(item.value, article.published, shape, at, article.pack)
            if found and found.earliest and found.latest and found.earliest.year == found.latest.year:
                return found.earliest.year
    day = article.published
    if day and day.earliest and day.latest and day.earliest.year == day.latest.year:
        return day.earliest.year
    return None

"""A sentence as rules for prizes see it: people, titles and dates are tokens, and so is what names a prize."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import ValueMention
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.shapes import Shape, shape_sentence

_KEPT = frozenset({Kind.PERSON, Kind.FILM, Kind.WORK})
_PRIZE = re.compile(r"<Z(?P<number>\d+)>")


@dataclass(frozen=True)
class Prize:
    """What names a prize, or only its giver or its category.

    Attributes:
        giver: the festival, the academy or the prize itself.
        category: what it is for.
        span: the words, as a stretch of the shape.
        medal: what the prize is called besides ("金熊奖").
    """

    giver: str | None
    category: str | None
    span: tuple[int, int]
    medal: str | None = None


@dataclass(frozen=True)
class PrizeText:
    """A shape with tokens for prizes.

    Attributes:
        shape: without them.
        text: with them.
        prizes: ``<Z0>`` is ``prizes[0]``.
        places: for each character of ``text``, and once more for its end, where it stands in the shape.
    """

    shape: Shape
    text: str
    prizes: tuple[Prize, ...]
    places: tuple[int, ...]

    def prizes_in(self, start: int, end: int) -> list[Prize]:
        """The prizes whose tokens stand in a stretch of the text."""
        return [self.prizes[int(m.group("number"))] for m in _PRIZE.finditer(self.text, start, end)]

    def in_shape(self, span: tuple[int, int]) -> tuple[int, int]:
        """A stretch of the text as one of the shape."""
        return self.places[span[0]], self.places[span[1]]


def plainer_shape(article: Article, scene: Scene) -> Shape:
    """The shape of a sentence in which only people, titles and dates are tokens."""
    items = [
        i
        for i in scene.shape.items
        if (isinstance(i, Mention) and i.kind in _KEPT)
        or (isinstance(i, ValueMention) and isinstance(i.value, DateExpression))
    ]
    return shape_sentence(article.text, scene.shape.span, items)


def with_prizes(article: Article, shape: Shape, prize: Any, filler: Any) -> PrizeText:
    """A shape with what names prizes and their givers as tokens.

    Args:
        article: what is read.
        shape: of a sentence, without tokens for prizes.
        prize: a pattern with the groups ``giver``, ``category``, ``medal`` and ``year``; a year in front stays a token
            of its own.
        filler: a pattern of what is no part of a category's name.
    """
    parts: list[str] = []
    places: list[int] = []
    prizes: list[Prize] = []
    at = 0
    for m in prize.finditer(shape.text):
        giver, category = m.group("giver"), m.group("category")
        if not giver and not category:
            continue
        first = group_span(m, "giver" if giver else "category")[0]
        if giver:
            giver = _tagged_giver(article, shape, group_span(m, "giver"))
        prizes.append(Prize(giver, filler.sub("", category or "") or None, (first, m.end()), m.group("medal") or None))
        begin = group_span(m, "year")[1] if m.group("year") else m.start()
        token = f"<Z{len(prizes) - 1}>"
        parts += [shape.text[at:begin], token]
        places += [*range(at, begin), *[begin] * len(token)]
        at = m.end()
    parts.append(shape.text[at:])
    places += range(at, len(shape.text) + 1)
    return PrizeText(shape, "".join(parts), tuple(prizes), tuple(places))


def _tagged_giver(article: Article, shape: Shape, span: tuple[int, int]) -> str:
    """A giver's name, without what a tag that ends with it leaves out in front."""
    whole = shape.span_of(*span)
    inside = article.annotated.mentions_in(whole, Kind.EVENT, Kind.AWARD, Kind.ORGANISATION)
    tagged = next((m for m in inside if m.span.end == whole.end), None)
    return (tagged.span if tagged else whole).of(article.text)

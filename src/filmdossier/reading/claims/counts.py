"""How many went to see a film, on how many screens it ran, and by how much figures rose or fell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.values import Money, Number, Percent, ValueMention
from filmdossier.reading.claims.charts import chart_patterns
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.figure_scope import Figure, as_of, money_of_sentence, period_of, run_days, territory_at

#: How far, in characters of the shape, words before and behind a count speak of it.
NEAR_BEFORE, NEAR_AFTER = 90, 60
#: Fewer screens than these are believed only in an article that tells of charts.
FEW_SCREENS = 20


def read_counts(article: Article, scene: Scene, chart: str | None, *, charts: bool) -> Iterator[Draft]:
    """Admissions and screens of a sentence's films."""
    p, text = chart_patterns(article.pack, "count"), scene.shape.text
    for item in scene.shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, Number):
            continue
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        film = film_of_figure(scene, at, end)
        if film is None:
            continue
        figure = Figure(at, end, 0, len(text), chart, currency=money_of_sentence(article, scene))
        after, before = text[end : end + NEAR_AFTER], text[max(0, at - NEAR_BEFORE) : at]
        qualifiers: dict[str, Any] = {"territory": territory_at(article, scene, figure), "bound": str(item.bound)}
        if p["admissions_after"].search(after) and p["admissions_verbs"].search(before + after):
            if p["admissions_not"].search(text):
                continue
            qualifiers |= {"period": period_of(article, scene, figure), "as_of": as_of(article, scene, figure)}
            value = {"count": item.value.amount}
            rule, run = "figures.admissions", run_days(article, scene, figure)
            yield Draft(
                "admissions", film, value, item.span, scene.number, rule, qualifiers, confidence=0.85, run_days=run
            )
        elif p["screens_after"].search(after) and not p["screens_not"].search(text):
            if not charts and item.value.amount <= FEW_SCREENS:
                continue
            for mention in (item, _range_start(scene, text[:end], p)):
                if mention is not None:
                    value = {"count": mention.value.amount}  # type: ignore[union-attr]
                    rule, said = "figures.screens", dict(qualifiers)
                    yield Draft("screens", film, value, mention.span, scene.number, rule, said, confidence=0.8)


def _range_start(scene: Scene, text: str, p: Mapping[str, Any]) -> ValueMention | None:
    """The first count of "from 40 to 1,796 cinemas"."""
    m = p["screens_range"].search(text)
    first = scene.shape.items[int(m.group("from"))] if m else None
    return first if isinstance(first, ValueMention) and isinstance(first.value, Number) else None


def film_of_figure(scene: Scene, start: int, end: int) -> int | None:
    """The film that a figure is said of: the last before it, else one right behind it, else the sentence's topic."""
    before = scene.film_before(start)
    if before is not None:
        return before.entity
    if scene.shape.text[:start].count(" ") < 8 and (after := scene.film_after(end, within=60)):
        return after.entity
    # Where a person is the subject, the figure may well be theirs.
    return None if scene.shape.items_in(0, start, "Pp") else scene.topic


def read_changes(article: Article, scene: Scene) -> Iterator[Draft]:
    """Stated rises and falls in per cent, of a film where it is the one that rose or fell."""
    p, text = chart_patterns(article.pack, "change"), scene.shape.text
    if not p["subject"].search(text) and not scene.films():
        return
    for item in scene.shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, Percent):
            continue
        at = scene.shape.position_of(item)
        end = text.index(">", at) + 1
        sign = _sign(text, at, end, p)
        if sign is None:
            continue
        film = _film_that_changed(scene, text[:at], p, "down" if sign < 0 else "up")
        if film is None and not p["subject"].search(text):
            continue
        value = {"percent": abs(item.value.amount) * sign}
        qualifiers = _compared(scene, text[end:], p)
        yield Draft("change", film, value, item.span, scene.number, "figures.change", qualifiers, confidence=0.8)


def _sign(text: str, at: int, end: int, p: Mapping[str, Any]) -> int | None:
    """-1 for a fall and +1 for a rise, after the word right before or right behind the figure."""
    if p["not_before"].search(text[max(0, at - 60) : at]):
        return None
    for way, sign in (("down", -1), ("up", 1)):
        if p["before"][way].search(text[max(0, at - 60) : at]):
            return sign
    after = text[end : end + 60]
    found = [(m.end(), sign) for way, sign in (("down", -1), ("up", 1)) if (m := p["after"][way].search(after))]
    return min(found)[1] if found else None


def _film_that_changed(scene: Scene, before: str, p: Mapping[str, Any], way: str) -> int | None:
    m = p["film"][way].search(before) or p["film_after"].search(before)
    item = scene.shape.items[int(m.group("f"))] if m and not p["subject"].search(m.group("gap")) else None
    return item.entity if isinstance(item, Mention) else None


def _compared(scene: Scene, behind: str, p: Mapping[str, Any]) -> dict[str, Any]:
    """The two amounts that a change compares, where they stand behind it."""
    for name in ("from_to", "to_from"):
        if m := p[name].search(behind):
            items = [scene.shape.items[int(m.group(g))] for g in ("from", "to")]
            return dict(zip(("from", "to"), _amounts(items), strict=False))
    return {}


def _amounts(items: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for item in items:
        if isinstance(item, ValueMention) and isinstance(item.value, Money):
            yield {"amount": item.value.amount, "currency": item.value.currency}

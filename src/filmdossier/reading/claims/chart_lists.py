"""Charts set as numbered lists: a place, a title, what it took, and sometimes its screens and its total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.model.values import Money, Number, ValueMention
from filmdossier.reading.claims.charts import chart_patterns, chart_territories, speaks_of_charts
from filmdossier.reading.claims.drafts import Article, Draft, Scene

#: A list is one from so many entries on.
SHORTEST_LIST = 3


def read_chart_lists(article: Article) -> Iterator[Draft]:
    """Ranks, box office and screens of lists such as agencies print below a weekend's report.

    An entry is a number and a title: ``1. Low Tide, $31.2 million``, ``2. (1) "Low Tide," Solaris, $17,500,000,
    3,204 locations, $5,462 average, $88,100,000, three weeks``. The first sum is the weekend's, the last of several the
    total.
    """
    if not speaks_of_charts(article):
        return
    p = chart_patterns(article.pack, "list")
    territories = chart_territories(article)
    entries = list(_entries(article))
    numbers = [n.value.amount for n, _, _ in entries]
    if len(entries) < SHORTEST_LIST or numbers != sorted(set(numbers)):
        return
    for number, scene, film in entries:
        common: dict[str, Any] = {"territory": territories[scene.number]}
        place = {"position": int(number.value.amount)}
        yield _draft("rank", scene, film, place, number, common)
        text, at = scene.shape.text, scene.shape.position_of(film)
        sums: list[tuple[ValueMention, Money]] = []
        for item in scene.shape.items:
            if not isinstance(item, ValueMention) or scene.shape.position_of(item) < at:
                continue
            after = text[text.index(">", scene.shape.position_of(item)) + 1 :]
            if isinstance(item.value, Money) and not p["average"].search(after):
                sums.append((item, item.value))
            elif isinstance(item.value, Number) and p["screens"].search(after):
                count = {"count": item.value.amount}
                yield _draft("screens", scene, film, count, item, common)
        for (item, money), period in zip(sums[:1] + sums[1:][-1:], ("weekend", "total"), strict=False):
            value = {"amount": money.amount, "currency": money.currency}
            yield _draft("box_office", scene, film, value, item, {**common, "period": period, "bound": str(item.bound)})


def _draft(
    predicate: str, scene: Scene, film: Mention, value: dict[str, Any], item: ValueMention, qualifiers: dict[str, Any]
) -> Draft:
    rule = f"lists.{predicate}"
    return Draft(predicate, film.entity, value, item.span, scene.number, rule, dict(qualifiers), confidence=0.85)


def _entries(article: Article) -> Iterator[tuple[Any, Scene, Mention]]:
    """The entries of an article's lists: number, scene and film. A number may have become a sentence of its own."""
    p = chart_patterns(article.pack, "list")
    number: ValueMention | None = None
    for scene in article.scenes:
        if p["number"].search(scene.shape.text):
            number = _whole_number(scene, 0)
            continue
        m = p["entry"].search(scene.shape.text)
        if m:
            first = _whole_number(scene, int(m.group("n"))) if m.group("n") else number
            film = scene.shape.items[int(m.group("f"))]
            if first is not None and isinstance(film, Mention):
                yield first, scene, film
        number = None


def _whole_number(scene: Scene, item: int) -> ValueMention | None:
    found = scene.shape.items[item]
    if not isinstance(found, ValueMention) or not isinstance(found.value, Number):
        return None
    return found if found.value.amount == int(found.value.amount) else None

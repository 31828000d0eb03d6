"""Territories that a sentence means without naming them: "there", after one that was named."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.reading.claims.charts import chart_patterns, group_span, territory_of
from filmdossier.reading.claims.drafts import Article, Scene

#: How many sentences back, in its paragraph, the place of a "there" may be named.
BACK = 2


def places_meant(article: Article, scene: Scene, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Places of a stretch of a shape that stand for a territory named before them, with its code."""
    p = chart_patterns(article.pack, "territory")
    for m in p["there"].finditer(scene.shape.text[:end]):
        at = group_span(m, "there")[0]
        if at < start or m.group("is") or m.group("word") in p["there_not_after"]:
            continue
        if code := territory_before(article, scene, at):
            yield at, code


def territory_before(article: Article, scene: Scene, at: int) -> str | None:
    """The territory that a paragraph names last before a place of one of its sentences."""
    if code := _last_named(article, scene, at):
        return code
    for earlier in reversed(article.scenes[max(0, scene.number - BACK) : scene.number]):
        if earlier.paragraph != scene.paragraph or earlier.heading:
            break
        if code := _last_named(article, earlier, len(earlier.shape.text)):
            return code
    return None


def _last_named(article: Article, scene: Scene, end: int) -> str | None:
    found = chart_patterns(article.pack, "territory")["place"].finditer(scene.shape.text[:end])
    codes = [territory_of(article, scene.shape.items[int(m.group("in") or m.group("of"))]) for m in found]
    return next((code for code in reversed(codes) if code), None)

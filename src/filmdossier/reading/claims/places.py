"""Where a film was shot, where and when it plays, how long it runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Mention
from filmdossier.model.span import Span
from filmdossier.model.values import Duration, ValueMention
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.origins import country_of, film_meant, introduces_film, stated
from filmdossier.reading.claims.rules import Match, find_matches, load_rules
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term, holds_word

_PLOT = ("plot-in", "plot-in-period")
#: A plot plays in a year or a longer time, never on a day of this month: shortest period, in days.
SHORTEST_PERIOD = 28
#: A film called by a time before the first public screenings plays in it: "a 19th-century drama".
FILM_BEGINS = 1895


def read_places(article: Article) -> Iterator[Draft]:
    """Locations, settings, periods and running times, sentence by sentence; a film has one running time and period."""
    found: set[tuple[str, int | None]] = set()
    no_film = article.pack.table("claims/places")["words"]["no_film"]
    for scene in article.scenes:
        if not scene.words.isdisjoint(no_film):
            continue
        for match in find_matches(scene, load_rules(article.pack, "places")):
            film = film_meant(article, scene, match)
            if film is None or _leaves_plot(article, scene, match) or _lacks_film(article, scene, match):
                continue
            for value, span in _READERS[match.rule.predicates[0]](article, scene, match):
                draft = stated(scene, match, film, value, span)
                if draft.predicate in ("duration", "set_in_period"):
                    if (draft.predicate, film) in found:
                        continue
                    found.add((draft.predicate, film))
                yield draft


def _leaves_plot(article: Article, scene: Scene, match: Match) -> bool:
    if not match.rule.id.endswith(_PLOT):
        return False
    not_plot = article.pack.table("claims/places")["words"]["not_plot"]
    return holds_word(scene.shape.text[match.start : match.end], not_plot, article.pack)


def _lacks_film(article: Article, scene: Scene, match: Match) -> bool:
    """Whether a rule that needs a film in its own sentence finds none: "a thriller shot in Prague"."""
    if not match.rule.set.get("own_film") or match.start == 0 or scene.films():
        return False
    return not introduces_film(scene, article.pack)


def _places(article: Article, scene: Scene, match: Match) -> Iterator[tuple[dict[str, Any], Span]]:
    if "both" in match.groups:
        yield from _both_countries(article, scene, match)
        return
    if match.rule.set.get("whole"):
        span = scene.shape.span_of(*match.groups["value"])
        yield {"name": " ".join(span.of(article.text).split())}, span
        return
    items = [i for i in scene.shape.items_in(*match.groups["value"]) if not _is_adjective(i)]
    held = False
    for n, item in enumerate(items):
        owned = n > 0 and _owns(article, items[n - 1], item)
        held = n > 0 and ((held and owned) or _holds(article, items[n - 1], item))
        if held:
            continue
        if n + 1 < len(items) and _owns(article, item, items[n + 1]):
            continue
        yield {"name": _name(article, item)}, item.span


def _is_adjective(item: Item) -> bool:
    if isinstance(item, Term):
        return item.kind != "territory"
    return isinstance(getattr(item, "value", None), DateExpression)


def _holds(article: Article, inner: Item, outer: Item) -> bool:
    """Whether a place only says where the one before it lies: Paris, France; Zadar in Croatia."""
    between = article.text[inner.span.end : outer.span.start]
    if between.strip(" ,") == "" and "," in between:
        return country_of(article, outer) is not None and country_of(article, inner) is None
    inside = article.pack.table("claims/places")["words"]["inside"]
    return between.strip().split(" ")[:1] == [inside] or between.startswith(f" {inside} ")


def _owns(article: Article, owner: Item, owned: Item) -> bool:
    """Whether the first place is the second one's owner: Croatia's Zadar."""
    return article.text[owner.span.end : owned.span.start].replace("’", "'").strip() in ("'s", "'")


def _both_countries(article: Article, scene: Scene, match: Match) -> Iterator[tuple[dict[str, Any], Span]]:
    """The two countries that the sentence names, where it names exactly two; else the one before it."""
    for other in (scene, *reversed(article.scenes[: scene.number][-1:])):
        named = {i.value: _name(article, i) for i in other.shape.items if isinstance(i, Term) and i.kind == "territory"}
        if not named:
            named = {c: i.name for i in other.shape.items if isinstance(i, Mention) and (c := country_of(article, i))}
        if len(named) == 2:
            span = scene.shape.span_of(match.start, match.end)
            yield from (({"name": name}, span) for name in named.values())
            return


def _name(article: Article, item: Item) -> str:
    return item.name if isinstance(item, Mention) else " ".join(item.span.of(article.text).split())


def _periods(article: Article, scene: Scene, match: Match) -> Iterator[tuple[dict[str, Any], Span]]:
    for item in scene.shape.items_in(*match.groups["value"], "D"):
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            period = item.value.resolve(None)
            if match.rule.set.get("past") and not (period and period.latest and period.latest.year < FILM_BEGINS):
                continue
            if period is not None and (period.width or 0) >= SHORTEST_PERIOD:
                yield {"date": period.edtf}, item.span


def _lengths(article: Article, scene: Scene, match: Match) -> Iterator[tuple[dict[str, Any], Span]]:
    for item in scene.shape.items_in(*match.groups["value"], "U"):
        if not isinstance(item, ValueMention) or not isinstance(item.value, Duration) or not item.value.minutes:
            continue
        if not match.rule.set.get("hyphened") or "-" in item.span.of(article.text):
            yield {"minutes": item.value.minutes}, item.span


_READERS = {
    "filming_location": _places,
    "narrative_location": _places,
    "set_in_period": _periods,
    "duration": _lengths,
}

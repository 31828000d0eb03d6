"""Which companies made a film and which bring it to the cinemas."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.languages.territories import normalize_territory
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.origins import film_meant, stated
from filmdossier.reading.claims.rules import Match, find_matches, load_rules
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term

#: A company meant by "the firm" is looked for so many code points back.
REACH = 500


def read_companies(article: Article) -> Iterator[Draft]:
    """Production companies and distributors, sentence by sentence."""
    for scene in article.scenes:
        for match in find_matches(scene, load_rules(article.pack, "companies")):
            if "firm" in match.groups:
                yield from _meant_firm(article, scene, match)
                continue
            yield from _named(article, scene, match)


def _named(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    territory = _territory(article, scene, match)
    for item in scene.shape.items_in(*match.groups["value"], "O"):
        if isinstance(item, Mention) and not _is_broadcaster(article, item.name):
            qualifiers = {"territory": territory} if territory else {}
            for film in _films(article, scene, match):
                yield stated(scene, match, film, {"name": item.name}, item.span, **qualifiers)


def _films(article: Article, scene: Scene, match: Match) -> list[int]:
    """The films of a rule: all of those it lists, else the one that it speaks of."""
    if "films" in match.groups:
        items = scene.shape.items_in(*match.groups["films"], "F")
        return [i.entity for i in items if isinstance(i, Mention)]
    film = film_meant(article, scene, match)
    return [] if film is None else [film]


def _is_broadcaster(article: Article, name: str) -> bool:
    words = name.split()
    table = article.pack.table("claims/companies")["words"]
    return bool(words) and words[0] in table["broadcasters"] and words[-1] not in table["makers"]


def _territory(article: Article, scene: Scene, match: Match) -> str | None:
    for group in ("territory", "where", "at"):
        if group in match.groups:
            for item in scene.shape.items_in(*match.groups[group]):
                return territory_of(article, item)
    return None


def territory_of(article: Article, item: Item) -> str | None:
    """The territory that a term or a place stands for; a city stands for its country."""
    if isinstance(item, Term):
        return item.value if item.kind != "genre" else None
    return normalize_territory(item.span.of(article.text), article.pack)


def _meant_firm(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    """The company spoken of last where the film is said to be made by "the firm"."""
    span = scene.shape.span_of(match.start, match.end)
    back = Span(max(0, span.start - REACH), span.start)
    named: list[Mention] = article.annotated.mentions_in(back, Kind.ORGANISATION)
    for film in _films(article, scene, match) if named else ():
        yield stated(scene, match, film, {"name": named[-1].name}, span)

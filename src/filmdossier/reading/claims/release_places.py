"""Where a film comes out: what the words of a release name, and what they mean without naming it."""

from __future__ import annotations

from typing import Any

from filmdossier.languages.territories import normalize_territory
from filmdossier.reading.claims.charts import own_territory
from filmdossier.reading.claims.companies import territory_of
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.claims.rules import Match
from filmdossier.reading.claims.whereabouts import territory_before
from filmdossier.reading.patterns import compile_pattern

_GROUPS = ("territory", "place", "where", "beyond", "venue", "verb")
#: How many characters behind a match still tell where.
_NEAR = 12
_CITY = "venue"


def release_territory(article: Article, scene: Scene, match: Match, only: str | None = None) -> str | None:
    """The territory of a release: named in its match, else meant by it, else that of its clause.

    Args:
        article: what is read.
        scene: its sentence.
        match: of a rule for releases.
        only: the group that tells where, if the release is a match's second one.
    """
    if only:
        return _named(article, scene, match, only)
    for group in _GROUPS:
        if group in match.groups and (code := _named(article, scene, match, group)):
            return code
    if code := _meant(article, scene, match):
        return code
    if code := own_territory(article, scene, match.start, match.start):
        return code
    if match.rule.set.get("chained"):
        return territory_before(article, scene, match.groups["when"][0])
    return None


def _named(article: Article, scene: Scene, match: Match, group: str) -> str | None:
    codes = (territory_of(article, item) for item in scene.shape.items_in(*match.groups[group]))
    code = next((code for code in codes if code), None)
    if code is None and group == _CITY:
        # Nobody tagged the place; its last word may be a known city.
        words = scene.shape.span_of(*match.groups[group]).of(article.text)
        code = normalize_territory(words.rsplit(" ", 1)[-1], article.pack)
    return code


def _meant(article: Article, scene: Scene, match: Match) -> str | None:
    p = article.pack.made("releases:where", lambda: _patterns(article.pack.table("claims/releases")["where"]))
    words = scene.shape.text[match.start : match.end + _NEAR]
    # A tagged place is a token in the shape; the words themselves may mean a territory that no table of names holds.
    said = scene.shape.span_of(match.start, min(match.end + _NEAR, len(scene.shape.text))).of(article.text).lower()
    for phrase, code in p["meant"].items():
        if phrase in words or phrase in said:
            return str(code)
    if m := p["there"].search(words):
        return territory_before(article, scene, match.start + m.start())
    return _nationality(scene, match) if p["home"].search(words) else None


def _nationality(scene: Scene, match: Match) -> str | None:
    """The one nationality that stands before the film of a sentence ("the Russian film F, which came out at home")."""
    codes = {item.value for item in scene.shape.items_in(0, match.end, "K")}  # type: ignore[union-attr]
    return str(codes.pop()) if len(codes) == 1 else None


def _patterns(table: dict[str, Any]) -> dict[str, Any]:
    return {name: compile_pattern(source) if isinstance(source, str) else source for name, source in table.items()}

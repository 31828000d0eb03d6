"""When and where a film comes out, is first shown or screened; and the years that films are called by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.model.dates import Direction, PartialDate
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.origins import film_meant
from filmdossier.reading.claims.release_dates import release_dates
from filmdossier.reading.claims.release_places import release_territory
from filmdossier.reading.claims.rules import Match, find_matches, load_rules
from filmdossier.reading.tense import direction_at
from filmdossier.reading.terms import holds_word

#: Words of other things that come out are looked for so many code points before a match, too.
_BACK = 40


def read_releases(article: Article) -> Iterator[Draft]:
    """The releases, premieres and screenings of an article; a date states one of them."""
    for scene in article.scenes:
        stated: set[int] = set()
        for match in find_matches(scene, load_rules(article.pack, "releases")):
            for draft in _releases(article, scene, match):
                if draft.span.start not in stated:
                    stated.add(draft.span.start)
                    yield draft


def _releases(article: Article, scene: Scene, match: Match) -> Iterator[Draft]:
    film = film_meant(article, scene, match)
    if film is None or "not" in match.groups or _is_void(article, scene, match):
        return
    confidence = match.rule.confidence * (0.8 if scene.heading else 1.0)
    for group, span, date in release_dates(article, scene, match):
        status = Status(match.rule.status) if match.rule.status else Status.ASSERTED
        if group != "year" and _lies_ahead(article, scene, match.groups[group][0], date):
            status = Status.PLANNED
        qualifiers = _qualifiers(article, scene, match, "more" if group == "then" else None)
        value, rule = {"date": date.edtf}, match.rule.id
        yield Draft("release", film, value, span, scene.number, rule, qualifiers, status, confidence=confidence)


def _lies_ahead(article: Article, scene: Scene, at: int, date: PartialDate) -> bool:
    """Whether a date was still to come when the article was written, as its tense says and the calendar allows."""
    if article.published is not None and date.is_before(article.published):
        return False
    return direction_at(scene.shape.text, at, article.pack) is Direction.FUTURE


def _is_void(article: Article, scene: Scene, match: Match) -> bool:
    if match.rule.set.get("moved"):  # the date that no longer holds stands before it
        return False
    words = article.pack.table("claims/releases")["words"]["void"]
    begin = 0 if match.rule.set.get("whole") else max(0, match.start - _BACK)
    text = "".join(c if c.isalnum() or c in "<>-" else " " for c in scene.shape.text[begin : match.end])
    return holds_word(text, words, article.pack)


def _qualifiers(article: Article, scene: Scene, match: Match, group: str | None) -> dict[str, Any]:
    qualifiers: dict[str, Any] = {}
    if kind := _kind(article, scene, match):
        qualifiers["kind"] = kind
    if territory := release_territory(article, scene, match, group):
        qualifiers["territory"] = territory
    if "venue" in match.groups:
        qualifiers["venue"] = " ".join(scene.shape.span_of(*match.groups["venue"]).of(article.text).split())
    return qualifiers


def _kind(article: Article, scene: Scene, match: Match) -> str | None:
    kind = match.rule.set.get("kind")
    if kind is None:
        return None
    table = article.pack.table("claims/releases")["words"]
    start, end = match.start, min(len(scene.shape.text), match.end + 40)
    text = scene.shape.text[start:end].replace(",", " ").replace(".", " ")
    for other in ("home_video", "streaming"):
        if holds_word(text, table[other], article.pack):
            return other
    inside = scene.shape.items_in(match.start, match.end)
    at_event = any(isinstance(i, Mention) and i.kind is Kind.EVENT for i in inside)
    return "festival" if at_event and kind == "screening" else str(kind)

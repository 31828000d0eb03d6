"""When and where a film comes out, is first shown or screened; and the years that films are called by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.model.dates import DateExpression, Direction, PartialDate
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.values import ValueMention
from filmdossier.reading.claims.companies import territory_of
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.origins import film_meant
from filmdossier.reading.claims.rules import Match, find_matches, load_rules
from filmdossier.reading.tense import direction_at, resolve_date
from filmdossier.reading.values.date_kinds import CalendarDate

#: A release is dated to a year at least: longest span of days that a date may leave open.
LONGEST = 366
#: Words of other things that come out are looked for so many code points before a match, too.
_BACK = 40
_WHERE = ("territory", "place", "where", "beyond", "venue")


def read_releases(article: Article) -> Iterator[Draft]:
    """The releases, premieres and screenings of an article; a date states one of them."""
    for scene in article.scenes:
        stated: set[int] = set()
        for match in find_matches(scene, load_rules(article.pack, "releases")):
            draft = _release(article, scene, match)
            if draft is not None and draft.span.start not in stated:
                stated.add(draft.span.start)
                yield draft


def _release(article: Article, scene: Scene, match: Match) -> Draft | None:
    film = film_meant(article, scene, match)
    if film is None or "not" in match.groups or _is_void(article, scene, match):
        return None
    date = _date(scene, match)
    if date is None or (resolved := _resolved(article, scene, date)) is None:
        return None
    status = Status(match.rule.status) if match.rule.status else Status.ASSERTED
    if "year" not in match.groups and _lies_ahead(article, scene, date, resolved):
        status = Status.PLANNED
    confidence = match.rule.confidence * (0.8 if scene.heading else 1.0)
    qualifiers = _qualifiers(article, scene, match)
    value = {"date": resolved.edtf}
    rule = match.rule.id
    return Draft("release", film, value, date.span, scene.number, rule, qualifiers, status, confidence=confidence)


def _lies_ahead(article: Article, scene: Scene, date: ValueMention, resolved: PartialDate) -> bool:
    """Whether a date was still to come when the article was written, as its tense says and the calendar allows."""
    if article.published is not None and resolved.is_before(article.published):
        return False
    at = scene.shape.position_of(date)
    return direction_at(scene.shape.text, at, article.pack) is Direction.FUTURE


def _is_void(article: Article, scene: Scene, match: Match) -> bool:
    if match.rule.set.get("moved"):  # the date that no longer holds stands before it
        return False
    words = article.pack.table("claims/releases")["words"]["void"]
    begin = 0 if match.rule.set.get("whole") else max(0, match.start - _BACK)
    text = "".join(c if c.isalnum() or c in "<>-" else " " for c in scene.shape.text[begin : match.end])
    return any(f" {word} " in f" {text} " for word in words)


def _date(scene: Scene, match: Match) -> ValueMention | None:
    by_year = "year" in match.groups
    for item in scene.shape.items_in(*match.groups["year" if by_year else "when"], "D"):
        if isinstance(item, ValueMention) and (not by_year or _is_year(item)):
            return item
    return None


def _is_year(item: ValueMention) -> bool:
    return isinstance(item.value, CalendarDate) and item.value.year is not None and item.value.month is None


def _resolved(article: Article, scene: Scene, date: ValueMention) -> PartialDate | None:
    if not isinstance(date.value, DateExpression):
        return None
    at = scene.shape.position_of(date)
    found = resolve_date(date.value, article.published, scene.shape, at, article.pack)
    if found is None:
        return None
    if found.width is None:
        return found if article.pack.table("claims/releases")["words"]["without_year"] else None
    return found if found.width <= LONGEST else None


def _qualifiers(article: Article, scene: Scene, match: Match) -> dict[str, Any]:
    qualifiers: dict[str, Any] = {}
    if kind := _kind(article, scene, match):
        qualifiers["kind"] = kind
    for group in _WHERE:
        items = scene.shape.items_in(*match.groups[group]) if group in match.groups else []
        codes = [code for code in (territory_of(article, i) for i in items) if code]
        if not codes and group == "venue" and group in match.groups:
            codes = _untagged(article, scene, match)
        if codes:
            qualifiers["territory"] = codes[0]
            break
    if "venue" in match.groups:
        qualifiers["venue"] = " ".join(scene.shape.span_of(*match.groups["venue"]).of(article.text).split())
    return qualifiers


def _untagged(article: Article, scene: Scene, match: Match) -> list[str]:
    """The territory of a venue whose place nobody tagged: its last word may be a known city."""
    from filmdossier.languages.territories import normalize_territory  # noqa: PLC0415

    last = scene.shape.span_of(*match.groups["venue"]).of(article.text).rsplit(" ", 1)[-1]
    code = normalize_territory(last, article.pack)
    return [code] if code else []


def _kind(article: Article, scene: Scene, match: Match) -> str | None:
    kind = match.rule.set.get("kind")
    if kind is None:
        return None
    table = article.pack.table("claims/releases")["words"]
    start, end = match.start, min(len(scene.shape.text), match.end + 40)
    text = f" {scene.shape.text[start:end]} ".replace(",", " ").replace(".", " ")
    for other in ("home_video", "streaming"):
        if any(f" {word} " in text for word in table[other]):
            return other
    inside = scene.shape.items_in(match.start, match.end)
    at_event = any(isinstance(i, Mention) and i.kind is Kind.EVENT for i in inside)
    return "festival" if at_event and kind == "screening" else str(kind)

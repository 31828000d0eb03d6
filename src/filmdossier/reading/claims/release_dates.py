"""When a film comes out: the dates that the words of a release state, and those that they count from another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from filmdossier.model.dates import DateExpression, PartialDate, of_day
from filmdossier.model.span import Span
from filmdossier.model.values import Duration, ValueMention
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.claims.rules import Match
from filmdossier.reading.patterns import compile_pattern
from filmdossier.reading.tense import resolve_date
from filmdossier.reading.values.date_kinds import CalendarDate

#: A release is dated to a year at least: longest span of days that a date may leave open.
LONGEST = 366
#: Longest stretch of days that is counted exactly from a date to another; nobody counts weeks exactly.
_COUNTED = 13
_WEEK = 7


def release_dates(article: Article, scene: Scene, match: Match) -> Iterator[tuple[str, Span, PartialDate]]:
    """For each date of a match its group, the words that state it, and what it denotes."""
    if "count" in match.groups:
        if counted := _counted(article, scene, match):
            yield "count", *counted
        return
    for group in ("year",) if "year" in match.groups else ("when", "then"):
        date = _date(scene, match, group) if group in match.groups else None
        if date is not None and (resolved := _resolved(article, scene, date)):
            yield group, date.span, resolved


def _date(scene: Scene, match: Match, group: str) -> ValueMention | None:
    for item in scene.shape.items_in(*match.groups[group], "D"):
        if isinstance(item, ValueMention) and (group != "year" or _is_year(item)):
            return item
    return None


def _is_year(item: ValueMention) -> bool:
    return isinstance(item.value, CalendarDate) and item.value.year is not None and item.value.month is None


def _resolved(article: Article, scene: Scene, date: ValueMention) -> PartialDate | None:
    if not isinstance(date.value, DateExpression):
        return None
    at = scene.shape.position_of(date)
    reference = article.published
    if _where(article)["later"].search(date.span.of(article.text)):
        earlier = [i for i in scene.shape.items_in(0, at, "D") if isinstance(i, ValueMention)]
        reference = _resolved(article, scene, earlier[-1]) if earlier else None
    found = resolve_date(date.value, reference, scene.shape, at, article.pack)
    if found is None:
        return None
    if found.width is None:
        return found if article.pack.table("claims/releases")["words"]["without_year"] else None
    return found if found.width <= LONGEST else None


def _counted(article: Article, scene: Scene, match: Match) -> tuple[Span, PartialDate] | None:
    """A day so many days after or before another one that the sentence states: "on Friday, two days after its …".

    The film was out *so many days before* the day that stands in the sentence, where that day comes *after* it.
    """
    base: Any = scene.shape.items_in(match.start, match.end, "D")[0]
    count: Any = scene.shape.items_in(*match.groups["count"])[0]
    day = _resolved(article, scene, base)
    days = count.value.days if isinstance(count.value, Duration) else None
    if (
        day is None
        or day.earliest is None
        or day.width != 1
        or not days
        or days != int(days)
        or days > _COUNTED
        or days == _WEEK
    ):
        return None
    ahead = match.words(scene, "way") in _where(article)["before"]
    return count.span, of_day(day.earliest + timedelta(days=int(days) * (1 if ahead else -1)))


def _where(article: Article) -> dict[str, Any]:
    table = article.pack.table("claims/releases")["where"]
    return article.pack.made(
        "releases:dates", lambda: {"later": compile_pattern(table["later"]), "before": frozenset(table["before"])}
    )

"""Dates that the calendar does not have, weekdays that do not fall on them, and premieres that lie after the release.

A date without a year is taken to be of the year that puts it nearest to the day of publication, and only where that day
is known and near enough; where the article names another year in which the weekday would be right, it may mean that.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from filmdossier.audit.check import Article, Check, Emission
from filmdossier.audit.premieres import PREMIERE_AFTER_RELEASE, late_premieres, late_premieres_of_facts
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Finding
from filmdossier.model.span import Span
from filmdossier.model.values import Value
from filmdossier.model.wording import date_in_words, quoted
from filmdossier.reading.values.date_compounds import Range
from filmdossier.reading.values.date_kinds import CalendarDate, Weekday

RULE = "calendar"
#: A date without a year is of the year that puts it so many days or fewer from publication.
NEAR_DAYS = 120
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_OPENING, _CLOSING = frozenset("\"'“‘«„「『《"), frozenset("\"'”’»“」』》")
_LEAP_YEAR = 2000
#: From this year on all of Europe counts by the Gregorian calendar; dates before may be of the Julian one.
GREGORIAN = 1924
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WRONG_WEEKDAY = Emission(
    "error",
    "{words}: {day} is a {right}, not a {stated}; the {stated} of that week is {other}",
    "a weekday stands beside a full date that falls on another",
)
WRONG_WEEKDAY_NEAR = Emission(
    "warning",
    "{words}, published {published}: {day} is a {right}, not a {stated}; the {stated} of that week is {other}",
    "a weekday stands beside a date without a year that falls on another in the year of publication",
)
NO_SUCH_DAY = Emission(
    "error",
    "{words}: {month} has {length} days{leap}",
    "a date that does not exist",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One date of an article with the weekday that stands beside it, if one does."""

    date: CalendarDate
    span: Span


def in_article(article: Article) -> Iterator[Finding]:
    """Weekdays and dates of an article, and the premieres that it dates after the release."""
    years = {d.date.year for d in stated_dates(article) if d.date.year is not None}
    published = normalize_edtf(article.published) if article.published else None
    for stated in stated_dates(article):
        if _exists(stated.date):
            yield from _weekday(article, stated, published, years)
        elif _is_meant(article, stated):
            yield _no_such_day(article, stated)
    yield from late_premieres(article)


def stated_dates(article: Article) -> Iterator[Stated]:
    """The calendar dates of an article, also those of ranges; a weekday in brackets beside one goes with it."""
    taken = -1
    for mention, following in pairwise((*article.values, None)):
        assert mention is not None
        if mention.span.start < taken:
            continue
        if isinstance(mention.value, Range):
            yield from (Stated(part, mention.span) for part in _of_range(mention.value))
        elif (
            following
            and _is_in_brackets(article.text, mention.span, following.span)
            and (both := _beside(mention.value, following.value))
        ):
            taken = following.span.end
            yield Stated(both, mention.span.joined(following.span))
        elif isinstance(mention.value, CalendarDate):
            yield Stated(mention.value, mention.span)


def _beside(first: Value, second: Value) -> CalendarDate | None:
    """A date and a weekday, in either order, as one."""
    for value, weekday in ((first, second), (second, first)):
        if isinstance(value, CalendarDate) and isinstance(weekday, Weekday) and weekday.which is None:
            return value if value.weekday else replace(value, weekday=weekday.weekday)
    return None


def _of_range(value: Range) -> Iterator[CalendarDate]:
    """Start and end of a range; the start takes from the end what it leaves out, unless that turns it round."""
    start, end = value.start, value.end
    if isinstance(end, CalendarDate):
        yield end
        if isinstance(start, CalendarDate) and start.day is not None:
            month = start.month if start.month is not None else end.month
            wraps = end.month is not None and month is not None and month > end.month
            year = start.year if start.year is not None or wraps else end.year
            yield replace(start, month=month, year=year)


def _is_in_brackets(text: str, first: Span, second: Span) -> bool:
    between = text[first.end : second.start].strip()
    return between in _BRACKETS and text[second.end : second.end + 1] == _BRACKETS[between]


def _exists(value: CalendarDate) -> bool:
    return value.day is None or value.month is None or value.day <= _length(value)


def _length(value: CalendarDate) -> int:
    """The days of a date's month; of years before `GREGORIAN` as the Julian calendar has them, which is no fewer."""
    year = value.year if value.year is not None and 1 <= value.year <= 9999 else _LEAP_YEAR
    if year < GREGORIAN and year % 4 == 0:
        year = _LEAP_YEAR
    return calendar.monthrange(year, value.month or 1)[1]


def _is_meant(article: Article, stated: Stated) -> bool:
    """Whether words mean a day: not a title in marks, not figures alone, not a month with a count behind it."""
    text, span = article.text, stated.span
    words = span.of(text)
    if text[max(0, span.start - 1) : span.start] in _OPENING and text[span.end : span.end + 1] in _CLOSING:
        return False
    if stated.date.year is None and not any(c.isalpha() for c in words):
        return False
    counts = stated.date.year is None and words[-1:].isdecimal()
    return not (counts and text[span.end : span.end + 2].strip()[:1].isalpha())


def _no_such_day(article: Article, stated: Stated) -> Finding:
    value = stated.date
    is_leap_day = (value.month, value.day) == (2, 29)
    year = f"{value.year:04d}" if is_leap_day and value.year is not None else "XXXX"
    month = date_in_words(f"{year}-{value.month:02d}").split(",")[0]
    leap = f", for {value.year} is no leap year" if is_leap_day else ""
    words = quoted(stated.span.of(article.text))
    return NO_SUCH_DAY.finding(
        RULE, _at(article, stated.span), [stated.span], words=words, month=month, length=_length(value), leap=leap
    )


def _weekday(article: Article, stated: Stated, published: PartialDate | None, years: set[int]) -> Iterator[Finding]:
    value = stated.date
    if value.weekday is None or value.month is None or value.day is None:
        return
    if value.year is not None:
        day = _day(value, value.year)
        emission, parts = WRONG_WEEKDAY, {}
    else:
        if published is None or published.earliest is None or published.earliest != published.latest:
            return
        around = (_day(value, published.earliest.year + step) for step in (-1, 0, 1))
        near = [d for d in around if d is not None and abs((d - published.earliest).days) <= NEAR_DAYS]
        elsewhere = [_day(value, year) for year in sorted(years)]
        if len(near) != 1 or any(d is not None and d.isoweekday() == value.weekday for d in elsewhere):
            return
        day = near[0]
        emission, parts = WRONG_WEEKDAY_NEAR, {"published": date_in_words(published.edtf)}
    if day is None or day.year < GREGORIAN or day.isoweekday() == value.weekday:
        return
    other = day + timedelta(days=value.weekday - day.isoweekday())
    yield emission.finding(
        RULE,
        _at(article, stated.span),
        [stated.span],
        words=quoted(stated.span.of(article.text)),
        day=date_in_words(day.isoformat()),
        right=_WEEKDAYS[day.weekday()],
        stated=_WEEKDAYS[value.weekday - 1],
        other=date_in_words(other.isoformat()),
        **parts,
    )


def _day(value: CalendarDate, year: int) -> date | None:
    try:
        return date(year, value.month or 0, value.day or 0)
    except ValueError:
        return None


def _at(article: Article, span: Span) -> list[str]:
    """The claims whose value these words are."""
    return [c.claim.id for c in article.claims if c.claim.value_span.overlaps(span)]


CHECK = Check(
    RULE,
    "weekdays that do not fall on their dates, dates that do not exist, premieres after the release",
    (WRONG_WEEKDAY, WRONG_WEEKDAY_NEAR, NO_SUCH_DAY, PREMIERE_AFTER_RELEASE),
    in_article,
    late_premieres_of_facts,
)

"""When an article was published: given, read from its address or dateline, or inferred from what it says itself.

Nothing here knows today's date. An article that was not dated is dated by its own words: by a day that it calls past
and a day that it calls planned, by the year that it compares with, by weekdays that fit only one year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filmdossier.languages import Pack
from filmdossier.model.dates import DateExpression, Direction, PartialDate, of_day, of_days, of_year, parse_edtf
from filmdossier.model.reading import Basis, Published
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.patterns import compile_pattern
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.shapes import Item, Shape, shape_sentence
from filmdossier.reading.tense import direction_at
from filmdossier.reading.values.date_compounds import Range
from filmdossier.reading.values.date_kinds import CalendarDate, Feast

#: Between a past date and a planned one lie at most so many days, or they fix nothing.
LONGEST = 1200
#: Dates without a year narrow no window of more days than these.
NARROWABLE = 800
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Clue:
    """A date of the article: ``fixed`` where it needs no reference, else what is to be tried on candidate days."""

    expression: DateExpression
    direction: Direction
    fixed: PartialDate | None
    span: Span


@dataclass(frozen=True)
class _Window:
    """The days on which the article can have been written; an end that is a mere convention must be cut to count."""

    first: date
    last: date
    span: Span
    in_year: bool = False
    open_start: bool = False


def find_published(
    text: str,
    sentences: Sequence[Sentence],
    values: Sequence[ValueMention],
    pack: Pack,
    given: str | Published | None = None,
    *,
    source: str = "",
) -> Published | None:
    """When an article was published, as exactly as that is known.

    Args:
        text: the article.
        sentences: of it.
        values: found in it.
        pack: the language's tables.
        given: what the caller knows: an EDTF date, or one that came with the document.
        source: the path or address that the article came from.

    Returns:
        The date or EDTF interval, how it is known, and the words it rests on; None where nothing fixes it.

    Raises:
        ValueError: where ``given`` is a string and no EDTF date.
    """
    if isinstance(given, Published):
        return given
    if given:
        return Published(parse_edtf(given).edtf, Basis.GIVEN)
    return _from_address(source, pack) or _from_dateline(text, values, pack) or _inferred(text, sentences, values, pack)


def reference_date(published: Published | None) -> PartialDate | None:
    """The date that relative dates are resolved against: that of publication, if it is one."""
    return parse_edtf(published.date) if published else None


def _from_address(source: str, pack: Pack) -> Published | None:
    m = pack.made("published:url", lambda: compile_pattern(pack.table("published")["dateline"]["url"])).search(source)
    if "://" not in source or not m:
        return None
    try:
        return Published(date(int(m.group("year")), int(m.group("month")), int(m.group("day"))).isoformat(), Basis.URL)
    except ValueError:
        return None


def _from_dateline(text: str, values: Sequence[ValueMention], pack: Pack) -> Published | None:
    for item in _dateline_dates(text, values, pack):
        day = item.value.resolve(None)
        if day is not None and day.width == 1:
            return Published(day.edtf, Basis.DATELINE, item.span)
    return None


def _dateline_dates(text: str, values: Sequence[ValueMention], pack: Pack) -> Iterator[Any]:
    """The dates that lines at the head or foot of the article give as its own."""
    table = pack.table("published")["dateline"]
    patterns = pack.made("published:dateline", lambda: [compile_pattern(p) for p in table["patterns"]])
    for span in _lines(text, table["lines"]):
        shape = shape_sentence(text, span, [v for v in values if span.contains(v.span)])
        for pattern in patterns:
            if m := pattern.search(shape.text):
                yield shape.items_in(*m.span(pattern.groupindex["date"]))[0]


def _day_of_dateline(text: str, values: Sequence[ValueMention], pack: Pack) -> CalendarDate | None:
    """The day of a dateline that leaves out the year (红网9月24日讯)."""
    dates = (item.value for item in _dateline_dates(text, values, pack))
    return next((d for d in dates if isinstance(d, CalendarDate) and d.month and d.day), None)


def _lines(text: str, count: int) -> list[Span]:
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line)
    return spans[:count] + spans[max(count, len(spans) - 2) :]


def _inferred(text: str, sentences: Sequence[Sentence], values: Sequence[ValueMention], pack: Pack) -> Published | None:
    dates = [v for v in values if isinstance(v.value, DateExpression)]
    if not dates:
        return None
    shapes = [shape_sentence(text, s.span, [v for v in values if s.span.contains(v.span)]) for s in sentences]
    clues = [c for shape in shapes for c in _clues(shape, pack)]
    window = _window(clues, _stated_years(text, shapes, pack), pack)
    if window is None:
        return None
    if (window.last - window.first).days > NARROWABLE:
        return Published(of_days(window.first, window.last).edtf, Basis.INFERRED, window.span)
    days = [window.first + _DAY * n for n in range((window.last - window.first).days + 1)]
    stamped = _day_of_dateline(text, values, pack)
    own = [day for day in days if stamped is not None and (day.month, day.day) == (stamped.month, stamped.day)]
    days = own or _narrowed(days, [c for c in clues if c.fixed is None], window, pack)
    if window.open_start and days[0] == window.first:
        return None
    return Published(of_days(days[0], days[-1]).edtf, Basis.INFERRED, window.span)


def _clues(shape: Shape, pack: Pack) -> Iterator[_Clue]:
    for item in shape.items:
        if not isinstance(item, ValueMention) or not isinstance(item.value, DateExpression):
            continue
        direction = direction_at(shape.text, shape.position_of(item), pack)
        alone = item.value.resolve(None, direction)
        if alone is not None and alone.earliest and alone.latest:
            yield _Clue(item.value, direction, alone, item.span)
        elif isinstance(item.value, CalendarDate | Feast | Range):
            yield _Clue(item.value, direction, None, item.span)


def _stated_years(text: str, shapes: Sequence[Shape], pack: Pack) -> Iterator[tuple[int, Span]]:
    """The years that the article says it is written in."""
    table = pack.table("published")["year"]
    kinds = ("this", "last")
    this, last = pack.made("published:year", lambda: [[compile_pattern(p) for p in table[kind]] for kind in kinds])
    for number, shape in enumerate(shapes):
        behind = shapes[min(number + 1, len(shapes) - 1)]
        around = text[shapes[max(0, number - 1)].span.start : behind.span.end].casefold()
        compares = any(w in around for w in table["near_last"])
        own = text[shape.span.start : shape.span.end].casefold()
        compares = compares and table["not_in"] not in own
        for patterns, offset in ((this, 0), (last if compares else (), 1)):
            for pattern in patterns:
                for m in pattern.finditer(shape.text):
                    item: Any = shape.items_in(*m.span(pattern.groupindex["year"]))[0]
                    if (year := _bare_year(item)) is not None:
                        yield year + offset, item.span
    yield from _year_before(text, shapes, pack)


def _year_before(text: str, shapes: Sequence[Shape], pack: Pack) -> Iterator[tuple[int, Span]]:
    """The year behind the latest one that the article names, where it often names that one and speaks of last year."""
    table = pack.table("published")["year"]
    words = text.casefold()
    if table["last_year"] not in words or table["this_year"] in words:
        return
    named = [(year, item.span) for shape in shapes for item in shape.items if (year := _bare_year(item)) is not None]
    latest = max((year for year, _ in named), default=0)
    said = [span for year, span in named if year == latest]
    if len(said) >= table["often"]:
        yield latest + 1, said[0]


def _bare_year(item: Item) -> int | None:
    value = item.value if isinstance(item, ValueMention) else None
    return value.year if isinstance(value, CalendarDate) and not value.month else None


def _window(clues: Sequence[_Clue], years: Iterator[tuple[int, Span]], pack: Pack) -> _Window | None:
    fixed = [c for c in clues if c.fixed is not None]
    past = max((c for c in fixed if c.direction is Direction.PAST), key=_earliest, default=None)
    planned = min((c for c in fixed if c.direction is Direction.FUTURE and _is_narrow(c)), key=_latest, default=None)
    if past and planned and _earliest(past) >= _earliest(planned):
        planned = None
    stated = max(years, default=None)
    if stated and (past is None or _earliest(past).year <= stated[0]):
        whole = of_year(stated[0])
        first, last = whole.earliest or date.min, whole.latest or date.max
        first = max(first, _earliest(past)) if past else first
        last = min(last, _latest(planned)) if planned and _latest(planned) >= first else last
        return _Window(first, last, stated[1], in_year=True)
    if planned is None:
        return None
    if past and (_latest(planned) - _earliest(past)).days <= LONGEST:
        return _Window(_earliest(past), _latest(planned), planned.span)
    within = pack.table("published")["within"]
    if not any(_is_near(c, planned, within["same_season"]) for c in clues):
        return None
    horizon = timedelta(days=within["day_ahead"] + within["same_season"])
    return _Window(_latest(planned) - horizon, _latest(planned), planned.span, open_start=True)


def _is_near(clue: _Clue, planned: _Clue, days: int) -> bool:
    """Whether a planned date without a year falls near one with a year: then both lie within the months ahead."""
    if clue.fixed is not None or clue.direction is not Direction.FUTURE:
        return False
    if planned.fixed is None or planned.fixed.width != 1:
        return False
    found = clue.expression.resolve(planned.fixed)
    return bool(found and found.earliest and abs((found.earliest - _latest(planned)).days) <= days)


def _is_narrow(clue: _Clue) -> bool:
    return clue.fixed is not None and (clue.fixed.width or 0) <= 366


def _earliest(clue: _Clue) -> date:
    return (clue.fixed and clue.fixed.earliest) or date.min


def _latest(clue: _Clue) -> date:
    return (clue.fixed and clue.fixed.latest) or date.max


def _narrowed(days: list[date], clues: Sequence[_Clue], window: _Window, pack: Pack) -> list[date]:
    """The days on which every date without a year makes sense; a date that would leave no day is passed over."""
    within = pack.table("published")["within"]
    for clue in clues:
        fitting = [day for day in days if _fits(clue, day, within)]
        if window.in_year and clue.direction is Direction.PAST:
            fitting = [day for day in fitting if _is_of_year(clue, day)] or fitting
        days = fitting or days
    return days


def _is_of_year(clue: _Clue, day: date) -> bool:
    found = _on(clue, day)
    return bool(found and found.earliest and found.earliest.year == day.year)


def _on(clue: _Clue, day: date) -> PartialDate | None:
    return clue.expression.resolve(of_day(day), clue.direction)


def _fits(clue: _Clue, day: date, within: dict[str, int]) -> bool:
    found = _on(clue, day)
    if found is None or found.earliest is None or found.latest is None:
        return False
    weekday = getattr(clue.expression, "weekday", None)
    if isinstance(clue.expression, CalendarDate) and weekday and found.earliest.isoweekday() != weekday:
        return False
    fine = "day" if (found.width or 0) <= 7 else "month"
    if clue.direction is Direction.PAST:
        return found.latest <= day and (day - found.latest).days <= within[f"{fine}_back"]
    if clue.direction is Direction.FUTURE:
        return found.earliest >= day and (found.earliest - day).days <= within[f"{fine}_ahead"]
    return True

"""From the words that a rule of dates names to the expression that they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filmdossier.model.dates import DateExpression
from filmdossier.reading.values.date_compounds import BarePeriod, PeriodAround, Range, Rolling, Stepped, Steps
from filmdossier.reading.values.date_kinds import CalendarDate, Feast, NamedPeriod, Weekday
from filmdossier.reading.values.date_parts import Around, Circa, Lasting, Nth, Part, Within
from filmdossier.reading.values.date_years import BARE_YEARS, DateTables, Values, century, decade, stated_year, years

MOST_COUNTED = 3000


def _month(v: Values) -> int | None:
    month = v.get("month", v.get("shy_month", v.get("month_number")))
    return None if month is None else int(month)


def _day(v: Values) -> int | None:
    day = v.get("day_ordinal", v.get("day"))
    return None if day is None else int(day)


def _weekday(v: Values) -> int | None:
    weekday = v.get("weekday", v.get("shy_weekday"))
    return None if weekday is None else int(weekday)


def _steps(v: Values, tables: DateTables) -> Steps | None:
    pairs = [(v.get("number"), v["unit"])]
    pairs += [(v[n], v[u]) for n, u in (("n2", "unit2"), ("number2", "unit2"), ("n3", "unit3")) if n in v and u in v]
    steps: list[tuple[int, str]] = []
    for number, unit in pairs:
        count = tables.few[v["few"]] if number is None and "few" in v else 1 if number is None else number.amount
        if not 0 <= count <= MOST_COUNTED:
            return None
        steps.append((int(count), unit))
    order = ("century", "decade", "year", "quarter", "month", "fortnight", "week", "weekend", "day")
    return tuple(sorted(steps, key=lambda step: order.index(step[1])))


def _calendar(v: Values, tables: DateTables) -> DateExpression | None:
    year, month, day = stated_year(v), _month(v), _day(v)
    if (
        month is None
        and day is None
        and (year is None or ("year" in v and "year_word" not in v and year not in BARE_YEARS))
    ):
        return None
    return CalendarDate(year, month, day, _weekday(v))


def _slashed(v: Values, tables: DateTables) -> DateExpression | None:
    a, b = int(v["a"]), int(v["b"])
    if a > 12 >= b or (v.get("day_first", tables.day_first) and b <= 12):
        a, b = b, a
    return CalendarDate(stated_year(v), a, b) if 1 <= a <= 12 and 1 <= b <= 31 else None


def _weekday_expression(v: Values, tables: DateTables) -> DateExpression | None:
    weekday = _weekday(v)
    return None if weekday is None else Weekday(weekday, v.get("which"))


def _near_day(v: Values, tables: DateTables) -> DateExpression | None:
    return PeriodAround("day", int(v.get("near_day", 0)))


def _period(v: Values, tables: DateTables, until: str = "") -> DateExpression | None:
    which = int(v.get("which", 0))
    if "after_next" in v:
        which = 2 * int(v["after_next"])
    return PeriodAround(str(v["unit"]), which, tables.weekend, until)


def _named_period(v: Values, tables: DateTables) -> DateExpression | None:
    group = v.get("season")
    if "quarter_name" in v:
        group = 32 + int(v["quarter"]) if int(v["quarter"]) <= 4 else None
    elif "half_name" in v:
        group = 39 + int(v["half"]) if int(v["half"]) <= 2 else None
    elif "half" in v:
        nth = _day(v) or 0
        group = 39 + nth if 1 <= nth <= 2 else None
    elif "quarter_word" in v:
        nth = _day(v) or 0
        group = 32 + nth if 1 <= nth <= 4 else None
    elif group is None:
        group = _month(v)
    if group is None:
        return None
    if "which" in v and ("year_word" in v or ("season" not in v and int(group) > 12)):
        inside = PeriodAround("year", int(v["which"]))
        return Within(NamedPeriod(int(group)), inside)
    return NamedPeriod(int(group), stated_year(v), v.get("which"))


def _feast(v: Values, tables: DateTables) -> DateExpression | None:
    month, day, *weekday = v["feast"]
    feast = Feast(month, day, weekday[0] if weekday else 0, stated_year(v), v.get("which"))
    if "year_word" in v and "which" in v:
        return Within(Feast(month, day, weekday[0] if weekday else 0), PeriodAround("year", int(v["which"])))
    return feast


def _stepped(v: Values, tables: DateTables, sign: int) -> DateExpression | None:
    if "workday" in v:
        count = v["n"].amount if "n" in v else 1
        return Stepped(((int(count), "workday"),), 1) if 0 <= count <= MOST_COUNTED else None
    steps = _steps(v, tables)
    return None if steps is None else Stepped(steps, sign, vague="few" in v)


def _weekdays_ahead(v: Values, tables: DateTables) -> DateExpression | None:
    count = v["number"].amount
    if not 1 <= count <= MOST_COUNTED:
        return None
    return Stepped(((int(count) - 1, "week"),), 1, Weekday(int(v["weekday"])), exact=True)


def _rolling(v: Values, tables: DateTables) -> DateExpression | None:
    steps = _steps(v, tables)
    if steps is None or ("number" not in v and "few" not in v):
        return None if steps is None or "within" not in v else Rolling(steps, 1, today=True)
    if {unit for _, unit in steps} == {"decade"}:
        sign = int(v.get("rolling", 1))
        near, far = PeriodAround("decade", sign), PeriodAround("decade", sign * steps[0][0])
        return Range(far, near) if sign < 0 else Range(near, far)
    return Rolling(steps, 1, today=True) if v.get("ahead") else Rolling(steps, int(v["rolling"]))


def _nth(v: Values, tables: DateTables) -> DateExpression | None:
    nth = -int(v["from_end"]) if "from_end" in v else int(v.get("day_ordinal", v.get("which", 0)))
    weekday = _weekday(v)
    unit: str | int = weekday if weekday is not None else str(v.get("unit", ""))
    month, year = _month(v), stated_year(v)
    if "inner" in v:
        whole: DateExpression = PeriodAround(str(v["inner"]), int(v["which"]))
    else:
        whole = CalendarDate(year, month)
    return Nth(nth, unit, whole, tables.weekend) if nth and unit != "" else None


def _week_number(v: Values, tables: DateTables) -> DateExpression | None:
    number = int(v["number"])
    return Nth(number, "week", PeriodAround("year", 0)) if 1 <= number <= 53 else None


def _day_of_month(v: Values, tables: DateTables) -> DateExpression | None:
    day = _day(v)
    if v["unit"] != "month" or day is None:
        return None
    return Within(CalendarDate(day=day), PeriodAround("month", int(v["which"])))


def _days(v: Values, tables: DateTables) -> DateExpression | None:
    first, last = int(v.get("d1", v.get("d1o", 0))), _day(v)
    if last is None or first >= last:
        return None
    if "unit" in v:
        if v["unit"] != "month":
            return None
        month = PeriodAround("month", int(v["which"]))
        return Range(Within(CalendarDate(day=first), month), Within(CalendarDate(day=last), month))
    year, of = stated_year(v), _month(v)
    return Range(CalendarDate(year, of, first), CalendarDate(year, of, last))


def _part(v: Values, tables: DateTables) -> DateExpression | None:
    months, days, weekdays = tables.parts[v["part"]]
    return Part(v["date"], tuple(months), tuple(days), tuple(weekdays))


def _from_date(v: Values, tables: DateTables) -> DateExpression | None:
    steps = _steps(v, tables)
    return None if steps is None else Stepped(steps, -1 if "before" in v else 1, v["date"], "few" in v)


def _lasting(v: Values, tables: DateTables) -> DateExpression | None:
    steps = _steps(v, tables)
    return None if steps is None else Lasting(steps, v["date"])


def _week_of(v: Values, tables: DateTables) -> DateExpression | None:
    return Around(str(v.get("unit", "week")), v["date"], tables.weekend)


def _within(v: Values, tables: DateTables) -> DateExpression | None:
    inner, whole = v.get("inner", v.get("date_month")), v["whole"]
    wanted = "year" if "date_month" in v else "week"
    if not isinstance(whole, PeriodAround) or whole.unit != wanted or whole.until:
        return None
    return None if getattr(inner, "year", None) or getattr(inner, "which", None) else Within(inner, whole)


def _range(v: Values, tables: DateTables) -> DateExpression | None:
    if "week" in v:
        return Range(Within(v["start"], v["week"]), Within(v["end"], v["week"]))
    start, end = v["start"], v["end"]
    if "dash" in v and isinstance(start, PeriodAround) and start.unit == "day":
        return None  # yesterday – 4 May: one day, said twice
    if isinstance(start, CalendarDate) and isinstance(end, CalendarDate) and start.year is None and start.month:
        same = end.year is not None and end.month is not None and (start.month, start.day or 0) <= (end.month, 32)
        start = CalendarDate(end.year, start.month, start.day, start.weekday) if same else start
    elif isinstance(start, CalendarDate) and isinstance(end, CalendarDate) and start.year and end.month:
        # From June 2016 until August: of the same year, or of the next where the months say so.
        later = (end.month, end.day or 32) < (start.month or 0, start.day or 0)
        end = end if end.year else CalendarDate(start.year + later, end.month, end.day, end.weekday)
    return Range(start, end)


MAKERS: Mapping[str, Callable[[Values, DateTables], DateExpression | None]] = {
    "calendar": _calendar,
    "slashed": _slashed,
    "weekday": _weekday_expression,
    "weekday_of_week": lambda v, t: Within(Weekday(int(v["weekday"])), PeriodAround("week", int(v["which"]))),
    "near_day": _near_day,
    "bare_period": lambda v, t: BarePeriod("weekend", t.weekend),
    "period": _period,
    "named_period": _named_period,
    "decade": decade,
    "century": century,
    "feast": _feast,
    "in_year": lambda v, t: Within(CalendarDate(None, _month(v), _day(v)), PeriodAround("year", int(v["which"]))),
    "era_year": lambda v, t: CalendarDate(int(v["era"]) + int(v["integer"])),
    "part_of_this_year": lambda v, t: _part({"date": PeriodAround("year", 0), "part": v["part_of_year"]}, t),
    "years": years,
    "ago": lambda v, t: _stepped(v, t, -1),
    "ahead": lambda v, t: _stepped(v, t, 1),
    "weekdays_ahead": _weekdays_ahead,
    "rolling": _rolling,
    "remaining": lambda v, t: _period(v, t, "rest"),
    "so_far": lambda v, t: _period(v, t, "so_far"),
    "to_come": lambda v, t: _period(v, t, "rest"),
    "nth_week": _nth,
    "week_number": _week_number,
    "day_of_month": _day_of_month,
    "days": _days,
    "part": _part,
    "week_of": _week_of,
    "within": _within,
    "from_date": _from_date,
    "lasting": _lasting,
    "range": _range,
    "circa": lambda v, t: Circa(v["date"]),
}
"""By the name that a pack's rule gives, what makes the expression."""

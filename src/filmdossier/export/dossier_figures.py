"""Running figures over time: a table for each series, with bars where the terminal has room for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from filmdossier.export.bars import Bar
from filmdossier.export.claim_words import qualifiers_in_words
from filmdossier.export.dossier_facts import stated
from filmdossier.export.dossier_words import best_claim, counted, other_forms, several_in_words, witnesses_in_words
from filmdossier.export.families import label_of
from filmdossier.export.layout import TONES, WIDE, clean, heading, indented
from filmdossier.model.dossier import MOST_POINTS, Dossier
from filmdossier.model.record import Position, Series
from filmdossier.model.values import Bound
from filmdossier.model.wording import date_in_words, number_in_words

#: From this width on there is room for bars beside the table.
_BARS_FROM = 96
#: So many points make a chart.
_POINTS = 3
_NAMED = 3
_OVER = {str(Bound.OVER)}


def series_section(dossier: Dossier, width: int) -> Iterator[RenderableType]:
    """Every series that says more than the facts do: those of several points, or of claims that no fact rests on."""
    told = {c for f in dossier.record.facts for p in f.positions for c in p.claims}
    shown = [s for s in dossier.record.series if len(s.points) > 1 or {c for p in s.points for c in p.claims} - told]
    if not shown:
        return
    yield heading("Figures over time")
    for n, series in enumerate(shown):
        if n:
            yield Text()
        yield indented(_title(series))
        left = len(series.points) - MOST_POINTS
        if left > 0:
            yield indented(Text(f"… and {counted(left, 'earlier point')}; --json lists all", style="dim"), 4)
        recent = replace(series, points=series.points[-MOST_POINTS:])
        yield Padding(_table(dossier, recent, width), (0, 0, 0, 4))


def _title(series: Series) -> Text:
    text = Text(label_of(series.predicate), style=f"bold {TONES['figures']}", overflow="fold")
    for detail in qualifiers_in_words(series.key):
        if detail:
            text.append(" · " + clean(detail), style="not bold")
    return text


def _table(dossier: Dossier, series: Series, width: int) -> Table:
    amounts = [figure_of(p.value) for p in series.points]
    bars = None
    if width >= _BARS_FROM and len(series.points) >= _POINTS and series.predicate != "rank":
        bars = _bars(dossier, series, amounts)
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=10, max_width=24, overflow="fold")
    table.add_column(justify="right", overflow="fold")
    table.add_column(justify="right", no_wrap=True, style="dim")
    if bars:
        table.add_column(ratio=1)
        table.expand = True
    if width >= WIDE:
        table.add_column(max_width=max(16, width // 4), overflow="fold", style="dim")
    last: Position | None = None
    for n, point in enumerate(series.points):
        who = clean(several_in_words(witnesses_in_words(dossier, point), _NAMED))
        value = _value(dossier, point, series.key)
        if width < WIDE and who:
            value.append(f"\n{who}", style="not bold dim")
        row: list[RenderableType] = [clean(date_in_words(point.as_of or "")) or "undated", value, _change(last, point)]
        if bars:
            row.append(bars[n] or "")
        if width >= WIDE:
            row.append(who)
        table.add_row(*row)
        last = point
    return table


def _value(dossier: Dossier, point: Position, key: Mapping[str, Any]) -> Text:
    best = best_claim(dossier, point)
    shown = without_currency(stated(point, best), point, key)
    text = Text(clean(shown), style="bold")
    others = [without_currency(w, point, key) for w in other_forms(dossier, point, stated(point, best))]
    if others:
        text.append(f"\nalso {clean(several_in_words(others, 2))}", style="not bold dim")
    return text


def without_currency(words: str, point: Position, key: Mapping[str, Any]) -> str:
    """Figures of one currency stand without it: the title of the series names it."""
    currency = point.value.get("currency")
    return words.replace(f"{currency} ", "", 1) if currency and currency == key.get("currency") else words


def _bars(dossier: Dossier, series: Series, amounts: list[Decimal | None]) -> list[Bar | None] | None:
    reaches = [max(a, p.high or a) for p, a in zip(series.points, amounts, strict=True) if a is not None]
    if len(reaches) < _POINTS or max(reaches) <= 0:
        return None
    return [
        Bar(a, p.low, p.high, max(reaches), is_open=_is_open(dossier, p), style=TONES["figures"])
        if a is not None
        else None
        for p, a in zip(series.points, amounts, strict=True)
    ]


def _is_open(dossier: Dossier, point: Position) -> bool:
    if point.high is not None:
        return False
    best = best_claim(dossier, point)
    return point.low is not None or (best is not None and str(best.claim.qualifiers.get("bound")) in _OVER)


def figure_of(value: Mapping[str, Any]) -> Decimal | None:
    """The number in a value, or None where it holds none."""
    for key in ("amount", "count", "position", "percent", "minutes"):
        if value.get(key) is not None:
            return Decimal(str(value[key]))
    return None


def _change(before: Position | None, now: Position) -> Text:
    words = change_in_words(before, now)
    return Text(words, style="yellow" if words.startswith("−") else "")


def change_in_words(before: Position | None, now: Position) -> str:
    """What lies between two points as their figures state it, unless they agree within their words."""
    if before is None or before.as_of == now.as_of:
        return ""
    earlier, later = figure_of(before.value), figure_of(now.value)
    if earlier is None or later is None or before.value.get("currency") != now.value.get("currency"):
        return ""
    if "position" in now.value or "position" in before.value:
        moved = int(earlier - later)
        return f"up {moved}" if moved > 0 else f"down {-moved}" if moved < 0 else ""
    if earlier == later or _agree(before, now):
        return "as before"
    return ("+" if later > earlier else "−") + number_in_words(abs(later - earlier))


def _agree(a: Position, b: Position) -> bool:
    """Whether two figures are one, as one may be the other rounded; what has no limit agrees with nothing here."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.low <= b.high and b.low <= a.high

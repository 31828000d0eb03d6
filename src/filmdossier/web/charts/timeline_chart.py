"""The chart of events: a row for each, vague dates as bars, what contradicts or was set aside hollow beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from filmdossier.export.dossier_words import counted
from filmdossier.model.wording import date_in_words
from filmdossier.web.charts import hues
from filmdossier.web.charts.finishing import words_of
from filmdossier.web.charts.key import KeyItem, add_key
from filmdossier.web.charts.measuring import shortened, width_of
from filmdossier.web.charts.model import Event, Timeline
from filmdossier.web.charts.shapes import SIZE, SMALL, Shapes
from filmdossier.web.charts.time_axis import TimeAxis

_ROW, _TOP, _BOTTOM = 24, 4, 28
_NAMES, _RIGHT = 190, 12
"""Pixels for the names of rows, where they stand beside them, and to the right of all."""
_LOOKS = {
    "release": (hues.DATES, "diamond"),
    "festival": (hues.HONOURS, "triangle-up"),
    "award": (hues.HONOURS, "cross"),
    "nomination": (hues.HONOURS, "circle"),
}
_LEAST_BAR = 8
_GAP = 10


@dataclass(frozen=True)
class _Item:
    """An event and where it stands: from and to in pixels, the row, its label and on which side that is."""

    event: Event
    start: float
    end: float
    row: int
    label: str
    is_left: bool

    @property
    def is_vague(self) -> bool:
        return self.end - self.start >= _LEAST_BAR


def timeline_chart(timeline: Timeline, width: int) -> Shapes:
    """The rows of a film's events, for a chart so many pixels wide."""
    is_wide = width >= 600
    left = _NAMES if is_wide else 4
    time = TimeAxis.over(_days(timeline.events), width - left - _RIGHT)
    shapes = Shapes(width, _TOP)
    items: list[_Item] = []
    row = 0
    for lane, events in groupby(timeline.events, key=lambda e: e.lane):
        if is_wide:
            shapes.label((2, _middle(row)), shortened(lane, SIZE * 1.08, left - 14), is_bold=True)
        else:
            shapes.label((2, _middle(row) + 3), shortened(lane, SIZE * 1.08, width - 8), is_bold=True)
            row += 1
        placed = _packed(list(events), time, row)
        items += placed
        row = max(i.row for i in placed) + 1
    height = row * _ROW
    time.draw(shapes, left, height, has_grid=True)
    for item in items:
        _add_item(shapes, item, left)
    shapes.height += height + _BOTTOM
    add_key(shapes, _key(timeline.events, items))
    return shapes


def _add_item(shapes: Shapes, item: _Item, left: float) -> None:
    """A date: a symbol at its day, or a bar over all days that a vague one may denote; and what it is, in words."""
    hue, shape = _LOOKS[item.event.kind]
    fill = hue if item.event.role == "stands" else hues.PAPER
    mark = shapes.mark(_words(item.event), item.event.source.path if item.event.source else None)
    is_dashed = item.event.role == "aside"
    start, end, middle = left + item.start, left + item.end, _middle(item.row)
    if item.is_vague:
        shapes.rect((start, end), (middle - 6, middle + 6), fill, hue, is_dashed=is_dashed, mark=mark)
    else:
        shapes.point(((start + end) / 2, middle), shape, 90, hue, fill, mark, is_dashed=is_dashed)
    x, anchor = (start - _GAP, "end") if item.is_left else (end + _GAP, "start")
    tone = hues.INK if item.event.role == "stands" else hues.QUIET
    shapes.label((x, middle), item.label, anchor=anchor, size=SMALL, hue=tone)


def _days(events: Sequence[Event]) -> list[date]:
    """Every end of a date that is one."""
    return [date.fromisoformat(d) for e in events for d in (e.earliest, e.latest) if d]


def _middle(row: int) -> float:
    return row * _ROW + _ROW / 2


def _packed(events: Sequence[Event], time: TimeAxis, first: int) -> list[_Item]:
    """The dates of one event, one row below another where they or their labels would meet."""
    taken: list[list[tuple[float, float]]] = []
    items = []
    for event in events:
        start = time.place(event.earliest) if event.earliest else 0.0
        end = time.place(event.latest) if event.latest else time.width
        label = date_in_words(event.date) + ("" if event.role == "stands" else f", {_who(event)}")
        room = width_of(label, SMALL) + _GAP
        is_left = end + room > time.width and start - room >= 0
        if end + room > time.width and not is_left:
            label = shortened(label, SMALL, max(time.width - end - _GAP, 90))
        reach = (start - room, end + _GAP) if is_left else (start - _GAP, end + room)
        row = next(
            (n for n, row in enumerate(taken) if all(reach[1] <= a or b <= reach[0] for a, b in row)), len(taken)
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(reach)
        items.append(_Item(event, start, end, first + row, label, is_left))
    return items


def _who(event: Event) -> str:
    if event.aside:
        return event.aside
    return event.source.outlet if event.source else "others"


def _words(event: Event) -> str:
    source = event.source
    return words_of(
        f"{event.lane}: {event.says}",
        event.aside or ("contradicts what stands" if event.role == "otherwise" else ""),
        counted(event.witnesses, "witness", "witnesses"),
        f"{source.outlet}: “{source.words}”" if source else "",
    )


def _key(events: Sequence[Event], items: Sequence[_Item]) -> list[KeyItem]:
    kinds = dict.fromkeys(e.kind for e in events)
    shown = [KeyItem(k, _LOOKS[k][1], _LOOKS[k][0], _LOOKS[k][0]) for k in kinds]
    if any(i.is_vague for i in items):
        shown.append(KeyItem("a vague date: all its days", "bar"))
    if any(e.role != "stands" for e in events):
        shown.append(KeyItem("said otherwise, or set aside", fill=hues.PAPER))
    return shown

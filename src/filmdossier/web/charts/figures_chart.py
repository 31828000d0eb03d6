"""The chart of running figures: a panel for what is counted in one unit, in it a run for every territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from filmdossier.export.claim_words import qualifiers_in_words
from filmdossier.export.dossier_words import counted
from filmdossier.export.families import label_of
from filmdossier.model.wording import date_in_words
from filmdossier.web.charts import hues
from filmdossier.web.charts.finishing import words_of
from filmdossier.web.charts.key import KeyItem, add_key
from filmdossier.web.charts.measuring import shortened, spread
from filmdossier.web.charts.model import FigurePoint, Figures, FigureSeries
from filmdossier.web.charts.scales import Scale, scale_of
from filmdossier.web.charts.shapes import SIZE, SMALL, Shapes
from filmdossier.web.charts.time_axis import TimeAxis

MOST_PANELS = 6
MOST_RUNS = 7
"""Runs in one panel."""
#: Periods of which a later figure holds the earlier ones.
_RUNNING = frozenset({"total", "other", "all_time", None})
_PERIODS = {"other": "period unclear"}
_LEFT, _TOP, _PLOT, _BOTTOM = 62, 36, 150, 32
_LABEL_HEIGHT = 30
_BOLD = 1.08
"""How much wider bold letters are."""
#: How far an open bound is drawn: 18 pixels of what has no limit.
_OPEN = 18
_POINT = 62
_RANGE = 6
"""Pixels that the bar of a range is wide."""


@dataclass(frozen=True)
class Panel:
    """The series of one unit that may share an axis."""

    title: str
    unit: str
    series: Sequence[FigureSeries]
    left_out: int


def panels_of(figures: Figures) -> list[Panel]:
    """What is drawn on which axis: never two currencies on one, nor figures of a weekend with those of a whole run."""
    grouped: dict[tuple[str, str, bool], list[FigureSeries]] = {}
    for series in figures.series:
        grouped.setdefault((series.predicate, series.unit, series.period in _RUNNING), []).append(series)
    panels = []
    for (predicate, unit, is_running), found in grouped.items():
        what = label_of(predicate) + (" so far" if is_running and predicate != "screens" else "")
        kind = "" if is_running else " of single days, weekends and weeks"
        panels.append(Panel(f"{what}{kind}", unit, found[:MOST_RUNS], len(found) - len(found[:MOST_RUNS])))
    return panels[:MOST_PANELS]


def figures_chart(figures: Figures, width: int) -> Shapes:
    """The panels of a film's figures, for a chart so many pixels wide."""
    panels = panels_of(figures)
    looks = hues.marked(s.territory_name for s in sorted(figures.series, key=lambda s: -len(s.points)))
    room = 196 if width >= 600 else 126
    points = [p for panel in panels for s in panel.series for p in s.points]
    days = [date.fromisoformat(d) for p in points for d in (p.earliest, p.latest)]
    time = TimeAxis.over(days, width - _LEFT - room)
    shapes = Shapes(width)
    for panel in panels:
        _add_panel(shapes, panel, time, looks, room)
    add_key(shapes, _key(points, has_ranges=any(rule["width"] == _RANGE for rule in shapes.rules)))
    return shapes


def _key(points: Sequence[FigurePoint], *, has_ranges: bool) -> list[KeyItem]:
    """What the chart draws in which way, as far as this one does."""
    items = [KeyItem("a figure, as of that day")]
    if any(p.role == "otherwise" for p in points):
        items.append(KeyItem("contradicts what stands", fill=hues.PAPER))
    if any(_opens(p) > 0 for p in points):
        items.append(KeyItem("more than", shape="arrow"))
    if has_ranges:
        items.append(KeyItem("what the words leave open", shape="bar"))
    if any(p.earliest != p.latest for p in points):
        items.append(KeyItem("a vague day", shape="dashes"))
    return items


def _opens(point: FigurePoint) -> int:
    """Whether a figure is only a bound: 1 for the least that it may be, -1 for the most, 0 for none."""
    if point.high is None:
        return 0 if point.low is None else 1
    return -1 if point.low in (None, 0) and point.value > 0 else 0


@dataclass(frozen=True)
class _Plot:
    """Where a panel draws what."""

    time: TimeAxis
    scale: Scale

    def place(self, point: FigurePoint) -> tuple[float, float]:
        return _LEFT + self.time.place(point.latest), self.scale.place(point.value)


def _add_panel(shapes: Shapes, panel: Panel, time: TimeAxis, looks: Mapping[str, tuple[str, str]], room: int) -> None:
    scale = scale_of([p for s in panel.series for p in s.points], _PLOT)
    plot = _Plot(time, scale)
    more = f" ({panel.left_out} more in the table)" if panel.left_out else ""
    title = f"{panel.title}, {_counted_in(panel.unit, scale)}{more}"
    shapes.label((2, 14), shortened(title, SIZE + 1, shapes.width - 4), size=SIZE + 1, is_bold=True)
    shapes.height += _TOP
    for tick in scale.ticks:
        y = scale.place(tick * scale.divisor)
        shapes.rule((_LEFT, y), (_LEFT + time.width, y), hues.LINE)
        shapes.label((_LEFT - 6, y), f"{tick:,g}", anchor="end", size=SMALL, hue=hues.QUIET)
    time.draw(shapes, _LEFT, _PLOT, has_grid=False)
    for series in panel.series:
        hue, shape = looks[series.territory_name]
        if series.period in _RUNNING:
            run = [plot.place(p) for p in series.points if p.role != "otherwise"]
            shapes.line(run, hue, is_dashed=series.period != "total")
        for point in series.points:
            _add_range(shapes, point, plot, hue)
        for point in series.points:
            mark = shapes.mark(_words(series, point), point.source.path if point.source else None)
            fill = hues.PAPER if point.role == "otherwise" else hue
            shapes.point(plot.place(point), shape, _POINT, hue, fill, mark)
    _add_names(shapes, panel.series, plot, looks, room)
    shapes.height += _PLOT + _BOTTOM


def _counted_in(unit: str, scale: Scale) -> str:
    """What an axis counts: RUB million, million tickets."""
    return " ".join(filter(None, (unit, scale.unit) if unit.isupper() else (scale.unit, unit)))


def _words(series: FigureSeries, point: FigurePoint) -> str:
    """What a point says: value, of what, when, how it stands, and who says so in which words."""
    source = point.source
    return words_of(
        f"{series.territory_name}: {point.says}",
        ", ".join(q for q in qualifiers_in_words({"period": series.period}) if q),
        f"as of {date_in_words(point.as_of)}",
        "contradicts what stands" if point.role == "otherwise" else "",
        counted(point.witnesses, "witness", "witnesses"),
        f"{source.outlet}: “{source.words}”" if source else "",
    )


def _add_range(shapes: Shapes, point: FigurePoint, plot: _Plot, hue: str) -> None:
    """What the words leave open: a bar from least to most, an arrow where there is no limit; vague days as dashes."""
    x, y = plot.place(point)
    if opens := _opens(point):
        end = y - opens * _OPEN
        shapes.rule((x, y), (x, end), hue, 2)
        shapes.point((x, end), "triangle-up" if opens > 0 else "triangle-down", 44, hue, hue)
    elif point.low is not None and point.high is not None:
        low, high = plot.scale.place(point.low), plot.scale.place(point.high)
        if low - high >= 1:
            shapes.rule((x, low), (x, high), hue, _RANGE, 0.35)
    first = _LEFT + plot.time.place(point.earliest)
    if x - first >= 2:
        shapes.rule((first, y), (x, y), hue, 2, dash=[2, 2])


def _labelled(series: FigureSeries) -> FigurePoint:
    """The point that a run is named at: the last that says what stands, in the very words that stand if one does."""
    standing = [p for p in series.points if p.role == "stands"]
    return ([p for p in standing if p.says == series.stands] or standing or series.points)[-1]


def _add_names(
    shapes: Shapes, series: Sequence[FigureSeries], plot: _Plot, looks: Mapping[str, tuple[str, str]], room: int
) -> None:
    """The names of the runs at their last points, with what stands, drawn apart where they would meet."""
    points = [_labelled(s) for s in series]
    placed = spread([plot.place(p)[1] for p in points], _LABEL_HEIGHT, -8, _PLOT + 10)
    start = _LEFT + plot.time.width + 14
    for s, point, y in zip(series, points, placed, strict=True):
        period = _PERIODS.get(str(s.period)) or ", ".join(q for q in qualifiers_in_words({"period": s.period}) if q)
        said = point.says.removeprefix(f"{s.unit} ").replace(f" {s.unit} ", " ")
        said += f", {period}" if period and s.period != "total" else ""
        x, level = plot.place(point)
        shapes.rule((x + 6, level), (start - 4, y), hues.STRONG_LINE, dash=[1, 3])
        hue = looks[s.territory_name][0]
        shapes.label((start, y - 6), shortened(s.territory_name, SIZE * _BOLD, room - 16), is_bold=True, hue=hue)
        shapes.label((start, y + 8), shortened(said, SMALL, room - 16), size=SMALL, hue=hues.QUIET)

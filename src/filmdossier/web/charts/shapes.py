"""What a chart is made of, in pixels: bars, rules, points and words, some of which say more and lead on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from filmdossier.web.charts import hues
from filmdossier.web.charts.projection import Window

SIZE, SMALL = 12, 11
"""Sizes of words."""
_SOLID = [1, 0]


@dataclass(frozen=True)
class Mark:
    """What one mark shows.

    Attributes:
        words: all of it, for tooltips and screen readers.
        path: where it leads, below the root; None nowhere.
    """

    words: str
    path: str | None = None


@dataclass(frozen=True)
class Label:
    """Words in a chart.

    Attributes:
        x, y: where they are, in pixels.
        words: them.
        anchor: whether ``x`` is their ``start``, ``middle`` or ``end``.
        size: of the letters, in pixels.
        is_bold: whether these are bold.
        hue: their colour.
        mark: the number of what they show, where they are a mark by themselves.
    """

    x: float
    y: float
    words: str
    anchor: str = "start"
    size: int = SIZE
    is_bold: bool = False
    hue: str = hues.INK
    mark: int | None = None


@dataclass
class Shapes:
    """The parts of one chart, each kind in the order in which it is drawn.

    Attributes:
        width: of the chart, in pixels.
        height: of what is drawn so far; what is added counts from here downwards.
        land: the part of the world whose outline is drawn behind all, at the top.
    """

    width: int
    height: float = 0
    rects: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    land: Window | None = None

    def mark(self, words: str, path: str | None) -> int:
        """The number of something that is about to be drawn."""
        self.marks.append(Mark(words, path))
        return len(self.marks) - 1

    def rect(
        self, x: tuple[float, float], y: tuple[float, float], fill: str, stroke: str, *, is_dashed: bool, mark: int
    ) -> None:
        """A bar with an outline."""
        self.rects.append(
            {
                "x": x[0],
                "x2": x[1],
                "y": self.height + y[0],
                "y2": self.height + y[1],
                "fill": fill,
                "stroke": stroke,
                "dash": [3, 2] if is_dashed else _SOLID,
                "mark": str(mark),
            }
        )

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        stroke: str,
        width: float = 1,
        opacity: float = 1,
        dash: Iterable[int] = _SOLID,
    ) -> None:
        """A straight line."""
        self.rules.append(
            {
                "x": start[0],
                "y": self.height + start[1],
                "x2": end[0],
                "y2": self.height + end[1],
                "stroke": stroke,
                "width": width,
                "opacity": opacity,
                "dash": list(dash),
            }
        )

    def line(self, places: Sequence[tuple[float, float]], stroke: str, *, is_dashed: bool) -> None:
        """A line through several places."""
        for start, end in pairwise(places):
            self.rule(start, end, stroke, 1.5, 0.55, [4, 3] if is_dashed else _SOLID)

    def point(
        self,
        place: tuple[float, float],
        shape: str,
        size: float,
        hue: str,
        fill: str,
        mark: int | None = None,
        *,
        is_dashed: bool = False,
    ) -> None:
        """A symbol; without a mark it only adorns."""
        self.points.append(
            {
                "x": place[0],
                "y": self.height + place[1],
                "shape": shape,
                "size": size,
                "fill": fill,
                "stroke": hue,
                "dash": [2, 1.5] if is_dashed else _SOLID,
                "mark": "" if mark is None else str(mark),
            }
        )

    def label(
        self,
        place: tuple[float, float],
        words: str,
        *,
        anchor: str = "start",
        size: int = SIZE,
        is_bold: bool = False,
        hue: str = hues.INK,
        mark: int | None = None,
    ) -> None:
        """Words, in the middle of whose height the place is."""
        self.labels.append(Label(place[0], self.height + place[1], words, anchor, size, is_bold, hue, mark))

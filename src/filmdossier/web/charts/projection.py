"""The map's projection, Equal Earth (Šavrič, Patterson & Jenny 2018), and the part of the world that a map shows.

Vega projects the outline; places are projected here as well, since their names have to be kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from filmdossier.web.charts.gazetteer import Point

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
#: Half the width of the projected world.
_HALF = 2.7067
_NORTH, _SOUTH = 1.30, -0.98
#: The narrowest stretch that is shown, of the world's width: a map of one city says nothing.
_LEAST = 0.4
_ROOM = 1.6
#: Degrees east of the map's middle: so it is cut through the Bering Strait, and no land is.
_MIDDLE = 11
#: The same, as Vega takes it.
ROTATION = (-_MIDDLE, 0)


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """A place on the projected globe of radius 1; y to the north."""
    theta = asin(_M * sin(radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = (
        radians((longitude - _MIDDLE + 180) % 360 - 180)
        * cos(theta)
        / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
    )
    return x, theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


@dataclass(frozen=True)
class Window:
    """The part of the world in a map.

    Attributes:
        scale: pixels of the globe's radius.
        x, y: where the middle of the projected globe lies, in pixels.
        width, height: of the map, in pixels.
    """

    scale: float
    x: float
    y: float
    width: float
    height: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is, in pixels."""
        x, y = projected(point.latitude, point.longitude)
        return self.x + self.scale * x, self.y - self.scale * y


def window_on(points: Sequence[Point], width: float, height: float) -> Window:
    """The part of the world that holds these points, with room around them, as wide as the map is."""
    places = [projected(p.latitude, p.longitude) for p in points]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    span = max((max(xs) - min(xs)) * _ROOM, (max(ys) - min(ys)) * _ROOM * width / height, 2 * _HALF * _LEAST)
    span = min(span, 2 * _HALF)
    scale = width / span
    middle_x = _within((min(xs) + max(xs)) / 2, -_HALF, _HALF, span)
    middle_y = _within((min(ys) + max(ys)) / 2, _SOUTH, _NORTH, span * height / width)
    return Window(scale, width / 2 - scale * middle_x, height / 2 + scale * middle_y, width, height)


def _within(middle: float, least: float, most: float, span: float) -> float:
    """A middle from which a span does not reach beyond the world, if it need not."""
    if span >= most - least:
        return (least + most) / 2
    return min(max(middle, least + span / 2), most - span / 2)

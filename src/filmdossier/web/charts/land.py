"""The outline of the land: drawn once by Vega for the whole world, and then cut to what a map shows."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import vl_convert

from filmdossier.web.charts.projection import ROTATION, Window

VEGA_LITE = "5.21"
RADIUS = 500
"""Of the globe that is drawn, in the unit of its outline."""
_PLACE = re.compile(r"(-?[\d.]+)(?:e-\d+)?,(-?[\d.]+)(?:e-\d+)?")


def land_in(window: Window) -> tuple[str, str]:
    """The part of the world in a map, as the ``viewBox`` of an image, and the outline of the land that is in it."""
    unit = RADIUS / window.scale
    left, top = -window.x * unit, -window.y * unit
    wide, high = window.width * unit, window.height * unit
    pieces = [
        path for (x, y, x2, y2), path in _pieces() if x <= left + wide and x2 >= left and y <= top + high and y2 >= top
    ]
    return f"{left:.1f} {top:.1f} {wide:.1f} {high:.1f}", "".join(pieces)


@cache
def _pieces() -> tuple[tuple[tuple[int, int, int, int], str], ...]:
    """Every piece of land with its bounds: least and greatest x and y."""
    drawn = _drawn().partition('class="mark-shape')[2].partition(' d="')[2].partition('"')[0]
    found = []
    for path in drawn.split("M")[1:]:
        places = [(round(float(x)), round(float(y))) for x, y in _PLACE.findall(path)]
        kept = [p for n, p in enumerate(places) if n == 0 or p != places[n - 1]]
        xs, ys = [x for x, _ in kept], [y for _, y in kept]
        told = "M" + "L".join(f"{x},{y}" for x, y in kept) + "Z"
        found.append(((min(xs), min(ys), max(xs), max(ys)), told))
    return tuple(found)


def _drawn() -> str:
    geometry = json.loads((files("filmdossier.web") / "data" / "land.json").read_text("utf-8"))
    projection = {"type": "equalEarth", "scale": RADIUS, "translate": [0, 0], "rotate": ROTATION, "precision": 0.3}
    specification = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "autosize": "none",
        "width": 1,
        "height": 1,
        "data": {"values": [{"type": "Feature", "properties": {}, "geometry": geometry}]},
        "projection": projection,
        "mark": "geoshape",
    }
    return str(vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE))


def warm_up() -> None:
    """Draw the outline before somebody waits for it."""
    _pieces()

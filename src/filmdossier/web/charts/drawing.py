"""Shapes as SVG, by Vega-Lite, which vl-convert brings in a pinned version.

One specification holds a layer for each kind of shape; Vega-Lite translates it once, and Vega draws it with the data of
each chart. Words are not among them: Vega would measure each, for up to 7 ms where they are Chinese, while where they
stand is known (`measuring`).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

import vl_convert

from filmdossier.web.charts import gazetteer, hues, land
from filmdossier.web.charts.land import VEGA_LITE
from filmdossier.web.charts.shapes import Shapes

_QUIET = {"aria": False}


def draw(shapes: Shapes) -> str:
    """All shapes of a chart as one SVG document, its marks described by their numbers."""
    translated = _translated()
    data = {"rects": shapes.rects, "rules": shapes.rules, "points": shapes.points}
    specification = {
        **translated,
        "width": shapes.width,
        "height": shapes.height,
        "data": [
            {**source, "values": data[source["name"]]} if source["name"] in data else source
            for source in translated["data"]
        ],
    }
    return str(vl_convert.vega_to_svg(json.dumps(specification)))  # a third quicker than the dictionary itself


@cache
def _translated() -> Mapping[str, Any]:
    """The specification in Vega, without data."""
    specification = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": {"background": None, "view": {"stroke": None}},
        "autosize": "none",
        "padding": 0,
        "width": 1,
        "height": 1,
        "layer": [_RECTS, _RULES, _POINTS],
    }
    translated: dict[str, Any] = vl_convert.vegalite_to_vega(specification, vl_version=VEGA_LITE)
    # Vega-Lite knows no dashes around bars; Vega does.
    [bars] = [mark for mark in translated["marks"] if mark["from"]["data"] == "rects"]
    bars["encode"]["update"]["strokeDash"] = {"field": "dash"}
    return translated


def _pixels(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _as_given(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


_PLACES = {"x": _pixels("x"), "y": _pixels("y")}
_ENDS = {**_PLACES, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
_DRAWN = {"stroke": _as_given("stroke"), "strokeDash": _as_given("dash")}
_NUMBER = {"field": "mark", "type": "nominal"}
_RECTS = {
    "name": "span",
    "data": {"name": "rects"},
    "mark": {"type": "rect", "cornerRadius": 3, "fillOpacity": 0.3, "strokeWidth": 1.5},
    "encoding": {**_ENDS, "stroke": _DRAWN["stroke"], "fill": _as_given("fill"), "description": _NUMBER},
}
_RULES = {
    "name": "rule",
    "data": {"name": "rules"},
    "mark": {**_QUIET, "type": "rule"},
    "encoding": {
        **_ENDS,
        **_DRAWN,
        "strokeWidth": _pixels("width") | {"legend": None},
        "strokeOpacity": _pixels("opacity") | {"legend": None},
    },
}
_POINTS = {
    "name": "point",
    "data": {"name": "points"},
    "mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.8},
    "encoding": {
        **_PLACES,
        **_DRAWN,
        "fill": _as_given("fill"),
        "shape": _as_given("shape"),
        "size": _pixels("size") | {"legend": None},
        "description": _NUMBER,
    },
}


@cache
def warm_up() -> threading.Thread:
    """Let Vega start and the gazetteer be read in the background, once: the first charts would wait for both."""
    thread = threading.Thread(target=_start, daemon=True, name="vega")
    thread.start()
    return thread


def _start() -> None:
    shapes = Shapes(10, 10)
    shapes.point((5, 5), "circle", 10, hues.INK, hues.INK)
    draw(shapes)
    land.warm_up()
    gazetteer.warm_up()

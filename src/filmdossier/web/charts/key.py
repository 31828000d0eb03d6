"""The key of a chart: what is drawn in which way, in a row or two below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.web.charts import hues
from filmdossier.web.charts.measuring import width_of
from filmdossier.web.charts.shapes import SMALL, Shapes

_ROW, _MARK, _GAP = 20, 16, 22


@dataclass(frozen=True)
class KeyItem:
    """One way of drawing.

    Attributes:
        says: what it means.
        shape: a symbol of Vega, or ``bar``, ``arrow``, ``dashes``, ``line``; nothing for words alone.
        hue, fill: its colours.
    """

    says: str
    shape: str = "circle"
    hue: str = hues.QUIET
    fill: str = hues.QUIET


def add_key(shapes: Shapes, items: Sequence[KeyItem]) -> None:
    """Draw the key below what is drawn."""
    x, y = 2.0, 12.0
    for item in items:
        mark = _MARK if item.shape else 0
        needed = mark + width_of(item.says, SMALL)
        if x > 2 and x + needed > shapes.width:
            x, y = 2.0, y + _ROW
        _draw(shapes, item, x, y)
        shapes.label((x + mark, y), item.says, size=SMALL, hue=hues.QUIET)
        x += needed + _GAP
    shapes.height += y + _ROW / 2 + 2


def _draw(shapes: Shapes, item: KeyItem, x: float, y: float) -> None:
    middle = x + 5
    if item.shape == "bar":
        shapes.rule((middle, y - 7), (middle, y + 7), item.hue, 6, 0.35)
    elif item.shape == "arrow":
        shapes.rule((middle, y + 7), (middle, y - 4), item.hue, 2)
        shapes.point((middle, y - 4), "triangle-up", 44, item.hue, item.fill)
    elif item.shape in ("dashes", "line"):
        shapes.rule((x, y), (x + 11, y), item.hue, 2, dash=[2, 2] if item.shape == "dashes" else [1, 0])
    elif item.shape:
        shapes.point((middle, y), item.shape, 46, item.hue, item.fill)

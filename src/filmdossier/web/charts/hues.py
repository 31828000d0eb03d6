"""Colours and shapes of charts.

The colours are those of the pages' light scheme; `static/charts.css` says which they are in the dark one, by these very
values. What they tell, shape and words tell as well.
"""

from __future__ import annotations

from collections.abc import Iterable

INK, QUIET, LINE, STRONG_LINE, PAPER, WELL = "#1b1b19", "#5b5a55", "#dddcd6", "#8a8981", "#ffffff", "#f5f5f2"
PEOPLE, WORK, PLACES, DATES, FIGURES, HONOURS, OTHER = (
    "#1b5a9e",
    "#7a4a12",
    "#17694c",
    "#84307a",
    "#a3330f",
    "#6a5600",
    "#55534f",
)
#: For what is told apart by number: colour and shape go together.
SERIES = (
    (FIGURES, "circle"),
    (PEOPLE, "square"),
    (PLACES, "triangle-up"),
    (DATES, "diamond"),
    (WORK, "triangle-down"),
    (HONOURS, "cross"),
)
REST = (OTHER, "triangle-right")
"""Of all others together."""


def marked(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """A colour and a shape for each of several things, the most important first; those beyond share the last."""
    distinct = list(dict.fromkeys(names))
    return {name: SERIES[n] if n < len(SERIES) else REST for n, name in enumerate(distinct)}

"""The axis of figures: from nothing to the greatest, in thousands or millions, with round ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from filmdossier.web.charts.model import FigurePoint

_UNITS = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4


@dataclass(frozen=True)
class Scale:
    """How figures are placed.

    Attributes:
        divisor: what they are counted in.
        unit: how that is called; empty for ones.
        top: the greatest value of the axis, so counted.
        ticks: round values up to it.
        height: of the axis, in pixels.
    """

    divisor: int
    unit: str
    top: float
    ticks: tuple[float, ...]
    height: float

    def scaled(self, value: float) -> float:
        """A figure as the axis counts."""
        return float(value) / self.divisor

    def place(self, value: float) -> float:
        """Where a figure is, in pixels from the top."""
        return self.height * (1 - self.scaled(value) / self.top)


def scale_of(points: Iterable[FigurePoint], height: float) -> Scale:
    """The scale that holds these points and what their words leave open, with a little room above."""
    greatest = max((float(max(p.value, p.high or 0)) for p in points), default=1.0) or 1.0
    divisor, unit = next(((d, u) for d, u in _UNITS if greatest >= d), (1, ""))
    highest = greatest / divisor
    exponent = 10.0 ** floor(log10(highest / _TICKS))
    step = next(s * exponent for s in _STEPS if highest / (s * exponent) <= _TICKS)
    ticks = tuple(round(n * step, 10) for n in range(int(highest / step) + 1))
    return Scale(divisor, unit, highest * 1.12, ticks, height)

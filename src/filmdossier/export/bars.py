"""Horizontal bars: as long as the figure, with a mark over what its words leave open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

# Lines rather than blocks: rows of blocks would run into one another.
_FULL = "━"
_HALF = "╸"
#: From the lower limit to the upper one.
_OPEN = "╌"
#: No upper limit.
_BEYOND = "›"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; as a renderable it takes the width that it is given.

    Attributes:
        value: the figure.
        low, high: what its words leave open; None without a limit, both None where they leave nothing open.
        greatest: what the full width stands for.
        is_open: whether an absent ``high`` means that there is no upper limit, as in "over 500 million".
        style: of the bar.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    greatest: Decimal
    is_open: bool = False
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Segment(self.drawn(options.max_width), Style.parse(self.style))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(8, options.max_width)

    def drawn(self, cells: int) -> str:
        """The bar in at most so many cells: solid up to what is certain, broken over what is open.

        >>> Bar(Decimal(6), Decimal(4), Decimal(8), Decimal(8)).drawn(8)
        '━━━━╌╌╌╌'
        """
        if self.greatest <= 0 or cells < 1:
            return ""
        room = cells - 1 if self.is_open else cells
        certain = self.value if self.low is None and self.high is None else self.low or Decimal(0)
        halves = _scaled(certain, self.greatest, room * 2)
        solid = _FULL * (halves // 2) + _HALF * (halves % 2)
        reach = _scaled(self.high if self.high is not None else certain, self.greatest, room)
        return solid + _OPEN * (reach - len(solid)) + (_BEYOND if self.is_open else "")


def _scaled(value: Decimal, greatest: Decimal, cells: int) -> int:
    """Whole cells of a value, at least one of what is not zero."""
    if value <= 0:
        return 0
    return max(1, min(cells, int((value / greatest * cells).to_integral_value())))

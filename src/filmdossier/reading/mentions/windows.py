"""Long texts cut into windows that overlap, so that every word is read with words around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A stretch of pieces to read at once, and the core that is taken from what was read.

    Attributes:
        start: the first piece of the window.
        end: one past its last piece.
        core_start: the first piece of the core.
        core_end: one past its last piece.
    """

    start: int
    end: int
    core_start: int
    core_end: int


def cut_windows(heads: Sequence[int], size: int, breaks: Sequence[int], core: int, context: int) -> list[Window]:
    """Cut a text into windows whose cores lie side by side.

    Cores end where a sentence ends, if one ends in their last third, else where a word ends; cores are about equally
    long, so that no window holds a few words alone.

    Args:
        heads: the first piece of each word, rising.
        size: how many pieces there are.
        breaks: the pieces that sentences start with, rising.
        core: the most pieces in a core.
        context: the most pieces of context on either side of the core.
    """
    windows: list[Window] = []
    start = 0
    while start < size:
        left = size - start
        if left <= core:
            end = size
        else:
            aim = start + min(core, -(-left // -(-left // core)) + core // 8)
            index = bisect_right(breaks, aim) - 1
            end = breaks[index] if index >= 0 and breaks[index] > start + core // 2 else 0
            if not end:
                word = bisect_right(heads, aim) - 1
                end = heads[word] if word >= 0 and heads[word] > start else aim
        before = _next_head(heads, max(0, start - context), start)
        after = min(size, end + context)
        windows.append(Window(before, after, start, end))
        start = end
    return windows


def _next_head(heads: Sequence[int], piece: int, most: int) -> int:
    """Find the first word that starts at a piece or after it, so that no window starts inside a word."""
    index = bisect_left(heads, piece)
    return min(heads[index], most) if index < len(heads) else most

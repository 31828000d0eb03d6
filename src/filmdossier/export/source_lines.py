"""Where in a text something stands, and the line with a marker under the words, as compilers show it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from filmdossier.export.layout import clean_in_place
from filmdossier.model.span import Span

_TAB = "    "
#: Letters shown before the marked words where a line is too long to be shown whole.
_BEFORE = 24


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""The line and column of an offset, both from 1; columns are code points.

    >>> line_and_column("one\ntwo", 5)
    (2, 2)
    """
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


@dataclass(frozen=True, slots=True)
class Lines:
    """A text by its lines, so that many offsets are found fast.

    Attributes:
        text: the text.
        starts: offset of the first letter of each line.
    """

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text."""
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(text, tuple(starts))

    def place(self, offset: int) -> tuple[int, int]:
        """As `line_and_column`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """The span of a line, from 1, without its end."""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return Span(self.starts[number - 1], end)


def marked_line(lines: Lines, number: int, spans: Sequence[Span], width: int, tone: str) -> list[Text]:
    """A line of a text and below it a marker: ``^`` under the first letter of each span, ``~`` under the others.

    Marker and words meet also where letters take two columns or none. A line that is too long is cut around the first
    span; a span that runs on over further lines is marked to the end of this one.

    Args:
        lines: the text.
        number: of the line, from 1.
        spans: what is marked, in order.
        width: columns there are.
        tone: style of the marker.
    """
    whole = lines.line(number)
    within = [Span(max(s.start, whole.start), max(min(s.end, whole.end), s.start)) for s in spans]
    shown = _window(lines.text, whole, within[0], width)
    cut_left, cut_right = shown.start > whole.start, shown.end < whole.end
    words = _visible(lines.text, shown)
    marker = ""
    for span in within:
        if span.start > shown.end:
            break
        before = cell_len(_visible(lines.text, Span(shown.start, max(span.start, shown.start))))
        after = cell_len(_visible(lines.text, Span(shown.start, max(min(span.end, shown.end), shown.start))))
        start = max(before, len(marker))
        marker += " " * (start - len(marker)) + "^" + "~" * max(0, after - start - 1)
    lead = "…" if cut_left else ""
    return [
        Text(lead + words + ("…" if cut_right else ""), no_wrap=True, overflow="crop"),
        Text(" " * len(lead) + marker, style=tone, no_wrap=True, overflow="crop"),
    ]


def _visible(text: str, span: Span) -> str:
    return clean_in_place(span.of(text).replace("\t", _TAB))


def _window(text: str, line: Span, span: Span, width: int) -> Span:
    """As much of a line as fits, beginning a little before the span where the whole does not."""
    room = max(width - 2, 8)
    if cell_len(_visible(text, line)) <= width:
        return line
    start = line.start
    if cell_len(_visible(text, Span(line.start, min(span.end, line.end)))) > room:
        start = _some_before(text, line.start, span.start, min(_BEFORE, room // 3))
    end = start
    cells = 0
    while end < line.end:
        cells += cell_len(_visible(text, Span(end, end + 1)))
        if cells > room:
            break
        end += 1
    return Span(start, end)


def _some_before(text: str, first: int, position: int, columns: int) -> int:
    """Where to begin so that at most so many columns stand before a position."""
    start = position
    while start > first and cell_len(_visible(text, Span(start - 1, position))) <= columns:
        start -= 1
    return start

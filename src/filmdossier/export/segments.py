"""A text cut wherever a highlight begins or ends, so that highlights may overlap in any way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from filmdossier.model.span import Span

_BREAK = re.compile(r"\n\s*")
_LINE_END = frozenset(".!?…:;\"'”’»)]。！？」』")
#: Lines shorter than this stand alone (titles, captions); a longer one without an end is wrapped into the next.
_WRAPPED_FROM = 40


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch to be marked, and what it belongs to."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that no highlight begins or ends inside, with the keys of those that cover it, shortest first."""

    span: Span
    keys: tuple[str, ...]


def find_paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without the blanks between them.

    A blank line parts paragraphs, unless a comma stands before it. So does a line break, unless the line before it is
    long and does not end a sentence: then the text was wrapped there.
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    line_start = start
    for found in _BREAK.finditer(text, start, end):
        before = text[line_start : found.start()].rstrip()
        unended = len(before) >= _WRAPPED_FROM and before[-1:] not in _LINE_END
        wrapped = before.endswith(",") or (found.group().count("\n") == 1 and unended)
        line_start = found.end()
        if not wrapped:
            if found.start() > start:
                yield Span(start, found.start())
            start = found.end()
    if end > start:
        yield Span(start, end)


def cut_segments(within: Span, highlights: Sequence[Highlight]) -> list[Segment]:
    """The segments of one stretch of text, in order and without gaps.

    Takes time in the order of segments times the highlights that cover each.
    """
    inside = [h for h in highlights if h.span.overlaps(within) and len(h.span)]
    opening: dict[int, list[Highlight]] = {}
    closing: dict[int, list[Highlight]] = {}
    for h in inside:
        opening.setdefault(max(h.span.start, within.start), []).append(h)
        closing.setdefault(min(h.span.end, within.end), []).append(h)
    edges = sorted({within.start, within.end, *opening, *closing})
    active: list[Highlight] = []
    segments = []
    for start, end in pairwise(edges):
        for h in closing.get(start, ()):
            active.remove(h)
        active.extend(opening.get(start, ()))
        ordered = sorted(active, key=lambda h: (len(h.span), h.span.start, h.key))
        segments.append(Segment(Span(start, end), tuple(dict.fromkeys(h.key for h in ordered))))
    return segments

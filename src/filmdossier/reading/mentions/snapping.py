"""Contents snap to quotation marks: what stands between a pair of marks was said by one speaker, marks included.

The encoder sees the marks and seldom cuts a quotation; this makes sure of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.reading.mentions.marks import find_outermost
from filmdossier.reading.mentions.quotation import find_quotations

Tagged = tuple[int, int, str, float]

_CONTENT = "content"
# A content that covers this share of a quotation means all of it.
_COVER = 0.5
# Shorter quotations are scare quotes and titles more often than speech.
_SPEECH_WORDS = 5
# How far to look for the line breaks around a paragraph.
_MARGIN = 8


def snap(text: str, spans: Sequence[Tagged], marks: Sequence[str] = ()) -> list[Tagged]:
    """Widen contents that cut a quotation so that they hold it whole, and add quoted paragraphs that none touches.

    Args:
        text: the text.
        spans: start, end, label and score of each span, rising, without overlaps.
        marks: pairs of quotation marks; empty where their Unicode category tells.

    Returns:
        The spans, rising, without overlaps.
    """
    snapped = list(spans)
    for start, end in _quotations(text, marks):
        touching = [index for index, span in enumerate(snapped) if span[0] < end and start < span[1]]
        if not touching:
            if _is_paragraph(text, start, end) and len(text[start:end].split()) >= _SPEECH_WORDS:
                snapped.append((start, end, _CONTENT, 0.5))
                snapped.sort()
            continue
        if len(touching) > 1 or snapped[touching[0]][2] != _CONTENT:
            continue
        index = touching[0]
        first, last, label, score = snapped[index]
        covered = min(last, end) - max(first, start)
        if covered < _COVER * (end - start) or (first <= start and last >= end):
            continue
        before = snapped[index - 1][1] if index else 0
        after = snapped[index + 1][0] if index + 1 < len(snapped) else len(text)
        first = max(min(first, start), before)
        last = min(max(last, end), after)
        snapped[index] = (first, last, label, score)
    return snapped


def _quotations(text: str, marks: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Find the outermost quotations, rising."""
    return find_outermost(text, marks) if marks else find_quotations(text)


def _is_paragraph(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation is a paragraph of its own, between blank lines."""
    before, after = text[max(0, start - _MARGIN) : start].rstrip(" "), text[end : end + _MARGIN].lstrip(" ")
    return before.endswith("\n\n") and (after.startswith("\n\n") or not after.strip())

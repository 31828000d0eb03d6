"""Words said that the writer breaks into, and lines that a dash opens instead of quotation marks.

«We filmed it, — said X. — Twice», or the same without marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from filmdossier.model.span import Span
from filmdossier.reading.statements.fenced.lexicon import FINITE, FencedLexicon
from filmdossier.reading.statements.quotations import Quotation

#: A verb of saying stands among so many words behind the dash.
FIRST_WORDS = 4
_OPENS = re.compile(r"[,.!?…][»“”\"]?\s+[—–-]\s+(?=\w)")
_GOES_ON = re.compile(r"[.,!?…:]\s+[—–-]\s+(?=\w)")
_LINE = re.compile(r"(?m)^[ \t]*[—–-]\s+(?=\w)")
_WORD = re.compile(r"\w+(?:-\w+)*")


def broken(text: str, quotation: Quotation, lexicon: FencedLexicon) -> list[Quotation]:
    """The parts of a quotation that somebody breaks into to say who speaks, each by itself; else the quotation."""
    span = quotation.span
    parts = _parts(text, span.start, span.end, lexicon)
    return [Quotation((part,)) for part in parts] if len(parts) > 1 or parts[0].end < span.end - 1 else [quotation]


def spoken_lines(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], lexicon: FencedLexicon
) -> Iterator[list[Quotation]]:
    """The words said in each line that begins with a dash and tells who says them."""
    starts = [q.span.start for q in quotations]
    for paragraph in paragraphs:
        for m in _LINE.finditer(text, paragraph.start, paragraph.end):
            end = text.find("\n", m.end(), paragraph.end)
            end = paragraph.end if end < 0 else end
            i = bisect_left(starts, m.end()) - 1
            if i >= 0 and quotations[i].span.end > m.end():
                continue
            parts = _parts(text, m.end(), end, lexicon)
            if len(parts) > 1 or parts[0].end < end - 1:
                yield [Quotation((part,)) for part in parts]


def _parts(text: str, start: int, end: int, lexicon: FencedLexicon) -> list[Span]:
    parts: list[Span] = []
    at = start
    while at < end:
        opens = next((m for m in _OPENS.finditer(text, at, end) if _tells(text, m.end(), end, lexicon)), None)
        if opens is None:
            break
        parts.append(Span(at, opens.start() + 1))
        goes_on = _GOES_ON.search(text, opens.end(), end)
        if goes_on is None:
            return parts
        at = goes_on.end()
    if at < end:
        parts.append(Span(at, end))
    return parts


def _tells(text: str, start: int, end: int, lexicon: FencedLexicon) -> bool:
    """Whether words in small letters with a verb of saying follow."""
    if not text[start].islower():
        return False
    stop = min(end, start + 80)
    for n, m in enumerate(_WORD.finditer(text, start, stop)):
        if n >= FIRST_WORDS:
            break
        cue = lexicon.cues.get(m.group().lower())
        if cue and cue.form in FINITE and cue.cue_class.inverted:
            return True
    return False

"""Quotations: where marks open and close, also where a quotation runs over sentences and paragraphs.

Papers open each paragraph of a long quotation with a new mark and close only the last one. Where paragraphs have been
run together, such marks stand inside a line. Parts that belong together in this way are one quotation here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmdossier.languages import Traits
from filmdossier.model.span import Span

#: Two single marks for a double one; the group tells an opening pair.
_DOUBLED = re.compile(r"''(?=(\w)?)")
#: An opened mark that nothing closes is given up after so many code points, unless its paragraph begins with it.
LONGEST_UNCLOSED = 3000
#: A single mark is an apostrophe unless its partner follows within so many code points.
LONGEST_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks.

    Attributes:
        parts: the stretches with their marks; more than one where the quotation opens anew before it was closed.
        single: set off by marks that are also apostrophes.
    """

    parts: tuple[Span, ...]
    single: bool = False

    @property
    def span(self) -> Span:
        """From the first mark to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class _Marks:
    opening: frozenset[str]
    closing: dict[str, str]
    apostrophes: frozenset[str]


def find_quotations(text: str, paragraphs: Sequence[Span], traits: Traits) -> list[Quotation]:
    """The outermost quotations of a text, in order.

    Args:
        text: the article.
        paragraphs: its paragraphs in order, without the blanks between them.
        traits: the language's quotation marks, in pairs.
    """
    marks = _marks(traits)
    plain, text = text, _with_double_marks(text)
    found: list[tuple[list[Span], bool]] = []
    goes_on = False
    for i, paragraph in enumerate(paragraphs):
        after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        for parts, single, unclosed in _in_paragraph(text, paragraph, marks):
            if goes_on and parts[0].start == paragraph.start:
                found[-1][0].extend(parts)
            else:
                found.append((parts, single))
            goes_on = unclosed
        at_end = bool(found) and found[-1][0][-1].end == paragraph.end
        goes_on = goes_on and at_end and after is not None and text[after.start : after.start + 1] in marks.opening
    quotations = [Quotation(tuple(parts), single) for parts, single in found]
    return quotations if text is plain else [_widened(q, plain) for q in quotations]


def _with_double_marks(text: str) -> str:
    """The text with two single marks side by side written as one double mark and a blank, at the same places."""
    if "''" not in text:
        return text
    return _DOUBLED.sub(lambda m: ' "' if m.group(1) else '" ', text)


def _widened(quotation: Quotation, text: str) -> Quotation:
    """The quotation with both signs of marks that were written with two."""
    parts = []
    for part in quotation.parts:
        start = part.start - (text[part.start - 1 : part.start + 1] == "''")
        end = part.end + (text[part.end - 1 : part.end + 1] == "''")
        parts.append(Span(start, end))
    return Quotation(tuple(parts), quotation.single)


def _marks(traits: Traits) -> _Marks:
    pairs = [p for p in traits.quotation_marks if len(p) == 2]
    apostrophes = frozenset(c for c in "'’" if any(c in p for p in pairs))
    return _Marks(frozenset(p[0] for p in pairs), {p[0]: p[1] for p in pairs}, apostrophes)


def _in_paragraph(text: str, paragraph: Span, marks: _Marks) -> Iterator[tuple[list[Span], bool, bool]]:
    parts: list[Span] = []
    opened = -1
    i, end = paragraph.start, paragraph.end
    while i < end:
        c = text[i]
        if opened < 0:
            if c in marks.opening and _can_open(text, i, paragraph, marks):
                if marks.closing[c] in marks.apostrophes:
                    close = _single_close(text, i, end, marks.closing[c], marks)
                    if close > 0:
                        yield [Span(i, close + 1)], True, False
                        i = close
                else:
                    opened = i
        elif _closes_quotation(text, opened, i, end, marks):
            yield [*parts, Span(opened, i + 1)], False, False
            parts, opened = [], -1
        elif c == text[opened] and i > opened + 1 and _ends_sentence_before(text, opened, i):
            parts.append(Span(opened, _rstrip(text, opened, i)))
            opened = i
        i += 1
    if opened >= 0 and (opened == paragraph.start or parts or end - opened < LONGEST_UNCLOSED):
        yield [*parts, Span(opened, _unclosed_end(text, opened, end, marks))], False, True


def _can_open(text: str, i: int, paragraph: Span, marks: _Marks) -> bool:
    c = text[i]
    after = text[i + 1 : i + 2]
    if not after or after.isspace():
        return False
    if marks.closing[c] != c:
        return True
    before = text[i - 1] if i > paragraph.start else " "
    if c in marks.apostrophes:
        return (before.isspace() or before in '([-–—"“') and (after.isalnum() or after in "[$£€")
    return not before.isalnum() or after.isupper()


def _closes_quotation(text: str, opened: int, i: int, end: int, marks: _Marks) -> bool:
    """Whether the mark at ``i`` closes what was opened: words stand before it, and none begin right behind a blank."""
    c = text[i]
    before, after = text[i - 1], text[i + 1] if i + 1 < end else " "
    if c == marks.closing[text[opened]]:
        return c != text[opened] or not (before.isspace() and after.isalnum())
    # An opening mark typed for a closing one.
    return c == text[opened] and not before.isspace() and not after.isalnum()


def _ends_sentence_before(text: str, opened: int, i: int) -> bool:
    j = i - 1
    while j > opened and text[j].isspace():
        j -= 1
    return j > opened and j < i - 1


def _single_close(text: str, i: int, end: int, close: str, marks: _Marks) -> int:
    """Where a single mark's partner stands, or -1 where it is an apostrophe."""
    j = text.find(close, i + 3, min(end, i + LONGEST_SINGLE))
    while j > 0:
        before, after = text[j - 1], text[j + 1] if j + 1 < end else " "
        if not before.isspace() and not after.isalnum():
            plural = before == "s" and after == " " and text[j + 2 : j + 3].islower()
            if not plural or text.find(close, j + 1, min(end, i + LONGEST_SINGLE)) < 0:
                return j
        j = text.find(close, j + 1, min(end, i + LONGEST_SINGLE))
    return -1


def _unclosed_end(text: str, opened: int, end: int, marks: _Marks) -> int:
    """Where words end whose mark is never closed: at a single mark typed for it, or with the paragraph."""
    for c in marks.apostrophes:
        j = text.find(c, opened + 1, end)
        while j > 0:
            if text[j - 1] in ".,!?" and (j + 1 >= end or text[j + 1].isspace()):
                return j + 1
            j = text.find(c, j + 1, end)
    return _rstrip(text, opened, end)


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end

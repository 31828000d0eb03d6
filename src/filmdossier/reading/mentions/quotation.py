"""Quotation marks, paired by their direction, paragraph by paragraph.

Directed marks say by their Unicode category whether they open (Pi) or close (Pf). Straight marks and the apostrophe say
it by their neighbours: an opening mark has space before it and none after it. An apostrophe inside a word is no mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_STRAIGHT = frozenset("\"'\N{FULLWIDTH QUOTATION MARK}")
_SINGLE = frozenset("'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
# Two apostrophes stand for one double mark in some wire copy; the second becomes a filler that keeps offsets.
_FILLER = "\N{WORD JOINER}"
_MARK_CATEGORIES = ("Pi", "Pf")
# A pair of single marks longer than this is two apostrophes.
_LONGEST_SINGLE = 400

OUTSIDE, OPEN, INSIDE, CLOSE = range(4)


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Find the quotations in a text, outermost only, marks included.

    A quotation that its paragraph opens with and never closes runs to the end of the paragraph: the next paragraph
    goes on with it.

    Yields:
        Code-point offsets ``(start, end)`` in rising order, without overlap.
    """
    text = text.replace("''", '"' + _FILLER)
    start, first = 0, True
    while first or start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield from _find_in_paragraph(text, start, end)
        start, first = end + 2, False


def find_quotation_states(text: str) -> bytearray:
    """Say of every code point whether it lies outside quotations, opens one, lies inside one, or closes one."""
    states = bytearray(len(text))
    for start, end in find_quotations(text):
        states[start] = OPEN
        states[start + 1 : end] = bytes([INSIDE]) * (end - start - 1)
        if end - start > 1 and _is_mark(text[end - 1]):
            states[end - 1] = CLOSE
    return states


def _is_mark(character: str) -> bool:
    return character in _STRAIGHT or unicodedata.category(character) in _MARK_CATEGORIES


def _find_in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = -1
    last_break = start
    leading = start
    while leading < end and text[leading].isspace():
        leading += 1
    for index in range(leading, end):
        character = text[index]
        if character == "\n":
            last_break = index
        if not _is_mark(character):
            continue
        opens, closes = _directions(text, index, start, end)
        if opened < 0:
            if opens:
                opened = index
            continue
        if not _are_partners(text[opened], character):
            continue
        if closes:
            if character not in _SINGLE or index - opened <= _LONGEST_SINGLE:
                yield opened, index + 1 + (text[index + 1 : index + 2] == _FILLER)
            opened = -1
        elif opens:
            # The earlier mark was never closed; where a line break lies between, its line was the quotation.
            if last_break > opened and text[opened] not in _SINGLE:
                yield opened, last_break
            opened = index
    if opened == leading and text[opened : opened + 1] not in _SINGLE and opened >= 0:
        yield opened, end


def _directions(text: str, index: int, start: int, end: int) -> tuple[bool, bool]:
    """Say whether the mark at an index can open and can close a quotation."""
    before = text[index - 1] if index > start else " "
    after = text[index + 1] if index + 1 < end else " "
    character = text[index]
    if character in _STRAIGHT or character == "\N{RIGHT SINGLE QUOTATION MARK}":
        inside_word = before.isalnum() and after.isalnum()
        opens = character in _STRAIGHT and not after.isspace() and not before.isalnum() and before not in ".,!?;:"
        closes = not before.isspace() and not (inside_word and character in _SINGLE)
        if opens and closes and after.isalnum():
            closes = before in ".,!?;:" or not (before in "([" or unicodedata.category(before) in ("Pd", "Ps"))
        return opens, closes
    return unicodedata.category(character) == "Pi", unicodedata.category(character) == "Pf"


def _are_partners(opening: str, closing: str) -> bool:
    if opening in _STRAIGHT or closing in _STRAIGHT:
        return opening == closing
    return (opening in _SINGLE) == (closing in _SINGLE)

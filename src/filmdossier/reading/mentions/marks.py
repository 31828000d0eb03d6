"""Quotation and title marks of scripts that nest them, paired by a language's own list of pairs.

Russian prints titles and speech in «», and what stands within in „“ or again in «»; Chinese prints titles in 《》 and
speech in “” or 「」. Every code point gets a class that says in which of them it lies: encoders find it hard to count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MARK_CLASSES = (
    *("outside", "open", "inside", "close"),
    *("inner open", "inner inside", "inner close"),
    *("title open", "title inside", "title close"),
)
_OUTER, _INNER, _TITLE = 1, 4, 7

# A pair further apart than this is two marks that lack their partners.
_LONGEST = 1500
_LONGEST_TITLE = 120
# Marks that stand open at once; of more, the earliest lack their partners.
_DEEPEST = 8


def find_marked(text: str, pairs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Find what stands between pairs of marks, inner before outer.

    A mark that opens and is not closed before its paragraph ends is none. Straight marks, which are their own partners,
    open after a space or an opening mark.

    Args:
        text: any text.
        pairs: two characters each, the opening mark first.

    Yields:
        ``(start, end, pair, depth)``: marks included; the index of the pair; how many open marks stand around.
    """
    opening = {pair[0] for pair in pairs}
    straight = {pair[0] for pair in pairs if pair[0] == pair[1]}
    closing: dict[str, dict[str, int]] = {}
    for index, pair in enumerate(pairs):
        closing.setdefault(pair[1], {})[pair[0]] = index
    opened: list[tuple[int, str]] = []
    for index, character in enumerate(text):
        if character == "\n" and text[index + 1 : index + 2] == "\n":
            opened.clear()
        partners = closing.get(character)
        if partners is not None:
            place = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][1] in partners), -1)
            if place >= 0 and index - opened[place][0] <= _LONGEST:
                start, mark = opened[place]
                del opened[place:]
                yield start, index + 1, partners[mark], place
                continue
        if character in opening and (character not in straight or _can_open(text, index)):
            opened.append((index, character))
            del opened[:-_DEEPEST]


def _can_open(text: str, index: int) -> bool:
    after = text[index + 1 : index + 2]
    return bool(after) and not after.isspace() and after not in ",.;:!?)»”"


def find_outermost(text: str, pairs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find what stands between pairs of marks and in no other pair, rising, marks included."""
    reached = 0
    for start, end, _, _ in sorted(find_marked(text, pairs), key=lambda one: (one[0], -one[1])):
        if start >= reached:
            yield start, end
            reached = end


def find_mark_states(text: str, pairs: Sequence[str], titles: int) -> bytearray:
    """Say of every code point where it lies, as an index into ``MARK_CLASSES``.

    Args:
        text: any text.
        pairs: pairs of marks, title marks first.
        titles: how many of the pairs are title marks.
    """
    states = bytearray(len(text))
    found = sorted(find_marked(text, pairs), key=lambda one: one[3])
    for start, end, pair, depth in found:
        if pair < titles:
            if end - start > _LONGEST_TITLE:
                continue
            first = _TITLE
        else:
            first = _INNER if depth and states[start] else _OUTER
        states[start] = first
        states[start + 1 : end - 1] = bytes([first + 1]) * (end - start - 2)
        states[end - 1] = first + 2
    return states

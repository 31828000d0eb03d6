"""The words that one version of a text has and the other has not.

Paragraphs are compared first, then words within those that changed; of scripts without spaces, characters. How much is
compared is bounded, so that no two texts take long: beyond the bound, a stretch counts as replaced as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PARAGRAPH = re.compile(r"[^\n]*\n*")
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# With the blanks before it: a figure, one character of a script that sets no spaces, a word, or one sign.
_WORD = re.compile(rf"\s*(?:\d+(?:[.,]\d+)*|[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\s])|\s+")
#: Pairs of words or paragraphs that may be looked at where nothing that stands just once holds both texts together.
_MOST_PAIRS = 400_000
#: Characters of unchanged text that stay around a change, where there are more.
_AROUND = 160


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, and what became of it; of `SKIPPED`, the words are those left out."""

    change: Change
    words: str


def compare(earlier: str, later: str) -> list[Stretch]:
    """What became of a text, in order.

    Those that are not `NEW` joined are the earlier text, those that are not `GONE` the later one.
    """
    return list(_merged(_Comparison().paragraphs(earlier, later)))


def shortened(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same with long unchanged stretches cut down to what stands around the changes."""
    found: list[Stretch] = []
    last = len(stretches) - 1
    for n, stretch in enumerate(stretches):
        first, end = (_AROUND if n else 0), len(stretch.words) - (_AROUND if n < last else 0)
        if stretch.change is not Change.SAME or end - first <= _AROUND:
            found.append(stretch)
        else:
            middle = Stretch(Change.SKIPPED, stretch.words[first:end])
            before, after = (Stretch(Change.SAME, words) for words in (stretch.words[:first], stretch.words[end:]))
            found += (s for s in (before, middle, after) if s.words)
    return found


class _Comparison:
    """One comparison, with what is left of what it may look at."""

    def __init__(self) -> None:
        self._left = _MOST_PAIRS

    def paragraphs(self, earlier: str, later: str) -> Iterator[Stretch]:
        """What became of the paragraphs, and of the words of those that changed."""
        for a, b in self._aligned(_PARAGRAPH.findall(earlier)[:-1], _PARAGRAPH.findall(later)[:-1]):
            if a == b:
                yield Stretch(Change.SAME, "".join(a))
            elif a and b:
                yield from self._words("".join(a), "".join(b))
            else:
                yield from _replaced(a, b)

    def _words(self, earlier: str, later: str) -> Iterator[Stretch]:
        for a, b in self._aligned(_WORD.findall(earlier), _WORD.findall(later)):
            yield from [Stretch(Change.SAME, "".join(a))] if a == b else _replaced(a, b)

    def _aligned(self, a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Two sequences cut into stretches that are equal and stretches that are not.

        Parts that each has just once hold them together, as in a patience diff: that takes little more than a pass.
        """
        start, end = _common(a, b)
        yield a[:start], b[:start]
        last_a, last_b = start, start
        for i, j in [*_anchors(a[start : len(a) - end], b[start : len(b) - end]), (None, None)]:
            next_a = len(a) - end if i is None else start + i
            next_b = len(b) - end if j is None else start + j
            yield from self._between(a[last_a:next_a], b[last_b:next_b])
            if i is not None:
                yield a[next_a : next_a + 1], b[next_b : next_b + 1]
            last_a, last_b = next_a + 1, next_b + 1
        yield a[len(a) - end :], b[len(b) - end :]

    def _between(self, a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """As `_aligned`, of stretches that nothing holds together but what they have several times."""
        self._left -= len(a) * len(b)
        if not a or not b or self._left < 0:
            yield a, b
            return
        for _, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield a[i:j], b[k:m]


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[Stretch]:
    yield Stretch(Change.GONE, "".join(a))
    yield Stretch(Change.NEW, "".join(b))


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the parts that both have just once, as many as stand in one order in both."""
    in_a, in_b = Counter(a), Counter(b)
    at = {part: n for n, part in enumerate(b) if in_b[part] == 1}
    pairs = [(n, at[part]) for n, part in enumerate(a) if in_a[part] == 1 and part in at]
    # The longest rising run of places in the one, by the order of the other.
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1], ends[length : length + 1] = [j], [n]
    found = []
    n = ends[-1] if ends else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _common(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many parts two texts have in common at their beginning, and at their end."""
    most = min(len(a), len(b))
    start = next((n for n in range(most) if a[n] != b[n]), most)
    return start, next((n for n in range(most - start) if a[-1 - n] != b[-1 - n]), most - start)


def _merged(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one; what went before what came."""
    gone, new, same = "", "", ""
    for stretch in stretches:
        if stretch.change is Change.SAME:
            if not stretch.words:
                continue
            if gone or new:
                yield from _both(gone, new)
                gone = new = ""
            same += stretch.words
            continue
        if same and stretch.words:
            yield Stretch(Change.SAME, same)
            same = ""
        gone += stretch.words if stretch.change is Change.GONE else ""
        new += stretch.words if stretch.change is Change.NEW else ""
    yield from _both(gone, new)
    if same:
        yield Stretch(Change.SAME, same)


def _both(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch(Change.GONE, gone)
    if new:
        yield Stretch(Change.NEW, new)

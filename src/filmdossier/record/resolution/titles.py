"""Titles taken apart and set side by side."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from filmdossier.record.resolution.folding import romanised, script_of, split_words
from filmdossier.record.resolution.tables import load_table, words

_YEAR_BEHIND = re.compile(r"\s*[(\[（](1[89]\d\d|20\d\d)[)\]）]\s*$")
_SUBTITLE = re.compile(r"[:：,，(（]|\s[-–—/]\s")
_SPELLING = 0.86
"""Least Damerau-Levenshtein similarity of two spellings of one title."""
_LETTERS = 6
"""Titles of fewer letters are never spellings of one another: "Heat", "Heart"."""


_TAIL = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart.

    Attributes:
        words: romanised, without leading article, numbers in digits.
        head: the words before its colon, dash, comma or bracket, or empty.
        tails: the words behind each of these, the longest first.
        script: of its first letter.
        year: the year in brackets behind it ("Dune (2021)"), or None.
    """

    words: tuple[str, ...]
    head: tuple[str, ...]
    tails: tuple[tuple[str, ...], ...]
    script: str
    year: int | None = None

    @property
    def joined(self) -> str:
        """The words without what parts them."""
        return "".join(self.words)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in it, in order; a first part's "1" says nothing."""
        return tuple(w for w in self.words if w.isdigit() and w != "1")


@functools.lru_cache(maxsize=100_000)
def parse_title(text: str) -> Title:
    """Take a title apart; never fails, but may leave no words."""
    year = None
    if match := _YEAR_BEHIND.search(text):
        text, year = text[: match.start()], int(match.group(1))
    parts = _SUBTITLE.split(text)
    head = _words(parts[0]) if len(parts) > 1 else ()
    if len(head) > 1 and head[-1] in words("titles", "alternatives"):
        head = head[:-1]
    tails = tuple(t for i in range(1, len(parts)) if (t := _words(" ".join(parts[i:]))))
    return Title(_words(text), head, tails, script_of(text), year)


def _words(text: str) -> tuple[str, ...]:
    table = load_table("words")["titles"]
    numbers, roman, marks = table["numbers"], table["roman"], words("titles", "number_marks")
    plain = [r for r in (romanised(w) for w in split_words(text)) if r]
    if len(plain) > 1 and plain[0] in words("titles", "articles"):
        del plain[0]
    plain = ["1" if w == "one" and i > 1 and plain[i - 1] in marks else w for i, w in enumerate(plain)]
    counted = [(numbers | roman if i else numbers).get(w, w) for i, w in enumerate(plain)]
    return tuple(
        w for i, w in enumerate(counted) if not (i and w in marks and i + 1 < len(counted) and counted[i + 1].isdigit())
    )


@functools.lru_cache(maxsize=200_000)
def relate_titles(left: str, right: str) -> str:
    """How two titles stand to one another, as the weights call it."""
    a, b = parse_title(left), parse_title(right)
    if not a.words or not b.words:
        return "title_equal" if left == right else "title_differs"
    if a.joined == b.joined:
        return "title_equal" if len(a.words) > 1 or len(a.joined) > 12 else "title_equal_short"
    if a.joined in (b.joined + "s", b.joined[:-1] * b.joined.endswith("s")):
        return "title_other_part"
    alike = DamerauLevenshtein.normalized_similarity(a.joined, b.joined)
    if a.script != b.script:
        near = alike >= _SPELLING and a.numbers == b.numbers
        return "title_transliterated" if near else "title_other_script"
    if _is_tail(a, b) or _is_tail(b, a):
        return "title_tail"
    shortened = _is_beginning_or_end(a, b) or _is_beginning_or_end(b, a)
    if a.numbers != b.numbers and (shortened or _without_numbers(a) == _without_numbers(b)):
        return "title_other_part"
    if shortened and (_is_end(a, b) or _is_end(b, a)):
        return "title_end"
    if shortened:
        return "title_head" if a.words in (b.head, *b.tails) or b.words in (a.head, *a.tails) else "title_shortened"
    if alike >= _SPELLING and min(len(a.joined), len(b.joined)) >= _LETTERS and a.numbers == b.numbers:
        return "title_spelling"
    return "title_differs"


def _is_tail(longer: Title, shorter: Title) -> bool:
    """Whether one is what stands behind a colon of the other, two words at least; a number before it is explained."""
    n = len(shorter.words)
    return n > 1 and shorter.words in longer.tails


def _is_end(longer: Title, shorter: Title) -> bool:
    """Whether one is the last words of the other without a mark before them: Planet of the Apes may be another film."""
    n = len(shorter.words)
    return _TAIL <= n < len(longer.words) and longer.words[-n:] == shorter.words


def _is_beginning_or_end(longer: Title, shorter: Title) -> bool:
    n = len(shorter.words)
    if n >= len(longer.words) or len(shorter.joined) < 2:
        return False
    return longer.words[:n] == shorter.words or longer.words[-n:] == shorter.words


def _without_numbers(title: Title) -> tuple[str, ...]:
    return tuple(w for w in title.words if not w.isdigit())

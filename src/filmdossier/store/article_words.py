"""The words of articles as a search finds them: folded, and overlapping pairs of characters where nothing parts words.

What is searched for is taken apart in the same way, so both databases find the same: their indexes hold these words and
nothing else, and are not asked to tell what a word is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

_WIDE = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3041-\u3096\u30a1-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufad9\U0001b000-\U0001b167"
    "\U00020000-\U0003ffff"
)
"""Characters of scripts that set no spaces between words, or are searched as if they did not."""
_PART = re.compile(rf"[{_WIDE}]+|[^\W_{_WIDE}]+")
_RUN = re.compile(f"[{_WIDE}]")
_RARE = re.compile("[^\\W\x00-\x7f\u0400-\u045f\u4e00-\u9fff]|[\u0300-\u036f]")
"""Beyond these letters, folding is more than the lower case."""
_LONGEST = 40
"""Code points of a word that count."""
_MANY = 6000
_MOST_BYTES = 1_000_000
"""What PostgreSQL takes of one text, in UTF-8; so many words of the longest cannot come to more."""
_TYPED, _WORDS = 400, 12
"""Code points and words of a query that count; of pairs of characters twice as many."""
_PREFIX = 3
"""So many letters find the words that begin so; fewer would find nearly everything."""


class Wanted(NamedTuple):
    """One word of the index that is searched for, or the beginning of some."""

    word: str
    is_beginning: bool


class Query(NamedTuple):
    """What is searched for.

    Attributes:
        words: that the index must have, all of them.
        parts: as they stand in a folded text: words, and runs of characters without spaces.
    """

    words: tuple[Wanted, ...]
    parts: tuple[Wanted, ...]


class _Folding(dict[int, str]):
    """What each character is searched as; filled as they come."""

    _MOST = 20_000

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < self._MOST:
            self[code] = folded
        return folded


def _fold(character: str) -> str:
    if "\u0300" <= character <= "\u036f":
        return ""
    if not character.isalnum():
        return character
    folded = normalize("NFKC", normalize("NFKC", character).casefold()).replace("ё", "е")
    plain = normalize("NFD", folded)
    return plain[0] if plain[:1].isascii() and len(folded) == 1 else folded


_FOLDING = _Folding()


class Folded(NamedTuple):
    """A text as it is searched.

    Attributes:
        text: without case and marks on letters.
        origins: where each character of it stood in the text as written, and where that ends; None where nothing moved.
    """

    text: str
    origins: tuple[int, ...] | None = None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it, which is not empty, stands in the text as written."""
        if self.origins is None:
            return start, end
        return self.origins[start], max(self.origins[end - 1] + 1, self.origins[end])


def fold_text(text: str) -> Folded:
    """A text as it is searched, with the way back."""
    if not _RARE.search(text):
        return Folded(text.lower().replace("ё", "е"))
    if all(len(_FOLDING[ord(c)]) == 1 for c in set(text)):
        return Folded(text.translate(_FOLDING))
    parts = [_FOLDING[ord(c)] for c in text]
    origins = [at for at, part in enumerate(parts) for _ in part]
    return Folded("".join(parts), (*origins, len(text)))


def find_article_words(text: str) -> list[str]:
    """The words that a text is found by, each once; of ASCII they hold letters and digits alone."""
    found: set[str] = set()
    for part in set(_PART.findall(fold_text(text).text)):
        found.update(_pairs(part) if is_wide(part) else (part[:_LONGEST],))
    return sorted(found) if len(found) <= _MANY else _as_many_as_fit(sorted(found))


def parse_query(text: str) -> Query:
    """What the words that somebody typed are searched as; the last may be unfinished."""
    typed = _PART.findall(fold_text(text[:_TYPED]).text)[:_WORDS]
    words: dict[Wanted, None] = {}
    parts: dict[Wanted, None] = {}
    for number, part in enumerate(typed, 1):
        if is_wide(part):
            parts[Wanted(part, True)] = None
            words |= dict.fromkeys([Wanted(p, len(p) == 1) for p in _pairs(part)[: len(part) - 1 or 1]])
        else:
            wanted = Wanted(part[:_LONGEST], number == len(typed) and len(part) >= _PREFIX)
            parts[wanted] = words[wanted] = None
    return Query(tuple(words)[: 2 * _WORDS], tuple(parts))


def pattern_of(query: Query) -> re.Pattern[str]:
    """What finds the parts of a query in a folded text; each part is a group of its own."""
    return re.compile("|".join(f"({_pattern(part)})" for part in query.parts))


def _pattern(part: Wanted) -> str:
    if is_wide(part.word):
        return re.escape(part.word)
    letter = rf"[^\W_{_WIDE}]"
    return rf"(?<!{letter}){re.escape(part.word)}" + (f"{letter}*" if part.is_beginning else f"(?!{letter})")


def is_wide(part: str) -> bool:
    """Whether a part is a run of characters without spaces."""
    return _RUN.match(part) is not None


def _pairs(run: str) -> list[str]:
    """Every two characters in succession, and the last by itself, so that each character begins something."""
    return [*(a + b for a, b in pairwise(run)), run[-1]]


def _as_many_as_fit(words: list[str]) -> list[str]:
    return list(_fitting(words))


def _fitting(words: list[str]) -> Iterator[str]:
    left = _MOST_BYTES
    for word in words:
        left -= len(word.encode())
        if left < 0:
            return
        yield word

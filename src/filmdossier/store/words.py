"""Names as a search finds them: words without case, in their own script and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width, normalize

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 100
"""Code points of a word that are searched for; longer ones are no words."""


def fold(text: str) -> str:
    """A text without case, width and needless space."""
    return " ".join(normalize("NFKC", normalize("NFKC", text).casefold()).split())


def find_words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [match.group()[:_LONGEST] for match in _WORD.finditer(fold(text))]


def romanize(word: str) -> str:
    """A word in Latin letters without marks, or what comes nearest to it."""
    return "".join(c for c in anyascii(word).casefold() if c.isalnum())


def find_tokens(names: Iterable[str]) -> set[str]:
    """Everything by whose beginning a search finds one of the names.

    Scripts that set no spaces between words are searched from any character on, in Latin letters, too.
    """
    tokens: set[str] = set()
    for name in names:
        tokens.add(whole(name))
        for word in find_words(name):
            tokens |= {word, romanize(word), word.replace("'", "").replace("’", "")}
            for rest in (word[i:] for i, c in enumerate(word) if i and _is_wide(c)):
                tokens |= {rest, romanize(rest)}
    return tokens - {"", whole("")}


def whole(name: str) -> str:
    """The token by which a name is found as a whole; no word begins so."""
    return "=" + " ".join(find_words(name))


def _is_wide(c: str) -> bool:
    return east_asian_width(c) in "WF"

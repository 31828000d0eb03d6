"""How a part of a name sounds, roughly: what is left once spellings of one sound are brought together."""

from __future__ import annotations

import functools
import re

from filmdossier.record.resolution.tables import load_table

_VOWELS = frozenset("aeiouy")


@functools.cache
def _steps() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in load_table("sounds")["steps"])


@functools.lru_cache(maxsize=200_000)
def sounded(part: str) -> str:
    """A romanised part with spellings of one sound brought together: Sergey and Sergei are ``sergi``."""
    for pattern, into in _steps():
        part = pattern.sub(into, part)
    return _undoubled(part.replace("y", "i"))


@functools.lru_cache(maxsize=200_000)
def skeleton(part: str) -> str:
    """The consonants of a romanised part as they sound; a vowel at its beginning is ``a``.

    Andrey, Andrei and Andrej are ``andr``; Podkaminskaya and Podkaminskaia ``pdkmnsk``.
    """
    part = sounded(part)
    kept = [c for c in part[1:] if c not in _VOWELS]
    first = part[:1]
    return _undoubled(("a" if first in _VOWELS else first) + "".join(kept))


def _undoubled(letters: str) -> str:
    return "".join(c for i, c in enumerate(letters) if i == 0 or letters[i - 1] != c)

"""Words of any script in small Latin letters, so that spellings can be compared.

Romanisation is `anyascii <https://github.com/anyascii/anyascii>`_'s: character by character, without regard to
language. Han characters come out as their Mandarin readings. That is right for Chinese names, rough for foreign names
in Chinese, and wrong for Japanese ones; what is compared across scripts is therefore weighed by itself.
"""

from __future__ import annotations

import functools
import unicodedata

from anyascii import anyascii

from filmdossier.record.resolution.tables import load_table

_APOSTROPHES = frozenset("'’ʼ‘`´ʹʻ′ьъ")
"""Signs within words that fall away. The soft and hard sign are among them, for anyascii writes them as apostrophes."""


@functools.lru_cache(maxsize=200_000)
def split_words(text: str) -> tuple[str, ...]:
    """The words of a name or title, NFKC and case-folded, in their own script; punctuation parts them.

    Runs of Han characters, and of digits beside them, are words of their own.
    """
    signs = load_table("words")["signs"]
    out: list[str] = []
    for c in unicodedata.normalize("NFKC", text).casefold():
        if c in signs:
            out.append(f" {signs[c]} ")
        elif c in _APOSTROPHES:
            continue
        elif c.isalnum() or unicodedata.category(c).startswith("M"):
            if out and out[-1] != " " and is_han(c) != is_han(out[-1]):
                out.append(" ")
            out.append(c)
        else:
            out.append(" ")
    return tuple("".join(out).split())


@functools.lru_cache(maxsize=400_000)
def romanised(word: str) -> str:
    """One word in small Latin letters and digits."""
    return "".join(c for c in anyascii(word).casefold() if c.isalnum())


@functools.lru_cache(maxsize=100_000)
def syllables(word: str) -> tuple[str, ...]:
    """A run of Han characters, each read by itself."""
    return tuple(r for r in (romanised(c) for c in word) if r)


def is_han(c: str) -> bool:
    """Whether a character is Han (including the compatibility blocks)."""
    return "\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" or "\uf900" <= c <= "\ufaff" or c == "々"


@functools.lru_cache(maxsize=200_000)
def script_of(text: str) -> str:
    """``han``, or the first word of the first letter's Unicode name, in small letters (``latin``, ``cyrillic``)."""
    for c in text:
        if is_han(c):
            return "han"
        if c.isalpha():
            return unicodedata.name(c, "none").split()[0].casefold()
    return "none"

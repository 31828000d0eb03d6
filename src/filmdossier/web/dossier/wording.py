"""Words and their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

#: The scripts of languages that films are read in, each a group.
_SCRIPTS = re.compile("([\u0400-\u052f])|([\u3400-\u9fff\uf900-\ufaff々\U00020000-\U0003ffff])")


@dataclass(frozen=True, slots=True)
class Words:
    """A few words, and their language where their script tells it (BCP 47)."""

    text: str
    lang: str | None = None

    def __html__(self) -> str:
        """The words in a page: apart from the direction of what is around them, in their language."""
        lang = f' lang="{self.lang}"' if self.lang else ""
        return f"<bdi{lang}>{escape(self.text)}</bdi>"


def words_of(text: str) -> Words:
    """Words with the language that their letters tell.

    >>> words_of("红丝绸").lang, words_of("Красный шёлк").lang, words_of("Red Silk").lang
    ('zh', 'ru', None)
    """
    return Words(text, language_of(text))


def language_of(text: str) -> str | None:
    """Which language the letters of a few words tell; None for Latin ones, which tell none."""
    if text.isascii():
        return None
    found = _SCRIPTS.search(text)
    if found is None:
        return None
    return "ru" if found[1] else "zh"


def several(names: Iterable[str]) -> tuple[Words, ...]:
    """Names in their order, each once."""
    return tuple(words_of(n) for n in dict.fromkeys(names) if n)


def joined(names: Iterable[Words]) -> Markup:
    """Names in a row, for a page."""
    return Markup(", ").join(names)

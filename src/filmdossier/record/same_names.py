"""What one thing is called in several languages, for facts whose names no resolution brings together."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filmdossier.record.resolution.folding import romanised, split_words

#: Which kinds of names the facts of a predicate are told apart by.
KINDS: Mapping[str, str] = {
    "genre": "genre",
    "filming_location": "place",
    "narrative_location": "place",
    "presented_at": "festival",
    "award": "award",
    "nomination": "award",
}
#: The number or year of an edition, before or behind a name.
_EDITION = re.compile(
    r"(?i)^(?:the\s+)?(?:\d{1,3}(?:-?(?:th|st|nd|rd|[ийя]|го))?\s)?"
    r"|第\s*[\d〇零一二三四五六七八九十百]+\s*[届屆]|\b(?:19|20)\d\d(?:\s*(?:г\.?|года|年))?"
)


@functools.lru_cache(maxsize=50_000)
def common_name(name: str, kind: str) -> str:
    """The name that a thing goes by in every language; the name itself where no table lists it.

    Args:
        name: as an article writes it.
        kind: a table of ``same_names.toml``: ``genre``, ``festival``, ``award``, ``category``, ``place``, ``role``,
            ``outlet``.
    """
    names = _names(kind)
    return (
        names.get(_key(name))
        or names.get(_key(_EDITION.sub(" ", name)))
        or names.get(_key(_without_generic(name, kind)))
        or name
    )


def _without_generic(name: str, kind: str) -> str:
    """A name without the word before it that says only what it is: портал «Кино Mail»."""
    words = next((w for w in _generic(kind) if name.casefold().startswith(f"{w} ")), "")
    return name[len(words) :]


@functools.cache
def _generic(kind: str) -> tuple[str, ...]:
    return tuple(_tables()["generic"].get(kind, ()))


def _key(name: str) -> str:
    return "".join(romanised(word) for word in split_words(name))


@functools.cache
def _names(kind: str) -> Mapping[str, str]:
    return {_key(form): common for common, forms in _tables()[kind].items() for form in (*forms, common)}


@functools.cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

r"""Patterns over shapes that are not even tried where a token that they need is missing.

A pattern such as ``<F\d+>, starring <P\d+>`` can match only a shape that holds a film and a person; looking for the
two tokens costs next to nothing beside running the pattern. Which tokens a pattern needs is read off the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re2

#: Room for the states of a pattern's automaton: long lists of roles need more than the default, and slow down without.
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 1 << 26
#: A token as patterns write it: ``<F\d+>``, ``<[Ff](?P<f>\d+)>``.
_TOKEN = re.compile(r"<(?:\[(?P<several>[A-Za-z]+)\]|(?P<one>[A-Za-z]))(?:\(\?P<\w+>)?\\d")
#: What makes the piece before it one that may be missing.
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")


@dataclass(frozen=True, slots=True)
class ShapePattern:
    """A compiled pattern with the tokens that a shape must hold for it to match.

    Attributes:
        compiled: the pattern, on a linear-time engine.
        needs: for each token that the pattern cannot do without, the ways to begin it (``<F``, ``<f``).
    """

    compiled: Any
    needs: tuple[tuple[str, ...], ...]

    @property
    def groupindex(self) -> dict[str, int]:
        """The numbers of the named groups."""
        return dict(self.compiled.groupindex)

    def may_match(self, text: str) -> bool:
        """Whether a shape holds the tokens that the pattern needs."""
        return all(any(token in text for token in tokens) for tokens in self.needs)

    def finditer(self, text: str) -> Iterator[Any]:
        """The matches in a shape, none overlapping another."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> Any:
        """The first match in a shape, or None."""
        return self.compiled.search(text) if self.may_match(text) else None


def compile_pattern(source: str) -> ShapePattern:
    """A pattern over shapes.

    Raises:
        re2.error: where the source is no pattern of the engine.
    """
    return ShapePattern(re2.compile(source, _OPTIONS), tuple(sorted(needed_tokens(source))))


def needed_tokens(source: str) -> set[tuple[str, ...]]:
    """The tokens that every match of a pattern holds.

    A token counts where no group around it may be missing or has an alternative.
    """
    needs, _ = _needed(source, 0)
    return needs


def _needed(source: str, at: int) -> tuple[set[tuple[str, ...]], int]:
    """What a group needs that begins at ``at``, and where it ends (at its closing bracket or the end of the source)."""
    needs: set[tuple[str, ...]] = set()
    alternatives = False
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            alternatives = True
            at += 1
        elif token := _TOKEN.match(source, at):
            needs.add(tuple(f"<{letter}" for letter in token.group("several") or token.group("one")))
            at = token.start() + 1 + len(token.group("several") or "x") + (2 if token.group("several") else 0)
        elif source[at] == "\\":
            at += 2
        elif source[at] == "[":
            at = _after_class(source, at)
        elif source[at] == "(":
            inner, close = _needed(source, _after_opening(source, at))
            at = close + 1
            if not _OPTIONAL.match(source, at):
                needs |= inner
        else:
            at += 1
    return (set() if alternatives else needs), at


def _after_opening(source: str, at: int) -> int:
    opening = re.compile(r"\((?:\?(?:P<\w+>|[a-z-]*:))?").match(source, at)
    return opening.end() if opening else at + 1


def _after_class(source: str, at: int) -> int:
    at += 2 if source.startswith("[^", at) else 1
    at += source.startswith("]", at)
    while at < len(source) and source[at] != "]":
        at += 2 if source[at] == "\\" else 1
    return at + 1

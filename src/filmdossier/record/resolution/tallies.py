"""Values with how many mentions say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

V = TypeVar("V", str, int)

_SHARE = 4
"""A value leads where at least a quarter as many say so as say the most frequent one."""
_MOST = 8


def shared(a: Mapping[str, object], b: Mapping[str, object]) -> list[str]:
    """The keys that two mappings share, in order; takes as long as the smaller is."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sorted(k for k in small if k in large)


class Tally(Generic[V]):
    """Values counted; those that lead stand for the rest, so that one article's slip does not speak for all."""

    __slots__ = ("_leading", "_text", "counts")

    def __init__(self) -> None:
        self.counts: dict[V, int] = {}
        self._leading: tuple[V, ...] | None = None
        self._text: str | None = None

    def __bool__(self) -> bool:
        return bool(self.counts)

    def see(self, values: Iterable[V]) -> None:
        """Count what one more mention says."""
        counts = self.counts
        for v in values:
            counts[v] = counts.get(v, 0) + 1
        self._leading = self._text = None

    def add(self, other: Tally[V]) -> None:
        """Count the values of another tally as well."""
        counts = self.counts
        for v, n in other.counts.items():
            counts[v] = counts.get(v, 0) + n
        self._leading = self._text = None

    @property
    def leading(self) -> tuple[V, ...]:
        """The values that lead, most frequent first; ties by value."""
        if self._leading is None:
            if len(self.counts) < 2:
                self._leading = tuple(self.counts)
                return self._leading
            most = max(self.counts.values())
            held = [v for v, n in self.counts.items() if n * _SHARE >= most]
            self._leading = tuple(sorted(held, key=lambda v: (-self.counts[v], v))[:_MOST])
        return self._leading

    def __str__(self) -> str:
        if self._text is None:
            self._text = ", ".join(str(v) for v in self.leading)
        return self._text

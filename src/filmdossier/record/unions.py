"""Disjoint sets: what is joined, directly or through others, has one root."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Union–find with path halving (Tarjan and van Leeuwen 1984).

    Which member is the root depends on the order of joins; whether two members share one does not. Name a set by its
    least member.
    """

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}
        self._size: dict[T, int] = {}

    def add(self, member: T) -> None:
        """Make a member known, alone where nothing joins it."""
        if member not in self._parent:
            self._parent[member] = member
            self._size[member] = 1

    def root(self, member: T) -> T:
        """The member that stands for the set of this one."""
        self.add(member)
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, a: T, b: T) -> None:
        """Make one set of the sets of two members."""
        left, right = self.root(a), self.root(b)
        if left == right:
            return
        if self._size[left] < self._size[right]:
            left, right = right, left
        self._parent[right] = left
        self._size[left] += self._size[right]

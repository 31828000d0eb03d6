"""Which mentions have to be looked at together: those that share a blocking key, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Keyed(Protocol):
    """What has an id and blocking keys."""

    @property
    def id(self) -> str:
        """The identity."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Blocking keys."""


K = TypeVar("K", bound=Keyed)


def split_families(mentions: Sequence[K], groups: Iterable[Sequence[str]] = ()) -> list[list[K]]:
    """Mentions in families, each in the order of their ids, the families in the order of their first.

    Args:
        mentions: what is split.
        groups: ids that belong to one family whatever their keys; ids that are not among the mentions are passed over.
    """
    parent: dict[str, str] = {m.id: m.id for m in mentions}
    holders: dict[str, str] = {}
    for m in mentions:
        for key in m.keys:
            _join(parent, m.id, holders.setdefault(key, m.id))
    for group in groups:
        present = [g for g in group if g in parent]
        for other in present[1:]:
            _join(parent, present[0], other)
    families: dict[str, list[K]] = {}
    for m in sorted(mentions, key=lambda m: m.id):
        families.setdefault(_root(parent, m.id), []).append(m)
    return sorted(families.values(), key=lambda family: family[0].id)


def _root(parent: dict[str, str], node: str) -> str:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _join(parent: dict[str, str], a: str, b: str) -> None:
    a, b = _root(parent, a), _root(parent, b)
    if a != b:
        parent[max(a, b)] = min(a, b)


def inverted(members: Mapping[str, str]) -> dict[str, list[str]]:
    """From member to group: the groups with their members, in order."""
    groups: dict[str, list[str]] = {}
    for member, group in sorted(members.items()):
        groups.setdefault(group, []).append(member)
    return groups

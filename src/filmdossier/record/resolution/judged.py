"""What people have decided about pairs of mentions, which outranks what the evidence says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.model.judgement import Judgement, Verdict, standing


class Links:
    """Which mentions people have said to be one, or to be kept apart, and which belong together from the start.

    A pair said to be different stays apart whatever chain of others would join it. Pairs that people are unsure of
    are joined only by people.

    Attributes:
        judged: ids of mentions of which people have said anything.
    """

    def __init__(
        self, ids: Iterable[str], judgements: Sequence[Judgement], groups: Iterable[Sequence[str]] = ()
    ) -> None:
        """Links among mentions.

        Args:
            ids: the mentions at hand; judgements on others are passed over.
            judgements: in any order; withdrawn ones count for nothing.
            groups: mentions that belong together unless people say otherwise.
        """
        known = set(ids)
        pairs = [
            (j, tuple(sorted(set(j.subjects))))
            for j in standing(tuple(judgements))
            if j.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE) and set(j.subjects) <= known
        ]
        self._latest = {pair: j for j, pair in sorted(pairs, key=lambda p: p[0].id) if len(pair) == 2}
        self.judged = {m for pair in self._latest for m in pair}
        self._parent = {m: m for m in known}
        self._members = {m: {m} for m in known}
        self._apart: dict[str, set[str]] = {}
        self._unsure: dict[str, set[str]] = {}
        for pair, j in self._latest.items():
            kept = {Verdict.DIFFERENT: self._apart, Verdict.UNSURE: self._unsure}.get(j.verdict)
            if kept is not None:
                kept.setdefault(pair[0], set()).add(pair[1])
                kept.setdefault(pair[1], set()).add(pair[0])
        for group in sorted(sorted(set(g) & known) for g in groups):
            for other in group[1:]:
                self._join(group[0], other)

    def by(self, a: str, b: str) -> Judgement | None:
        """The judgement that stands on a pair."""
        return self._latest.get((min(a, b), max(a, b)))

    def components(self) -> list[list[str]]:
        """The mentions that belong together, each component in order, in the order of their first."""
        return sorted(sorted(members) for root, members in self._members.items() if self._parent[root] == root)

    def part(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether people keep two sets of mentions apart, or leave them open."""
        return self._meets(self._apart, left, right) or self._meets(self._unsure, left, right)

    def differ(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether people have said of two sets of mentions that they are not one."""
        return self._meets(self._apart, left, right)

    def same_pairs(self) -> list[tuple[str, str, str]]:
        """The pairs that people say are one, in order, with who says so."""
        same = (pair for pair, j in self._latest.items() if j.verdict is Verdict.SAME)
        return [(a, b, self._latest[a, b].by or "a person") for a, b in sorted((p[0], p[1]) for p in same)]

    def _meets(self, kept: dict[str, set[str]], left: Iterable[str], right: Iterable[str]) -> bool:
        if not kept:
            return False
        others = set(right) & kept.keys()
        return bool(others) and any(kept[m] & others for m in left if m in kept)

    def _join(self, a: str, b: str) -> None:
        a, b = self._root(a), self._root(b)
        if a == b or self._meets(self._apart, self._members[a], self._members[b]):
            return
        a, b = min(a, b), max(a, b)
        self._parent[b] = a
        self._members[a] |= self._members.pop(b)

    def _root(self, node: str) -> str:
        while self._parent[node] != node:
            node = self._parent[node]
        return node

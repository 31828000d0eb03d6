"""Comparisons of clusters under way, kept so that finding the next two to join does not look at all of them anew."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush

from filmdossier.record.resolution.scoring import DIFFERENT, SAME, Score, margin

Pair = tuple[int, int]


class Pairs:
    """How clusters stand to one another, by their numbers, the less first.

    Attributes:
        scores: the comparisons.
    """

    def __init__(self) -> None:
        self.scores: dict[Pair, Score] = {}
        self._partners: dict[int, set[int]] = {}
        self._alike: dict[int, dict[int, float]] = {}
        """For each cluster, those that it is the same as, and how surely."""
        self._waiting: list[tuple[float, Pair]] = []
        """A heap of those that are the same, the likeliest first, and of some that no longer are."""
        self._torn: dict[int, set[Pair]] = {}
        """Those that were looked at and not to be joined, by either cluster, until what they hang on changes."""

    def put(self, scores: Mapping[Pair, Score]) -> None:
        """Add comparisons, or put them in the place of others."""
        for (a, b), score in scores.items():
            self.scores[a, b] = score
            self._partners.setdefault(a, set()).add(b)
            self._partners.setdefault(b, set()).add(a)
            if score.verdict == SAME:
                self._alike.setdefault(a, {})[b] = score.value
                self._alike.setdefault(b, {})[a] = score.value
                heappush(self._waiting, (-score.value, (a, b)))
                self._look_again(a)
                self._look_again(b)

    def drop(self, cluster: int) -> None:
        """Forget a cluster as it was."""
        for near in self._alike.pop(cluster, {}):
            self._alike[near].pop(cluster, None)
            self._look_again(near)
        self._look_again(cluster)
        for other in self._partners.pop(cluster, ()):
            self._partners[other].discard(cluster)
            del self.scores[min(cluster, other), max(cluster, other)]

    def take_likeliest(self) -> tuple[Pair, Score] | None:
        """The two that are most surely the same, unless one of them fits a third that the other is not."""
        while self._waiting:
            value, pair = heappop(self._waiting)
            score = self.scores.get(pair)
            if score is None or score.verdict != SAME or -score.value != value:
                continue
            if not self._is_torn(score.value, *pair):
                return pair, score
            for cluster in pair:
                self._torn.setdefault(cluster, set()).add(pair)
        return None

    def _is_torn(self, value: float, a: int, b: int) -> bool:
        return any(
            value - other < margin() and self._differ(third, far)
            for near, far in ((a, b), (b, a))
            for third, other in self._alike[near].items()
            if third != far
        )

    def _differ(self, a: int, b: int) -> bool:
        score = self.scores.get((min(a, b), max(a, b)))
        return score is not None and score.verdict == DIFFERENT

    def _look_again(self, cluster: int) -> None:
        """Whether two are torn hangs on what either is the same as: when that changes, they wait again."""
        for pair in self._torn.pop(cluster, ()):
            score = self.scores.get(pair)
            if score is not None:
                heappush(self._waiting, (-score.value, pair))

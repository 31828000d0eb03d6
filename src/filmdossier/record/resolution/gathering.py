"""Units of evidence gathered into clusters, the same way for films, people and organisations.

Mentions of one signature are one unit. Units come in the order of how much they tell, then of how many mentions they
hold, then of what they say: an order of the set, not of arrival. Each joins the cluster that it is the same as, or
founds one. It is compared with what a cluster knows as a whole, so that A and C are never joined by way of a B that
fits both, and only with clusters that share a blocking key, so that the work grows with units times clusters. Where two
clusters that differ both fit about as well, the unit stays by itself and people are asked. At last clusters that have
become the same are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from filmdossier.model.record import Comparison
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.scoring import DIFFERENT, DOUBT, SAME, Score, margin

MOST_COMPARED = 300
"""Clusters per key that a unit is compared with, the largest first: a bound for odd data."""
MOST_SHOWN = 50
"""Comparisons and doubts that a cluster carries."""


class Profile(Protocol):
    """What is known from one mention or many."""

    size: int

    @property
    def tier(self) -> int:
        """How much it tells; higher comes first."""


P = TypeVar("P", bound=Profile)


@dataclass(slots=True)
class Unit(Generic[P]):
    """Mentions that are taken together from the start.

    Attributes:
        ids: the mentions, in order.
        profile: what they say; it is changed when others join.
        keys: blocking keys.
        signature: what they say, for putting units in order.
        comparisons: why they are one.
    """

    ids: list[str]
    profile: P
    keys: frozenset[str]
    signature: str
    comparisons: list[Comparison] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Where it stands in the order of gathering."""
        return -self.profile.tier, -self.profile.size, self.signature, self.ids[0]


@dataclass(slots=True)
class Group(Generic[P]):
    """A cluster in the making; ``first`` is its number in the order of founding."""

    first: int
    ids: list[str]
    profile: P
    keys: set[str]
    comparisons: list[Comparison]
    doubts: list[Comparison] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The least id."""
        return min(self.ids)


Weigh = Callable[[P, P], Score]
Choose = Callable[[P, list[tuple[Score, P]]], int | None]


class Gathering(Generic[P]):
    """Clusters under way; see the module."""

    def __init__(self, weigh: Weigh[P], add: Callable[[P, P], None], links: Links, choose: Choose[P]) -> None:
        """Begin without clusters.

        Args:
            weigh: compares two profiles.
            add: lets the first profile take in the second.
            links: what people have decided.
            choose: which of several clusters a unit joins that none is the same as, by its place in the list; or None.
        """
        self._weigh, self._add, self._links, self._choose = weigh, add, links, choose
        self._by_key: dict[str, list[Group[P]]] = {}
        self._groups: list[Group[P]] = []

    def gather(self, units: Iterable[Unit[P]]) -> list[Group[P]]:
        """The clusters of the units, in the order of their ids."""
        for unit in sorted(units, key=lambda u: u.rank):
            scored = [(self._weigh(unit.profile, g.profile), g) for g in self._near(unit.keys, unit.ids)]
            target = self._target(unit, scored)
            if target is None:
                self._found(unit)
            else:
                self._take(target[1], unit, target[0])
        self._join_alike()
        self._note_doubts()
        return sorted(self._groups, key=lambda g: g.id)

    def _near(self, keys: Iterable[str], ids: Sequence[str]) -> list[Group[P]]:
        near: dict[int, Group[P]] = {}
        for key in keys:
            held = self._by_key.get(key, [])
            if len(held) > MOST_COMPARED:
                held = sorted(held, key=lambda g: (-g.profile.size, g.first))[:MOST_COMPARED]
            near.update((g.first, g) for g in held)
        return [g for _, g in sorted(near.items()) if not self._links.part(ids, g.ids)]

    def _target(self, unit: Unit[P], scored: list[tuple[Score, Group[P]]]) -> tuple[Score, Group[P]] | None:
        fits = sorted((s for s in scored if s[0].verdict == SAME), key=lambda s: (-s[0].value, s[1].first))
        if not fits:
            open_ones = [s for s in scored if s[0].verdict == DOUBT]
            chosen = self._choose(unit.profile, [(score, g.profile) for score, g in open_ones])
            return None if chosen is None else open_ones[chosen]
        best = fits[0]
        close = [g for score, g in fits[1:] if best[0].value - score.value < margin()]
        if any(self._weigh(best[1].profile, g.profile).verdict != SAME for g in close):
            chosen = self._choose(unit.profile, [(score, g.profile) for score, g in fits])
            return None if chosen is None else fits[chosen]
        return best

    def _found(self, unit: Unit[P]) -> None:
        group = Group(len(self._groups), list(unit.ids), unit.profile, set(unit.keys), list(unit.comparisons))
        self._groups.append(group)
        for key in sorted(group.keys):
            self._by_key.setdefault(key, []).append(group)

    def _take(self, group: Group[P], unit: Unit[P], score: Score) -> None:
        if len(group.comparisons) < MOST_SHOWN:
            group.comparisons.append(score.between(group.id, unit.ids[0], SAME))
        group.comparisons.extend(unit.comparisons[: MOST_SHOWN - len(group.comparisons)])
        group.ids.extend(unit.ids)
        self._add(group.profile, unit.profile)
        for key in sorted(unit.keys - group.keys):
            self._by_key.setdefault(key, []).append(group)
        group.keys |= unit.keys

    def _pairs(self) -> list[tuple[Score, Group[P], Group[P]]]:
        pairs = {}
        for g in self._groups:
            for other in self._near(g.keys, g.ids):
                if g.first < other.first and (g.first, other.first) not in pairs:
                    pairs[g.first, other.first] = self._weigh(g.profile, other.profile), g, other
        return [pair for _, pair in sorted(pairs.items())]

    def _join_alike(self) -> None:
        """Join clusters that are the same, the likeliest first, unless one fits a third that the other does not."""
        while pairs := self._pairs():
            verdicts = {(a.first, b.first): score for score, a, b in pairs}
            alike = sorted(
                (p for p in pairs if p[0].verdict == SAME and not self._is_torn(p[1], p[2], verdicts)),
                key=lambda p: (-p[0].value, p[1].first, p[2].first),
            )
            if not alike:
                return
            score, kept, gone = alike[0]
            unit = Unit(gone.ids, gone.profile, frozenset(gone.keys), "", gone.comparisons)
            self._groups.remove(gone)
            for key in gone.keys:
                self._by_key[key].remove(gone)
            self._take(kept, unit, score)

    def _is_torn(self, a: Group[P], b: Group[P], verdicts: dict[tuple[int, int], Score]) -> bool:
        """Whether a third cluster fits one of two about as well as they fit one another, and not the other."""
        own = verdicts[a.first, b.first].value
        for g in self._groups:
            if g in (a, b):
                continue
            to_a = verdicts.get((min(a.first, g.first), max(a.first, g.first)))
            to_b = verdicts.get((min(b.first, g.first), max(b.first, g.first)))
            for near, far in ((to_a, to_b), (to_b, to_a)):
                if (
                    near
                    and near.verdict == SAME
                    and own - near.value < margin()
                    and (far is None or far.verdict != SAME)
                ):
                    return True
        return False

    def _note_doubts(self) -> None:
        for score, a, b in self._pairs():
            if score.verdict != DIFFERENT:
                doubt = score.between(a.id, b.id, DOUBT)
                a.doubts.append(doubt)
                b.doubts.append(doubt)
        for g in self._groups:
            g.doubts = sorted(g.doubts, key=lambda c: (-c.score, c.left, c.right))[:MOST_SHOWN]


def choose_none(_unit: object, _scored: object) -> None:
    """Let people decide wherever the evidence does not."""

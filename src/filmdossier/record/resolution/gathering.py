"""Units of evidence gathered into clusters, the same way for films, people and organisations.

Mentions of one signature are one unit. Units come in the order of how much they tell, then of how many mentions they
hold, then of what they say: an order of the set, not of arrival. Each joins the cluster that it is the same as, or
founds one. It is compared with what a cluster knows as a whole, so that A and C are never joined by way of a B that
fits both, and only with clusters that share a blocking key, so that the work grows with units times clusters. Where two
clusters that differ both fit about as well, the unit stays by itself and people are asked. Then clusters that have
become the same are joined, and at last those of which people say so, whole as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from filmdossier.model.record import Comparison
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.pairs import Pairs
from filmdossier.record.resolution.scoring import DIFFERENT, DOUBT, SAME, Score, margin

MOST_COMPARED = 300
"""Clusters per key that a unit is compared with, the largest first: a bound for odd data."""
MOST_SHOWN = 50
"""Comparisons and doubts that a cluster carries."""


_APART = Score(0.0, DIFFERENT, ())


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


@dataclass(slots=True, eq=False)
class Group(Generic[P]):
    """A cluster in the making.

    Attributes:
        first: its number in the order of founding.
        ids, profile, keys, comparisons: as for units.
        doubts: clusters that it may be one with.
        judged: those of its mentions that people have said something of.
    """

    first: int
    ids: list[str]
    profile: P
    keys: set[str]
    comparisons: list[Comparison]
    doubts: list[Comparison] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)

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
        self._groups: dict[int, Group[P]] = {}
        self._founded = 0
        self._known: dict[tuple[int, int], tuple[int, int, Score]] = {}

    def gather(self, units: Iterable[Unit[P]]) -> list[Group[P]]:
        """The clusters of the units, in the order of their ids."""
        for unit in sorted(units, key=lambda u: u.rank):
            scored = [
                (self._weigh(unit.profile, g.profile), g)
                for g in self._near(unit.keys, self._links.judged.intersection(unit.ids))
            ]
            target = self._target(unit, scored)
            if target is None:
                self._found(unit)
            else:
                self._take(target[1], unit, target[0].between(target[1].id, unit.ids[0], SAME))
        pairs = self._join_alike()
        self._join_judged(pairs)
        self._note_doubts(pairs)
        return sorted(self._groups.values(), key=lambda g: g.id)

    def _near(self, keys: Iterable[str], judged: set[str]) -> list[Group[P]]:
        near: dict[int, Group[P]] = {}
        for key in keys:
            held = self._by_key.get(key, [])
            if len(held) > MOST_COMPARED:
                held = sorted(held, key=lambda g: (-g.profile.size, g.first))[:MOST_COMPARED]
            near.update((g.first, g) for g in held)
        return [g for _, g in sorted(near.items()) if not (judged and self._links.part(judged, g.judged))]

    def _target(self, unit: Unit[P], scored: list[tuple[Score, Group[P]]]) -> tuple[Score, Group[P]] | None:
        fits = sorted((s for s in scored if s[0].verdict == SAME), key=lambda s: (-s[0].value, s[1].first))
        if not fits:
            open_ones = [s for s in scored if s[0].verdict == DOUBT]
            chosen = self._choose(unit.profile, [(score, g.profile) for score, g in open_ones])
            return None if chosen is None else open_ones[chosen]
        best = fits[0]
        close = [g for score, g in fits[1:] if best[0].value - score.value < margin()]
        rivals = {DIFFERENT} if unit.profile.tier else {DIFFERENT, DOUBT}
        if any(self._between(best[1], g).verdict in rivals for g in close):
            chosen = self._choose(unit.profile, [(score, g.profile) for score, g in fits])
            return None if chosen is None else fits[chosen]
        return best

    def _found(self, unit: Unit[P]) -> None:
        group = Group(self._founded, list(unit.ids), unit.profile, set(unit.keys), list(unit.comparisons))
        group.judged = self._links.judged.intersection(unit.ids)
        self._groups[group.first] = group
        self._founded += 1
        for key in sorted(group.keys):
            self._by_key.setdefault(key, []).append(group)

    def _take(self, group: Group[P], unit: Unit[P], why: Comparison) -> None:
        if len(group.comparisons) < MOST_SHOWN:
            group.comparisons.append(why)
        group.comparisons.extend(unit.comparisons[: MOST_SHOWN - len(group.comparisons)])
        group.ids.extend(unit.ids)
        group.judged |= self._links.judged.intersection(unit.ids)
        self._add(group.profile, unit.profile)
        for key in sorted(unit.keys - group.keys):
            self._by_key.setdefault(key, []).append(group)
        group.keys |= unit.keys

    def _pairs_of(self, group: Group[P]) -> dict[tuple[int, int], Score]:
        """The comparisons of a cluster with those that it shares a key with, by their numbers."""
        return {
            (min(group.first, g.first), max(group.first, g.first)): self._between(group, g)
            for g in self._near(group.keys, group.judged)
            if g is not group
        }

    def _between(self, a: Group[P], b: Group[P]) -> Score:
        """The comparison of two clusters as they are now."""
        a, b = (a, b) if a.first < b.first else (b, a)
        sizes = a.profile.size, b.profile.size
        known = self._known.get((a.first, b.first))
        if known is None or known[:2] != sizes:
            score = self._weigh(a.profile, b.profile)
            # Nearly all that are compared differ, and nobody asks why: families of thousands would hold all of that.
            known = *sizes, _APART if score.verdict == DIFFERENT else score
            self._known[a.first, b.first] = known
        return known[2]

    def _join_alike(self) -> Pairs:
        """Join clusters that are the same, the likeliest first, unless one fits a third that the other is not.

        Returns:
            The comparisons of the clusters that are left.
        """
        pairs = Pairs()
        for g in self._groups.values():
            pairs.put(self._pairs_of(g))
        while found := pairs.take_likeliest():
            (a, b), score = found
            why = score.between(self._groups[a].id, self._groups[b].ids[0], SAME)
            self._join(self._groups[a], self._groups[b], why, pairs)
        return pairs

    def _join_judged(self, pairs: Pairs) -> None:
        """Join whole clusters whose mentions people have said are one, unless people part others of them."""
        holders = {i: g for g in self._groups.values() for i in g.judged}
        for a, b, by in self._links.same_pairs():
            left, right = sorted((holders[a], holders[b]), key=lambda g: g.first)
            if left is not right and not self._links.differ(left.judged, right.judged):
                self._join(left, right, Comparison(a, b, 1.0, SAME, (), by), pairs)
                holders.update(dict.fromkeys(left.judged, left))

    def _join(self, kept: Group[P], gone: Group[P], why: Comparison, pairs: Pairs) -> None:
        del self._groups[gone.first]
        for key in gone.keys:
            self._by_key[key].remove(gone)
        self._take(kept, Unit(gone.ids, gone.profile, frozenset(gone.keys), "", gone.comparisons), why)
        pairs.drop(kept.first)
        pairs.drop(gone.first)
        pairs.put(self._pairs_of(kept))

    def _note_doubts(self, pairs: Pairs) -> None:
        for (a, b), score in sorted(pairs.scores.items()):
            if score.verdict != DIFFERENT:
                left, right = self._groups[a], self._groups[b]
                doubt = score.between(left.id, right.id, DOUBT)
                left.doubts.append(doubt)
                right.doubts.append(doubt)
        for g in self._groups.values():
            g.doubts = sorted(g.doubts, key=lambda c: (-c.score, c.left, c.right))[:MOST_SHOWN]


def choose_none(_unit: object, _scored: object) -> None:
    """Let people decide wherever the evidence does not."""

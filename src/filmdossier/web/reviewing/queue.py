"""The queue of what nobody has decided, the most valuable first.

Errors come first, then films that may be one, since a wrong merge spoils all of two records; then warnings, people and
organisations, and what is merely to be noticed. Pairs nearest to being one come first among pairs.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Literal
from weakref import WeakKeyDictionary

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.record import Feature
from filmdossier.record.writing import parse_cluster
from filmdossier.store.doubts import Doubt
from filmdossier.store.findings import FilmFinding, FindingKey, gravity
from filmdossier.store.store import Store

Show = Literal["all", "films", "people", "findings"]
#: How many are fetched at a time.
_STEP = 50
#: Findings of one film that are looked through.
_OF_ONE_FILM = 1000
_GRAVITIES = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: either a doubt, or a finding.

    Attributes:
        key: the id of the finding, or those of both mentions with a hyphen between.
        kind: ``film``, ``person``, ``organisation`` or ``finding``.
        film: id of the film in whose record it is, where there is one.
    """

    key: str
    kind: str
    film: str
    doubt: Doubt | None = None
    finding: FilmFinding | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much nobody has decided."""

    films: int
    people: int
    findings: int

    @property
    def all(self) -> int:
        """Everything."""
        return self.films + self.people + self.findings

    def of(self, show: Show) -> int:
        """Of one kind."""
        return int(getattr(self, show))


def items(store: Store, show: Show = "all", film: str | None = None) -> Iterator[Item]:
    """What nobody has decided, one by one as they are asked for.

    Args:
        store: where.
        show: everything, or one kind.
        film: in the record of this film alone.
    """
    people = (_doubts(store, "person", film), _doubts(store, "organisation", film))
    parts: dict[Show, tuple[Iterator[Item], ...]] = {
        "films": (_doubts(store, "film", film),),
        "people": (heapq.merge(*people, key=_likeliest),),
        "findings": tuple(_findings(store, grave, film) for grave in range(_GRAVITIES)),
    }
    findings, merged = parts["findings"], parts["people"]
    parts["all"] = (findings[0], *parts["films"], findings[1], *merged, *findings[2:])
    seen: set[str] = set()
    for part in parts[show]:
        for item in part:
            if item.key not in seen:  # two films can have one finding
                seen.add(item.key)
                yield item


def some(store: Store, show: Show, film: str | None, offset: int, limit: int) -> list[Item]:
    """So many of the queue from a place on."""
    return list(islice(items(store, show, film), offset, offset + limit))


def find_item(store: Store, key: str) -> Item | None:
    """The item of a key, whether it was decided or not; None where there is nothing to decide by that key.

    Raises:
        StoreError: several findings could be meant.
    """
    left, hyphen, right = key.partition("-")
    if not hyphen:
        found = store.finding(key)
        return None if found is None else Item(found.id, "finding", found.film, finding=found)
    doubt = store.doubt(left, right) or _any_pair(store, left, right)
    return None if doubt is None else Item(f"{doubt.left}-{doubt.right}", doubt.kind, doubt.film, doubt=doubt)


def key_of(judgement: Judgement) -> str | None:
    """The key of the item that a judgement was about; None of a claim or a withdrawal, which are no items."""
    if len(judgement.subjects) == 2:
        return "-".join(judgement.subjects)
    return None if judgement.verdict in (Verdict.WITHDRAWN, Verdict.CORRECTED) else judgement.subjects[0]


def count(store: Store) -> Counts:
    """How much is left.

    It is counted once for each state of the store; where counting takes long, no more than a small share of the time.
    """
    now = store.generation()
    with _lock:
        held = _counted.get(store)
        if held is None or (held.generation != now and time.monotonic() > held.until):
            held = _counted[store] = _count(store, now)
    return held.counts


@dataclass(frozen=True, slots=True)
class _Counted:
    generation: int
    until: float
    counts: Counts


def _count(store: Store, generation: int) -> _Counted:
    start = time.monotonic()
    doubts, findings = store.count_doubts(), store.count_open_findings()
    people = doubts.get("person", 0) + doubts.get("organisation", 0)
    took = time.monotonic() - start
    until = time.monotonic() + (_SHARE * took if took > _LONG else 0.0)
    return _Counted(generation, until, Counts(doubts.get("film", 0), people, findings))


#: Seconds from which on counting takes long, and how many times as long its result is good for then.
_LONG = 0.05
_SHARE = 50
_counted: WeakKeyDictionary[Store, _Counted] = WeakKeyDictionary()
_lock = threading.Lock()


def _doubts(store: Store, kind: str, film: str | None) -> Iterator[Item]:
    after = None
    # Of one film, all kinds are asked for together: a database finds those of a kind by the kind, not by the film.
    while found := store.doubts(_STEP, after, kind if film is None else None, film):
        yield from (Item(f"{d.left}-{d.right}", d.kind, d.film, doubt=d) for d in found if d.kind == kind)
        after = found[-1].key
        if len(found) < _STEP:
            return


def _likeliest(item: Item) -> tuple[float, str, str]:
    assert item.doubt is not None
    return -item.doubt.score, item.doubt.left, item.doubt.right


def _findings(store: Store, grave: int, film: str | None) -> Iterator[Item]:
    """The findings of one gravity that nobody has judged."""
    for found in _steps_of_findings(store, grave, film):
        judged = {subject for j in store.judgements_on([f.id for f in found]) for subject in j.subjects}
        yield from (Item(f.id, "finding", f.film, finding=f) for f in found if f.id not in judged)


def _steps_of_findings(store: Store, grave: int, film: str | None) -> Iterator[list[FilmFinding]]:
    if film is not None:
        yield [f for f in store.findings(film, _OF_ONE_FILM) if gravity(f.finding.severity) == grave]
        return
    after = FindingKey(grave, "", -1)
    while found := store.worst_findings(_STEP, after):
        by_gravity = {g: list(some) for g, some in groupby(found, lambda f: f.key.gravity)}
        yield by_gravity.get(grave, [])
        after = found[-1].key
        if len(found) < _STEP or after.gravity != grave:
            return


def _any_pair(store: Store, left: str, right: str) -> Doubt | None:
    """A pair that no film's record tells of: of people across films, or one that was decided."""
    a, b = store.mention(left), store.mention(right)
    if a is None or b is None or a.kind != b.kind or a.id == b.id:
        return None
    a, b = (a, b) if a.id < b.id else (b, a)
    names = {m.id: m.title for m in store.film_mentions([a.id, b.id])}
    names |= {m.id: m.name for m in store.name_mentions([a.id, b.id])}
    features: tuple[Feature, ...] = ()
    score = 0.0
    for person in set(store.person_of([a.id, b.id]).values()):
        for doubt in parse_cluster(store.person_cluster(person)).doubts:
            if (doubt.left, doubt.right) == (a.id, b.id):
                features, score = doubt.features, doubt.score
    film = store.film_ids([a.id]).get(a.id, "") if a.kind == "film" else ""
    return Doubt(a.kind, a.id, b.id, names.get(a.id, ""), names.get(b.id, ""), score, film, features)

"""What happened with a film, and when: releases by territory, festivals, awards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.record import Fact, Position
from filmdossier.model.wording import date_in_words, territory_in_words
from filmdossier.store.store import Store
from filmdossier.web.charts.material import Material
from filmdossier.web.charts.model import Event, Role, Timeline

MOST_LANES = 24
MOST_DATES = 5
"""Dates that are given of one event."""
_RELEASES = {
    "theatrical": "In cinemas",
    "premiere": "Premiere",
    "screening": "Screening",
    "festival": "Festival screening",
    "streaming": "Streaming",
    "home_video": "Home video",
}
_KINDS = {"release": "release", "presented_at": "festival", "award": "award", "nomination": "nomination"}
_WORDS = {"festival": "Festival", "award": "Award", "nomination": "Nomination"}
#: Why a date was set aside, in words.
ASIDE = {
    "planned": "once planned",
    "denied": "denied",
    "opinion": "an opinion",
    "wrong": "judged wrong",
    "earlier": "said earlier",
}


def timeline_of(store: Store, material: Material) -> Timeline:
    """The dates that are given of a film's events, in order of those that stand."""
    facts = [f for f in material.record.facts if f.predicate in _KINDS]
    material = material.quoting(store, (p for f in facts for p in f.positions[:MOST_DATES]))
    lanes: dict[str, list[Event]] = {}
    for fact in facts:
        for event in _events(material, fact):
            lanes.setdefault(event.lane, []).append(event)
    order = sorted(lanes, key=lambda lane: (lanes[lane][0].earliest or "", lane))
    kept = set(sorted(lanes, key=lambda lane: -lanes[lane][0].witnesses)[:MOST_LANES])
    events = [e for lane in order if lane in kept for e in lanes[lane]]
    left_out = sum(map(len, lanes.values())) - len(events) + sum(max(len(f.positions) - MOST_DATES, 0) for f in facts)
    name, film = material.film.name, material.film.id
    return Timeline(film=film, name=name, as_of=material.as_of, events=events, left_out=left_out)


def _events(material: Material, fact: Fact) -> Iterator[Event]:
    kind = _KINDS[fact.predicate]
    for n, position in enumerate(fact.positions[:MOST_DATES]):
        date = _date(material, fact, position)
        if date is None:
            continue
        role: Role = "aside" if position.aside else "otherwise" if n else "stands"
        lane, territory = _lane(fact, kind, position)
        yield Event(
            kind=kind,
            lane=lane,
            territory=territory,
            date=date.edtf,
            earliest=str(date.earliest) if date.earliest else None,
            latest=str(date.latest) if date.latest else None,
            says=_says(material, kind, position, date),
            role=role,
            aside=ASIDE.get(position.aside) if position.aside else None,
            witnesses=len(position.witnesses),
            source=material.source(position),
        )


def _date(material: Material, fact: Fact, position: Position) -> PartialDate | None:
    """The date of a release; of a festival or an award the one that is given with it, as far as it lies in time."""
    given: Any = position.date
    for name in ("date", "year"):
        given = given or fact.key.get(name) or material.qualifier(position, name)
    date = normalize_edtf(str(given)) if given else None
    return date if date and (date.earliest or date.latest) else None


def _lane(fact: Fact, kind: str, position: Position) -> tuple[str, str | None]:
    if kind != "release":
        return f"{_WORDS[kind]}: {value_in_words(position.value)}", None
    territory = fact.key.get("territory")
    several = territory if isinstance(territory, list | tuple) else [territory] if territory else []
    where = ", ".join(territory_in_words(str(t)) for t in several)
    what = _RELEASES.get(str(fact.key.get("kind")), "Release")
    return f"{what}, {where}" if where else what, ",".join(map(str, several)) or None


def _says(material: Material, kind: str, position: Position, date: PartialDate) -> str:
    parts = [date_in_words(date.edtf)]
    for name in ("venue", "place", "category", "recipient"):
        if value := material.qualifier(position, name):
            parts.append(str(value))
    return ", ".join(parts)

"""Where a film was shot, where it plays, where it was first shown and where it is in cinemas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from filmdossier.model.record import Fact, Position
from filmdossier.model.wording import date_in_words, territory_in_words
from filmdossier.store.store import Store
from filmdossier.web.charts.gazetteer import Point, find_place, find_territory
from filmdossier.web.charts.material import Material
from filmdossier.web.charts.model import Place, Places

MOST_PLACES = 60
_NAMED = {"filming_location": "shot", "narrative_location": "set"}
_SHOWN = {"premiere": "premiere", "screening": "premiere", "theatrical": "release", "festival": "festival"}
#: What festivals are called beside their cities.
_CITY = re.compile(
    r"(?i)\b(?:the|annual|international|film|festival|filmfest|fantastic|documentary|of|\d{1,3}(?:st|nd|rd|th))\b"
    r"|第.{1,4}[届屆]|国际|國際|电影节|電影節|电影|影展"
)
#: Why a value is no place of the film.
_NOT = frozenset({"denied", "wrong"})


def places_of(store: Store, material: Material) -> Places:
    """The places of a film, each once for what it has to do with it, with the claim to read for it."""
    facts = [f for f in material.record.facts if f.predicate in {*_NAMED, "release", "presented_at"}]
    facts = [f for f in facts if f.standing.aside not in _NOT]
    facts.sort(key=lambda f: -len(f.standing.witnesses))
    chosen = facts[: MOST_PLACES * 2]
    material = material.quoting(store, (f.standing for f in chosen))
    found: dict[tuple[str, str], Place] = {}
    for fact in chosen:
        for place in _places(material, fact):
            found.setdefault((place.kind, place.name), place)
    kept = list(found.values())[:MOST_PLACES]
    left_out = len(found) - len(kept) + len(facts) - len(chosen)
    name, film = material.film.name, material.film.id
    return Places(film=film, name=name, as_of=material.as_of, places=kept, left_out=left_out)


def _places(material: Material, fact: Fact) -> Iterator[Place]:
    position = fact.standing
    if fact.predicate in _NAMED:
        names = _spellings(material, position)
        yield _place(material, position, _NAMED[fact.predicate], names[0], _first(names))
    elif fact.predicate == "presented_at":
        where = material.qualifier(position, "place")
        point = find_place(str(where)) if where else _first([_CITY.sub("", n) for n in _spellings(material, position)])
        if where or point:
            yield _place(material, position, "festival", _value(position), point, str(where or ""))
    else:
        yield from _shown(material, fact)


def _shown(material: Material, fact: Fact) -> Iterator[Place]:
    """Where a release takes place: in a city, where its venue is one, else in a territory."""
    position, kind = fact.standing, _SHOWN.get(str(fact.key.get("kind")))
    if kind is None:
        return
    when = date_in_words(position.date) if position.date else ""
    venue = material.qualifier(position, "venue")
    if kind == "premiere" and venue and (point := find_place(str(venue))):
        yield _place(material, position, kind, str(venue), point, when)
        return
    territory = fact.key.get("territory")
    for code in territory if isinstance(territory, list | tuple) else [territory] if territory else []:
        yield _place(material, position, kind, territory_in_words(str(code)), find_territory(str(code)), when)


def _spellings(material: Material, position: Position) -> list[str]:
    """The name of a place, as it stands and as those who agree write it."""
    claims = (material.dossier.claims.get(c) for c in position.claims)
    return list(dict.fromkeys([_value(position), *(str(c.claim.value.get("name", "")) for c in claims if c)]))


def _value(position: Position) -> str:
    return str(position.value.get("name", ""))


def _first(names: Sequence[str]) -> Point | None:
    return next((point for name in names if name and (point := find_place(name))), None)


def _place(material: Material, position: Position, kind: str, name: str, point: Point | None, says: str = "") -> Place:
    return Place.model_validate(
        {
            "kind": kind,
            "name": name,
            "says": says,
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
            "witnesses": len(position.witnesses),
            "source": material.source(position),
        }
    )

"""The properties of schema.org's ``Movie``, from the values that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from filmdossier.export.exact import exact_number
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Fact
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import territory_in_words

Node = dict[str, Any]
Property = tuple[str, Any]
#: How far an article must stand behind a value for the film to have it.
_SAID = frozenset({Status.ASSERTED, Status.REPORTED})


def movie_properties(dossier: Dossier) -> Node:
    """The properties, each with all its values in the order of the record."""
    found: dict[str, list[Any]] = {}
    for fact in dossier.record.facts:
        maker = _MAKERS.get(fact.predicate)
        claims = [c for i in fact.standing.claims if (c := dossier.claims.get(i)) is not None]
        if maker is None or fact.standing.aside or not _is_said(fact, claims):
            continue
        for name, value in maker(dossier, fact, claims):
            if value not in found.setdefault(name, []):
                found[name].append(value)
    if dates := found.pop("datePublished", None):
        found["datePublished"] = [min(dates)]
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _is_said(fact: Fact, claims: list[SourcedClaim]) -> bool:
    """Whether anybody says so as a fact, or a person decided it; a release may also be planned."""
    return bool(fact.judged_by) or fact.predicate == "release" or any(c.claim.status in _SAID for c in claims)


def person(name: str) -> Node:
    """A person by name."""
    return {"@type": "Person", "name": name}


def _named(dossier: Dossier, fact: Fact, kind: str) -> Node:
    """A person or organisation with every spelling that the record holds."""
    name = str(fact.standing.value.get("name", ""))
    node: Node = {"@type": kind, "name": name}
    credit = next((c for c in dossier.record.credits if name in (c.name, *c.names)), None)
    if others := [n for n in (credit.names if credit else ()) if n != name]:
        node["alternateName"] = others
    return node


def _credit(name: str, kind: str) -> Callable[[Dossier, Fact, list[SourcedClaim]], Iterator[Property]]:
    def make(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
        yield name, _named(dossier, fact, kind)

    return make


def _actor(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    """An actor, or the role of one where its name is known: https://schema.org/PerformanceRole."""
    actor = _named(dossier, fact, "Person")
    character = next((str(v) for c in claims if (v := c.claim.qualifiers.get("character"))), None)
    yield "actor", {"@type": "PerformanceRole", "characterName": character, "actor": actor} if character else actor


def _photographer(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    """Schema.org has no property for cinematographers; a role with a name says it: https://schema.org/Role."""
    who = _named(dossier, fact, "Person")
    yield "contributor", {"@type": "Role", "roleName": "cinematographer", "contributor": who}


def _text(name: str) -> Callable[[Dossier, Fact, list[SourcedClaim]], Iterator[Property]]:
    def make(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
        yield name, str(fact.standing.value.get("name", ""))

    return make


def _place(name: str) -> Callable[[Dossier, Fact, list[SourcedClaim]], Iterator[Property]]:
    def make(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
        yield name, {"@type": "Place", "name": str(fact.standing.value.get("name", ""))}

    return make


def _origin(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    yield "countryOfOrigin", _country(str(fact.standing.value.get("territory")))


def _country(code: str) -> Node:
    kind = "Country" if code.isalpha() else "Place"
    return {"@type": kind, "name": territory_in_words(code), "identifier": code}


def _based_on(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    """Schema.org bases a work on works alone; a life or events are what it is about."""
    name = str(fact.standing.value.get("name", ""))
    kinds = {c.claim.qualifiers.get("kind") for c in claims}
    if "person" in kinds:
        yield "about", person(name)
    elif "events" in kinds:
        yield "about", {"@type": "Event", "name": name}
    else:
        yield "isBasedOn", {"@type": "CreativeWork", "name": name}


def _period(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    yield "temporalCoverage", str(fact.standing.value.get("date"))


def _duration(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    yield "duration", iso_duration(Decimal(str(fact.standing.value["minutes"])))


def iso_duration(minutes: Decimal) -> str:
    """A length of time as ISO 8601 writes it.

    >>> iso_duration(Decimal(146)), iso_duration(Decimal("7.5"))
    ('PT146M', 'PT7M30S')
    """
    whole, seconds = int(minutes), (minutes % 1) * 60
    return f"PT{whole}M" + (f"{exact_number(seconds.quantize(Decimal(1)))}S" if seconds else "")


def _release(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    """An event, held or scheduled; the film is published on the first day on which it came to cinemas."""
    date, kind = str(fact.standing.value.get("date")), str(fact.key.get("kind") or "theatrical")
    is_said = bool(fact.judged_by) or any(c.claim.status in _SAID for c in claims)
    event: Node = {"@type": "PublicationEvent", "name": f"{kind.replace('_', ' ').capitalize()} release"}
    if kind in {"premiere", "screening", "festival"}:
        event["name"] = kind.capitalize()
    found = normalize_edtf(date)
    plain = found is not None and found.earliest is not None and date.replace("-", "").isdecimal()
    if plain and int([*date.split("-"), "1"][1]) <= 12:
        event["startDate"] = date
        if is_said and kind == "theatrical":
            yield "datePublished", date
    else:
        event["description"] = date
    if not is_said:
        event["eventStatus"] = "https://schema.org/EventScheduled"
    territory = fact.key.get("territory")
    if isinstance(territory, str):
        event["location"] = _country(territory)
    yield "releasedEvent", event


def _award(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    details = [str(v) for k in ("category", "recipient") if (v := fact.key.get(k))]
    name = str(fact.standing.value.get("name", ""))
    yield "award", f"{name} ({', '.join(details)})" if details else name


def _shown_at(dossier: Dossier, fact: Fact, claims: list[SourcedClaim]) -> Iterator[Property]:
    yield "subjectOf", {"@type": "Event", "name": str(fact.standing.value.get("name", ""))}


_MAKERS: Mapping[str, Callable[[Dossier, Fact, list[SourcedClaim]], Iterator[Property]]] = MappingProxyType(
    {
        "director": _credit("director", "Person"),
        "screenwriter": _credit("author", "Person"),
        "producer": _credit("producer", "Person"),
        "composer": _credit("musicBy", "Person"),
        "cinematographer": _photographer,
        "cast_member": _actor,
        "production_company": _credit("productionCompany", "Organization"),
        "genre": _text("genre"),
        "country_of_origin": _origin,
        "based_on": _based_on,
        "filming_location": _place("locationCreated"),
        "narrative_location": _place("contentLocation"),
        "set_in_period": _period,
        "duration": _duration,
        "release": _release,
        "award": _award,
        "presented_at": _shown_at,
    }
)

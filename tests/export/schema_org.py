"""The terms of schema.org that go out, with their domains and ranges, as https://schema.org/docs/full.html has them.

Types are mapped to the type above them, properties to the types that may have them and those that their values may be.
Text stands for plain text and for text with a language.
"""

from __future__ import annotations

from typing import Any

TYPES = {
    "Thing": None,
    "CreativeWork": "Thing",
    "Movie": "CreativeWork",
    "Claim": "CreativeWork",
    "Quotation": "CreativeWork",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "Review": "CreativeWork",
    "ClaimReview": "Review",
    "Event": "Thing",
    "PublicationEvent": "Event",
    "Person": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
    "AdministrativeArea": "Place",
    "Country": "AdministrativeArea",
    "Intangible": "Thing",
    "Role": "Intangible",
    "PerformanceRole": "Role",
    "Rating": "Intangible",
}
WORK, PARTY = "CreativeWork", ("Organization", "Person")
PROPERTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "name": (("Thing",), ("Text",)),
    "alternateName": (("Thing",), ("Text",)),
    "description": (("Thing",), ("Text",)),
    "url": (("Thing",), ("URL",)),
    "identifier": (("Thing",), ("Text",)),
    "subjectOf": (("Thing",), (WORK, "Event")),
    "about": ((WORK, "Event"), ("Thing",)),
    "text": ((WORK,), ("Text",)),
    "headline": ((WORK,), ("Text",)),
    "inLanguage": ((WORK, "Event"), ("Text",)),
    "genre": ((WORK,), ("Text",)),
    "award": ((WORK, *PARTY), ("Text",)),
    "author": ((WORK, "Rating"), PARTY),
    "creator": ((WORK,), PARTY),
    "contributor": ((WORK, "Event"), PARTY),
    "producer": ((WORK,), PARTY),
    "publisher": ((WORK,), PARTY),
    "director": (("Movie", "Event"), ("Person",)),
    "actor": (("Movie", "Event"), ("Person",)),
    "musicBy": (("Movie",), ("Person", "MusicGroup")),
    "productionCompany": (("Movie",), ("Organization",)),
    "countryOfOrigin": ((WORK, "Movie"), ("Country",)),
    "datePublished": ((WORK,), ("Date",)),
    "dateCreated": ((WORK,), ("Date",)),
    "duration": (("Movie", "Event"), ("Duration",)),
    "releasedEvent": ((WORK,), ("PublicationEvent",)),
    "locationCreated": ((WORK,), ("Place",)),
    "contentLocation": ((WORK,), ("Place",)),
    "temporalCoverage": ((WORK,), ("Text",)),
    "isBasedOn": ((WORK,), (WORK, "URL")),
    "isPartOf": ((WORK,), (WORK, "URL")),
    "hasPart": ((WORK,), (WORK,)),
    "citation": ((WORK,), ("Text", WORK)),
    "creativeWorkStatus": ((WORK,), ("Text",)),
    "claimInterpreter": (("Claim",), PARTY),
    "appearance": (("Claim",), (WORK,)),
    "firstAppearance": (("Claim",), (WORK,)),
    "startDate": (("Event", "Role"), ("Date",)),
    "location": (("Event", "Organization"), ("Place", "Text")),
    "eventStatus": (("Event",), ("EventStatusType",)),
    "jobTitle": (("Person",), ("Text",)),
    "affiliation": (("Person",), ("Organization",)),
    "roleName": (("Role",), ("Text", "URL")),
    "characterName": (("PerformanceRole",), ("Text",)),
    "claimReviewed": (("ClaimReview",), ("Text",)),
    "itemReviewed": (("Review",), ("Thing",)),
    "reviewRating": (("Review",), ("Rating",)),
    "reviewBody": (("Review",), ("Text",)),
    "ratingValue": (("Rating",), ("Number",)),
    "bestRating": (("Rating",), ("Number",)),
    "worstRating": (("Rating",), ("Number",)),
    "ratingExplanation": (("Rating",), ("Text",)),
}
#: What is written as an address rather than as a text.
ADDRESSES = {"url", "eventStatus"}
DATES = {"datePublished", "dateCreated", "startDate"}


def context() -> dict[str, Any]:
    """The context of schema.org as far as these terms go: https://schema.org/docs/jsonldcontext.json."""
    terms: dict[str, Any] = {name: {"@id": f"http://schema.org/{name}"} for name in (*TYPES, *PROPERTIES)}
    for name in ADDRESSES:
        terms[name]["@type"] = "@id"
    for name in DATES:
        terms[name]["@type"] = "http://schema.org/Date"
    return {"@context": terms}


def is_a(kind: str, above: str) -> bool:
    """Whether a type is another one, or below it."""
    at: str | None = kind
    while at is not None and at != above:
        at = TYPES[at]
    return at == above


def problems(graph: list[dict[str, Any]]) -> list[str]:
    """What is wrong with nodes that JSON-LD wrote, one line each; references are looked up among them."""
    kinds = {n["@id"]: n["@type"] for n in _nodes(graph) if "@id" in n and "@type" in n}
    found = []
    for node in _nodes(graph):
        if "@type" not in node:
            if set(node) - {"@id", "@value", "@language"}:
                found.append(f"no type: {sorted(node)}")
            continue
        kind = node["@type"]
        if kind not in TYPES:
            found.append(f"unknown type {kind}")
            continue
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if name not in PROPERTIES:
                found.append(f"unknown property {kind}.{name}")
                continue
            domains, ranges = PROPERTIES[name]
            # A role stands between a thing and the value of a property: both have it (https://schema.org/Role).
            if not any(is_a(kind, d) for d in domains) and not is_a(kind, "Role"):
                found.append(f"{kind} has no {name}")
            found += [f"{kind}.{name} is no {v}" for v in _wrong(value, ranges, kinds)]
    return found


def _wrong(value: Any, ranges: tuple[str, ...], kinds: dict[str, str]) -> list[str]:
    wrong = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "@value" not in one:
            kind = one.get("@type") or kinds.get(one.get("@id", ""))
            if kind is None:
                wrong.append(f"reference to nothing: {one}")
            elif not any(r in TYPES and is_a(kind, r) for r in ranges) and not is_a(kind, "Role"):
                wrong.append(kind)
        elif not {"Text", "URL", "Date", "Duration", "Number", "EventStatusType"} & set(ranges):
            wrong.append("plain value")
        elif isinstance(one, int | float) != ("Number" in ranges):
            wrong.append(f"number or text: {one!r}")
    return wrong


def _nodes(value: Any) -> Any:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _nodes(one)

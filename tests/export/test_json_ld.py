"""Films as JSON-LD: read back by a processor, and held against the terms of schema.org."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from sample_dossiers import DossierBuilder, million, sample_dossier
from schema_org import context, problems

from filmdossier.export.exact import exact_json
from filmdossier.export.json_ld import film_json_ld
from filmdossier.export.json_ld_movie import iso_duration
from filmdossier.export.links import Links
from filmdossier.model.reading import Status

SITE = Links("https://press.example")


def loader(url: str, options: Any = None) -> dict[str, Any]:
    """The one context there is; nothing is fetched."""
    assert url == "https://schema.org", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context()}


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": loader})
    return found


def movie_of(document: dict[str, Any]) -> dict[str, Any]:
    [movie] = [n for n in document["@graph"] if n["@type"] == "Movie"]
    return dict(movie)


@pytest.mark.parametrize("links", [SITE, Links()], ids=["served", "not served"])
def test_every_term_is_used_as_it_is_defined(links: Links) -> None:
    document = film_json_ld(sample_dossier(), links)
    assert problems(document["@graph"]) == []


@pytest.mark.parametrize("links", [SITE, Links()], ids=["served", "not served"])
def test_a_processor_reads_all_of_it(links: Links) -> None:
    document = json.loads(exact_json(film_json_ld(sample_dossier(), links)))
    nodes = expanded(document)
    assert len(nodes) == len(document["@graph"])
    assert all(":" in n["@id"] for n in nodes), "no name is relative to where the file lies"
    names = {name for n in nodes for name in n if not name.startswith("@")}
    assert names
    assert all(name.startswith("http://schema.org/") for name in names)
    quads = jsonld.to_rdf(document, {"documentLoader": loader})["@default"]
    titles = {
        (q["object"]["value"], q["object"].get("language"))
        for q in quads
        if q["subject"]["value"] == links.film(sample_dossier().record.film.id)
        and q["predicate"]["value"].endswith("ame")
    }
    assert {value for value, _ in titles} == {"Red Silk", "Красный шёлк", "Красный шелк", "红丝绸"}


def test_the_film_has_what_stands() -> None:
    movie = movie_of(film_json_ld(sample_dossier(), SITE))
    assert movie["@id"] == movie["url"]
    assert movie["duration"] == "PT146M"
    assert movie["director"]["name"] == "Andrey Volgin"
    assert "安德烈·沃尔金" in movie["director"]["alternateName"]
    assert {c["identifier"] for c in movie["countryOfOrigin"]} == {"CN", "RU"}
    assert movie["datePublished"] == "2025-02-20"
    assert "boxOffice" not in str(movie)


def test_every_value_is_backed_by_claims() -> None:
    dossier = sample_dossier()
    graph = film_json_ld(dossier, SITE)["@graph"]
    by_id = {n["@id"]: n for n in graph}
    claims = [n for n in graph if n["@type"] == "Claim"]
    assert len(claims) == sum(len(f.positions) for f in dossier.record.facts)
    for claim in claims:
        assert claim["hasPart"]
        assert {by_id[a["@id"]]["@type"] for a in claim["appearance"]} == {"NewsArticle"}
        assert claim["firstAppearance"] in claim["appearance"]
        assert all(p["text"]["@value"] for p in claim["hasPart"])
    said = {(c["name"], c["creativeWorkStatus"]) for c in claims}
    assert ("Release: 6 September 2025, China, theatrical", "stands, contested") in said
    assert ("Release: 5 September 2025, China, theatrical", "set aside: planned") in said


def test_statements_are_quotations() -> None:
    graph = film_json_ld(sample_dossier(), SITE)["@graph"]
    [spoken] = [
        n for n in graph if n["@type"] == "Quotation" and n["text"]["@language"] == "ru" and "description" not in n
    ]
    assert spoken["text"]["@value"] == "Мы идём до десятого октября"
    assert spoken["creator"] == {"@type": "Person", "name": "Gosha Kutsenko", "jobTitle": "general producer"}
    assert spoken["isPartOf"]["@id"].startswith("https://press.example/articles/")


@pytest.mark.parametrize("status", [Status.PLANNED, Status.DENIED, Status.OPINION, Status.ESTIMATED])
def test_what_nobody_says_as_a_fact_is_no_property(status: Status) -> None:
    b = DossierBuilder("Red Silk")
    paper = b.document("Paper", "2025-01-01")
    b.fact("director", {"name": "A"}, b.position(b.claim(paper, "director", {"name": "A"}, "A", status=status)))
    document = film_json_ld(b.dossier(), SITE)
    assert "director" not in movie_of(document)
    assert "Director: A" in [n.get("name") for n in document["@graph"]]


def test_a_release_to_come_is_scheduled() -> None:
    b = DossierBuilder("Red Silk")
    paper = b.document("Paper", "2025-01-01")
    says = b.claim(paper, "release", {"date": "2025-09"}, "in September", status=Status.PLANNED, territory="CN")
    b.fact("release", {"territory": "CN", "kind": "theatrical"}, b.position(says))
    movie = movie_of(film_json_ld(b.dossier(), SITE))
    assert movie["releasedEvent"]["eventStatus"] == "https://schema.org/EventScheduled"
    assert movie["releasedEvent"]["startDate"] == "2025-09"
    assert "datePublished" not in movie


#: Every predicate of films, as one value that may stand, and where in the film it is found.
VALUES: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("screenwriter", {"name": "A"}, {}, "author"),
    ("producer", {"name": "A"}, {}, "producer"),
    ("composer", {"name": "A"}, {}, "musicBy"),
    ("cinematographer", {"name": "A"}, {}, "contributor"),
    ("cast_member", {"name": "A"}, {"character": "王琳"}, "actor"),
    ("production_company", {"name": "A"}, {}, "productionCompany"),
    ("distributor", {"name": "A"}, {}, None),
    ("genre", {"name": "детектив"}, {}, "genre"),
    ("based_on", {"name": "a novel"}, {"kind": "work"}, "isBasedOn"),
    ("based_on", {"name": "a pilot"}, {"kind": "person"}, "about"),
    ("based_on", {"name": "a flood"}, {"kind": "events"}, "about"),
    ("follows", {"name": "Red Silk 1"}, {"kind": "sequel"}, None),
    ("filming_location", {"name": "横店影视城"}, {}, "locationCreated"),
    ("narrative_location", {"name": "Siberia"}, {}, "contentLocation"),
    ("set_in_period", {"date": "192X"}, {}, "temporalCoverage"),
    ("release", {"date": "2025-21"}, {"territory": "CN"}, "releasedEvent"),
    ("box_office", million("2", "USD"), {"territory": "CN"}, None),
    ("admissions", million("2"), {"territory": "RU"}, None),
    ("rank", {"position": 5}, {"chart": "chart"}, None),
    ("budget", million("2", "USD"), {}, None),
    ("screens", {"count": 300}, {}, None),
    ("award", {"name": "Golden Lion"}, {"category": "best film"}, "award"),
    ("nomination", {"name": "Golden Lion"}, {}, None),
    ("presented_at", {"name": "Venice"}, {}, "subjectOf"),
]


@pytest.mark.parametrize(("predicate", "value", "qualifiers", "place"), VALUES, ids=lambda v: str(v)[:24])
def test_every_predicate(predicate: str, value: dict[str, Any], qualifiers: dict[str, Any], place: str | None) -> None:
    b = DossierBuilder("Red Silk")
    b.fact(predicate, {}, b.position(b.claim(b.document("Paper", "2025"), predicate, value, "words", **qualifiers)))
    document = film_json_ld(b.dossier(), SITE)
    assert problems(document["@graph"]) == []
    properties = set(movie_of(document)) - {"@type", "@id", "url", "name"}
    assert properties == ({place} if place else set())


@given(st.text(min_size=1), st.text(), st.sampled_from(["en", "ru", "zh"]))
def test_any_words_survive(title: str, name: str, language: str) -> None:
    b = DossierBuilder(title)
    paper = b.document("Paper", "2025-01-01", language)
    b.fact("director", {"name": name}, b.position(b.claim(paper, "director", {"name": name}, name)))
    document = json.loads(exact_json(film_json_ld(b.dossier(), Links())))
    assert movie_of(document)["name"]["@value"] == title
    assert problems(document["@graph"]) == []


@pytest.mark.parametrize(("minutes", "written"), [("146", "PT146M"), ("7.5", "PT7M30S"), ("0", "PT0M")])
def test_durations(minutes: str, written: str) -> None:
    assert iso_duration(Decimal(minutes)) == written

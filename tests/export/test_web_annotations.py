"""Claims and statements as Web Annotations: both selectors find the same words, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyld import jsonld

import filmdossier
from filmdossier.export.links import Links
from filmdossier.export.web_annotations import (
    annotations_of,
    collection_of,
    find_quote,
    page_of,
    quote_selector,
    whole_collection,
)
from filmdossier.model.reading import Document, Reading
from filmdossier.model.sourced import sourced_claims, sourced_statements
from filmdossier.model.span import Span
from filmdossier.press import load_samples

SITE = Links("https://press.example")
PRESS = {p.slug: p for p in load_samples()}
SLUGS = ("en/red-silk-feature", "ru/shelk-rekord", "zh/red-silk-zh-wire")

#: The terms of http://www.w3.org/ns/anno.jsonld that go out, by what they are short for.
OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        t: OA + t
        for t in ("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")
    },
    "AnnotationPage": AS + "OrderedCollectionPage",
    "AnnotationCollection": AS + "OrderedCollection",
    "Software": AS + "Application",
    "Text": DC + "dcmitype/Text",
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    **{m: OA + m for m in ("describing", "identifying", "linking", "tagging")},
    "creator": {"@id": DC + "terms/creator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": RDF + "value",
    "format": DC + "elements/1.1/format",
    "language": DC + "elements/1.1/language",
    "exact": OA + "exact",
    "prefix": OA + "prefix",
    "suffix": OA + "suffix",
    "start": OA + "start",
    "end": OA + "end",
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": AS + "partOf", "@type": "@id"},
    **{t: {"@id": AS + t, "@type": "@id"} for t in ("first", "last", "next", "prev")},
    "total": AS + "totalItems",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def loader(url: str, options: Any = None) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld", url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


def reading_of(slug: str, source: str = "press.txt") -> Reading:
    piece = next(p for p in load_samples() if slug.endswith(p.slug))
    return filmdossier.read(piece.text, language=piece.language, source=source, publisher=piece.outlet)


def annotated(reading: Reading) -> list[dict[str, Any]]:
    claims = list(sourced_claims(reading))
    films = dict.fromkeys((c.film for c in claims if c.film), "f11")
    return list(annotations_of(reading.document, claims, sourced_statements(reading), SITE, films))


def targets_of(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


@pytest.mark.parametrize("slug", SLUGS)
def test_both_selectors_find_the_same_words(slug: str) -> None:
    reading = reading_of(slug)
    text = reading.document.text
    annotations = annotated(reading)
    assert len(annotations) == len(reading.claims) + len(reading.statements) > 8
    spans = {s for c in reading.claims for s in [c.value_span]} | {s for x in reading.statements for s in x.content}
    found = set()
    for annotation in annotations:
        for target in targets_of(annotation):
            position, quote = target["selector"]
            by_place = Span(position["start"], position["end"])
            assert find_quote(text, quote) == by_place
            assert quote["exact"] == by_place.of(text)
            found.add(by_place)
    assert found == spans


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_with_an_address_is_a_target_by_its_words(slug: str) -> None:
    reading = reading_of(slug, "https://press.example.org/красный")
    for annotation in annotated(reading):
        targets = targets_of(annotation)
        of_text, of_page = targets[::2], targets[1::2]
        assert len(of_text) == len(of_page)
        for text, page in zip(of_text, of_page, strict=True):
            assert text["source"]["id"] == f"https://press.example/articles/{reading.document.id}"
            assert page["source"]["id"].startswith("https://press.example.org/%D0")
            assert page["selector"] == text["selector"][1]


@pytest.mark.parametrize("slug", SLUGS)
def test_annotations_say_what_stands_there(slug: str) -> None:
    reading = reading_of(slug)
    for annotation in annotated(reading):
        says, link, *film = annotation["body"]
        assert says["value"]
        assert says["purpose"] == annotation["motivation"]
        assert link["source"].startswith(f"https://press.example/articles/{reading.document.id}#")
        assert all(f["source"] == "https://press.example/films/f11" for f in film)
    ids = [a["id"] for a in annotated(reading)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_processor_reads_all_of_it(slug: str) -> None:
    items = annotated(reading_of(slug, "https://press.example.org/a"))
    for document in (
        whole_collection(items, SITE, "film", "f11", "All"),
        page_of(items, SITE, "film", "f11", 1, 2),
        collection_of(SITE, "film", "f11", "All", 2),
    ):
        [node] = jsonld.expand(document, {"documentLoader": loader})
        assert node["@type"][0].startswith(AS)
        used = {key for n in nodes(document) for key in n} - {"@context"}
        assert used <= set(TERMS), "nothing is dropped"
        assert all(":" in n["@id"] for n in nodes(node) if "@id" in n)


def nodes(value: Any) -> Any:
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)


def test_pages_know_their_neighbours() -> None:
    first, middle, last = (page_of([], SITE, "film", "f11", n, 2) for n in range(3))
    assert [("prev" in p, "next" in p) for p in (first, middle, last)] == [(False, True), (True, True), (True, False)]
    assert first["next"] == middle["id"] == last["prev"]
    collection = collection_of(SITE, "film", "f11", "All", 2)
    assert (collection["first"], collection["last"]) == (first["id"], last["id"])
    assert middle["partOf"] == collection["id"]


@given(st.text(st.sampled_from("ab红ё𝔘 \n"), min_size=1, max_size=400), st.data())
def test_quotes_lead_back_wherever_they_can(text: str, data: st.DataObject) -> None:
    """Words that repeat are told apart by what is around them, also beyond the basic plane."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = quote_selector(text, span)
    around = text[max(0, span.start - 256) : span.end + 256]
    assume(text.count(around) == 1)
    assert find_quote(text, quote) == span
    assert text[span.start : span.end] == quote["exact"]


def test_a_quote_is_no_longer_than_it_needs_to_be() -> None:
    text = "x" * 500 + " one " + "x" * 500 + " two " + "x" * 500
    quote = quote_selector(text, Span(501, 504))
    assert len(quote["prefix"]) == len(quote["suffix"]) == 32
    twice = "it took one million. " * 2
    assert find_quote(twice, quote_selector(twice, Span(29, 40))) == Span(29, 40)


def test_nothing_is_found_in_another_text() -> None:
    assert find_quote("other words", {"exact": "words here", "prefix": "", "suffix": ""}) is None


def test_a_document_without_anything_has_no_annotations() -> None:
    document = Document("0" * 64, "-", "en", "Nothing.")
    assert list(annotations_of(document, [], [], SITE)) == []

"""Claims and statements as W3C Web Annotations: where in a text something stands, found by place and by words.

https://www.w3.org/TR/annotation-model/. Positions count the code points of the text that was read, normalised once when
it was read (Unicode NFC, one kind of line end) and served by ``/api/v1/articles/{id}``; that text is the first target
of each annotation. The page that it came from is the second, where it has an address, by its words alone, for its own
text is another one. A statement that is said in several stretches has these targets for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from filmdossier.export.claim_words import attribution_in_words, qualifiers_in_words, value_in_words
from filmdossier.export.families import label_of
from filmdossier.export.links import Links, web_address
from filmdossier.model.reading import Document, Status
from filmdossier.model.sourced import SourcedClaim, SourcedStatement
from filmdossier.model.span import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Letters before and after the words that tell them from the same words elsewhere, as few of these as suffice.
_AROUND = (32, 64, 128, 256)
_SAID = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}

Node = dict[str, Any]


def annotations_of(
    document: Document,
    claims: Iterable[SourcedClaim],
    statements: Iterable[SourcedStatement],
    links: Links,
    films: Mapping[str, str] | None = None,
) -> Iterator[Node]:
    """An annotation for each claim and statement of a document, in the order of the text, without ``@context``.

    Args:
        document: whose text the offsets count in.
        claims: of it.
        statements: of it.
        links: what things are called.
        films: the films that film mentions belong to, by mention.
    """
    films = films or {}
    found = [(c.claim.value_span, _claim(document, c, links, films)) for c in claims]
    found += [
        (s.statement.content[0], _statement(document, s, links, films)) for s in statements if s.statement.content
    ]
    yield from (node for _, node in sorted(found, key=lambda pair: (pair[0], pair[1]["id"])))


def page_of(items: Iterable[Node], links: Links, kind: str, thing: str, page: int, last: int) -> Node:
    """One page of a collection, as a document of its own.

    Args:
        items: its annotations.
        links: what things are called.
        kind: ``film`` or ``article``.
        thing: its id.
        page: which page, from 0.
        last: the last there is.
    """
    following = {"next": links.annotation_page(kind, thing, page + 1)} if page < last else {}
    before = {"prev": links.annotation_page(kind, thing, page - 1)} if page else {}
    return {
        "@context": CONTEXT,
        "id": links.annotation_page(kind, thing, page),
        "type": "AnnotationPage",
        "partOf": links.annotations(kind, thing),
        **before,
        **following,
        "items": list(items),
    }


def collection_of(links: Links, kind: str, thing: str, label: str, last: int) -> Node:
    """A collection that says where its pages are; arguments as for `page_of`."""
    return {
        "@context": CONTEXT,
        "id": links.annotations(kind, thing),
        "type": "AnnotationCollection",
        "label": label,
        "first": links.annotation_page(kind, thing, 0),
        "last": links.annotation_page(kind, thing, last),
    }


def whole_collection(items: Sequence[Node], links: Links, kind: str, thing: str, label: str) -> Node:
    """A collection with everything in it, on one page."""
    page = page_of(items, links, kind, thing, 0, 0)
    del page["@context"], page["partOf"]
    return collection_of(links, kind, thing, label, 0) | {"total": len(items), "first": page, "last": page["id"]}


def _claim(document: Document, sourced: SourcedClaim, links: Links, films: Mapping[str, str]) -> Node:
    claim = sourced.claim
    details = (
        value_in_words(claim.value, claim.qualifiers.get("bound")),
        *qualifiers_in_words(claim.qualifiers, lambda value: str(value) if not isinstance(value, Mapping) else ""),
        *attribution_in_words(claim.attribution),
        "" if claim.status is Status.ASSERTED else str(claim.status),
    )
    says = f"{label_of(claim.predicate)}: {', '.join(d for d in details if d)}"
    links_to = links.claim(document.id, sourced.id)
    node = _annotation(links.annotation("claim", sourced.id), "describing", says, links_to)
    return _about(node, sourced.film, links, films) | {"target": _targets(document, [claim.value_span], links)}


def _statement(document: Document, sourced: SourcedStatement, links: Links, films: Mapping[str, str]) -> Node:
    s = sourced.statement
    who = ", ".join(p for p in (s.speaker.name, s.speaker.role, s.speaker.organisation) if p)
    node = _annotation(
        links.annotation("statement", sourced.id),
        "identifying",
        f"Said by {who} ({_SAID[str(s.kind)]})",
        links.statement(document.id, sourced.id),
    )
    return _about(node, sourced.film, links, films) | {"target": _targets(document, s.content, links)}


def _annotation(address: str, motivation: str, says: str, thing: str) -> Node:
    return {
        "id": address,
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Software", "name": "filmdossier"},
        "body": [
            {"type": "TextualBody", "value": says, "format": "text/plain", "language": "en", "purpose": motivation},
            {"type": "SpecificResource", "source": thing, "purpose": "linking"},
        ],
    }


def _about(node: Node, film: str | None, links: Links, films: Mapping[str, str]) -> Node:
    if film is not None and (found := films.get(film)):
        node["body"].append({"type": "SpecificResource", "source": links.film(found), "purpose": "tagging"})
    return node


def _targets(document: Document, spans: Sequence[Span], links: Links) -> list[Node] | Node:
    targets = [t for span in spans for t in _target(document, span, links)]
    return targets[0] if len(targets) == 1 else targets


def _target(document: Document, span: Span, links: Links) -> Iterator[Node]:
    quote = quote_selector(document.text, span)
    as_read = {"id": links.article(document.id), "type": "Text", "language": document.language}
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    yield {"type": "SpecificResource", "source": as_read, "selector": [position, quote]}
    if address := web_address(document.source):
        page = {"id": address, "type": "Text", "language": document.language}
        yield {"type": "SpecificResource", "source": page, "selector": quote}


def quote_selector(text: str, span: Span) -> Node:
    """The words of a span, with as many letters before and after them as tell them from the same words elsewhere."""
    exact = span.of(text)
    prefix = suffix = ""
    for around in _AROUND:
        prefix, suffix = text[max(0, span.start - around) : span.start], text[span.end : span.end + around]
        whole = prefix + exact + suffix
        if text.find(whole) == span.start - len(prefix) and text.find(whole, span.start - len(prefix) + 1) < 0:
            break
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def find_quote(text: str, selector: Mapping[str, str]) -> Span | None:
    """Where a quote selector leads to: the first place at which its words stand between what it says."""
    prefix = selector.get("prefix", "")
    at = text.find(prefix + selector["exact"] + selector.get("suffix", ""))
    return None if at < 0 else Span(at + len(prefix), at + len(prefix) + len(selector["exact"]))

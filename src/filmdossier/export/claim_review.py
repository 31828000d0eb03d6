"""Findings that a person has confirmed, as schema.org's ``ClaimReview``; nothing that the machine alone found.

https://schema.org/ClaimReview. One review a finding: what is claimed, in which articles, and why it does not add up, by
the person who looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filmdossier.export.claim_words import qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.export.families import label_of
from filmdossier.export.json_ld import CONTEXT, plain_date
from filmdossier.export.links import Links, web_address
from filmdossier.model.dossier import Dossier
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import DocumentHead, SourcedClaim

#: Claims of one finding that are told in its one line, and that are reviewed.
_TOLD = 6
_REVIEWED = 50

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A finding, and who said that it is right."""

    id: str
    finding: Finding
    judgement: Judgement


def confirmed(findings: Iterable[tuple[str, Finding]], judged: Mapping[str, Judgement]) -> list[Confirmed]:
    """The findings that people call right, in their order.

    Args:
        findings: with their ids; their claims are global ids.
        judged: the judgement that holds of each finding, by its id.
    """
    looked_at = [(i, f, judged[i]) for i, f in findings if i in judged]
    return [Confirmed(i, f, j) for i, f, j in looked_at if j.verdict is Verdict.RIGHT]


def claim_reviews(dossier: Dossier, reviewed: Sequence[Confirmed], links: Links) -> Node:
    """The reviews in JSON-LD: a graph, empty where nobody has confirmed anything.

    Args:
        dossier: of the film.
        reviewed: see `confirmed`.
        links: what things are called.
    """
    return {"@context": CONTEXT, "@graph": [_review(dossier, c, links) for c in reviewed]}


def _review(dossier: Dossier, of: Confirmed, links: Links) -> Node:
    film = dossier.record.film
    claims = [c for i in of.finding.claims if (c := dossier.claims.get(i)) is not None]
    address = links.finding(film.id, of.id)
    by = of.judgement.by
    return {
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "claimReviewed": f"{film.name}: {_told(claims)}" if claims else film.name,
        "itemReviewed": [_claim(c, links) for c in claims[:_REVIEWED]],
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": "Does not add up",
            **({"ratingExplanation": of.judgement.why} if of.judgement.why else {}),
        },
        "reviewBody": of.finding.message,
        "about": {"@type": "Movie", "@id": links.film(film.id), "name": film.name},
        "author": {"@type": "Person", "name": by} if by else {"@type": "Person", "name": "unnamed"},
        "datePublished": of.judgement.at[:10],
    }


def _told(claims: Sequence[SourcedClaim]) -> str:
    """What is claimed, each value once, with an outlet that says so."""
    said: dict[str, str] = {}
    for c in claims:
        value = value_in_words(c.claim.value, c.claim.qualifiers.get("bound"))
        details = [d for d in qualifiers_in_words(c.claim.qualifiers, lambda _: "") if d]
        words = f"{label_of(c.claim.predicate)}: {', '.join([value, *details])}"
        said.setdefault(words, outlet_in_words(c.document))
    told = [f"{words} ({outlet})" for words, outlet in said.items()]
    more = f"; and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return "; ".join(told[:_TOLD]) + more


def _claim(sourced: SourcedClaim, links: Links) -> Node:
    document = sourced.document
    node: Node = {
        "@type": "Claim",
        "@id": links.claim(document.id, sourced.id),
        "name": sourced.words,
        "text": {"@value": sourced.evidence, "@language": document.language},
        "appearance": _article(document, links),
    }
    if document.publisher:
        node["author"] = {"@type": "Organization", "name": document.publisher}
    if document.published and (day := plain_date(document.published)):
        node["datePublished"] = day
    return node


def _article(document: DocumentHead, links: Links) -> Node:
    node: Node = {"@type": "NewsArticle", "@id": links.article(document.id), "inLanguage": document.language}
    if document.title:
        node["headline"] = document.title
    if address := web_address(document.source):
        node["url"] = address
    return node

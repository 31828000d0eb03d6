"""A film for the semantic web: schema.org in JSON-LD 1.1, every value with the claims that it rests on.

The film is a ``Movie`` with the values that stand and that somebody asserts. Each value of each fact is a ``Claim``
that appears in articles, and has as its parts the claims of single articles in their own words; a value that others
contest says so, and so do theirs. Statements are ``Quotation``. What schema.org has no property for, such as takings,
is a claim about the film and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from filmdossier.export.claim_words import qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import claims_of, outlet_in_words
from filmdossier.export.families import label_of
from filmdossier.export.json_ld_movie import movie_properties, person
from filmdossier.export.links import Links, web_address
from filmdossier.export.titles import languages_of_titles
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import StatementKind
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement

CONTEXT = "https://schema.org"
#: Claims of articles that one value is quoted from, and statements that go out.
_QUOTED = 12
_STATEMENTS = 500
_LATE = "9999"
_READER: Mapping[str, Any] = {
    "@type": "Organization",
    "@id": "urn:uuid:47c61f8a-cc06-55a6-9de7-f6b6b0cacbc2",
    "name": "filmdossier",
    "description": "The program that read the articles. Nobody has checked its claims by hand unless they say so.",
}

Node = dict[str, Any]


def film_json_ld(dossier: Dossier, links: Links) -> Node:
    """A film in JSON-LD.

    Args:
        dossier: of the film, with the claims that are to be quoted.
        links: what things are called.
    """
    film = dossier.record.film
    articles: dict[str, DocumentHead] = {}
    claims: list[Node] = []
    for fact in dossier.record.facts:
        for place, position in enumerate(fact.positions, 1):
            behind = claims_of(dossier, position)
            if place > 1 and not behind:
                # Of a film of thousands of articles not all that others say is at hand.
                continue
            articles |= {c.document.id: c.document for c in behind}
            claims.append(_value(dossier, links, fact, place, position, behind))
    statements = dossier.statements[:_STATEMENTS]
    articles |= {s.document.id: s.document for s in statements}
    movie: Node = {
        "@type": "Movie",
        "@id": links.film(film.id),
        **({"url": links.film(film.id)} if links.base else {}),
        **_names(dossier),
        **movie_properties(dossier),
    }
    graph = [
        movie,
        *claims,
        *(_quotation(s, film.id, links) for s in statements),
        *(_article(articles[d], links) for d in sorted(articles)),
        dict(_READER),
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _names(dossier: Dossier) -> Node:
    titles = languages_of_titles(dossier)
    named = [_in_language(title, language) for title, language in titles.items()]
    return {"name": named[0], **({"alternateName": named[1:]} if named[1:] else {})}


def _in_language(text: str, language: str | None) -> str | Node:
    return {"@value": text, "@language": language} if language else text


def _value(
    dossier: Dossier, links: Links, fact: Fact, place: int, position: Position, behind: Sequence[SourcedClaim]
) -> Node:
    """One value that some give a fact: a claim that appears in articles, with their claims as its parts."""
    film = dossier.record.film.id
    details = [value_in_words(position.value), *qualifiers_in_words(fact.key)]
    says = ", ".join(dict.fromkeys(d for d in details if d))
    node: Node = {
        "@type": "Claim",
        "@id": links.fact(film, fact.id, place),
        "name": f"{label_of(fact.predicate)}: {says}",
        "about": {"@id": links.film(film)},
        "creativeWorkStatus": _status(fact, place, position),
        "claimInterpreter": {"@id": _READER["@id"]},
    }
    if place == 1 and fact.reasons:
        node["description"] = "; ".join(fact.reasons)
    if position.as_of:
        node["temporalCoverage"] = position.as_of
    if behind:
        ordered = sorted(behind, key=_age)
        node["appearance"] = [{"@id": a} for a in dict.fromkeys(links.article(c.document.id) for c in ordered)]
        if ordered[0].document.published:
            node["firstAppearance"] = {"@id": links.article(ordered[0].document.id)}
        node["hasPart"] = [_claim(c, film, links) for c in ordered[:_QUOTED]]
    return node


def _age(claim: SourcedClaim) -> tuple[str, str, Any]:
    return claim.document.published or _LATE, claim.document.id, claim.claim.value_span


def _status(fact: Fact, place: int, position: Position) -> str:
    if position.aside:
        return f"set aside: {position.aside}"
    if place > 1:
        return "contests the value that stands"
    if fact.judged_by:
        return f"stands, as {fact.judged_by} decided"
    return "stands, contested" if fact.is_contested else "stands"


def _claim(sourced: SourcedClaim, film: str, links: Links) -> Node:
    """One claim of one article, in its words."""
    document, claim = sourced.document, sourced.claim
    node: Node = {
        "@type": "Claim",
        "@id": links.claim(document.id, sourced.id),
        "name": value_in_words(claim.value, claim.qualifiers.get("bound")),
        "text": _in_language(sourced.evidence, document.language),
        "about": {"@id": links.film(film)},
        "creativeWorkStatus": str(claim.status),
        "isPartOf": {"@id": links.article(document.id)},
        "appearance": {"@id": links.article(document.id)},
        "claimInterpreter": {"@id": _READER["@id"]},
    }
    if document.publisher:
        node["author"] = {"@type": "Organization", "name": document.publisher}
    if claim.attribution:
        node["citation"] = [a.name for a in claim.attribution]
    return node


def _quotation(sourced: SourcedStatement, film: str, links: Links) -> Node:
    """A statement: the words, and who is said to have said them."""
    s, document = sourced.statement, sourced.document
    who = person(s.speaker.name)
    if s.speaker.role:
        who["jobTitle"] = s.speaker.role
    if s.speaker.organisation:
        who["affiliation"] = {"@type": "Organization", "name": s.speaker.organisation}
    node: Node = {
        "@type": "Quotation",
        "@id": links.statement(document.id, sourced.id),
        "text": _in_language(" … ".join(sourced.parts), document.language),
        "creator": who,
        "about": {"@id": links.film(film)},
        "isPartOf": {"@id": links.article(document.id)},
    }
    if s.kind is not StatementKind.DIRECT:
        reported = "partly" if s.kind is StatementKind.MIXED else "wholly"
        node["description"] = f"As the article reports it, {reported} in its own words."
    if s.date and (day := plain_date(s.date)):
        node["dateCreated"] = day
    return node


def _article(document: DocumentHead, links: Links) -> Node:
    node: Node = {
        "@type": "NewsArticle",
        "@id": links.article(document.id),
        "inLanguage": document.language,
        "identifier": f"sha256:{document.id}",
        "publisher": {"@type": "Organization", "name": outlet_in_words(document)},
    }
    if document.title:
        node["headline"] = _in_language(document.title, document.language)
    if address := web_address(document.source):
        node["url"] = address
    if document.published and (day := plain_date(document.published)):
        node["datePublished"] = day
    return node


def plain_date(edtf: str) -> str | None:
    """A date that ISO 8601 itself can write: a day, month or year; None for anything vaguer.

    >>> plain_date("2025-09"), plain_date("2025-09-06"), plain_date("2025-21"), plain_date("2025~")
    ('2025-09', '2025-09-06', None, None)
    """
    found = normalize_edtf(edtf)
    months = edtf.split("-")[1:2]
    if found is None or found.earliest is None or not edtf.replace("-", "").isdecimal():
        return None
    return None if months and int(months[0]) > 12 else edtf

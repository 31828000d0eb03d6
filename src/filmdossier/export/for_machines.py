"""Films and articles in the forms that other programs take in, by the name of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from filmdossier.export.citation_files import bibtex, csl, ris
from filmdossier.export.citations import Citation, cite
from filmdossier.export.claim_review import claim_reviews, confirmed
from filmdossier.export.exact import exact_json
from filmdossier.export.json_ld import film_json_ld
from filmdossier.export.links import Links
from filmdossier.export.quickstatements import quickstatements
from filmdossier.export.web_annotations import annotations_of, collection_of, page_of, whole_collection
from filmdossier.model.dossier import Dossier
from filmdossier.model.judgement import Judgement
from filmdossier.model.record import Record
from filmdossier.model.sourced import DocumentHead
from filmdossier.record.writing import parse_shown
from filmdossier.store.store import Store

#: Articles of a film whose annotations are on one page.
ARTICLES_A_PAGE = 10
#: Findings that are looked through for those that a person confirmed.
MOST_REVIEWED = 1000
_JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Attributes:
        media_type: as HTTP names it.
        suffix: of a file of it.
        says: what it is, in a few words.
    """

    media_type: str
    suffix: str
    says: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "jsonld": Form(_JSON_LD, "jsonld", "schema.org Movie, Claim and Quotation, as JSON-LD"),
        "quickstatements": Form("text/plain; charset=utf-8", "txt", "statements for Wikidata, with references"),
        "annotations": Form(f'{_JSON_LD}; profile="http://www.w3.org/ns/anno.jsonld"', "jsonld", "W3C Web Annotations"),
        "claimreview": Form(_JSON_LD, "jsonld", "schema.org ClaimReview of findings that a person confirmed"),
        "bibtex": Form("application/x-bibtex; charset=utf-8", "bib", "citations for LaTeX"),
        "ris": Form("application/x-research-info-systems; charset=utf-8", "ris", "citations for reference managers"),
        "csl": Form("application/vnd.citationstyles.csl+json", "json", "citations as CSL-JSON"),
    }
)
#: The forms that a single article has.
OF_ARTICLES = ("annotations", "bibtex", "ris", "csl")
_CITATIONS: Mapping[str, Callable[[Iterable[Citation]], str]] = MappingProxyType(
    {"bibtex": bibtex, "ris": ris, "csl": lambda citations: exact_json(csl(citations))}
)


@dataclass(frozen=True, slots=True)
class FilmSource:
    """A film on its way out.

    Attributes:
        store: where it is kept.
        dossier: of the film; not looked at for annotations and citations.
        links: what things are called.
        item: the film's own item of Wikidata, or None.
        comments: whether QuickStatements tell what was left out.
    """

    store: Store
    dossier: Dossier
    links: Links = field(default_factory=Links)
    item: str | None = None
    comments: bool = True


def film_in(form: str, source: FilmSource) -> str:
    """A film in one of `FORMS`, as text; ClaimReview is written by `reviews_in`.

    Raises:
        ValueError: the item is none of Wikidata's.
    """
    if form == "jsonld":
        return exact_json(film_json_ld(source.dossier, source.links))
    if form == "quickstatements":
        seen = partial(_captured, source.store)
        return quickstatements(source.dossier, seen, source.item, comments=source.comments)
    documents = source.dossier.record.documents
    if form == "annotations":
        film = source.dossier.record.film
        items = annotations_in(source.store, documents, source.links, film.id)
        return exact_json(whole_collection(items, source.links, "film", film.id, _label(film.name)))
    return cited_in(form, source.store, documents)


def cited_in(form: str, store: Store, documents: Sequence[str]) -> str:
    """Articles as citations in one of the forms for them.

    Args:
        form: ``bibtex``, ``ris`` or ``csl``.
        store: where they are.
        documents: their ids.
    """
    heads = list(store.heads(documents).values())
    captured = {h.id: seen for h in heads if (seen := _captured(store, h))}
    return _CITATIONS[form](cite(heads, captured))


def reviews_in(store: Store, film: str, judged: Callable[[list[str]], Mapping[str, Judgement]], links: Links) -> str:
    """The findings of a film that people confirmed, as ClaimReview.

    Args:
        store: where they are.
        film: an id that leads to it.
        judged: tells what people hold of findings, by their ids.
        links: what things are called.

    Raises:
        StoreError: there is no such film.
    """
    cluster = parse_shown(store.record(film)).film
    findings = [(f.id, f.finding) for f in store.findings(cluster.id, MOST_REVIEWED)]
    reviewed = confirmed(findings, judged([i for i, _ in findings]))
    claims = store.claims({c for r in reviewed for c in r.finding.claims})
    return exact_json(claim_reviews(Dossier(Record(cluster), {c.id: c for c in claims}), reviewed, links))


def _captured(store: Store, head: DocumentHead) -> str | None:
    """When a document was first found at the source that it is named by, ISO 8601."""
    return dict(store.versions(head.source)).get(head.id)


def annotations_in(
    store: Store, documents: Sequence[str], links: Links, film: str | None = None
) -> list[dict[str, Any]]:
    """The annotations of articles, one article after the other.

    Args:
        store: where they are.
        documents: their ids.
        links: what things are called.
        film: the film that they are about, those about no film among them; None for all.
    """
    claims, statements = store.claims_of_documents(documents), store.statements_of_documents(documents)
    films = store.film_ids({m for m in (*(c.film for c in claims), *(s.film for s in statements)) if m})
    about = {None} if film else {None, *films}
    about |= {mention for mention, belongs_to in films.items() if belongs_to == film}
    items: list[dict[str, Any]] = []
    for document in documents:
        own = [c for c in claims if c.document.id == document and c.film in about]
        said = [s for s in statements if s.document.id == document and s.film in about]
        items += annotations_of(store.document(document), own, said, links, films)
    return items


def film_annotations(store: Store, record: Record, page: int | None, links: Links) -> str:
    """The annotations of the articles of a film, page by page, as text.

    Args:
        store: where they are.
        record: of the film.
        page: which page, from 0; None for the collection that says where they are.
        links: what things are called.
    """
    film, documents = record.film, record.documents
    last = max(0, (len(documents) - 1) // ARTICLES_A_PAGE)
    if page is None:
        return exact_json(collection_of(links, "film", film.id, _label(film.name), last))
    shown = documents[page * ARTICLES_A_PAGE : (page + 1) * ARTICLES_A_PAGE]
    return exact_json(page_of(annotations_in(store, shown, links, film.id), links, "film", film.id, page, last))


def article_annotations(store: Store, document: str, links: Links) -> str:
    """The annotations of one article, as text."""
    items = annotations_in(store, [document], links)
    label = store.head(document).title or document
    return exact_json(whole_collection(items, links, "article", document, f"What is said in {label}"))


def _label(film: str) -> str:
    return f"What articles say about {film}"

"""Films and articles in the forms that other programs take in."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from filmdossier.engine.dossiers import load_shown
from filmdossier.engine.judged import judged_findings
from filmdossier.export.for_machines import (
    FORMS,
    OF_ARTICLES,
    FilmSource,
    article_annotations,
    cited_in,
    film_annotations,
    film_in,
    reviews_in,
)
from filmdossier.export.links import Links
from filmdossier.model.errors import StoreError
from filmdossier.record.writing import parse_shown
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["for machines"])

FilmForm = Literal["jsonld", "quickstatements", "annotations", "claimreview", "bibtex", "ris", "csl"]
ArticleForm = Literal["annotations", "bibtex", "ris", "csl"]

Id = Annotated[str, Path(min_length=6, max_length=64, pattern="^[0-9a-f]+$", description="Its id, or the beginning.")]
Item = Annotated[
    str | None, Query(pattern="^Q[1-9][0-9]{0,11}$", description="For quickstatements: the film's item of Wikidata.")
]
Comments = Annotated[bool, Query(description="For quickstatements: tell also what was left out, and why.")]
Page = Annotated[
    int | None, Query(ge=0, le=1_000_000, description="For annotations: which page; none for the collection.")
]
Limit = Annotated[int, Query(ge=1, le=1000, description="For citations: how many articles; Link leads to the next.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="For citations: how many articles to pass over.")]


def _answers(forms: tuple[str, ...]) -> dict[int | str, dict[str, Any]]:
    """What the documentation says of the answers: one kind of content for each form."""
    content: dict[str, Any] = {FORMS[f].media_type.partition(";")[0]: {"schema": {"type": "string"}} for f in forms}
    for media_type, kind in content.items():
        if media_type.endswith("json"):
            kind["schema"] = {"type": ["object", "array"]}
    return {200: {"description": "The form that was asked for.", "content": content}}


@router.get("/films/{film}/as/{form}", response_class=Response, responses=_answers(tuple(FORMS)))
def get_film_as(
    film: Id,
    form: FilmForm,
    request: Request,
    store: StoreDep,
    _: Reader,
    item: Item = None,
    comments: Comments = True,
    page: Page = None,
    limit: Limit = 500,
    offset: Offset = 0,
) -> Response:
    """A film as JSON-LD, QuickStatements, Web Annotations, ClaimReview or citations."""
    links = Links(str(request.base_url).rstrip("/"))
    if form in ("bibtex", "ris", "csl", "annotations"):
        record = parse_shown(store.record(film))
        if form == "annotations":
            return _sent(form, film_annotations(store, record, page, links))
        sent = _sent(form, cited_in(form, store, record.documents[offset : offset + limit]))
        if offset + limit < len(record.documents):
            following = request.url.include_query_params(offset=offset + limit, limit=limit)
            sent.headers["Link"] = f'<{following}>; rel="next"'
        return sent
    if form == "claimreview":
        return _sent(form, reviews_in(store, film, partial(judged_findings, store), links))
    source = FilmSource(store, load_shown(store, film), links, item, comments)
    return _sent(form, film_in(form, source))


@router.get("/articles/{article}/as/{form}", response_class=Response, responses=_answers(OF_ARTICLES))
def get_article_as(article: Id, form: ArticleForm, request: Request, store: StoreDep, _: Reader) -> Response:
    """An article as Web Annotations or as a citation."""
    found = store.document_by_prefix(article)
    if found is None:
        raise StoreError(f"{article}: no document has that id; see: filmdossier films")
    if form == "annotations":
        return _sent(form, article_annotations(store, found, Links(str(request.base_url).rstrip("/"))))
    return _sent(form, cited_in(form, store, [found]))


def _sent(form: str, text: str) -> Response:
    # Half a surrogate pair in an article is no Unicode; what JSON escapes by itself is left as it is.
    return Response(text.encode("utf-8", "backslashreplace"), media_type=FORMS[form].media_type)

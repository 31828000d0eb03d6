"""An article with what it says, and what another version of it changed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from filmdossier.export.view import arrange
from filmdossier.web.api.articles import Since, changes_of
from filmdossier.web.article.differences import Change, shortened
from filmdossier.web.article.listing import families_in, find_marks, list_films
from filmdossier.web.article.loading import find_article, load_article
from filmdossier.web.article.standing import Standing, load_standing
from filmdossier.web.article.text import render_text
from filmdossier.web.article.versions import changed_claims, list_versions, neighbours
from filmdossier.web.article.wording import Words, inside_findings, summary
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.templating import page

router = APIRouter()
#: Stretches of a comparison that are shown.
_MOST_STRETCHES = 3000


@router.get("/articles/{article}")
def article(
    request: Request,
    store: StoreDep,
    person: Reader,
    article: str,
    done: Annotated[int, Query(ge=0, le=2**53, description="number of a judgement that was just made")] = 0,
    undone: Annotated[int, Query(ge=-1, le=2**53, description="number of one that was just withdrawn")] = -1,
) -> Response:
    """An article: its words with what they say, and how that stands in the films' records."""
    document = find_article(store, article)
    if document != article:
        return _to(request, f"/articles/{document}")
    found = load_article(store, document)
    standing, view = load_standing(store, found), arrange(found.reading)
    judgements = store.judgements_on(found.claims)
    films = list_films(found, view, standing, judgements, with_fields=person is not None)
    earlier, _ = neighbours(found)
    words = Words(found, standing)
    heading, text = render_text(found.document.text, list(find_marks(films)), found.document.title)
    return page(
        request,
        "article.html.jinja",
        person=person,
        article=found,
        view=view,
        heading=heading,
        text=text,
        films=films,
        families=families_in(films),
        standing=standing,
        words=words,
        findings=inside_findings(found),
        versions=list_versions(found),
        changed=changed_claims(store, earlier.document, document) if earlier else None,
        parts=summary(found, words),
        decided=next((j for j in judgements if j.id == done and j.by == person), None),
        is_undone=undone > 0,
    )


@router.get("/articles/{article}/changes")
def changes(request: Request, store: StoreDep, person: Reader, article: str, since: Since = None) -> Response:
    """What one version of an article has and another has not, word by word and claim by claim."""
    document = find_article(store, article)
    if document != article:
        return _to(request, f"/articles/{document}/changes", since)
    earlier, later, stretches, claims = changes_of(store, document, since)
    shown = shortened(stretches)
    return page(
        request,
        "article_changes.html.jinja",
        person=person,
        earlier=earlier,
        later=later,
        stretches=shown[:_MOST_STRETCHES],
        left_out=max(len(shown) - _MOST_STRETCHES, 0),
        is_changed=any(s.change in (Change.GONE, Change.NEW) for s in shown),
        claims=claims,
        words=Words(later, Standing()),
    )


def _to(request: Request, path: str, since: str | None = None) -> Response:
    """Lead on to the address that stays."""
    query = f"?{urlencode({'since': since})}" if since else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{quote(path)}{query}", 308)

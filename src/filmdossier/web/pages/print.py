"""The dossier of a film for paper."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from filmdossier.web.api.dossiers import AsOf
from filmdossier.web.caching import cache_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.bounds import PRINT
from filmdossier.web.dossier.paper import cite
from filmdossier.web.dossier.view import Asked, dossier_view
from filmdossier.web.pages.dossier import FAMILY_NAMES, Address, Made, found_at
from filmdossier.web.templating import fragment, page

router = APIRouter()


@router.get("/films/{film}/print")
def paper(request: Request, store: StoreDep, person: Reader, film: str, as_of: AsOf = "") -> Response:
    """The dossier in one column, with numbered citations and a list of sources."""
    at = found_at(request, store, film, as_of, "/print")
    if isinstance(at, Response):
        return at
    key = ("print", at.root, at.film, at.day)
    made = cache_of(store).texts.get(key, lambda: _paper(at), lambda m: len(m.body))
    given = {**at.context(), "film": at.film.id, "title": made.title, "body": made.body}
    return page(request, "dossier_print.html.jinja", person=person, **given)


def _paper(at: Address) -> Made:
    view = dossier_view(at.store, Asked(at.film, at.day, bounds=PRINT))
    shown: dict[str, Any] = {"view": view, "names": FAMILY_NAMES, "citations": cite(at.store, view)}
    return Made(view.head.name.text, fragment("dossier_print_body.jinja", **at.context(), **shown))

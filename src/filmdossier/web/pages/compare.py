"""Two films side by side, and choosing them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from filmdossier.export.dossier_words import counted
from filmdossier.export.families import FAMILIES, OTHER
from filmdossier.model.dossier import FilmSummary
from filmdossier.store.store import Store
from filmdossier.web.api.compare import comparison
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import find_film
from filmdossier.web.dossier.wording import language_of
from filmdossier.web.templating import page

router = APIRouter()
_OFFERED = 12


@router.get("/compare")
def compare(
    request: Request,
    store: StoreDep,
    person: Reader,
    film: Annotated[list[str] | None, Query(max_length=2)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Two films side by side; where fewer are given, films to choose from."""
    given = [f for f in film or [] if f.strip()]
    films = [find_film(store, f) for f in given]
    chosen = list({f.id: f for f in films}.values())
    if [f.id for f in chosen] != given:
        root = request.scope.get("root_path", "")
        asked = [("film", f.id) for f in chosen] + ([("q", q)] if q else [])
        return RedirectResponse(f"{root}/compare?{urlencode(asked)}", 303)
    context: dict[str, Any] = {"films": [f.summary for f in chosen], "lang": language_of, "counted": counted}
    if len(chosen) == 2:
        shown = comparison(store, (chosen[0], chosen[1]))
        families = [(f, rows) for f in (*FAMILIES, OTHER) if (rows := [r for r in shown.rows if r.family == f.key])]
        return page(request, "compare.html.jinja", person=person, **context, shown=shown, families=families)
    offered = [f for f in _offered(store, q) if f.id not in given]
    return page(request, "compare_choose.html.jinja", person=person, **context, q=q, offered=offered)


def _offered(store: Store, q: str) -> list[FilmSummary]:
    """Films that words lead to, or those of most articles."""
    return store.films_called(q, _OFFERED) if q.strip() else store.films("articles", _OFFERED)

"""Who reports what of a film, by country of outlet."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from filmdossier.export.dossier_words import counted
from filmdossier.web.api.coverage import Offset, Show, coverage_matrix, coverage_of
from filmdossier.web.caching import cache_of
from filmdossier.web.charts.finishing import finished
from filmdossier.web.charts.kinds import DEFAULT_WIDTH, width_within
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.coverage.chart import articles_of, coverage_chart
from filmdossier.web.dossier.known import find_film
from filmdossier.web.dossier.wording import language_of
from filmdossier.web.pages.charts import Width, styles_of
from filmdossier.web.templating import page

router = APIRouter()
_ROWS = 25
_ABOUT = (
    "A row for each country of outlets. Every mark is one article, and leads to it; where there are too many, bars say "
    "how many there are."
)


@router.get("/films/{film}/coverage")
def coverage(
    request: Request, store: StoreDep, person: Reader, film: str, show: Show = "figures", offset: Offset = 0
) -> Response:
    """A page of a film's facts by groups of outlets."""
    found = find_film(store, film)
    if found.id != film:
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/films/{found.id}/coverage?{request.url.query}", 303)
    shown = coverage_of(store, found, show, offset, _ROWS)
    context: dict[str, Any] = {
        "film": found.summary,
        "shown": shown,
        "show": show,
        "offset": offset,
        "rows": _ROWS,
        "lang": language_of,
        "counted": counted,
    }
    return page(request, "coverage.html.jinja", person=person, **context)


@router.get("/films/{film}/coverage.svg")
def coverage_svg(request: Request, store: StoreDep, _: Reader, film: str, width: Width = DEFAULT_WIDTH) -> Response:
    """Articles over time, by country of outlet."""
    found = find_film(store, film)
    root, styles, wide = request.scope.get("root_path", ""), styles_of(request), width_within(width)

    def drawn() -> bytes:
        articles = articles_of(coverage_matrix(store, found))
        if not articles.number:
            return b""
        title = f"Articles over time: {found.summary.name}, {counted(articles.number, 'article')}"
        shapes = coverage_chart(articles, wide)
        return finished(shapes, name="coverage", title=title, description=_ABOUT, root=root, styles=styles)

    key = ("svg", "coverage", found, wide, root, *styles)
    made = cache_of(store).texts.get(key, drawn, len)
    if made:
        return Response(made, media_type="image/svg+xml")
    if request.headers.get("sec-fetch-mode") == "navigate":
        raise HTTPException(404, f"No article on {found.summary.name} has a date.")
    return Response(status_code=204)

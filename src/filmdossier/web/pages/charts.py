"""The charts of a film as SVG documents: opened by themselves, or put into a page by its script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from filmdossier.store.store import Store
from filmdossier.web.api.charts import AsOf
from filmdossier.web.charts.kinds import DEFAULT_WIDTH, FIGURES, PLACES, TIMELINE, Kind, chart, width_within
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import as_day, find_film
from filmdossier.web.statics import version

router = APIRouter()
Width = Annotated[int, Query(ge=1, le=10_000, description="Pixels that there are; the chart is no wider.")]


@router.get("/films/{film}/figures.svg")
def figures(
    request: Request, store: StoreDep, _: Reader, film: str, as_of: AsOf = "", width: Width = DEFAULT_WIDTH
) -> Response:
    """Running figures over time."""
    return _answer(request, store, FIGURES, film, as_of, width)


@router.get("/films/{film}/timeline.svg")
def timeline(
    request: Request, store: StoreDep, _: Reader, film: str, as_of: AsOf = "", width: Width = DEFAULT_WIDTH
) -> Response:
    """Releases and events on an axis of time."""
    return _answer(request, store, TIMELINE, film, as_of, width)


@router.get("/films/{film}/places.svg")
def places(
    request: Request, store: StoreDep, _: Reader, film: str, as_of: AsOf = "", width: Width = DEFAULT_WIDTH
) -> Response:
    """Places on a map."""
    return _answer(request, store, PLACES, film, as_of, width)


def styles_of(request: Request) -> tuple[str, ...]:
    """The style sheets of a chart that is opened by itself."""
    root = request.scope.get("root_path", "")
    return tuple(f"{root}/static/{version()}/{sheet}.css" for sheet in ("app", "charts"))


def _answer(request: Request, store: Store, kind: Kind[Any], film: str, as_of: str, width: int) -> Response:
    found = find_film(store, film)
    root = request.scope.get("root_path", "")
    if found.id != film:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{root}/films/{found.id}/{kind.name}.svg{asked}", 308)
    drawn = chart(store, kind, found, as_day(as_of), width_within(width), root=root, styles=styles_of(request))
    if drawn:
        return Response(drawn, media_type="image/svg+xml")
    if request.headers.get("sec-fetch-mode") == "navigate":
        raise HTTPException(404, f"No article says anything of {found.summary.name} that this chart would show.")
    return Response(status_code=204)

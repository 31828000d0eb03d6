"""What the API offers, with examples that can be run."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from filmdossier.export.for_machines import FORMS, OF_ARTICLES
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.templating import page

router = APIRouter()
#: What shows the form of an address where the store holds no film yet.
_NO_FILM = "026f277151690d73"


@router.get("/api")
def api(request: Request, store: StoreDep, person: Reader) -> HTMLResponse:
    """The page; its examples are of the film that most articles speak of."""
    films = store.films("articles", 1)
    base = str(request.base_url).rstrip("/")
    return page(
        request,
        "api.html.jinja",
        person=person,
        base=base,
        film=films[0] if films else None,
        film_id=films[0].id if films else _NO_FILM,
        forms=FORMS,
        of_articles=OF_ARTICLES,
        operations=_operations(request),
    )


def _operations(request: Request) -> list[tuple[str, str, str]]:
    """Method, address and first sentence of everything that the API offers, as its own description has it."""
    described: dict[str, dict[str, dict[str, str]]] = request.app.openapi()["paths"]
    prefix: str = request.app.state.api
    return [
        (method.upper(), path.removeprefix(prefix), operation.get("description", "").split("\n\n")[0])
        for path, operations in sorted(described.items())
        for method, operation in operations.items()
    ]

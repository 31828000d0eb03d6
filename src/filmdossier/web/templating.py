"""Pages out of templates: escaped by default, in one frame, with addresses below where the server is mounted."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from filmdossier import __version__
from filmdossier.export.claim_words import value_in_words
from filmdossier.export.families import label_of
from filmdossier.model.wording import date_in_words
from filmdossier.web.statics import version as static_version

_environment = Environment(
    loader=PackageLoader("filmdossier.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {"date": date_in_words, "label": label_of, "value": value_in_words}
_environment.globals["version"] = __version__


def page(request: Request, name: str, *, person: str | None, status: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Args:
        request: what is answered.
        name: of the template.
        person: who is logged in.
        status: of the answer.
        context: what the template shows.
    """
    root = request.scope.get("root_path", "")
    given = {
        "root": root,
        "static": lambda name: f"{root}/static/{static_version()}/{name}",
        "person": person,
        "path": request.url.path.removeprefix(root),
        "query": "",
        **context,
    }
    # Careless pages hold half characters, which have no UTF-8.
    return HTMLResponse(_environment.get_template(name).render(given).encode("utf-8", "replace"), status)


def fragment(name: str, *, root: str, **context: Any) -> Markup:
    """A part of a page that is the same for whoever asks, to be kept and put into pages.

    Args:
        name: of the template.
        root: the path below which the server is mounted.
        context: what the template shows.
    """
    return Markup(_environment.get_template(name).render({"root": root, **context}))  # noqa: S704  escaped as pages are

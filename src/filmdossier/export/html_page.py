"""One self-contained page: the article with everything read from it marked, and the list of it beside."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from filmdossier.export.families import FAMILIES
from filmdossier.export.html_text import render_text
from filmdossier.export.view import arrange
from filmdossier.model.reading import Reading
from filmdossier.model.wording import quoted

_TEMPLATES = Path(__file__).parent / "templates"


def render_page(readings: Sequence[Reading]) -> str:
    """One HTML page with all readings, in the order given.

    It loads nothing: its style and script stand in it, and its content security policy allows these two alone, by their
    hashes. Every word of the articles is escaped. Without its script it lacks only the marking on hover.
    """
    style, script = _asset("view.css") + _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            articles=[_article(r, f"a{n}") for n, r in enumerate(readings, 1)],
            families=FAMILIES,
            style=Markup(style),  # noqa: S704  our own files, no reader's words
            script=Markup(script),  # noqa: S704
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'",
        )
    )


def render_fragment(reading: Reading) -> str:
    """The reading for a notebook: the page's content with its style, without script."""
    return (
        _environment()
        .get_template("fragment.html.jinja")
        .render(
            article=_article(reading, f"fd-{reading.document.id[:12]}"),
            families=FAMILIES,
            style=Markup(_asset("view.css")),  # noqa: S704
        )
    )


def _article(reading: Reading, page: str) -> dict[str, Any]:
    view = arrange(reading)
    heading, text = render_text(reading.document.text, view, page)
    return {
        "page": page,
        "view": view,
        "language": reading.document.language,
        "heading": heading,
        "text": text,
        "claims": len(reading.claims),
    }


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = quoted
    return environment


@functools.cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")

"""The dossier of a film, and pages of the parts that it has no room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from filmdossier.export.dossier_words import counted
from filmdossier.model.wording import date_in_words
from filmdossier.store.store import Store
from filmdossier.web.api.dossiers import AsOf, Speaker, Topic
from filmdossier.web.caching import cache_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import Film, UnknownFilmError, as_day, find_film, known_of
from filmdossier.web.dossier.parts import Part, articles_page, fact_page, facts_page, findings_page, series_page
from filmdossier.web.dossier.parts import statements_page as statements_part_page
from filmdossier.web.dossier.statements import TOPICS
from filmdossier.web.dossier.view import Asked, dossier_view
from filmdossier.web.dossier.wording import joined, words_of
from filmdossier.web.templating import fragment, page

router = APIRouter()
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
#: What families are called on the page where they hold more than their name says.
FAMILY_NAMES = {"dates": "Releases and dates"}
FORMS = (
    ("jsonld", "JSON-LD"),
    ("quickstatements", "QuickStatements"),
    ("annotations", "Web Annotations"),
    ("claimreview", "ClaimReview"),
    ("bibtex", "BibTeX"),
    ("ris", "RIS"),
    ("csl", "CSL-JSON"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A page without its frame, which differs from reader to reader."""

    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Address:
    """Which film a page is asked for, and where that stands."""

    request: Request
    store: Store
    film: Film
    day: str | None

    @property
    def root(self) -> str:
        """The path below which the server is mounted."""
        return str(self.request.scope.get("root_path", ""))

    @property
    def here(self) -> str:
        """The address of the dossier."""
        return f"{self.root}/films/{self.film.id}"

    @property
    def asked(self) -> str:
        """The day as a query, or nothing."""
        return f"?{urlencode({'as_of': self.day})}" if self.day else ""

    def context(self) -> dict[str, Any]:
        """What every template of the dossier is given."""
        functions = {"counted": counted, "joined": joined, "lettered": words_of}
        return {"root": self.root, "here": self.here, "asked": self.asked, **functions}


def found_at(request: Request, store: Store, given: str, as_of: str, below: str = "") -> Address | Response:
    """Where the film stands; an answer that leads there where the address names it by another id, or it by none."""
    day = as_day(as_of)
    try:
        film = find_film(store, given)
    except UnknownFilmError:
        return _unknown(request, store, given)
    root = request.scope.get("root_path", "")
    if film.id != given:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{root}/films/{film.id}{below}{query}", 303)
    return Address(request, store, film, day)


def _unknown(request: Request, store: Store, given: str) -> HTMLResponse:
    words = given[:80]
    shown = {"given": words, "films": store.films_called(words, 5) if words.strip() else []}
    return page(request, "dossier_unknown.html.jinja", person=None, status=404, **shown)


@router.get("/films/{film}")
def dossier(
    request: Request,
    store: StoreDep,
    person: Reader,
    film: str,
    as_of: AsOf = "",
    speaker: Speaker = "",
    topic: Topic = "",
) -> Response:
    """The dossier of a film, as it stands or as it was known on a day."""
    at = found_at(request, store, film, as_of)
    if isinstance(at, Response):
        return at
    asked = Asked(at.film, at.day, speaker, topic)
    key = ("dossier", at.root, asked)
    made = cache_of(store).texts.get(key, lambda: _dossier(at, asked), lambda m: len(m.body))
    given = {**at.context(), "film": at.film.id, "title": made.title, "body": made.body}
    return page(request, "dossier.html.jinja", person=person, **given)


def _dossier(at: Address, asked: Asked) -> Made:
    view = dossier_view(at.store, asked)
    shown: dict[str, Any] = {"view": view, "names": FAMILY_NAMES, "topics": TOPICS, "forms": FORMS}
    return Made(view.head.name.text, fragment("dossier_body.jinja", **at.context(), **shown))


def _part(request: Request, store: Store, person: str | None, at: Address, made: Part) -> HTMLResponse:
    known = known_of(store, at.film, at.day)
    as_of = date_in_words(at.day) if at.day else ""
    shown = {"heading": made.heading, "note": made.note, "kind": made.kind, "as_of": as_of, **made.shown}
    shown |= {"earlier": _turned(request, made.earlier), "later": _turned(request, made.later)}
    body = fragment("dossier_part_body.jinja", **at.context(), **shown)
    given = {**at.context(), "title": known.record.film.name, "heading": made.heading, "body": body}
    return page(request, "dossier_part.html.jinja", person=person, **given)


def _turned(request: Request, offset: int | None) -> str:
    """The address of another page of the same part."""
    if offset is None:
        return ""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "offset"]
    return f"?{urlencode([*kept, ('offset', offset)])}"


@router.get("/films/{film}/facts")
def facts(
    request: Request,
    store: StoreDep,
    person: Reader,
    film: str,
    of: Annotated[str, Query(max_length=40, pattern="^[a-z_]+$")],
    as_of: AsOf = "",
    offset: Offset = 0,
) -> Response:
    """All facts of one kind."""
    at = found_at(request, store, film, as_of, "/facts")
    if isinstance(at, Response):
        return at
    known = known_of(store, at.film, at.day)
    return _part(request, store, person, at, facts_page(store, known, of, offset))


@router.get("/films/{film}/facts/{fact}")
def fact(
    request: Request, store: StoreDep, person: Reader, film: str, fact: str, as_of: AsOf = "", offset: Offset = 0
) -> Response:
    """One fact with every claim behind it."""
    at = found_at(request, store, film, as_of, f"/facts/{fact}")
    if isinstance(at, Response):
        return at
    made = fact_page(store, known_of(store, at.film, at.day), fact, offset)
    return _part(request, store, person, at, made) if made else _no_part(request, person, at)


@router.get("/films/{film}/series/{number}")
def series(
    request: Request, store: StoreDep, person: Reader, film: str, number: int, as_of: AsOf = "", offset: Offset = 0
) -> Response:
    """One running figure, every point of it."""
    at = found_at(request, store, film, as_of, f"/series/{number}")
    if isinstance(at, Response):
        return at
    made = series_page(store, known_of(store, at.film, at.day), number, offset)
    return _part(request, store, person, at, made) if made else _no_part(request, person, at)


@router.get("/films/{film}/findings")
def findings(
    request: Request, store: StoreDep, person: Reader, film: str, as_of: AsOf = "", offset: Offset = 0
) -> Response:
    """Everything that does not add up."""
    at = found_at(request, store, film, as_of, "/findings")
    if isinstance(at, Response):
        return at
    return _part(request, store, person, at, findings_page(store, at.film, known_of(store, at.film, at.day), offset))


@router.get("/films/{film}/statements")
def statements(
    request: Request,
    store: StoreDep,
    person: Reader,
    film: str,
    as_of: AsOf = "",
    speaker: Speaker = "",
    topic: Topic = "",
    offset: Offset = 0,
) -> Response:
    """All statements, or those of a speaker or topic."""
    at = found_at(request, store, film, as_of, "/statements")
    if isinstance(at, Response):
        return at
    made = statements_part_page(store, at.film, known_of(store, at.film, at.day), speaker, topic, offset)
    return _part(request, store, person, at, made)


@router.get("/films/{film}/articles")
def articles(
    request: Request, store: StoreDep, person: Reader, film: str, as_of: AsOf = "", offset: Offset = 0
) -> Response:
    """All articles about the film."""
    at = found_at(request, store, film, as_of, "/articles")
    if isinstance(at, Response):
        return at
    return _part(request, store, person, at, articles_page(store, known_of(store, at.film, at.day), offset))


def _no_part(request: Request, person: str | None, at: Address) -> HTMLResponse:
    message = "The record of this film has no such part; it may have changed since the link was made."
    return page(request, "error.html.jinja", person=person, status=404, title="No such part", message=message)

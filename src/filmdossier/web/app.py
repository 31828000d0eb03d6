"""The application: routes, in a frame of what keeps them safe."""

from __future__ import annotations

import secrets
from dataclasses import replace

from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from filmdossier import __version__
from filmdossier.store.store import Store
from filmdossier.web.api import adding as adding_api
from filmdossier.web.api import articles as articles_api
from filmdossier.web.api import charts as charts_api
from filmdossier.web.api import compare as compare_api
from filmdossier.web.api import coverage as coverage_api
from filmdossier.web.api import dossiers as dossiers_api
from filmdossier.web.api import exports as exports_api
from filmdossier.web.api import films as films_api
from filmdossier.web.api import findings as findings_api
from filmdossier.web.api import judgements as judgements_api
from filmdossier.web.api import people as people_api
from filmdossier.web.api import review as review_api
from filmdossier.web.api import search as search_api
from filmdossier.web.charts.drawing import warm_up
from filmdossier.web.etags import Tagged
from filmdossier.web.failures import RESPONSES, Unexpected, add_answers
from filmdossier.web.head import HeadAsGet
from filmdossier.web.pages import adding as adding_page
from filmdossier.web.pages import api as api_page
from filmdossier.web.pages import articles as articles_page
from filmdossier.web.pages import charts as charts_page
from filmdossier.web.pages import compare as compare_page
from filmdossier.web.pages import coverage as coverage_page
from filmdossier.web.pages import dossier as dossier_page
from filmdossier.web.pages import films as films_page
from filmdossier.web.pages import judgements as judgements_page
from filmdossier.web.pages import login as login_page
from filmdossier.web.pages import people as people_page
from filmdossier.web.pages import print as print_page
from filmdossier.web.pages import review as review_page
from filmdossier.web.security.headers import SafeHeaders
from filmdossier.web.security.hosts import KnownHost
from filmdossier.web.security.limits import Limits
from filmdossier.web.security.origins import OwnOrigin
from filmdossier.web.security.people import reader
from filmdossier.web.settings import Settings
from filmdossier.web.statics import Statics
from filmdossier.web.turns import Turns

API = "/api/v1"


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The application over an open store.

    Args:
        store: what it shows; it is closed by whoever opened it.
        settings: how.
    """
    settings = settings if settings.secret else replace(settings, secret=secrets.token_hex(32))
    app = FastAPI(
        title="filmdossier",
        version=__version__,
        description="Every value of a film's record with who says so, in which words, and who says otherwise.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.store, app.state.settings = store, settings
    # Where reading is private, everything is, whatever an endpoint itself asks for.
    members_only = [Depends(reader)]
    for module in (
        films_api,
        search_api,
        findings_api,
        charts_api,
        coverage_api,
        compare_api,
        dossiers_api,
        articles_api,
        exports_api,
        adding_api,
        judgements_api,
        people_api,
        review_api,
    ):
        app.include_router(module.router, prefix=API, dependencies=members_only, responses=RESPONSES)
    for module in (
        films_page,
        charts_page,
        coverage_page,
        compare_page,
        dossier_page,
        print_page,
        articles_page,
        api_page,
        adding_page,
        judgements_page,
        people_page,
        review_page,
    ):
        app.include_router(module.router, include_in_schema=False, dependencies=members_only)
    app.include_router(login_page.router, include_in_schema=False)
    app.add_api_route("/healthz", _is_up, include_in_schema=False, response_class=PlainTextResponse)
    app.mount("/static", Statics(), name="static")
    add_answers(app, API)
    warm_up()
    _add_frame(app, store, settings)
    return app


def _add_frame(app: FastAPI, store: Store, settings: Settings) -> None:
    """What every request goes through, from the inside to the outside."""
    app.add_middleware(Turns)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(Tagged, store=store, settings=settings)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.origins, allow_methods=["GET"], allow_headers=["Authorization"]
        )
    app.add_middleware(Limits, settings=settings)
    app.add_middleware(OwnOrigin)
    app.add_middleware(KnownHost, names=settings.hosts)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Unexpected)
    app.add_middleware(SafeHeaders, is_secure=settings.is_secure)


async def _is_up() -> str:
    """For whatever watches the server: it answers, and says nothing of what it holds."""
    return "up\n"

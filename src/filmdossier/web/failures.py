"""What is answered where something went wrong: JSON below the API, a page elsewhere, and never how the server works."""

from __future__ import annotations

import json
import logging
import secrets
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmdossier.model.errors import FilmdossierError, StoreError
from filmdossier.web.security.people import NotLoggedInError, who_asks
from filmdossier.web.templating import page

_log = logging.getLogger("filmdossier.web")
_BEARER = {"WWW-Authenticate": "Bearer"}


class Problem(BaseModel):
    """What went wrong."""

    detail: str


class Wrong(BaseModel):
    """What is wrong with one part of a request."""

    loc: list[str | int]
    msg: str
    type: str


class Invalid(BaseModel):
    """What is wrong with a request, part by part."""

    detail: list[Wrong] | str


_MEANINGS = {
    400: "The request cannot be understood, or what it asks cannot be done.",
    401: "Nobody is logged in, and this needs it.",
    403: "A browser sends this for the page of another site.",
    404: "There is no such thing.",
    413: "The body is too large.",
    414: "The address is too long.",
    422: "Something in the request is missing or out of bounds.",
    431: "The header fields are too large.",
    503: "Too many ask at once, or the store cannot be reached at the moment.",
}
#: What every operation of the API may answer beside its own.
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": meaning, "model": Invalid if status == 422 else Problem}
    for status, meaning in _MEANINGS.items()
}


def add_answers(app: FastAPI, api: str) -> None:
    """Let the application answer everything that is raised on purpose.

    Args:
        app: the application.
        api: the path below which answers are JSON.
    """
    app.state.api = api
    app.add_exception_handler(NotLoggedInError, _ask_to_log_in)
    app.add_exception_handler(FilmdossierError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_what_is_invalid)
    app.add_exception_handler(HTTPException, _tell_status)


def answer(request: Request, status: int, detail: Any, headers: dict[str, str] | None = None) -> Response:
    """A problem, as whoever asked can read it.

    Args:
        request: what is answered.
        status: of the answer.
        detail: the problem in a sentence, or in parts.
        headers: further header fields.
    """
    headers = {"Cache-Control": "no-store", **(headers or {})}
    if _is_api(request):
        # ASCII, as what is wrong with a request may be that it is no Unicode.
        return Response(json.dumps({"detail": detail}), status, headers, "application/json")
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    message = detail if isinstance(detail, str) else "; ".join(_in_words(wrong) for wrong in detail)
    person = who_asks(request.headers, request.app.state.settings)
    message = message.encode("utf-8", "replace").decode()
    shown = {"title": title, "message": message, "is_missing": status == 404}
    told = page(request, "error.html.jinja", person=person, status=status, **shown)
    told.headers.update(headers)
    return told


_TITLES = {
    400: "That did not work",
    403: "That is not allowed",
    404: "There is no such page",
    405: "That cannot be done here",
    413: "That is too large",
    422: "That did not work",
    500: "Something went wrong here",
    503: "Not at the moment",
}


def _is_api(request: Request) -> bool:
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return path.startswith(f"{request.app.state.api}/")


def _in_words(wrong: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in wrong["loc"][1:]) or str(wrong["loc"][0])
    return f"{where}: {wrong['msg']}"


def _ask_to_log_in(request: Request, _: Exception) -> Response:
    if _is_api(request):
        return answer(request, 401, "Log in, or send a token: Authorization: Bearer TOKEN", _BEARER)
    root = request.scope.get("root_path", "")
    wanted = f"{root}/"
    if request.method == "GET":
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{root}/login?{urlencode({'next': wanted}, quote_via=quote)}", 303)


def _tell(request: Request, error: Exception) -> Response:
    """What a person can do about it. A store that cannot be reached is no fault of the request."""
    if isinstance(error, StoreError) and isinstance(error.__cause__, OperationalError | InterfaceError):
        _log.error("%s", error)
        return answer(request, 503, "The store cannot be read or written at the moment.", {"Retry-After": "5"})
    said = str(error)
    return answer(request, 404 if "no film has that id" in said or "no document has that id" in said else 400, said)


def _tell_what_is_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
    return answer(request, 422, wrong)


def _tell_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405 and "/static/" not in request.url.path:
        headers["Allow"] = ", ".join(_allowed(request))
    if error.status_code in {204, 304}:
        return Response(None, error.status_code, headers)
    said = error.detail
    if said == HTTPStatus(error.status_code).phrase and not _is_api(request):
        said = _SENTENCES.get(error.status_code, said)
    return answer(request, error.status_code, said, headers)


def _allowed(request: Request) -> list[str]:
    """What an address can be asked by; the router by itself tells only of the first of its endpoints."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = [m for m in _METHODS if any(r.matches({**request.scope, "method": m})[0] is Match.FULL for r in routes)]
    return ["GET", "HEAD", *found[1:]] if found[:1] == ["GET"] else found


_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_SENTENCES = {
    404: "Nothing is found at that address. It may have been mistyped, or what was there has gone.",
    405: "That address does not take this kind of request.",
}


class Unexpected:
    """Answers what nobody raised on purpose with a number, under which the log says what happened."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            number = secrets.token_hex(4)
            _log.exception("%s: %s %r failed", number, scope["method"], scope["path"])
            if has_begun:
                raise
            said = f"The server failed to answer. Its log says more under the number {number}."
            failed = answer(Request(scope), 500, said)
            await failed(scope, receive, send)

"""Logging in and out."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from filmdossier.web.context import SettingsDep
from filmdossier.web.security.addresses import own_address
from filmdossier.web.security.people import forget, name_of_token, remember, who_asks
from filmdossier.web.templating import page

router = APIRouter()


class Attempts:
    """Counts failed logins of each address, so that nobody tries tokens by the thousand.

    Args:
        most: failures within the window, after which an address has to wait.
        window: seconds.
        held: addresses remembered at the most; the oldest are forgotten.
    """

    def __init__(self, most: int = 10, window: float = 60.0, held: int = 10_000) -> None:
        self._most, self._window, self._held = most, window, held
        self._failures: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> int:
        """Seconds until an address may try again; 0 where it may now."""
        with self._lock:
            recent = self._recent(address)
            return int(self._window - (time.monotonic() - recent[0])) + 1 if len(recent) >= self._most else 0

    def fail(self, address: str) -> None:
        """Note that an address has failed."""
        with self._lock:
            self._failures[address] = [*self._recent(address), time.monotonic()][-self._most :]
            self._failures.move_to_end(address)
            while len(self._failures) > self._held:
                self._failures.popitem(last=False)

    def _recent(self, address: str) -> list[float]:
        since = time.monotonic() - self._window
        return [at for at in self._failures.get(address, ()) if at > since]


@router.get("/login")
def show_login(
    request: Request, settings: SettingsDep, next_: Annotated[str, Query(alias="next", max_length=4000)] = ""
) -> HTMLResponse:
    """The form to log in by; it says who is logged in already."""
    wanted = own_address(next_, _root(request))
    return _form(request, who_asks(request.headers, settings), wanted)


@router.post("/login")
def log_in(
    request: Request,
    settings: SettingsDep,
    token: Annotated[str, Form(max_length=500)] = "",
    next_: Annotated[str, Form(alias="next", max_length=2000)] = "",
) -> Response:
    """Log in by a token, and go on to where one was."""
    wanted = own_address(next_, _root(request))
    attempts = _attempts(request)
    address = request.client.host if request.client else ""
    if seconds := attempts.wait(address):
        problem = f"Too many tokens were wrong. Try again in {seconds} seconds."
        refused = _form(request, None, wanted, problem, 429)
        refused.headers["Retry-After"] = str(seconds)
        return refused
    name = name_of_token(token.strip(), settings) if token.isascii() else None
    if name is None:
        attempts.fail(address)
        return _form(request, None, wanted, "That token is not one of this server. Nothing was changed.", 403)
    response = RedirectResponse(wanted, 303)
    remember(response, name, settings, _root(request))
    return response


@router.post("/logout")
def log_out(request: Request, settings: SettingsDep) -> Response:
    """Log out."""
    response = RedirectResponse(f"{_root(request)}/", 303)
    forget(response, settings, _root(request))
    return response


def _form(request: Request, person: str | None, wanted: str, problem: str = "", status: int = 200) -> HTMLResponse:
    is_private = request.app.state.settings.is_private
    context = {"wanted": wanted, "problem": problem, "is_private": is_private}
    shown = page(request, "login.html.jinja", person=person, status=status, **context)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def _attempts(request: Request) -> Attempts:
    """Those at this application."""
    attempts = request.app.state._state.setdefault("attempts", Attempts())
    assert isinstance(attempts, Attempts)
    return attempts


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))

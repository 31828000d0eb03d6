"""Who asks: by a token in the Authorization header, or by the signed cookie that a login left."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from filmdossier.web.security.tokens import digest

if TYPE_CHECKING:
    from starlette.responses import Response

    from filmdossier.web.settings import Settings

COOKIE = "filmdossier"
#: Seconds that a login lasts: 14 days.
LASTS = 14 * 24 * 3600


class NotLoggedInError(Exception):
    """Somebody must be logged in for this; the API answers 401, a page leads to the login."""


def name_of_token(token: str, settings: Settings) -> str | None:
    """Whose token it is, or None. How long that takes tells nothing of the tokens that there are."""
    given = digest(token)
    found = [name for name, kept in settings.people.items() if hmac.compare_digest(kept, given)]
    return found[0] if found else None


def signed(name: str, settings: Settings) -> str:
    """The value of the cookie that says who is logged in: who, for which token, since when, and the signature."""
    who = urlsafe_b64encode(name.encode()).decode().rstrip("=")
    return _signer(settings).sign(f"{who}~{settings.people[name][:16]}").decode()


def remember(response: Response, name: str, settings: Settings, root: str = "") -> None:
    """Log somebody in for as long as a login lasts.

    Args:
        response: the answer that carries the cookie.
        name: of the person.
        settings: how the server is set up.
        root: below which path the server is mounted.
    """
    path, value = root or "/", signed(name, settings)
    response.set_cookie(COOKIE, value, LASTS, path=path, secure=settings.is_secure, httponly=True, samesite="lax")


def forget(response: Response, settings: Settings, root: str = "") -> None:
    """Log out whoever gets the answer."""
    response.delete_cookie(COOKIE, path=root or "/", secure=settings.is_secure, httponly=True, samesite="lax")


def reader(request: Request) -> str | None:
    """Who is logged in, or None.

    Raises:
        NotLoggedInError: reading is private, and nobody is.
    """
    settings: Settings = request.app.state.settings
    name = who_asks(request.headers, settings)
    if name is None and settings.is_private:
        raise NotLoggedInError
    return name


_in_the_document = HTTPBearer(auto_error=False, scheme_name="token", description="filmdossier access add NAME")
"""Says in the OpenAPI document that a token is wanted; who sends which is `reader`'s affair."""


def writer(request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Depends(_in_the_document)]) -> str:
    """Who is logged in.

    Raises:
        NotLoggedInError: nobody is.
    """
    name = reader(request)
    if name is None:
        raise NotLoggedInError
    return name


def who_asks(headers: Headers, settings: Settings) -> str | None:
    """The name of whoever sends these headers, or None."""
    return _by_header(headers, settings) or _by_cookie(headers, settings)


def _by_header(headers: Headers, settings: Settings) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return name_of_token(token.strip(), settings) if kind.lower() == "bearer" and token else None


def _by_cookie(headers: Headers, settings: Settings) -> str | None:
    """The name in the cookie, as long as the token that it was given for still counts."""
    value = _cookie(headers)
    if not value:
        return None
    try:
        who, _, token = _signer(settings).unsign(value, max_age=LASTS).decode().partition("~")
        name = urlsafe_b64decode(who + "=" * (-len(who) % 4)).decode()
    except (BadSignature, ValueError):
        return None
    kept = settings.people.get(name, "")
    return name if kept and hmac.compare_digest(kept[:16], token) else None


def _cookie(headers: Headers) -> str:
    return next((found[COOKIE] for line in headers.getlist("cookie") if COOKIE in (found := cookie_parser(line))), "")


def _signer(settings: Settings) -> TimestampSigner:
    return TimestampSigner(settings.secret, salt="filmdossier login", digest_method=hashlib.sha256)

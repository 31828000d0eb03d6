"""Requests that change something must come from the server's own pages, or from no browser.

Browsers say where a request comes from (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/); older ones send Origin
with everything but GET. A request with neither comes from a program, which has no cookies of anybody to misuse.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from filmdossier.web.failures import answer

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class OwnOrigin:
    """Refuses to change anything for the page of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] not in _SAFE and not is_own(Headers(scope=scope)):
            refusal = answer(Request(scope), 403, "That request comes from the page of another site.")
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of this server, or from no page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")

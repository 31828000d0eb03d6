"""How much a request may ask for: the size of its head and of its body, and how many are answered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmdossier.web.failures import answer
from filmdossier.web.security.people import who_asks

if TYPE_CHECKING:
    from filmdossier.web.settings import Settings

#: Bytes of an address; browsers and proxies take about as much.
LONGEST_ADDRESS = 8 * 1024
#: Bytes of all header fields together.
LARGEST_HEAD = 16 * 1024
#: Bytes that somebody who is not logged in may send: a login, or a mistake.
MOST_OF_STRANGERS = 64 * 1024


class Limits:
    """Refuses what is too large before it is read, or as soon as it turns out to be."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        self._answering += 1
        try:
            await self._app(scope, self._counted(scope, receive), send)
        finally:
            self._answering -= 1

    def _refusal(self, scope: Scope) -> Response | None:
        request = Request(scope)
        if self._answering >= self._settings.most_requests:
            return answer(request, 503, "Too many ask at once. Try again in a moment.", {"Retry-After": "2"})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return answer(request, 414, "That address is too long.")
        if sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > LARGEST_HEAD:
            return answer(request, 431, "The header fields of that request are too large.")
        return None

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """The body, up to its limit. Where its length is told, it is refused before any of it is read.

        A body is read where an endpoint wants it, inside the application, which then answers what is raised here.
        """
        headers = Headers(scope=scope)
        if "content-length" not in headers and "transfer-encoding" not in headers:
            return receive
        told, seen = headers.get("content-length", "0"), 0
        most, too_large = self._most_bytes(headers)

        async def counting() -> Message:
            nonlocal seen
            if not told.isdecimal() or int(told[:20]) > most:
                raise too_large
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise too_large
            return message

        return counting

    def _most_bytes(self, headers: Headers) -> tuple[int, HTTPException]:
        """How much somebody may send, and what more than that is answered."""
        most = self._settings.most_bytes
        if who_asks(headers, self._settings) is not None:
            return most, HTTPException(413, f"That is too large: the limit is {most // 1024:,} KiB.")
        most = min(most, MOST_OF_STRANGERS)
        return most, HTTPException(413, f"Log in first: from strangers, no more than {most // 1024:,} KiB are taken.")

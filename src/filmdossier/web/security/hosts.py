"""Requests must name this server.

A page of another site whose name is made to lead here (DNS rebinding) names that site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from filmdossier.web.failures import answer

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[^\s:\[\]/@]{1,253})(?::\d{1,5})?", re.ASCII)


class KnownHost:
    """Answers only where the Host header is a name that is known, or an address, which no name can be made to be."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not self._is_known(Headers(scope=scope).getlist("host")):
            said = "This server has no such name. Whoever runs it can add one: filmdossier serve --name HOST"
            await answer(Request(scope), 400, said)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_known(self, given: list[str]) -> bool:
        match = _HOST.fullmatch(given[0].lower()) if len(given) == 1 else None
        return match is not None and (match[1] in self._names or _is_address(match[1]))


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True

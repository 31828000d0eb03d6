"""Browsers keep pages and ask about them each time; where nothing changed, none is made anew.

What an address shows depends on the store, on who asks and on this version of filmdossier, and on nothing else. Its tag
is a digest of those (keyed, so that it tells nothing to anybody), taken before the page is made: what is written
meanwhile makes the tag too old, never too new.
"""

from __future__ import annotations

import hashlib
import hmac
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmdossier import __version__
from filmdossier.model.errors import FilmdossierError
from filmdossier.web.security.people import who_asks
from filmdossier.web.statics import is_known, version

if TYPE_CHECKING:
    from filmdossier.store.store import Store
    from filmdossier.web.settings import Settings

_VARY = "Cookie, Authorization"
_WITHOUT_STORE = ("/static/", "/healthz")


class Tagged:
    """Tags what is got by GET, and answers 304 where it is known already."""

    def __init__(self, app: ASGIApp, store: Store, settings: Settings) -> None:
        self._app = app
        self._store = store
        self._settings = settings
        self._build = f"{__version__} {version()} {_templates()}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or _path(scope).startswith(_WITHOUT_STORE):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        person = who_asks(asked, self._settings)
        kept = "private, no-cache" if person or self._settings.is_private else "no-cache"
        tag = await run_in_threadpool(self._tag, scope, person) if scope["method"] in {"GET", "HEAD"} else None
        if tag and is_known(tag, asked):
            known = Response(None, 304, {"Cache-Control": kept, "ETag": tag, "Vary": _VARY})
            await known(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message, tag, kept)
            await send(message)

        await self._app(scope, receive, sending)

    def _tag(self, scope: Scope, person: str | None) -> str | None:
        """The tag of an address for somebody as the store is now, or None where the store cannot tell."""
        try:
            generation = self._store.generation()
        except FilmdossierError:
            return None
        parts = (self._build, str(generation), _path(scope), scope["query_string"].decode("latin-1"), person or "")
        told = "\0".join(parts).encode("utf-8", "replace")
        return f'W/"{hmac.new(self._settings.secret.encode(), told, hashlib.sha256).hexdigest()[:24]}"'


def _mark(message: Message, tag: str | None, kept: str) -> None:
    """Say how long an answer may be kept; one that says so itself knows better."""
    headers = MutableHeaders(scope=message)
    headers.add_vary_header(_VARY)
    if message["status"] != 200 or tag is None or "set-cookie" in headers:
        headers.setdefault("Cache-Control", "no-store")
    elif "cache-control" not in headers:
        headers["Cache-Control"] = kept
        headers.setdefault("ETag", tag)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _templates() -> str:
    """A digest of the templates."""
    all_of_them = sorted((t.name, t.read_bytes()) for t in (files("filmdossier.web") / "templates").iterdir())
    return hashlib.sha256(b"".join(name.encode() + text for name, text in all_of_them)).hexdigest()[:12]

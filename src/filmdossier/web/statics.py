"""Styles, scripts and pictures of the pages, out of memory: only what was there at the start can be asked for.

`static` addresses carry a digest of all of them, and are kept by browsers for a year; an address without it is asked
about each time. None are more than some hundred kilobytes; each is compressed once.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json"}
_COMPRESSED = ("text/", "image/svg+xml", "application/json", "application/manifest+json")
_VERSIONED = re.compile(r"([0-9a-f]{12})/(.+)")
_FOR_A_YEAR = "public, max-age=31536000, immutable"


class _File:
    """One of them, as it is sent."""

    def __init__(self, name: str, body: bytes) -> None:
        suffix = name[name.rfind(".") :]
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        self.body = body
        small = gzip.compress(body, 9, mtime=0) if kind.startswith(_COMPRESSED) else body
        self.small = small if len(small) < len(body) else None


class Statics:
    """The application that hands them out, mounted at ``/static``."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        below = str(scope["path"])[len(scope.get("root_path", "")) :].lstrip("/")
        match = _VERSIONED.fullmatch(below)
        is_of_now = match is not None and match[1] == version()
        file = _files().get(match[2] if match else below)
        if file is None:
            raise HTTPException(404)
        answer = _answer(file, Headers(scope=scope))
        answer.headers["Cache-Control"] = _FOR_A_YEAR if is_of_now else "no-cache"
        await answer(scope, receive, send)


def _answer(file: _File, asked: Headers) -> Response:
    given = {"ETag": file.etag, "Vary": "Accept-Encoding"}
    if is_known(file.etag, asked):
        return Response(None, 304, given)
    if file.small is not None and "gzip" in asked.get("accept-encoding", ""):
        return Response(file.small, 200, {**given, "Content-Encoding": "gzip"}, file.kind)
    return Response(file.body, 200, given, file.kind)


def is_known(etag: str, asked: Headers) -> bool:
    """Whether whoever asks has what the tag names (RFC 9110, 13.1.2; compared weakly)."""
    known = asked.get("if-none-match", "").split(",")
    return etag.removeprefix("W/") in (k.strip().removeprefix("W/") for k in known)


@cache
def version() -> str:
    """A digest of all of them."""
    all_of_them = hashlib.sha256(b"".join(f"{name} {file.etag} ".encode() for name, file in sorted(_files().items())))
    return all_of_them.hexdigest()[:12]


@cache
def _files() -> dict[str, _File]:
    return dict(_found(files("filmdossier.web") / "static", ""))


def _found(folder: Traversable, below: str) -> list[tuple[str, _File]]:
    found = []
    for entry in folder.iterdir():
        name = below + entry.name
        if entry.is_dir():
            found += _found(entry, f"{name}/")
        elif not entry.name.startswith("."):
            found.append((name, _File(name, entry.read_bytes())))
    return found

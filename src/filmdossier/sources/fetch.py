"""Pages from the web, with limits on time, size, type, redirects and addresses."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from filmdossier.model.errors import InputError
from filmdossier.sources.addresses import (
    CheckedBackend,
    Deadline,
    DeadlineError,
    PrivateAddressError,
    UnknownHostError,
)
from filmdossier.sources.limits import FETCH_SECONDS, MAX_BYTES, MAX_REDIRECTS, SIZE_REMEDY

_SAVE = "save the page and give the file"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_STEP_SECONDS = 10.0
_REFUSALS = {401: "asks for a password", 403: "refuses to be read", 429: "has had too many requests", 451: "is blocked"}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address sent.

    Attributes:
        data: the decoded body.
        address: URL that it came from in the end.
        is_html: whether it was sent as HTML.
        charset: encoding that its header declares.
    """

    data: bytes
    address: str
    is_html: bool
    charset: str | None


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes], close: Callable[[], None]) -> None:
        self._parts = parts
        self._close = close

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts

    def close(self) -> None:
        self._close()


class _CheckedTransport(httpx.BaseTransport):
    """httpx over connections of our own: `CheckedBackend` sees every host, that of each redirect included."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, Iterable)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response.stream, response.close))

    def close(self) -> None:
        self._pool.close()


def fetch_page(url: str, *, allow_private: bool = False, seconds: float = FETCH_SECONDS) -> FetchedPage:
    """Fetch one page.

    Proxies of the environment are not used: behind one, nobody could tell which address is reached.

    Args:
        url: an http or https address.
        allow_private: whether it may lie on this machine or in a private network.
        seconds: limit for everything together.

    Raises:
        InputError: for whatever keeps the page from being read.
    """
    deadline = Deadline(seconds)
    transport = _CheckedTransport(CheckedBackend(deadline, allow_private=allow_private))
    headers = {"Accept": ", ".join(_TYPES), "Accept-Encoding": "gzip", "User-Agent": "filmdossier"}
    try:
        with httpx.Client(transport=transport, timeout=_STEP_SECONDS, headers=headers, trust_env=False) as client:
            address = url
            for _ in range(MAX_REDIRECTS + 1):
                _check_address(url, address)
                with client.stream("GET", address, follow_redirects=False) as response:
                    if not response.has_redirect_location:
                        return _page(url, response, deadline)
                    address = str(response.url.join(response.headers["location"]))
            raise InputError(url, f"redirects more than {MAX_REDIRECTS} times", _SAVE)
    except (DeadlineError, httpcore.TimeoutException, httpx.TimeoutException):
        raise InputError(url, f"did not answer in full within {seconds:g} s", f"try again later, or {_SAVE}") from None
    except PrivateAddressError as e:
        host, found = e.args
        at = host if host == found else f"{host} at {found}"
        problem = f"leads to {at}, which is not a public address"
        raise InputError(url, problem, "say --allow-private if that is meant") from None
    except UnknownHostError as e:
        raise InputError(url, f"there is no host {e.args[0]}", "check the address and the connection") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, UnicodeError, ValueError):
        raise InputError(url, "is not a sound address", "give it as https://host/path") from None
    except zlib.error:
        raise InputError(url, "sent a broken gzip body", _SAVE) from None
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as e:
        reason = str(e).strip() or type(e).__name__
        raise InputError(url, f"cannot be reached ({reason})", f"check the address, or {_SAVE}") from None


def _check_address(url: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        where = "is" if address == url else "redirects to"
        raise InputError(url, f"{where} no http or https address", _SAVE)
    _ = parts.port  # raises ValueError where it is none
    if parts.username or parts.password:
        raise InputError(url.replace(parts.netloc, parts.netloc.rpartition("@")[2]), "holds a password", _SAVE)


def _page(url: str, response: httpx.Response, deadline: Deadline) -> FetchedPage:
    if response.status_code != httpx.codes.OK:
        what = _REFUSALS.get(response.status_code, f"answered {response.status_code} {response.reason_phrase}".strip())
        raise InputError(url, what, f"check the address in a browser, or {_SAVE}")
    sent = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent and sent not in _TYPES:
        raise InputError(url, f"sent {sent[:60]}, not a page", "give the address of an article, or save its text")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MAX_BYTES:
        raise InputError(url, f"is {int(declared) / 1e6:,.1f} MB long", SIZE_REMEDY)
    data = b"".join(_limited(url, response, deadline))
    return FetchedPage(data, str(response.url), sent.endswith(("html", "xhtml+xml")), response.charset_encoding)


def _limited(url: str, response: httpx.Response, deadline: Deadline) -> Iterator[bytes]:
    """The decoded body, piece by piece; a body that decodes to more than the limit is given up where it does."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise InputError(url, f"sent its page as {encoding[:30]}, which was not asked for", _SAVE)
    unzip: Any = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    room = MAX_BYTES
    for raw in response.iter_raw():
        deadline.left()
        piece = raw if unzip is None else unzip.decompress(raw, room + 1)
        room -= len(piece)
        if room < 0 or (unzip is not None and unzip.unconsumed_tail):
            raise InputError(url, f"is longer than {MAX_BYTES // 1_000_000} MB", SIZE_REMEDY)
        yield piece

"""Fetching from a real server on this machine, and refusing to."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest

from filmdossier.model.errors import InputError
from filmdossier.sources.addresses import CheckedBackend, Deadline, PrivateAddressError, is_public
from filmdossier.sources.fetch import fetch_page
from filmdossier.sources.limits import MAX_BYTES

Answer = Callable[[BaseHTTPRequestHandler], None]


def _send(handler: BaseHTTPRequestHandler, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _redirect(handler: BaseHTTPRequestHandler, to: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.end_headers()


def _drip(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, b"")
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for n in range(100):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if n == 0 else b"X")
        handler.wfile.flush()
        time.sleep(0.05)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, b"")
    while True:
        handler.wfile.write(b"a" * 65536)


ANSWERS: dict[str, Answer] = {
    "/page": lambda h: _send(h, b"<p>Caf\xc3\xa9</p>"),
    "/zipped": lambda h: _send(h, gzip.compress(b"<p>zipped</p>"), Content_Encoding="gzip"),
    "/bomb": lambda h: _send(h, gzip.compress(bytes(80_000_000)), Content_Encoding="gzip"),
    "/broken": lambda h: _send(h, b"no gzip at all", Content_Encoding="gzip"),
    "/brotli": lambda h: _send(h, b"xxxx", Content_Encoding="br"),
    "/text": lambda h: _send(h, "Café".encode("latin-1"), "text/plain; charset=iso-8859-1"),
    "/pdf": lambda h: _send(h, b"%PDF-1.4", "application/pdf"),
    "/moved": lambda h: _redirect(h, "/page"),
    "/loop": lambda h: _redirect(h, "/loop"),
    "/to-file": lambda h: _redirect(h, "file:///etc/passwd"),
    "/to-inside": lambda h: _redirect(h, "http://169.254.169.254/latest/meta-data/"),
    "/drip": _drip,
    "/drip-headers": _drip_headers,
    "/endless": _endless,
    "/announced": lambda h: _send(h, b"a", Content_Length="50000000"),
    "/host": lambda h: _send(h, f"{h.headers['Host']} {h.headers['Cookie']}".encode(), "text/plain"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = ANSWERS.get(self.path)
        try:
            if answer:
                answer(self)
            else:
                self.send_error(404)
        except OSError:
            pass  # the client has gone, as it should

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    http.server_close()


def test_a_page_comes_with_its_type_and_encoding(server: str) -> None:
    page = fetch_page(f"{server}/page", allow_private=True)
    assert page.data.decode() == "<p>Café</p>"
    assert page.is_html
    text = fetch_page(f"{server}/text", allow_private=True)
    assert (text.data, text.charset, text.is_html) == (b"Caf\xe9", "iso-8859-1", False)


def test_gzip_and_redirects_are_followed(server: str) -> None:
    assert fetch_page(f"{server}/zipped", allow_private=True).data == b"<p>zipped</p>"
    assert fetch_page(f"{server}/moved", allow_private=True).address == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/pdf", "sent application/pdf, not a page"),
        ("/missing", "answered 404 Not Found"),
        ("/loop", "redirects more than 5 times"),
        ("/to-file", "redirects to no http or https address"),
        ("/endless", "is longer than 5 MB"),
        ("/bomb", "is longer than 5 MB"),
        ("/broken", "broken gzip"),
        ("/brotli", "sent its page as br"),
        ("/announced", "is 50.0 MB long"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(server: str, path: str, problem: str) -> None:
    with pytest.raises(InputError) as raised:
        fetch_page(server + path, allow_private=True)
    assert problem in raised.value.problem
    assert raised.value.source == server + path
    assert raised.value.remedy
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_trickle_of_bytes_does_not_outlast_the_limit(server: str, path: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError, match=r"within 0\.6 s"):
        fetch_page(server + path, allow_private=True, seconds=0.6)
    assert time.perf_counter() - start < 3


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(InputError, match=r"within 0\.5 s"):
            fetch_page(f"http://127.0.0.1:{port}/", allow_private=True, seconds=0.5)


def test_a_closed_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(InputError, match="cannot be reached"):
        fetch_page(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/"),
        *("http://0x7f.1/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/"),
        *("http://[fe80::1]/", "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/"),
        *("http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://100.64.0.1/", "https://127.0.0.1/"),
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    with pytest.raises(InputError) as raised:
        fetch_page(url, seconds=5)
    assert "not a public address" in raised.value.problem
    assert "--allow-private" in raised.value.remedy


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        *(("http://", "no sound address"), ("http://a b/", "no"), ("http://[::1/", "not a sound address")),
        *(
            ("http://user:secret@example.org/", "holds a password"),
            ("http://example.org:99999/", "not a sound address"),
        ),
    ],
)
def test_odd_addresses_are_refused(url: str, problem: str) -> None:
    with pytest.raises(InputError) as raised:
        fetch_page(url, seconds=5)
    assert "secret" not in str(raised.value)
    assert problem.rsplit(maxsplit=1)[-1] in raised.value.problem


def _resolving_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have names resolve to one list of addresses after another; returns the hosts that were asked for."""
    asked: list[str] = []
    rest = list(answers)

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        found = rest.pop(0) if len(rest) > 1 else rest[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr("filmdossier.sources.addresses.socket.getaddrinfo", getaddrinfo)
    return asked


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.rsplit(":", 1)[1]
    monkeypatch.setattr("filmdossier.sources.addresses.is_public", lambda a: a == "127.0.0.1")
    with pytest.raises(InputError, match=r"leads to 169\.254\.169\.254"):
        fetch_page(f"http://127.0.0.1:{port}/to-inside", seconds=5)


def test_a_name_is_resolved_once_and_connected_to_where_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _resolving_to(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    connected: list[str] = []

    def connect_tcp(_: Any, host: str, *__: Any) -> httpcore.NetworkStream:
        connected.append(host)
        return httpcore.MockStream([b""])

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    CheckedBackend(Deadline(5), allow_private=False).connect_tcp("rebinding.example", 80)
    assert asked == ["rebinding.example"]
    assert connected == ["93.184.215.14"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving_to(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(PrivateAddressError):
        CheckedBackend(Deadline(5), allow_private=False).connect_tcp("mixed.example", 80)


def test_the_host_keeps_its_name_towards_the_server(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.rsplit(":", 1)[1]
    _resolving_to(monkeypatch, ["127.0.0.1"])
    page = fetch_page(f"http://films.example:{port}/host", allow_private=True)
    assert page.data.decode() == f"films.example:{port} None"


def test_a_resolver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr("filmdossier.sources.addresses.socket.getaddrinfo", getaddrinfo)
    start = time.perf_counter()
    with pytest.raises(InputError, match=r"within 0\.4 s"):
        fetch_page("http://slow.example/", seconds=0.4)
    assert time.perf_counter() - start < 1.5


def test_proxies_of_the_environment_are_not_used(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetch_page(f"{server}/page", allow_private=True).is_html


def test_the_limit_is_what_the_message_says() -> None:
    assert MAX_BYTES == 5_000_000

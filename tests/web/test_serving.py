"""The server at the level of bytes: clients that are slow, large, many or wrong, and none of them harms the others."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from filmdossier.store.store import Store
from filmdossier.web.app import create_app
from filmdossier.web.security.limits import Limits
from filmdossier.web.serving.config import Config
from filmdossier.web.settings import Settings
from tests.web.conftest import WRITER, serving, settings

PATIENCE = 0.4
AUTH = f"Authorization: {WRITER['Authorization']}".encode()
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def impatient(store: Store) -> Iterator[int]:
    """The port of a server that waits for little and takes little."""
    with serving(store, settings(patience=PATIENCE, most_bytes=200_000)) as address:
        yield int(address.rpartition(":")[2])


@contextmanager
def running(app: Any, given: Settings) -> Iterator[tuple[int, uvicorn.Server]]:
    """A server over an application of the test's own: its port, and itself."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(Config(lambda: app, given))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield listening.getsockname()[1], server
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)


def until(happened: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        threading.Event().wait(0.01)


def answers(port: int, pieces: Sequence[bytes], pause: float = 0.0, wanted: int = 0) -> tuple[bytes, float]:
    """What a server says to bytes until it closes, or has said `wanted` answers, and how long that took."""
    began = time.monotonic()
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as s:
        s.settimeout(10)
        for piece in pieces:
            try:
                s.sendall(piece)
            except OSError:
                break
            if pause and readable(s, pause):
                break
        while not wanted or got.count(b"HTTP/1.1 ") < wanted or b"\r\n\r\n" not in got:
            try:
                more = s.recv(65536)
            except ConnectionResetError:
                break
            if not more:
                break
            got += more
    return got, time.monotonic() - began


def readable(s: socket.socket, within: float) -> bool:
    s.settimeout(within)
    try:
        return s.recv(1, socket.MSG_PEEK) is not None
    except TimeoutError:
        return False
    finally:
        s.settimeout(10)


def post(path: bytes, *fields: bytes) -> bytes:
    return b"\r\n".join([b"POST %s HTTP/1.1" % path, b"Host: localhost", AUTH, *fields, b"", b""])


FORM = b"Content-Type: application/x-www-form-urlencoded"
CHUNKED = b"Transfer-Encoding: chunked"
DRIPPING = [bytes([b]) for b in b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 1000]

SLOW = {
    "nothing at all": ([], 0.0, None),
    "half a head": ([b"GET / HTTP/1.1\r\nHo"], 0.0, 408),
    "a head in drops": (DRIPPING, 0.05, 408),
    "half a head after a whole request": ([GET + b"GET / HT"], 0.0, 408),
    "a body that never comes": ([post(b"/login", FORM, b"Content-Length: 100")], 0.0, 408),
    "a body in drops": ([post(b"/login", FORM, b"Content-Length: 1000"), *[b"a"] * 1000], 0.05, 408),
    "chunks in drops": ([post(b"/login", FORM, CHUNKED), *[b"1\r\na\r\n"] * 1000], 0.05, 408),
    "a chunk without end": ([post(b"/login", FORM, CHUNKED), b"ffffff\r\n", *[b"a"] * 1000], 0.05, 408),
}


@pytest.mark.parametrize("case", SLOW)
def test_slow_clients_are_let_go(impatient: int, case: str) -> None:
    pieces, pause, status = SLOW[case]
    said, took = answers(impatient, pieces, pause)
    if status is None:
        assert said == b""
    else:
        last = said.rpartition(b"HTTP/1.1 ")[2]
        assert last.startswith(b"%d " % status), said
        assert b"connection: close" in last.lower()
        assert b"nosniff" in last
    assert PATIENCE <= took < PATIENCE * 4


WRONG = {
    "garbage": ([b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"], 400),
    "no host": ([b"GET / HTTP/1.1\r\n\r\n"], 400),
    "two hosts": ([b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"], 400),
    "two lengths": ([post(b"/login", b"Content-Length: 3", b"Content-Length: 30") + b"abc"], 400),
    "a length that is none": ([post(b"/login", FORM, b"Content-Length: -1")], 400),
    "a line break in a field": ([b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nSet-Cookie: b\x00\r\n\r\n"], 400),
    "a space before the colon": ([b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n"], 400),
    "a chunk that is none": ([post(b"/login", FORM, CHUNKED) + b"zz\r\nabc\r\n0\r\n\r\n"], 400),
    "a head without end": ([b"GET / HTTP/1.1\r\nHost: localhost\r\n", *[b"X: %s\r\n" % (b"a" * 1000)] * 100], 431),
    "a head that is large": (
        [b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: %s\r\n" % (b"a" * 20_000) + b"Connection: close\r\n\r\n"],
        431,
    ),
    "a long address": (
        [b"GET /?q=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % (b"a" * 9000)],
        414,
    ),
    "a large body, announced": ([post(b"/login", FORM, b"Content-Length: 200001", b"Expect: 100-continue")], 413),
    "a length of nineteen digits": ([post(b"/login", FORM, b"Content-Length: " + b"9" * 19)], 413),
    "a large body, in chunks": (
        [post(b"/login", FORM, CHUNKED), *[b"ffff\r\n%s\r\n" % (b"a" * 0xFFFF)] * 4, b"0\r\n\r\n"],
        413,
    ),
    "another protocol": (
        [b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"],
        200,
    ),
    "the proxy of a stranger": ([b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n"], 400),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_or_too_large_is_refused(impatient: int, case: str) -> None:
    pieces, status = WRONG[case]
    said, _ = answers(impatient, pieces, wanted=1)
    assert said.startswith(b"HTTP/1.1 %d " % status), said[:300]
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"Traceback" not in said
    assert b"uvicorn" not in said


def test_a_steady_client_is_waited_for(impatient: int) -> None:
    body = b"token=" + b"x" * 40
    drops = [body[i : i + 8] for i in range(0, len(body), 8)]
    head = post(b"/login", FORM, b"Content-Length: %d" % len(body), b"Connection: close")
    said, took = answers(impatient, [head, *drops], 0.05)
    assert took < PATIENCE
    assert said.startswith(b"HTTP/1.1 403")


def test_a_connection_lasts_longer_than_one_wait(impatient: int) -> None:
    with socket.create_connection(("127.0.0.1", impatient), timeout=10) as s:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE * 3:
            s.sendall(GET)
            said = b""
            while not said.endswith(b"up\n"):
                said += s.recv(65536) or pytest.fail("the connection was closed")
            assert not readable(s, 0.1)


def test_requests_in_one_piece_are_answered_in_turn(impatient: int) -> None:
    said, _ = answers(impatient, [GET * 5], wanted=5)
    assert said.count(b"HTTP/1.1 200") == 5


def test_answers_are_sent_without_waiting_for_more() -> None:
    with running(_large, settings()) as (port, server), socket.create_connection(("127.0.0.1", port)) as s:
        s.sendall(GET)
        until(lambda: len(server.server_state.connections) == 1)
        [connection] = server.server_state.connections
        assert connection.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_too_many_connections_are_told_so(store: Store) -> None:
    with serving(store, settings(most_connections=3)) as address:
        port = int(address.rpartition(":")[2])
        held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(3)]
        for s in held:
            s.sendall(GET)
            assert s.recv(65536).startswith(b"HTTP/1.1 200")
        said, _ = answers(port, [])
        assert said.startswith(b"HTTP/1.1 503")
        held.pop().close()
        until(lambda: answers(port, [GET], wanted=1)[0].startswith(b"HTTP/1.1 200"))
        for s in held:
            s.close()


async def _never(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.Event().wait()


async def _large(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(2000):
        await send({"type": "http.response.body", "body": b"a" * 65536, "more_body": True})


def test_an_answer_that_does_not_come_is_given_up() -> None:
    with running(_never, settings(most_seconds=0.3, patience=0.4)) as (port, _):
        said, took = answers(port, [GET])
    assert said.startswith(b"HTTP/1.1 503")
    assert 0.3 <= took < 2


def test_a_client_that_takes_nothing_is_let_go() -> None:
    given = settings(patience=0.3)
    with running(_large, given) as (port, server), socket.create_connection(("127.0.0.1", port), timeout=10) as s:
        s.sendall(GET)
        until(lambda: len(server.server_state.connections) == 1)
        until(lambda: not server.server_state.connections)
        until(lambda: not server.server_state.tasks)
        assert s.recv(10) == b"HTTP/1.1 2"


def test_more_requests_than_can_be_answered_are_told_so() -> None:
    given = settings(most_requests=2)
    app = create_app_around(Limits(_never, given), given)
    with running(app, given) as (port, server):
        held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(2)]
        for s in held:
            s.sendall(GET)
        until(lambda: len(server.server_state.tasks) == 2)
        said, _ = answers(port, [GET], wanted=1)
        for s in held:
            s.close()
    assert said.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 2" in said.lower()


def create_app_around(inner: Any, given: Settings) -> Any:
    """An application whose requests know it, as those of ours do."""
    known = create_app.__globals__["FastAPI"]()
    known.state.settings, known.state.api = given, "/api/v1"

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await inner({**scope, "app": known}, receive, send)

    return app


def test_strangers_may_send_less(impatient: int) -> None:
    body = b"token=" + b"x" * 100_000
    fields = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
    url = f"http://127.0.0.1:{impatient}/login"
    assert httpx.post(url, content=body, headers=fields).status_code == 413
    assert httpx.post(url, content=body, headers={**fields, **WRITER}).status_code == 422


def test_slow_clients_hold_nobody_up(impatient: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", impatient), timeout=10) for _ in range(60)]
    for s in slow:
        s.sendall(b"GET / HTTP/1.1\r\nHost: loc")
    began = time.monotonic()
    assert httpx.get(f"http://127.0.0.1:{impatient}/").status_code == 200
    assert time.monotonic() - began < 2
    for s in slow:
        s.close()

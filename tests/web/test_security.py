"""What strangers and their pages may do: a table for each kind of attack."""

from __future__ import annotations

import gzip
import importlib
import json
import logging
import pkgutil
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import TimestampSigner
from starlette.testclient import TestClient

from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web import api as web_api
from filmdossier.web import pages as web_pages
from filmdossier.web.app import API, create_app
from filmdossier.web.security.access import People, add_person, new_access, remove_person, save_access
from filmdossier.web.security.addresses import own_address
from filmdossier.web.security.people import COOKIE, LASTS, signed
from filmdossier.web.security.tokens import digest
from filmdossier.web.serving.config import OneLine
from filmdossier.web.settings import Settings
from filmdossier.web.statics import version
from tests.web.conftest import TOKEN, WRITER, screenshot, set_view, settings, violations
from tests.web.test_serving import answers


def client_with(store: Store, **changes: Any) -> TestClient:
    return TestClient(create_app(store, settings(**changes)), follow_redirects=False, raise_server_exceptions=False)


# --- What every answer says to browsers ---

ANSWERS = {
    "a page": ("GET", "/", {}, 200),
    "a page by HEAD": ("HEAD", "/", {}, 200),
    "the API": ("GET", "/api/v1/films", {}, 200),
    "the document of the API": ("GET", "/api/v1/openapi.json", {}, 200),
    "a style": ("GET", "/static/app.css", {}, 200),
    "a picture": ("GET", "/static/icon.svg", {}, 200),
    "a probe": ("GET", "/healthz", {}, 200),
    "no page": ("GET", "/nope", {}, 404),
    "no style": ("GET", "/static/nope.css", {}, 404),
    "nothing of the API": ("GET", "/api/v1/nope", {}, 404),
    "a method that is not there": ("PUT", "/", {}, 405),
    "a method that is not in the API": ("DELETE", "/api/v1/films", {}, 405),
    "a method that styles have not": ("POST", "/static/app.css", {}, 405),
    "a parameter out of bounds": ("GET", "/?order=nope", {}, 422),
    "a parameter out of bounds, API": ("GET", "/api/v1/films?limit=-1", {}, 422),
    "another host": ("GET", "/", {"Host": "evil.example"}, 400),
    "another site": ("POST", "/logout", {"Sec-Fetch-Site": "cross-site"}, 403),
    "nobody logged in": ("POST", "/api/v1/judgements", {}, 401),
    "too large": ("POST", "/api/v1/judgements", {"Content-Length": "99999999"}, 413),
    "too long": ("GET", "/?q=" + "a" * 9000, {}, 414),
    "known already": ("GET", "/static/app.css", {"If-None-Match": "?"}, 304),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_every_answer_says_what_browsers_may_do(client: TestClient, case: str) -> None:
    method, path, fields, status = ANSWERS[case]
    fields = {k: client.get(path).headers["etag"] if v == "?" else v for k, v in fields.items()}
    answer = client.request(method, path, headers=fields)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in answer.headers
    is_api = path.startswith("/api/v1")
    if status >= 400:
        assert answer.headers["content-type"] == ("application/json" if is_api else "text/html; charset=utf-8")
        assert answer.headers["cache-control"] == "no-store"
        assert method == "HEAD" or answer.text


def test_https_is_asked_for_where_there_is_any(store: Store) -> None:
    with client_with(store, is_secure=True) as client:
        assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
        cookie = client.post("/login", data={"token": TOKEN}).headers["set-cookie"]
    assert "secure" in cookie.lower()


# --- What browsers keep ---


def test_a_page_that_is_known_is_not_sent_again(own_store: Store) -> None:
    with client_with(own_store) as client:
        first = client.get("/")
        known = {"If-None-Match": first.headers["etag"]}
        assert first.headers["cache-control"] == "no-cache"
        assert {"Cookie", "Authorization"} <= set(re.split(r",\s*", first.headers["vary"]))
        again = client.get("/", headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.head("/", headers=known).status_code == 304
        assert client.get("/", headers={"If-None-Match": f'"x", {first.headers["etag"]}'}).status_code == 304
        for other in ("/?order=title", "/login", "/api/v1/films"):
            assert client.get(other, headers=known).status_code == 200, other
        as_ada = client.get("/", headers={**known, **WRITER})
        assert (as_ada.status_code, as_ada.headers["cache-control"]) == (200, "private, no-cache")
        assert client.get("/nope", headers={"If-None-Match": "*"}).status_code == 404
        own_store.mark_everything_pending()
        assert client.get("/", headers=known).status_code == 200


def test_tags_of_another_server_are_none_here(store: Store) -> None:
    with client_with(store) as client, client_with(store, secret="another") as other:
        tag = client.get("/").headers["etag"]
        assert other.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_private_is_kept_by_nobody_else(store: Store) -> None:
    with client_with(store, is_private=True) as client:
        page = client.get("/", headers=WRITER)
        assert page.headers["cache-control"] == "private, no-cache"
        refused = client.get("/", headers={"If-None-Match": page.headers["etag"]})
        assert refused.status_code == 303


def test_styles_are_kept_for_a_year_under_an_address_of_their_own(client: TestClient) -> None:
    named = client.get(f"/static/{version()}/app.css")
    assert "immutable" in named.headers["cache-control"]
    assert f"/static/{version()}/app.css" in client.get("/").text
    plain, older = client.get("/static/app.css"), client.get("/static/0123456789ab/app.css")
    assert plain.text == named.text == older.text
    assert plain.headers["cache-control"] == older.headers["cache-control"] == "no-cache"
    assert client.get("/static/app.css", headers={"If-None-Match": plain.headers["etag"]}).status_code == 304


def test_styles_are_compressed_for_those_who_can(client: TestClient) -> None:
    small = client.get("/static/app.css", headers={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/static/app.css", headers={"Accept-Encoding": "identity"}).headers
    assert len(gzip.compress(small.content)) < len(small.content)


# --- Requests of other sites ---

SITES = {
    "own page": ({"Sec-Fetch-Site": "same-origin"}, True),
    "typed in": ({"Sec-Fetch-Site": "none"}, True),
    "another site": ({"Sec-Fetch-Site": "cross-site"}, False),
    "a neighbour": ({"Sec-Fetch-Site": "same-site"}, False),
    "own page of an older browser": ({"Origin": "http://testserver"}, True),
    "another site in an older browser": ({"Origin": "http://evil.example"}, False),
    "the same name by another port": ({"Origin": "http://testserver:81"}, False),
    "a page without origin": ({"Origin": "null"}, False),
    "no origin at all": ({"Origin": ""}, False),
    "a name that begins alike": ({"Origin": "http://testserver.evil.example"}, False),
    "both, and they disagree": ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
    "a program": ({}, True),
}


@pytest.mark.parametrize("case", SITES)
def test_pages_of_other_sites_change_nothing(client: TestClient, case: str) -> None:
    fields, is_taken = SITES[case]
    answer = client.post("/login", data={"token": TOKEN}, headers=fields)
    client.cookies.clear()
    assert answer.status_code == (303 if is_taken else 403)
    assert ("set-cookie" in answer.headers) is is_taken
    assert client.get("/", headers=fields).status_code == 200


@pytest.mark.parametrize(("origins", "allowed"), [((), None), (("https://lab.example",), "https://lab.example")])
def test_scripts_of_other_sites_read_only_where_they_may(
    store: Store, origins: tuple[str, ...], allowed: str | None
) -> None:
    with client_with(store, origins=origins) as client:
        answer = client.get("/api/v1/films", headers={"Origin": "https://lab.example"})
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in answer.headers
        other = client.get("/api/v1/films", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers
        asked = {"Origin": "https://lab.example", "Access-Control-Request-Method": "POST"}
        assert client.options("/api/v1/judgements", headers=asked).status_code >= 400


# --- Names of this server ---

HOSTS = {
    "testserver": True,
    "testserver:8000": True,
    "TestServer": True,
    "localhost:80": True,
    "127.0.0.1": True,
    "192.0.2.7:8000": True,
    "[::1]:8000": True,
    "[2001:db8::1]": True,
    "evil.example": False,
    "testserver.evil.example": False,
    "testserver@evil.example": False,
    "evil.example:80@testserver": False,
    "testserver:port": False,
    "testserver/": False,
    "127.0.0.1.evil.example": False,
    "[::1].evil.example": False,
    "0x7f.1": False,
    "": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_only_requests_for_this_server_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == (200 if HOSTS[host] else 400)


def test_a_name_that_was_given_is_answered(store: Store) -> None:
    with client_with(store, hosts=("films.example.org",)) as client:
        assert client.get("/", headers={"Host": "films.example.org"}).status_code == 200
        assert client.get("/", headers={"Host": "testserver"}).status_code == 400


# --- Ways out of the folder of styles ---

PATHS = [
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e%2fapp.py",
    "/static/..%5capp.py",
    "/static/....//app.py",
    "/static/./../app.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/%00app.css",
    "/static/app.css%00.svg",
    "/static/%c0%ae%c0%ae/app.py",
    "/static/0123456789ab/../../app.py",
    "/static/0123456789ab//etc/passwd",
    "/static/" + "a" * 5000,
    "/static/",
    "/static",
    "/static/.",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_but_styles_is_handed_out(served: str, path: str) -> None:
    port = int(served.rpartition(":")[2])
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    said, _ = answers(port, [asked])
    assert said.startswith(b"HTTP/1.1 404"), said[:100]
    assert b"root:" not in said
    assert b"create_app" not in said


# --- Where a login leads ---

NEXT = {
    "/": "/",
    "/films/1?as_of=2025#c": "/films/1?as_of=2025#c",
    "/?q=%D0%9A": "/?q=%D0%9A",
    "//evil.example": "/",
    "///evil.example": "/",
    "/\\evil.example": "/",
    "\\\\evil.example": "/",
    "https://evil.example": "/",
    "javascript:alert(1)": "/",
    "/\tevil": "/",
    "/\r\nSet-Cookie: a=b": "/",
    "/a b": "/",
    "/ü": "/",
    " /": "/",
    "": "/",
    "/" + "a" * 3000: "/",
}


@pytest.mark.parametrize("given", NEXT)
def test_a_login_leads_to_pages_of_this_server(given: str) -> None:
    assert own_address(given) == NEXT[given]
    assert own_address(f"/root{given}", "/root") in {f"/root{NEXT[given]}", f"/root{given}", "/root/"}
    if given.startswith("/") and NEXT[given] == given:
        assert own_address(given, "/root") == "/root/"


# --- Cookies and tokens ---


def cookie(name: str = "Ada", known: Settings | None = None) -> str:
    return signed(name, known or settings())


def old(monkeypatch: pytest.MonkeyPatch, seconds: int) -> str:
    with monkeypatch.context() as m:
        now = TimestampSigner("x").get_timestamp()
        m.setattr(TimestampSigner, "get_timestamp", lambda _: now - seconds)
        return cookie()


def test_cookies_that_were_tampered_with_or_are_too_old_are_nobodys(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = cookie()
    who, _, rest = good.partition("~")
    anna = settings(people={"Ada": digest(TOKEN), "Anna": digest("another")})
    cases = {
        "good": (good, True),
        "old, but not too old": (old(monkeypatch, LASTS - 60), True),
        "too old": (old(monkeypatch, LASTS + 60), False),
        "of the future": (old(monkeypatch, -3600), False),
        "cut": (good[:-1], False),
        "longer": (good + "a", False),
        "another name": ("QW5uYQ~" + rest, False),
        "without signature": (who + "~" + rest.split(".")[0], False),
        "of another secret": (cookie(known=settings(secret="another")), False),
        "of somebody else's token": (cookie(known=settings(people={"Ada": digest("former")})), False),
        "of somebody who is not here": (cookie("Anna", anna), False),
        "empty": ("", False),
        "quoted": (f'"{good}"', True),
        "no ASCII": ("é" * 20, False),
        "long": ("a" * 4000, False),
    }
    for case, (value, is_hers) in cases.items():
        answer = client.get("/", headers={b"Cookie": f"theme=dark; =; {COOKIE}={value}".encode("latin-1")})
        assert answer.status_code == 200, case
        assert ("Log out Ada" in answer.text) is is_hers, case


TOKENS = {
    f"Bearer {TOKEN}": True,
    f"bearer {TOKEN}": True,
    f"Bearer  {TOKEN} ": True,
    "Bearer": False,
    "Bearer ": False,
    f"Basic {TOKEN}": False,
    f"Bearer {TOKEN}x": False,
    f"Bearer {TOKEN[:-1]}": False,
    f"Bearer {digest(TOKEN)}": False,
    TOKEN: False,
    "Bearer é": False,
}


@pytest.mark.parametrize("field", TOKENS)
def test_tokens_are_right_or_nobodys(store: Store, field: str) -> None:
    with client_with(store, is_private=True) as client:
        answer = client.get("/api/v1/films", headers={b"Authorization": field.encode("latin-1")})
    assert answer.status_code == (200 if TOKENS[field] else 401)


def test_whoever_is_removed_is_out_at_once(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "access.toml"
    access, token = add_person(new_access(), "Ада")
    save_access(access, file)
    people = People(file)
    with client_with(store, people=people) as client:
        assert client.post("/login", data={"token": token}).status_code == 303
        assert "Log out Ада" in client.get("/").text
        save_access(remove_person(access, "Ада"), file)
        assert "Log out" not in client.get("/").text
        save_access(access, file)
        assert "Log out Ада" in client.get("/").text
        file.write_text("not what it was")
        assert "Log out" not in client.get("/").text
        file.unlink()
        assert "Log out" not in client.get("/").text


def test_a_server_without_a_secret_makes_one(store: Store) -> None:
    with client_with(store, secret="") as client:
        forged = cookie(known=settings(secret=""))
        assert "Log out" not in client.get("/", headers={"Cookie": f"{COOKIE}={forged}"}).text


# --- What needs a login ---


def routes() -> Iterator[tuple[str, str]]:
    """Every method and address of the pages and the API, with something in the place of each parameter."""
    for package, prefix in ((web_api, API), (web_pages, "")):
        for found in pkgutil.iter_modules(package.__path__):
            router = getattr(importlib.import_module(f"{package.__name__}.{found.name}"), "router", None)
            for route in router.routes if router is not None else ():
                for method in sorted(route.methods):
                    yield method, prefix + re.sub(r"\{[^}]*\}", "0123456789abcdef", route.path)


OPEN = {"/login", "/logout", "/healthz"}


def test_where_reading_is_private_everything_needs_a_login(store: Store) -> None:
    with client_with(store, is_private=True) as client:
        asked = {(m, p): client.request(m, p).status_code for m, p in routes() if p not in OPEN}
    assert len(asked) > 10
    assert {at: status for at, status in asked.items() if status not in {303, 401}} == {}


def test_writing_needs_a_login(client: TestClient) -> None:
    writing = [(m, p) for m, p in routes() if m not in {"GET", "HEAD"} and p not in OPEN]
    bodies: dict[str, Any] = {"json": {}}
    asked = {(m, p): client.request(m, p, **bodies).status_code for m, p in writing}
    assert writing
    assert {at: status for at, status in asked.items() if status not in {303, 401}} == {}


# --- What the server tells of itself ---


@pytest.fixture
def failing(store: Store) -> Iterator[TestClient]:
    app = create_app(store, settings())

    def fail() -> None:
        raise ValueError("a secret of the program")

    for path in ("/fails", "/api/v1/fails"):
        app.add_api_route(path, fail)
    # Before /static, which takes nothing of these.
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


@pytest.mark.parametrize("path", ["/fails", "/api/v1/fails"])
def test_what_fails_is_told_by_a_number(failing: TestClient, caplog: pytest.LogCaptureFixture, path: str) -> None:
    with caplog.at_level(logging.ERROR, "filmdossier.web"):
        answer = failing.get(path, headers={"X-Odd": "\x1b[31m"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    [number] = re.findall(r"number ([0-9a-f]{8})", answer.text)
    [record] = [r for r in caplog.records if number in r.getMessage()]
    assert record.exc_info is not None
    assert "a secret of the program" in caplog.text


LINES = {
    "a line break": ("GET /\r\n2026 admin logged in", r"GET /\r\n2026 admin logged in"),
    "a colour": ("\x1b[31mred", r"\x1b[31mred"),
    "a direction": ("a\u202eb", r"a\u202eb"),
    "a line of Unicode": ("a\u2028b\x85c", r"a\u2028b\x85c"),
    "half a character": ("\ud800", r"\ud800"),
    "words in any script": ("Красный шёлк 红丝绸", "Красный шёлк 红丝绸"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_of_the_log_stays_one(case: str) -> None:
    said, logged = LINES[case]
    record = logging.LogRecord("filmdossier", logging.INFO, "x.py", 1, "%s", (said,), None)
    line = OneLine().format(record)
    assert line.endswith(logged)
    assert line.isprintable()


def test_a_traceback_in_the_log_is_escaped_too() -> None:
    try:
        raise ValueError("a\x1b[31m")
    except ValueError as e:
        record = logging.LogRecord("f", logging.ERROR, "x.py", 1, "failed", (), (ValueError, e, e.__traceback__))
    assert "\x1b" not in OneLine().format(record)


# --- Bodies ---

BODIES = {
    "deep": ("application/json", b"[" * 100_000),
    "no JSON": ("application/json", b"{"),
    "half a character": ("application/json", rb'{"verdict": "same", "subjects": ["\ud800"], "why": "\ud800"}'),
    "no number": ("application/json", b'{"verdict": NaN, "subjects": Infinity}'),
    "a number of a million digits": ("application/json", b'{"subjects": ' + b"9" * 1_000_000 + b"}"),
    "no UTF-8": ("application/json", b'{"why": "\xff"}'),
    "UTF-16": ("application/json", '{"why": 1}'.encode("utf-16")),
    "a form instead": ("application/x-www-form-urlencoded", b"verdict=same"),
    "many fields": ("application/x-www-form-urlencoded", b"a&" * 500_000),
    "parts without end": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    "parts without boundary": ("multipart/form-data", b"--x--"),
    "a kind that is none": ("\x7f/;;;=", b"{}"),
    "an encoding that is none": ("application/json; charset=nope", b"{}"),
}


@pytest.mark.parametrize("path", ["/api/v1/judgements", "/api/v1/articles", "/login", "/add", "/judgements"])
@pytest.mark.parametrize("case", BODIES)
def test_odd_bodies_are_refused(own_client: TestClient, path: str, case: str) -> None:
    kind, body = BODIES[case]
    answer = own_client.post(path, content=body, headers={**WRITER, "Content-Type": kind})
    assert 300 <= answer.status_code < 500
    if path.startswith("/api"):
        assert json.loads(answer.content)["detail"]


# --- Addresses to fetch ---


@pytest.fixture
def inner() -> Iterator[tuple[int, list[str]]]:
    """Something on this machine that nobody should reach through the server: its port, and what was asked of it."""
    asked: list[str] = []

    class Inner(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p>a secret of this machine</p>")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Inner)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


FETCHED = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.1:{port}/",
    "http://0.0.0.0:{port}/",
    "http://user@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "/etc/passwd",
]


@pytest.mark.parametrize("address", FETCHED)
def test_nothing_of_this_machine_is_fetched(own_client: TestClient, inner: tuple[int, list[str]], address: str) -> None:
    port, asked = inner
    wanted = {"address": address.format(port=port)}
    answer = own_client.post("/api/v1/articles", json=wanted, headers=WRITER)
    assert 400 <= answer.status_code < 500
    assert asked == []
    assert "secret" not in answer.text
    assert "root:" not in answer.text


# --- A store that can only be read ---


def test_a_store_that_can_only_be_read_is_served(press_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    shutil.copy(press_file, file)
    with open_store(file, read_only=True) as store, client_with(store) as client:
        assert "Red Silk" in client.get("/").text
        [claim, *_] = store.claims_of_documents(store.document_ids()[:3])
        refused = client.post("/api/v1/judgements", json={"verdict": "wrong", "subjects": [claim.id]}, headers=WRITER)
        assert refused.status_code == 400
        assert "reading only" in refused.json()["detail"]


# --- Pages that say what went wrong ---

WRONG_PAGES = {"missing": "/films/0", "wrong": "/?order=nope", "elsewhere": "/nope/nope"}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_errors_can_be_read_by_anybody(browser: Any, served: str, width: int, scheme: str) -> None:
    set_view(browser, width, 700, scheme)
    for name, path in WRONG_PAGES.items():
        browser.get(served + path)
        assert browser.find_element("css selector", "main .message").text
        assert violations(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        screenshot(browser, f"error-{name}-{width}-{scheme}")
        browser.get_log("browser")

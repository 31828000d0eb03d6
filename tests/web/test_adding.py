"""Adding articles by hand: pasted, uploaded, fetched. What is wrong with one stops no other."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.engine.reading import Failed, Options
from filmdossier.engine.reading_room import BusyError, Handed, ReadingRoom
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.api.adding import uploaded
from filmdossier.web.app import create_app
from filmdossier.web.upkeep import Upkeep
from tests.web.conftest import TOKEN, WRITER, follow, screenshot, serving, set_view, settings, violations

API = "/api/v1/articles"
ENGLISH = (
    "The thriller Red Silk, directed by Andrey Volgin, opened in China on 6 September 2025. It has taken 655 million "
    "rubles in Russia so far."
)
RUSSIAN = "Фильм «Красный шёлк» вышел в прокат в Китае 6 сентября 2025 года. Сборы составили 655 млн рублей."
CHINESE = "电影《红丝绸》9月6日在中国内地上映，导演安德烈·沃尔金。该片票房已达6.55亿卢布。"
PAGE = (
    "<!doctype html><html lang=en><head><title>A thriller opens</title>"
    '<meta property="og:site_name" content="Page of the tests"><meta property="article:published_time" '
    'content="2025-09-08"></head><body><article><h1>A thriller opens</h1><p>The thriller Red Silk opened in China on '
    "6 September 2025, directed by Andrey Volgin.</p><p>It has taken 655 million rubles in Russia so far, the "
    "distributor said on Monday, and more cinemas are to follow in the autumn.</p></article></body></html>"
)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def a_site() -> Iterator[str]:
    """A site on this machine: its address."""
    server = HTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with a_site() as address:
        yield address


@pytest.fixture(scope="module")
def added_to(press_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for the tests that add: the process that reads starts once."""
    with open_store(shutil.copy(press_file, tmp_path_factory.mktemp("added") / "added.db")) as opened:
        yield opened


@pytest.fixture(scope="module")
def adding(added_to: Store) -> Iterator[TestClient]:
    with TestClient(create_app(added_to, settings()), follow_redirects=False) as opened:
        yield opened
        opened.app.state.reading_room.close()  # type: ignore[attr-defined]


def red_silk(store: Store) -> str:
    return next(f.id for f in store.films() if f.name == "Red Silk")


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("ru", RUSSIAN), ("zh", CHINESE)])
def test_a_text_is_read_at_once(adding: TestClient, added_to: Store, language: str, text: str) -> None:
    wanted = {"text": text, "publisher": f"Paper {language}", "published": "2025-09-08"}
    answer = adding.post(API, json=wanted, headers=WRITER)
    assert answer.status_code == 201
    added = answer.json()
    assert [f["id"] for f in added["films"]] == [red_silk(added_to)]
    assert (added["state"], added["up_to_date"]) == ("added", True)
    assert added["claims"] >= 2
    assert any(f["rule"] == "conflict" and f["film"] for f in added["findings"]), added["findings"]
    head = added_to.head(added["document"])
    assert (head.language, head.publisher, head.published) == (language, f"Paper {language}", "2025-09-08")
    assert added["document"] in added_to.record(red_silk(added_to))
    again = adding.post(API, json=wanted, headers=WRITER)
    assert (again.status_code, again.json()["state"]) == (200, "known")
    assert again.json()["document"] == added["document"]


def test_pasted_uploaded_and_fetched_together(adding: TestClient, added_to: Store) -> None:
    """One that fails, of each kind, stops no other."""
    before = added_to.counts()["documents"]
    answer = adding.post(
        "/add",
        data={"text": f"{ENGLISH} Many came.", "address": "http://127.0.0.1:1/x", "publisher": "Ours"},
        files=[
            ("files", ("новости.txt", f"{RUSSIAN} Пришли многие.".encode("cp1251"))),
            ("files", ("page.html", PAGE.encode())),
            ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)),
            ("files", ("empty.txt", b" \n ")),
            ("files", ("large.txt", b"a" * 5_000_001)),
        ],
        headers=WRITER,
    )
    assert answer.status_code == 200
    assert added_to.counts()["documents"] == before + 3
    assert "3 articles read" in answer.text
    for name in ("http://127.0.0.1:1/x", "picture.png", "empty.txt", "large.txt"):
        assert f"<strong>{name}</strong>" in answer.text
    assert "--" not in answer.text.partition("<main")[2].partition("</main>")[0], "no talk of the command line"
    assert answer.text.count('href="/articles/') > 3
    assert f'href="/films/{red_silk(added_to)}"' in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:8000/add",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "/etc/passwd",
        "../../etc/passwd",
        "-",
        "gopher://127.0.0.1/",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://user:secret@example.org/",
        "http:///x",
        "http://",
        "http://exa mple/",
        "http://127.0.0.1:99999/",
        "HTTP://127.0.0.1/",
        "http://127.0.0.1\r\nHost: x/",
    ],
)
def test_nothing_inside_is_fetched(adding: TestClient, added_to: Store, address: str) -> None:
    before = added_to.counts()["documents"]
    answer = adding.post(API, json={"address": address}, headers=WRITER)
    assert answer.status_code == 400
    detail = answer.json()["detail"]
    assert "root:" not in detail
    assert "--allow-private" not in detail
    assert adding.post("/add", data={"address": address}, headers=WRITER).status_code == 400
    assert added_to.counts()["documents"] == before


def test_a_redirect_leads_nowhere_inside(added_to: Store) -> None:
    """Where private addresses are allowed, those that a redirect leads to are, too; where not, none is reached."""
    with a_site() as site:
        room = ReadingRoom(added_to.address)
        refused = room.read(f"{site}/redirect", Options())
        room.close()
    assert isinstance(refused, Failed)
    assert "not a public address" in str(refused.error)


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({}, 422),
        ({"text": "a", "address": "http://a.example/"}, 422),
        ({"text": "x" * 1_000_001}, 422),
        ({"address": "http://a.example/" + "x" * 2000}, 422),
        ({"text": ENGLISH, "publisher": "x" * 201}, 422),
        ({"text": ENGLISH, "published": "yesterday"}, 400),
        ({"text": ENGLISH, "language": "xx"}, 400),
        ({"text": ENGLISH, "language": "../en"}, 400),
        ({"text": ""}, 400),
        ({"text": " \n"}, 400),
        ({"text": "\x00\x01\x02"}, 400),
        ({"text": 7}, 422),
    ],
)
def test_what_cannot_be_added(adding: TestClient, added_to: Store, wanted: Any, status: int) -> None:
    before = added_to.counts()["documents"]
    answer = adding.post(API, json=wanted, headers=WRITER)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert added_to.counts()["documents"] == before


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "   "},
        {"text": ENGLISH, "published": "soon"},
        {"text": ENGLISH, "language": "xx"},
        {"text": ENGLISH, "publisher": "x" * 201},
        {"address": "http://a.example/" + "x" * 2000},
    ],
)
def test_forms_that_give_nothing_to_read(adding: TestClient, data: dict[str, str]) -> None:
    answer = adding.post("/add", data=data, headers=WRITER)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    if "publisher" not in data and data.get("text", "").strip():
        assert ENGLISH in answer.text, "what was typed is not lost"


def test_too_many_files(adding: TestClient) -> None:
    files = [("files", (f"{n}.txt", b"x")) for n in range(21)]
    answer = adding.post("/add", files=files, headers=WRITER)
    assert answer.status_code == 400
    assert "Too many files" in answer.text


def test_adding_needs_a_login(adding: TestClient, added_to: Store) -> None:
    before = added_to.counts()["documents"]
    page = adding.get("/add").text
    assert 'href="/login?next=/add"' in page
    assert "<textarea" not in page
    assert adding.post("/add", data={"text": ENGLISH}).headers["location"].startswith("/login")
    assert adding.post(API, json={"text": ENGLISH}).status_code == 401
    elsewhere = {**WRITER, "Sec-Fetch-Site": "cross-site"}
    assert adding.post("/add", data={"text": ENGLISH}, headers=elsewhere).status_code == 403
    assert added_to.counts()["documents"] == before


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a.txt", "a.txt"),
        ("<script>alert(1)</script>.txt", "script_.txt"),
        ("a\r\nb\x00.txt", "a_b_.txt"),
        ("новость 1.txt", "новость 1.txt"),
        ("...", "file"),
        ("x" * 500 + ".txt", ("x" * 500 + ".txt")[-120:]),
    ],
)
def test_names_of_files_are_no_paths(given: str, name: str) -> None:
    handed = uploaded(given, b"text")
    assert handed.name == name
    assert handed.source.startswith("uploaded/")
    assert handed.source.endswith(f"/{name}")


def test_two_files_of_one_name_are_two_articles(adding: TestClient, added_to: Store) -> None:
    for text in ("One", "Two"):
        files = [("files", ("same.txt", f"{ENGLISH} {text} of them.".encode()))]
        assert adding.post("/add", files=files, headers=WRITER).status_code == 200
    assert added_to.replaced(added_to.document_ids()) == ()


def test_hostile_words_stay_words(adding: TestClient) -> None:
    script = "<img src=x onerror=alert(1)>"
    text = f"{ENGLISH} Red Silk is distributed by <u onclick=x>Volga</u> in Russia, and by nobody elsewhere."
    data = {"text": text, "publisher": script}
    answer = adding.post("/add", data=data, files=[("files", (f"{script}.txt", b"\x00"))], headers=WRITER)
    assert answer.status_code == 200
    assert "<img" not in answer.text
    assert "<u onclick" not in answer.text
    assert "&lt;img" in answer.text


def test_many_at_once_lose_nothing(adding: TestClient, added_to: Store) -> None:
    """Eight add, each something and all the same, while they read pages as well."""
    before = added_to.counts()["documents"]

    def work(n: int) -> list[int]:
        own = adding.post(API, json={"text": f"{ENGLISH} Number {n} says so."}, headers=WRITER)
        read = adding.get("/"), adding.get("/review"), adding.get(f"/people/{n}")
        same = adding.post(API, json={"text": f"{ENGLISH} All say so."}, headers=WRITER)
        return [own.status_code, same.status_code, *(r.status_code for r in read)]

    with ThreadPoolExecutor(8) as pool:
        answers = [status for some in pool.map(work, range(8)) for status in some]
    added = answers.count(201)
    assert set(answers) <= {200, 201, 404, 503}
    assert added_to.counts()["documents"] == before + added
    assert added >= 2
    assert not added_to.has_pending()


def test_an_article_that_takes_too_long_is_given_up(added_to: Store) -> None:
    room = ReadingRoom(added_to.address, limit=0.001)
    late = room.read(Handed("slow", "slow", ENGLISH.encode()), Options())
    assert isinstance(late, Failed)
    assert "takes longer than" in str(late.error)


def test_who_would_wait_too_long_is_told(added_to: Store) -> None:
    room = ReadingRoom(added_to.address, seats=0, patience=0.01)
    with pytest.raises(BusyError):
        room.read(Handed("a", "a", b"text"), Options())


def test_a_process_that_dies_is_replaced(adding: TestClient) -> None:
    assert adding.post(API, json={"text": f"{ENGLISH} Before."}, headers=WRITER).status_code == 201
    room = adding.app.state.reading_room  # type: ignore[attr-defined]
    reader = room._seats.get()
    reader._process.kill()
    room._seats.put(reader)
    assert adding.post(API, json={"text": f"{ENGLISH} After."}, headers=WRITER).status_code == 201


def test_records_that_fail_to_derive_are_derived_with_the_next(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep = Upkeep(own_store)
    own_store.mark_everything_pending()
    with monkeypatch.context() as patched:
        patched.setattr("filmdossier.web.upkeep.derive_small", lambda *_: 1 / 0)
        assert not upkeep.catch_up(10)
    assert own_store.has_pending()
    assert upkeep.catch_up(60)
    assert not own_store.has_pending()


VIEWS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@pytest.mark.browser
def test_pasting_uploading_and_fetching_in_a_browser(browser: Any, press_file: Path, tmp_path: Path, site: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    wait = WebDriverWait(browser, 30)
    file = tmp_path / "новость.txt"
    file.write_text(f"{RUSSIAN} Пришли многие.", "utf-8")

    def check(name: str) -> None:
        for width, scheme in VIEWS:
            set_view(browser, width, 800, scheme)
            assert violations(browser) == []
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
            screenshot(browser, f"{name}-{width}-{scheme}")

    with (
        open_store(shutil.copy(press_file, tmp_path / "own.db")) as store,
        serving(store, settings(allow_private=True)) as address,
    ):
        browser.delete_all_cookies()
        set_view(browser)
        browser.get(address + "/add")
        follow(browser, browser.find_element("css selector", ".message a"))
        wait.until(lambda b: b.find_element("id", "token")).send_keys(TOKEN)
        follow(browser, browser.find_element("css selector", "main form button"))
        wait.until(lambda b: b.find_element("id", "text")).send_keys(CHINESE)
        browser.get_log("browser")
        browser.find_element("id", "files").send_keys(str(file))
        browser.find_element("id", "address").send_keys(f"{site}/news/opens.html")
        check("add")
        browser.find_element("css selector", ".add-go button").click()
        wait.until(lambda b: len(b.find_elements("css selector", ".add-result")) == 3)
        check("added")
        shown = browser.find_element("css selector", "main").text
        assert "3 articles read" in shown
        assert "Page of the tests" in shown
        metas = " ".join(e.text for e in browser.find_elements("css selector", ".add-result .meta"))
        assert all(language in metas for language in ("Chinese", "Russian", "English"))
        assert [e["message"] for e in browser.get_log("browser")] == []
        link = browser.find_element("css selector", ".add-result h2 a").get_attribute("href")
        assert link.removeprefix(f"{address}/articles/") in store.document_ids()
        browser.delete_all_cookies()


def test_the_answer_is_as_documented(adding: TestClient) -> None:
    document = json.loads(adding.get("/api/v1/openapi.json").text)
    answers = document["paths"]["/api/v1/articles"]["post"]["responses"]
    assert {"200", "201", "400", "401", "422", "503"} <= set(answers)

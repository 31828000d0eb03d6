"""No word of an article, of its source or of a person becomes markup, script, an address or a header field."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from lxml import html

from filmdossier.store.open import open_store
from tests.web.conftest import TOKEN, WRITER, follow, serving
from tests.web.hostile_press import spoil

MOST_PAGES = 120
OUTWARDS = {"noreferrer", "noopener", "nofollow"}


@pytest.fixture(scope="module")
def hostile(press_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over hostile words."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.db"
    shutil.copy(press_file, file)
    spoil(file)
    with open_store(file) as store, serving(store) as address:
        yield address


@pytest.fixture(scope="module")
def pages(hostile: str) -> dict[str, httpx.Response]:
    """Every page that links lead to from the first one, as somebody who is logged in sees it."""
    seen: dict[str, httpx.Response] = {}
    waiting = deque(
        [
            "/",
            "/review",
            "/judgements",
            "/compare",
            "/add",
            "/api",
            "/?q=%3Cu%3E%22'",
            "/nope/%3Cu%3E",
            "/?order=%3Cu%3E",
        ]
    )
    kinds: dict[str, int] = {}
    with httpx.Client(base_url=hostile, headers=WRITER) as client:
        judge(client)
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.popleft()
            kind = "/".join(path.split("?")[0].split("/")[:2] + path.split("?")[0].split("/")[3:])
            if path in seen or kinds.get(kind, 0) >= 3:
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            seen[path] = answer = client.get(path)
            if "location" in answer.headers:
                waiting.append(own(hostile, path, answer.headers["location"]) or "/")
            if answer.headers["content-type"].startswith("text/html"):
                for link in found_in(answer, "//*[not(self::base)]/@href | //@src"):
                    waiting.append(own(hostile, path, link) or path)
    return seen


def judge(client: httpx.Client) -> None:
    """Somebody who may write gives hostile reasons, and a hostile value."""
    film = client.get("/api/v1/films").json()["films"][0]["id"]
    claims = client.get(f"/api/v1/films/{film}/claims").json()["claims"]
    for verdict, claim in zip(("wrong", "right"), claims, strict=False):
        wanted = {"verdict": verdict, "subjects": [claim["claim"]], "why": "'\"><u>{{7*7}}<script>hacked=1</script>"}
        assert client.post("/api/v1/judgements", json=wanted).status_code == 201


def found_in(answer: httpx.Response, path: str) -> list[Any]:
    """What an XPath finds in a page."""
    tree: Any = html.fromstring(answer.content)
    return list(tree.xpath(path))


def own(server: str, page: str, link: str) -> str | None:
    """The path of a link on this server, or None of one that leads outwards."""
    at = urlsplit(urljoin(server + page, link))
    if f"{at.scheme}://{at.netloc}" != server:
        return None
    return at.path + (f"?{at.query}" if at.query else "")


def test_the_pages_show_the_words(pages: dict[str, httpx.Response]) -> None:
    shown = [path for path, answer in pages.items() if "&lt;u&gt;" in answer.text or "&lt;script&gt;" in answer.text]
    assert len(shown) > 15
    assert {path.split("/")[1] for path in shown} >= {
        "",
        "films",
        "articles",
        "people",
        "judgements",
        "review",
        "compare",
        "api",
    }


def test_nothing_fails_over_them(pages: dict[str, httpx.Response]) -> None:
    assert {path: a.status_code for path, a in pages.items() if a.status_code >= 400 and "%3Cu%3E" not in path} == {}
    assert {path: a.status_code for path, a in pages.items() if a.status_code >= 500} == {}


def test_none_becomes_markup(pages: dict[str, httpx.Response]) -> None:
    found = []
    for path, answer in pages.items():
        kind = answer.headers["content-type"]
        if not kind.startswith(("text/html", "image/svg")):
            continue
        tree: Any = html.fromstring(answer.content)
        found += [f"{path}: element {e.tag}" for e in tree.iter("u", "iframe", "object", "embed", "base")]
        found += [f"{path}: img {e.get('src')}" for e in tree.iter("img") if e.get("src") == "x"]
        found += [f"{path}: script in the page" for e in tree.iter("script") if not e.get("src")]
        for element in tree.iter():
            found += [f"{path}: attribute {name}" for name in element.attrib if str(name).lower().startswith("on")]
            if not kind.startswith("image/svg") and "style" in element.attrib:
                found.append(f"{path}: style attribute")
    assert found == []


def test_links_lead_to_pages_here_or_to_the_web(hostile: str, pages: dict[str, httpx.Response]) -> None:
    wrong = []
    for path, answer in pages.items():
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for element in found_in(answer, "//*[@href or @src or @action or @formaction]"):
            for name in ("href", "src", "action", "formaction"):
                link = element.get(name)
                if link is None or own(hostile, path, link) is not None:
                    continue
                if urlsplit(urljoin(hostile + path, link)).scheme not in {"http", "https"}:
                    wrong.append(f"{path}: {link}")
                elif element.tag != "a" or not set((element.get("rel") or "").split()) >= OUTWARDS:
                    wrong.append(f"{path}: without rel: {link}")
    assert wrong == []


def test_templates_are_filled_in_once(pages: dict[str, httpx.Response]) -> None:
    assert [path for path, answer in pages.items() if "<u>49" in unescape(answer.text)] == []


def test_answers_carry_only_our_fields(pages: dict[str, httpx.Response]) -> None:
    for path, answer in pages.items():
        assert "hacked" not in str(answer.headers), path
        assert "evil" not in answer.headers.get("location", ""), path
        assert "default-src 'none'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path


@pytest.mark.browser
def test_no_script_of_theirs_runs(browser: Any, hostile: str, pages: dict[str, httpx.Response]) -> None:
    kinds: dict[str, str] = {}
    for path, answer in pages.items():
        if answer.status_code == 200 and answer.headers["content-type"].startswith(("text/html", "image/svg")):
            parts = path.split("?")[0].split("/")
            kinds.setdefault("/".join([*parts[:2], *parts[3:]]), path)
    browser.get(hostile + "/login")
    browser.find_element("id", "token").send_keys(TOKEN)
    follow(browser, browser.find_element("css selector", "main form button"))
    browser.get_log("browser")
    for path in kinds.values():
        browser.get(hostile + path)
        assert browser.execute_script("return typeof hacked") == "undefined", path
        told = [entry["message"] for entry in browser.get_log("browser") if "favicon" not in entry["message"]]
        assert told == [], path
    browser.delete_all_cookies()
    assert len(kinds) > 5

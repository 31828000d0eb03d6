"""The list of films: in every order, a page at a time, on any screen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.store.store import Store
from filmdossier.web import cursors
from filmdossier.web.api.films import GrossIn
from filmdossier.web.pages.films import sum_of
from tests.contract.articles import article
from tests.web.conftest import follow, screenshot, set_view, violations

ORDERS = ["articles", "latest", "changed", "findings", "gross", "title"]


def names(client: TestClient, order: str, limit: int = 50) -> list[str]:
    """The whole list, a page at a time."""
    found: list[str] = []
    after: str | None = None
    while True:
        given: dict[str, str | int] = {"order": order, "limit": limit, **({"after": after} if after else {})}
        page = client.get("/api/v1/films", params=given).json()
        found += [f["id"] for f in page["films"]]
        after = page["next"]
        if after is None:
            return found


@pytest.mark.parametrize("order", ORDERS)
def test_pages_make_the_list(client: TestClient, store: Store, order: str) -> None:
    whole = [f.id for f in store.films(order)]
    assert names(client, order, 7) == whole
    assert names(client, order, 200) == whole


def test_a_row_says_what_the_store_knows(client: TestClient) -> None:
    [row] = client.get("/api/v1/films", params={"limit": 1}).json()["films"]
    assert row.pop("changed").startswith("20")
    assert row.pop("id")
    assert row.pop("gross") == {"amount": 688_600_000, "currency": "RUB", "usd": pytest.approx(6.6e6, rel=0.02)}
    known = {"name": "Red Silk", "romanised": None, "year": "2025", "articles": 23, "claims": 278, "findings": 6}
    assert row == {**known, "latest": "2026-02-25"}


def test_a_search_is_a_list_as_well(client: TestClient) -> None:
    first = client.get("/api/v1/films", params={"q": "silk", "limit": 1}).json()
    assert [f["name"] for f in first["films"]] == ["Red Silk"]
    rest = client.get("/api/v1/films", params={"q": "silk", "limit": 1, "after": first["next"]}).json()
    assert [f["name"] for f in rest["films"]] == ["Black Silk"]


CURSORS = {
    "no base64": "%%%",
    "no JSON": "abcd",
    "no list": cursors.written([])[:1] + "Ik",
    "of another list": cursors.written(["title", None, "a", "b"]),
    "of another kind": cursors.written(["articles", "many", "a", "b"]),
    "too long a list": cursors.written(["articles", 1, "a", "b", "c"]),
    "too great": cursors.written(["articles", 10**30, "a", "b"]),
    "no number": cursors.written(["articles", True, "a", "b"]),
    "odd id": cursors.written(["articles", 1, "a", "\0'; --"]),
    "of a search": cursors.written(["q", 5]),
    "deep": "W1tb" * 900,
}


@pytest.mark.parametrize("after", CURSORS.values(), ids=CURSORS)
def test_a_cursor_that_was_not_handed_out(client: TestClient, after: str) -> None:
    answer = client.get("/api/v1/films", params={"after": after})
    assert answer.status_code == 400
    assert "cursor" in answer.text
    assert client.get("/", params={"after": after}).status_code == 400


@pytest.mark.parametrize(
    ("order", "leading"), [("latest", "\ud800"), ("changed", "\0"), ("gross", "x"), ("latest", 5), ("title", "x")]
)
def test_what_a_cursor_goes_on_after_is_checked(client: TestClient, order: str, leading: Any) -> None:
    given = {"order": order, "after": cursors.written([order, leading, "a", "b"])}
    assert client.get("/api/v1/films", params=given).status_code == 400


def test_a_cursor_of_an_odd_title(client: TestClient) -> None:
    given = {"after": cursors.written(["articles", 3, "\0\ud800 \x1b", "b"])}
    assert client.get("/api/v1/films", params=given).status_code == 200


@pytest.mark.parametrize(
    ("gross", "short", "full"),
    [
        (("688600000", "RUB", 6558095.0), "RUB 688.6 million", "RUB 688,600,000, about USD 6.56 million"),
        (("155000000", "USD", 1.55e8), "USD 155 million", "USD 155,000,000"),
        (("1234567.89", "EUR", 1400000.0), "EUR 1.235 million", "EUR 1,234,567.89, about USD 1.4 million"),
        (("2923706026", "USD", 2.9e9), "USD 2.924 billion", "USD 2,923,706,026"),
        (("847", "XXX", None), "XXX 847", "XXX 847"),
        (("0.4", "USD", 0.4), "USD 0", "USD 0.4"),
    ],
)
def test_sums(gross: tuple[str, str, float | None], short: str, full: str) -> None:
    amount = Decimal(gross[0])
    given = int(amount) if amount == amount.to_integral_value() else float(amount)
    assert sum_of(GrossIn(amount=given, currency=gross[1], usd=gross[2])) == (short, full)


def test_findings(client: TestClient, store: Store) -> None:
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = client.get("/api/v1/findings", params={"limit": 4, **({"after": after} if after else {})}).json()
        found += page["findings"]
        after = page["next"]
        if after is None:
            break
    assert [f["severity"] for f in found] == ["error"] + ["warning"] * (len(found) - 1)
    assert {f["id"] for f in found} == {f.id for f in store.findings()}
    assert sum(c["number"] for c in page["counts"]) == len(found)
    assert client.get(f"/api/v1/findings/{found[0]['id']}").json() == found[0]
    assert client.get("/api/v1/findings/0000").status_code == 404
    few = client.get("/api/v1/findings", params={"rule": "name", "severity": "warning"}).json()["findings"]
    assert few == [f for f in found if f["rule"] == "name"]
    assert client.get("/api/v1/findings", params={"severity": "fatal"}).status_code == 422
    assert client.get("/api/v1/findings", params={"after": CURSORS["of a search"]}).status_code == 400


def test_a_reader_with_no_data_is_led_on(empty_client: TestClient) -> None:
    page = empty_client.get("/").text
    assert "/add" in page
    assert "serve --demo" in page
    assert "<table" not in page


def test_articles_whose_records_are_still_made(tmp_path: Any) -> None:
    from filmdossier.store.open import open_store
    from filmdossier.web.app import create_app
    from tests.web.conftest import settings

    with open_store(tmp_path / "new.db") as opened, TestClient(create_app(opened, settings())) as client:
        opened.keep_many([article("one")])
        assert "1 article has been read; the records of their films are being made" in client.get("/").text


# In the browser


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_it(browser: Any, served: str, scheme: str, width: int) -> None:
    set_view(browser, width, 800, scheme)
    for address, name in (
        ("/?order=gross", "films"),
        ("/?q=silk", "search"),
        ("/?q=%D1%88%D1%91%D0%BB%D0%BA", "search-ru"),
    ):
        browser.get(served + address)
        assert violations(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        screenshot(browser, f"{name}-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []


@pytest.mark.browser
def test_sorting(browser: Any, served: str, store: Store) -> None:
    set_view(browser)
    browser.get(served + "/")
    for words, order in (("Highest gross", "gross"), ("Title", "title"), ("Most findings", "findings")):
        follow(browser, browser.find_element("link text", words))
        current = browser.find_element("css selector", ".orders [aria-current]")
        assert current.text == words
        links = browser.find_elements("css selector", "tbody th a")
        assert [a.get_attribute("href").rpartition("/")[2] for a in links] == [f.id for f in store.films(order)]


@pytest.mark.browser
def test_a_gross_is_shown_short_and_told_in_full(browser: Any, served: str) -> None:
    set_view(browser)
    browser.get(served + "/")
    cell = browser.find_element("css selector", "tbody tr td[title]")
    assert cell.text == "RUB 688.6 million"
    assert cell.get_attribute("title").startswith("RUB 688,600,000, about USD 6.")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_an_empty_store_in_the_browser(browser: Any, tmp_path: Any, width: int) -> None:
    from filmdossier.store.open import open_store
    from tests.web.conftest import serving

    with open_store(tmp_path / "empty.db") as opened, serving(opened) as address:
        set_view(browser, width)
        browser.get(address + "/")
        assert violations(browser) == []
        screenshot(browser, f"films-empty-{width}")
        follow(browser, browser.find_element("partial link text", "paste"))
        assert browser.current_url == address + "/add"

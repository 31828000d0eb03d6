"""Searching: from the field of every page, as one types and by the form, in every script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.engine.deriving import derive
from filmdossier.store.store import Store
from tests.contract.articles import article
from tests.engine.press_store import RATES
from tests.web.conftest import screenshot, set_view, violations

HOSTILE = "<img src=x onerror=alert(1)>"
#: What somebody types, and what is among the first that is found.
TYPED = {
    "English": ("red silk", "Red Silk"),
    "unfinished": ("red sil", "Red Silk"),
    "Russian without dots": ("красный шелк", "Red Silk"),
    "Chinese from the middle": ("丝绸", "Red Silk"),
    "romanised Russian": ("krasnyy", "Red Silk"),
    "a person in Russian": ("Волгин", "Andrey Volgin"),
    "an organisation": ("national media", "National Media Group"),
    "words": ("five weeks after", "Red Silk: end of the line"),
}
#: The same, as it is suggested in a browser.
SUGGESTED = {
    "Russian": ("Красный шёлк", "Red Silk"),
    "Chinese": ("红丝绸", "Red Silk"),
    "romanised": ("hong sichou", "Red Silk"),
    "a person": ("volgin", "Andrey Volgin"),
    "words": ("five weeks after", "Red Silk: end of the line"),
}


def found(client: TestClient, words: str, limit: int = 10) -> dict[str, Any]:
    answer = client.get("/api/v1/search", params={"q": words, "limit": limit})
    assert answer.status_code == 200
    data: dict[str, Any] = answer.json()
    return data


# The API


def test_everything_in_one_answer(client: TestClient, store: Store) -> None:
    data = found(client, "volgin")
    assert [p["name"] for p in data["people"]] == ["Andrey Volgin"]
    assert "Red Silk" in [f["name"] for f in data["people"][0]["films"]]
    assert data["films"] == []
    assert data["articles"]
    for a in data["articles"]:
        assert a["hits"]
        assert {a["passage"][start:end].casefold() for start, end in a["hits"]} == {"volgin"}
        assert store.document(a["id"]).text[a["start"] :].startswith(a["passage"])


def test_no_more_than_is_asked_for(client: TestClient) -> None:
    data = found(client, "silk", 2)
    assert [len(data[k]) for k in ("films", "articles")] == [2, 2]
    assert not data["more_films"]
    assert data["more_articles"]


@pytest.mark.parametrize("words", ["", "  ", "\0", "\"'*:()", "%_", "<script>", "NEAR(a b)", "a" * 200, "红" * 200])
def test_whatever_is_typed(client: TestClient, words: str) -> None:
    assert found(client, words)["people"] == []
    assert client.get("/", params={"q": words}).status_code == 200


@pytest.mark.parametrize("given", [{}, {"q": "x" * 201}, {"q": "x", "limit": 0}, {"q": "x", "limit": 51}])
def test_what_is_refused(client: TestClient, given: dict[str, Any]) -> None:
    assert client.get("/api/v1/search", params=given).status_code == 422


@pytest.mark.parametrize(("typed", "expected"), TYPED.values(), ids=TYPED)
def test_what_is_found(client: TestClient, typed: str, expected: str) -> None:
    data = found(client, typed)
    names = [f["name"] for f in (*data["films"], *data["people"])] + [a["title"] for a in data["articles"]]
    assert expected in names[:5]


# The page


def test_sections_with_marked_words(client: TestClient) -> None:
    page = client.get("/", params={"q": "volgin"}).text
    assert '<h2 id="films">' not in page
    assert '<h2 id="people">' in page
    assert '<h2 id="articles">' in page
    assert "<mark>Volgin</mark>" in page
    page = client.get("/", params={"q": "Красный шёлк"}).text
    assert '<h2 id="films">' in page
    assert "<mark>Красный</mark> <mark>ш" in page


def test_nothing_is_found(client: TestClient) -> None:
    page = client.get("/", params={"q": "zzzz"}).text
    assert "Try fewer letters, or another script" in page
    assert 'value="zzzz"' in page


@pytest.fixture
def hostile_store(own_store: Store) -> Store:
    """The press, and an article of a hostile film by a hostile person, told to hostile people."""
    text = f"{HOSTILE} opened today. {HOSTILE} said so: hostile words."
    own_store.keep_many([article(text, films=[HOSTILE], names=[f"Vadim {HOSTILE}"], publisher=HOSTILE)])
    own_store.keep_many([article("half a character: hostile \ud800", films=["hostile \ud800"], source="\udcff")])
    derive(own_store, RATES)
    return own_store


def test_hostile_words_stay_words(own_client: TestClient, hostile_store: Store) -> None:
    assert hostile_store.films_called("img src")[0].name == HOSTILE
    for given in ({}, {"q": "hostile"}, {"q": "onerror"}, {"q": HOSTILE}, {"order": "title"}):
        page = own_client.get("/", params=given).text
        assert "<img" not in page
        assert "alert(1)" in page or "q" not in given or given["q"] == "hostile"
    names = [f["name"] for f in found(own_client, "hostile")["films"]]
    assert names == ["hostile \N{REPLACEMENT CHARACTER}"]
    assert found(own_client, "onerror")["films"][0]["name"] == HOSTILE


# In the browser


def field(browser: Any) -> Any:
    return browser.find_element("css selector", "#q")


def until(browser: Any, script: str) -> Any:
    """Wait until a script gives something, and give that."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 10, poll_frequency=0.02).until(lambda b: b.execute_script(f"return {script}"))


def suggestions(browser: Any) -> list[str]:
    """What is suggested, as soon as something is."""
    return list(
        until(
            browser,
            "document.querySelector('#suggestions:not([hidden])') && "
            "[...document.querySelectorAll('#suggestions .name bdi:first-child')].map(o => o.textContent)",
        )
    )


@pytest.fixture
def opened(browser: Any, served: str) -> Iterator[Any]:
    set_view(browser)
    browser.get(served + "/api")
    yield browser
    assert [e["message"] for e in browser.get_log("browser")] == []


@pytest.mark.browser
@pytest.mark.parametrize(("typed", "suggested"), SUGGESTED.values(), ids=SUGGESTED)
def test_typing(opened: Any, typed: str, suggested: str) -> None:
    field(opened).send_keys(typed)
    assert suggested in suggestions(opened)[:6]
    assert field(opened).get_attribute("aria-expanded") == "true"
    number = len(suggestions(opened))
    told = until(opened, "document.querySelector('form.search [role=status]').textContent")
    assert told.startswith(str(number))


@pytest.mark.browser
def test_by_keyboard_alone(opened: Any, served: str, store: Store) -> None:
    from selenium.webdriver.common.keys import Keys

    q = field(opened)
    q.send_keys("silk")
    shown = suggestions(opened)
    assert shown[:2] == ["Red Silk", "Black Silk"]

    def chosen() -> str | None:
        active = q.get_attribute("aria-activedescendant")
        lit = opened.find_elements("css selector", "#suggestions [aria-selected=true]")
        assert [e.get_attribute("id") for e in lit] == ([active] if active else [])
        return active and str(lit[0].find_element("css selector", "bdi").text)

    assert chosen() is None
    q.send_keys(Keys.ARROW_DOWN)
    assert chosen() == "Red Silk"
    q.send_keys(Keys.ARROW_UP)
    assert chosen() is None, "above the first comes the field itself"
    q.send_keys(Keys.ARROW_UP)
    assert chosen() == shown[-1]
    q.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert chosen() == "Black Silk"
    assert violations(opened) == []
    screenshot(opened, "suggestions-1280")
    q.send_keys(Keys.ESCAPE)
    assert q.get_attribute("aria-expanded") == "false"
    assert chosen() is None
    assert q.get_attribute("value") == "silk", "what was typed stays"
    q.send_keys(Keys.ARROW_DOWN)
    assert suggestions(opened) == shown
    q.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    until(opened, "location.pathname.startsWith('/films/')")
    [red] = [f for f in store.films() if f.name == "Red Silk"]
    assert opened.current_url == f"{served}/films/{red.id}"
    opened.get_log("browser")


@pytest.mark.browser
def test_by_mouse(opened: Any, served: str) -> None:
    field(opened).send_keys("volgin")
    suggestions(opened)
    opened.find_element("css selector", "#suggestions [role=option]").click()
    until(opened, "location.pathname.startsWith('/people/')")


@pytest.mark.browser
def test_the_form_goes_where_it_says(opened: Any, served: str) -> None:
    from selenium.webdriver.common.keys import Keys

    field(opened).send_keys("волгин", Keys.ENTER)
    until(opened, "location.pathname === '/' && document.readyState === 'complete'")
    assert "Волгин" in opened.find_element("css selector", ".films-articles mark").text
    assert field(opened).get_attribute("value") == "волгин"


@pytest.mark.browser
def test_only_the_last_words_count(opened: Any) -> None:
    """An answer that comes late does not take the place of a newer one."""
    opened.execute_script("""
        window.asked = [];
        const ask = window.fetch;
        window.fetch = (address, options) => {
            window.asked.push(new URL(address).searchParams.get("q"));
            const late = window.asked.length === 1 ? new Promise(done => { window.release = done; }) : null;
            return late ? late.then(() => ask(address, {...options, signal: undefined})) : ask(address, options);
        };
    """)
    field(opened).send_keys("barbie")
    until(opened, "window.asked.length === 1")
    field(opened).clear()
    field(opened).send_keys("volgin")
    assert suggestions(opened)[0] == "Andrey Volgin"
    opened.execute_async_script("window.release(); setTimeout(arguments[0], 300)")
    assert suggestions(opened)[0] == "Andrey Volgin"
    assert opened.execute_script("return window.asked[window.asked.length - 1]") == "volgin"
    assert opened.execute_script("return window.asked.length") < 6, "not at every key"


@pytest.mark.browser
def test_nothing_to_suggest(opened: Any) -> None:
    field(opened).send_keys("zzzz")
    until(opened, "document.querySelector('form.search [role=status]').textContent === 'No suggestions'")
    assert field(opened).get_attribute("aria-expanded") == "false"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(browser: Any, served: str, scheme: str) -> None:
    set_view(browser, 360, 740, scheme)
    browser.get(served + "/")
    field(browser).send_keys("silk")
    assert suggestions(browser)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    assert violations(browser) == []
    screenshot(browser, f"suggestions-360-{scheme}")


@pytest.mark.browser
def test_hostile_titles_in_the_browser(browser: Any, hostile_store: Store, own_served: str) -> None:
    set_view(browser)
    for address in ("/?order=title", "/?q=onerror"):
        browser.get(own_served + address)
        assert HOSTILE in browser.find_element("css selector", "main").text
        assert browser.find_elements("css selector", "img") == []
    field(browser).clear()
    field(browser).send_keys("onerror")
    assert HOSTILE in suggestions(browser)
    assert browser.find_elements("css selector", "img") == []
    screenshot(browser, "suggestions-hostile")
    assert [e["message"] for e in browser.get_log("browser")] == []

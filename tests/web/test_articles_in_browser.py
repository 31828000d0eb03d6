"""The page of an article in a real browser: by mouse, by keys, by address, without a script, on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from filmdossier.store.store import Store
from tests.web.articles_at_hand import held, hostile_reading, two_captures
from tests.web.conftest import follow, screenshot, set_view, violations

pytestmark = pytest.mark.browser

PRESS = {"en": "red-silk-wire.txt", "ru": "shelk-pochti-dva.txt", "zh": "red-silk-zh-portal.txt"}


def documents_of(store: Store) -> dict[str, str]:
    """The articles of the press that are looked at, by language."""
    sources = {store.head(d).source: d for d in store.document_ids()}
    return {lang: d for lang, end in PRESS.items() for source, d in sources.items() if source.endswith(end)}


@pytest.fixture(params=PRESS)
def article(request: pytest.FixtureRequest, browser: Any, served: str, store: Store) -> Any:
    """The browser with an article open, and the pointer where no words come to lie under it."""
    from selenium.webdriver import ActionChains

    set_view(browser)
    pointer = ActionChains(browser)
    pointer.w3c_actions.pointer_action.move_to_location(1, 1)  # type: ignore[no-untyped-call]
    pointer.perform()
    browser.get(f"{served}/articles/{documents_of(store)[request.param]}")
    return browser


def css(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def run(browser: Any, script: str, *given: Any) -> Any:
    return browser.execute_script(script, *given)


def lit(browser: Any) -> set[str]:
    """The ids of what is lit."""
    return {i for i in run(browser, "return [...document.querySelectorAll('.on')].map(e => e.id)") if i}


def focused(browser: Any) -> str:
    """The id of what has the focus, or of what it is in."""
    return str(run(browser, "return document.activeElement.closest('[id]')?.id ?? ''"))


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def wait(browser: Any, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda b: b.execute_script(f"return {script}"))


def marks(browser: Any) -> list[str]:
    """The keys of what the text links, in order."""
    found = run(
        browser,
        "return [...document.querySelectorAll('.art-head a[data-k], .art-text a[data-k]')].map(e => e.dataset.k)",
    )
    return [str(k) for k in found]


def test_pointing_at_words_lights_the_list_and_the_other_way_round(article: Any) -> None:
    from selenium.webdriver import ActionChains

    key = marks(article)[-1]
    ActionChains(article).move_to_element(css(article, f".art-text a[data-k='{key}']")).perform()
    assert {f"i-{key}", key} <= lit(article)
    box = run(article, "return document.getElementById(arguments[0]).getBoundingClientRect().toJSON()", f"i-{key}")
    assert 0 <= box["top"] < box["bottom"] <= 900
    other = marks(article)[0]
    ActionChains(article).move_to_element(css(article, f"#i-{other} .art-go")).perform()
    assert {f"i-{other}", other} <= lit(article)
    assert key not in lit(article) or key == other


def test_keys_go_through_the_text_to_the_list_and_back(article: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    keys = marks(article)
    press(article, "j")
    assert run(article, "return document.activeElement.dataset.k") == keys[0]
    press(article, "j", "j", "k")
    assert run(article, "return document.activeElement.dataset.k") == keys[1]
    assert f"i-{keys[1]}" in lit(article)
    press(article, Keys.ENTER)
    wait(article, f"document.activeElement.closest('.art-item')?.id === 'i-{keys[1]}'")
    items = run(article, "return [...document.querySelectorAll('.art-item')].map(e => e.id)")
    at = items.index(f"i-{keys[1]}")
    press(article, "j" if at == 0 else "k")
    moved = items[1 if at == 0 else at - 1]
    assert focused(article) in (moved, f"d-{moved[2:]}") or focused(article) == moved
    press(article, Keys.ARROW_UP if at == 0 else Keys.ARROW_DOWN, Keys.ENTER)
    wait(article, f"document.activeElement.dataset.k === '{keys[1]}' && !document.activeElement.closest('.art-list')")
    press(article, Keys.ESCAPE)
    wait(article, "!document.querySelector('.on')")


def test_keys_are_left_alone_in_fields_with_modifiers_and_when_switched_off(article: Any) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    css(article, "#q").click()
    press(article, "j")
    assert focused(article) == "q"
    assert css(article, "#q").get_attribute("value").endswith("j")
    run(article, "document.activeElement.blur()")
    ActionChains(article).key_down(Keys.ALT).send_keys("j").key_up(Keys.ALT).perform()
    assert run(article, "return document.activeElement.dataset.k ?? null") is None
    switch = css(article, ".art-keys button")
    switch.click()
    assert switch.get_attribute("aria-pressed") == "false"
    run(article, "document.activeElement.blur()")
    press(article, "j")
    assert run(article, "return document.activeElement.dataset.k ?? null") is None
    article.refresh()
    switch = css(article, ".art-keys button")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    run(article, "document.activeElement.blur()")
    press(article, "j")
    assert run(article, "return document.activeElement.dataset.k ?? null") is not None


def test_tab_goes_through_the_words_before_the_list(article: Any) -> None:
    order = run(
        article,
        "return [...document.querySelectorAll('a[href], button, input, summary')].every(e => e.tabIndex === 0)"
        " && document.querySelector('.art-text a').compareDocumentPosition(document.querySelector('.art-go'))"
        " === Node.DOCUMENT_POSITION_FOLLOWING",
    )
    assert order


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("kind", ["c", "s"])
def test_an_address_leads_to_the_words(browser: Any, served: str, store: Store, kind: str, scripted: bool) -> None:
    set_view(browser, height=400)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripted})
    try:
        for document in documents_of(store).values():
            said = store.claims_of_documents([document]) if kind == "c" else store.statements_of_documents([document])
            browser.get("about:blank")
            browser.get(f"{served}/articles/{document}#{kind}-{said[-1].id}")
            element = css(browser, f"#{kind}-{said[-1].id}")
            assert element.value_of_css_property("background-color") == "rgba(255, 235, 166, 1)"
            assert element.text
            box = element.rect
            shown = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssVisualViewport"]
            assert shown["pageY"] <= box["y"] < shown["pageY"] + shown["clientHeight"]
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_all_words_of_a_statement_are_lit_from_its_sign(browser: Any, served: str, store: Store) -> None:
    set_view(browser)
    for document in documents_of(store).values():
        for said in store.statements_of_documents([document]):
            browser.get("about:blank")
            browser.get(f"{served}/articles/{document}#i-s-{said.id}")
            words = run(
                browser, "return [...document.querySelectorAll('.art-text .on')].map(e => e.textContent).join('')"
            )
            assert all("".join(p.split()) in "".join(words.split()) for p in said.parts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", PRESS)
def test_anybody_can_read_it(browser: Any, served: str, store: Store, language: str, width: int, scheme: str) -> None:
    document = documents_of(store)[language]
    claims = store.claims_of_documents([document])
    set_view(browser, width, 800, scheme)
    browser.get("about:blank")
    browser.get_log("browser")  # what an earlier page complained of
    browser.get(f"{served}/articles/{document}#c-{claims[-1].id}")
    assert violations(browser) == []
    assert run(browser, "return document.documentElement.scrollWidth") <= width
    screenshot(browser, f"article-{language}-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []


@pytest.fixture
def writer(browser: Any, own_served: str) -> Iterator[Any]:
    """The browser, with somebody logged in by the header that every request bears."""
    from tests.web.conftest import WRITER

    set_view(browser)
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": WRITER})
    yield browser
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {}})


@pytest.mark.parametrize("width", [360, 1280])
def test_whoever_is_logged_in_can_judge_beside_each_claim(
    writer: Any, own_served: str, own_store: Store, width: int
) -> None:
    set_view(writer, width)
    writer.get(f"{own_served}/articles/{documents_of(own_store)['en']}")
    css(writer, ".art-judge summary").click()
    form = css(writer, ".art-judge[open]")
    assert [b.text for b in form.find_elements("css selector", "button:enabled")] == ["Right", "Wrong", "Corrected so"]
    form.find_element("css selector", "input[name=why]").send_keys("jk\n")
    assert focused(writer).startswith("i-c-")
    assert "done=" not in writer.current_url
    assert violations(writer) == []
    assert run(writer, "return document.documentElement.scrollWidth") <= width
    screenshot(writer, f"article-judging-{width}")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_versions_and_what_changed(browser: Any, own_served: str, own_store: Store, width: int, scheme: str) -> None:
    first, second = two_captures(own_store)
    set_view(browser, width, 800, scheme)
    browser.get(f"{own_served}/articles/{first}")
    assert violations(browser) == []
    screenshot(browser, f"article-old-{width}-{scheme}")
    follow(browser, css(browser, ".art-old a"))
    assert browser.current_url.endswith(second)
    follow(browser, css(browser, f"#versions a[href$='{second}/changes?since={first}']"))
    assert [e.text for e in browser.find_elements("css selector", ".art-diff del")]
    assert violations(browser) == []
    assert run(browser, "return document.documentElement.scrollWidth") <= width
    screenshot(browser, f"article-changes-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []


def test_hostile_words_run_nothing_and_keep_the_page_whole(browser: Any, own_served: str, own_store: Store) -> None:
    document = held(own_store, hostile_reading())
    set_view(browser)
    browser.get(f"{own_served}/articles/{document}")
    assert [e["message"] for e in browser.get_log("browser")] == []
    assert run(browser, "return document.querySelectorAll('main img, main script, main [onmouseover]').length") == 0
    assert run(browser, "return document.querySelector('.art-record, .art-list').closest('.art-columns') !== null")
    # What turns letters around in one place does not in another.
    assert (
        run(browser, "return getComputedStyle(document.querySelector('.art-text .art-mark')).unicodeBidi") == "isolate"
    )
    assert violations(browser) == []
    screenshot(browser, "article-hostile")

"""Reviewing in a browser: one keystroke each, undone by another, without a script as well, for anybody's eyes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from filmdossier.engine.judging import judge
from filmdossier.model.judgement import Verdict
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.web.conftest import TOKEN, screenshot, serving, set_view, violations
from tests.web.doubtful_press import make_doubtful

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def doubtful_file(press_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_doubtful(press_file, tmp_path_factory.mktemp("doubtful") / "doubtful.db")


@pytest.fixture
def doubtful(doubtful_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copy(doubtful_file, tmp_path / "doubtful.db")) as opened:
        yield opened


@pytest.fixture
def reviewing(doubtful: Store, browser: Any) -> Iterator[str]:
    """The address of a server where the browser is logged in."""
    set_view(browser)
    with serving(doubtful) as address:
        browser.delete_all_cookies()
        browser.get(address + "/login")
        browser.find_element("id", "token").send_keys(TOKEN)
        browser.find_element("css selector", "main form button").click()
        until(browser, lambda: "Log out Ada" in text(browser, "header"))
        browser.get_log("browser")
        yield address
        browser.delete_all_cookies()


def until(browser: Any, condition: Callable[[], Any]) -> Any:
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.support.wait import WebDriverWait

    gone = [NoSuchElementException, StaleElementReferenceException]
    return WebDriverWait(browser, 15, 0.05, ignored_exceptions=gone).until(lambda _: condition())


def text(browser: Any, selector: str) -> str:
    """What stands in an element, seen or for a screen reader alone."""
    return str(browser.find_element("css selector", selector).get_attribute("textContent")).strip()


def press(browser: Any, *keys: str) -> None:
    browser.switch_to.active_element.send_keys(*keys)


def keyed(browser: Any, key: str, said: str) -> None:
    """Press a key on the page, and wait until it says what has happened."""
    press(browser, key)
    until(browser, lambda: said in text(browser, "#review-live"))


def left(browser: Any) -> list[str]:
    return [e.text for e in browser.find_elements("css selector", ".review-count")]


def test_one_keystroke_each(browser: Any, reviewing: str, doubtful: Store) -> None:
    browser.get(reviewing + "/review?show=films")
    assert left(browser)[1] == "4"
    keyed(browser, "d", "Different:")
    until(browser, lambda: left(browser)[1] == "3")
    assert browser.switch_to.active_element.get_attribute("id") == "review-title"
    keyed(browser, "u", "Unsure:")
    keyed(browser, "z", "Undone. Unsure:")
    keyed(browser, "s", "Same:")
    assert [str(j.verdict) for j in doubtful.judgements()] == ["different", "unsure", "withdrawn", "same"]
    browser.get(reviewing + "/review?show=findings")
    keyed(browser, "w", "Wrong:")
    keyed(browser, "r", "Right:")
    assert [str(j.verdict) for j in doubtful.judgements()][4:] == ["wrong", "right"]
    assert [e["message"] for e in browser.get_log("browser")] == []


def test_moving_about(browser: Any, reviewing: str, doubtful: Store) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(reviewing + "/review?show=findings")
    first = text(browser, ".review-message")
    press(browser, Keys.ARROW_RIGHT)
    until(browser, lambda: text(browser, ".review-message") != first)
    second = text(browser, ".review-message")
    press(browser, "n")
    until(browser, lambda: text(browser, ".review-message") not in (first, second))
    press(browser, "p")
    until(browser, lambda: text(browser, ".review-message") == second)
    browser.back()
    browser.back()
    until(browser, lambda: text(browser, ".review-message") == second)
    browser.back()
    until(browser, lambda: text(browser, ".review-message") == first)
    assert doubtful.judgements() == ()


def test_a_correction_with_the_present_value_filled_in(browser: Any, reviewing: str, doubtful: Store) -> None:
    from selenium.webdriver.common.keys import Keys

    finding = next(f for f in doubtful.worst_findings() if f.finding.rule == "conversion")
    browser.get(f"{reviewing}/review?item={finding.id}")
    press(browser, "c")
    field = browser.switch_to.active_element
    assert field.get_attribute("name") == "value.amount"
    assert field.get_attribute("value") == "689000000"
    field.send_keys("srw")
    assert doubtful.judgements() == (), "letters that are typed decide nothing"
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("many", Keys.ENTER)
    until(browser, lambda: "is no figure" in text(browser, "#review-problem"))
    assert browser.find_element("name", "value.amount").get_attribute("value") == "many", "what was typed stays"
    field = browser.find_element("name", "value.amount")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("690000000", Keys.ENTER)
    until(browser, lambda: "to RUB 690 million" in text(browser, "#review-live"))
    assert doubtful.judgements()[0].value == {"amount": 690_000_000, "currency": "RUB"}
    assert not browser.find_element("id", "review-problem").is_displayed()


def test_the_second_is_told_and_goes_on(browser: Any, reviewing: str, doubtful: Store) -> None:
    browser.get(reviewing + "/review?show=films")
    pair = [e.get_attribute("value") for e in browser.find_elements("css selector", ".review-decide [name=subject]")]
    judge(doubtful, Verdict.DIFFERENT, (pair[0], pair[1]), by="Bo")
    press(browser, "s")
    until(browser, lambda: "Bo decided on" in text(browser, "#review-problem"))
    until(browser, lambda: left(browser)[1] == "3")
    assert [j.by for j in doubtful.judgements()] == ["Bo"]


def test_keys_can_be_switched_off(browser: Any, reviewing: str, doubtful: Store) -> None:
    browser.get(reviewing + "/review?show=findings")
    browser.find_element("css selector", "#review-keys input").click()
    browser.find_element("css selector", "h1").click()
    press(browser, "r")
    browser.get(reviewing + "/review?show=findings")
    press(browser, "r")
    assert not browser.find_element("css selector", "#review-keys input").is_selected()
    assert doubtful.judgements() == ()
    browser.find_element("css selector", "#review-keys input").click()
    browser.find_element("css selector", "h1").click()
    keyed(browser, "r", "Right:")


def test_without_a_script(browser: Any, reviewing: str, doubtful: Store) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(reviewing + "/review?show=films")
        browser.find_element("css selector", ".review-decide [value=different]").click()
        until(browser, lambda: "Different:" in text(browser, "#review-said"))
        browser.find_element("css selector", ".review-moves form button").click()
        until(browser, lambda: "Undone." in text(browser, "#review-said"))
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert len(doubtful.judgements()) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_it(browser: Any, reviewing: str, doubtful: Store, scheme: str, width: int) -> None:
    set_view(browser, width, 800, scheme)
    conflict = next(f for f in doubtful.worst_findings() if f.finding.rule == "conflict")
    one, other = doubtful.worst_findings(2)
    pages = {
        "film": "/review?show=films",
        "person": "/review?show=people&n=1",
        "finding": f"/review?item={conflict.id}",
        "judgements": "/judgements",
    }
    judge(doubtful, Verdict.WRONG, (one.id,), by="Ada", why="the year is a slip of the translation")
    judge(doubtful, Verdict.RIGHT, (other.id,), by="Bo")
    judge(doubtful, Verdict.WITHDRAWN, ("2",), by="Ada")
    for name, path in pages.items():
        browser.get(reviewing + path)
        if name == "finding":
            press(browser, "c")
        assert violations(browser) == [], name
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, name
        screenshot(browser, f"review-{name}-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []

"""The page in a real browser: it runs under its own policy, works by mouse and keys, fits a phone, and can be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_readings import sample_reading

from filmdossier.export.html_page import render_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver"),
]

# Contrast as WCAG 2.2 defines it, of every element with words of its own, over the nearest background that is opaque.
CONTRAST = """
const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const colour = numbers(getComputedStyle(e).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
document.getAnimations().forEach(a => a.finish());
const poor = [];
for (const e of document.querySelectorAll('body *:not(script):not(style)')) {
  if (!e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
  const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) poor.push([e.className, e.textContent.slice(0, 30), (a + 0.05) / (b + 0.05)]);
}
return poor;
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield browser
    browser.quit()


@pytest.fixture
def page(driver: Any, tmp_path: Path) -> Any:
    file = tmp_path / "page.html"
    file.write_text(render_page([sample_reading(), sample_reading(title="Second")]), "utf-8")
    _show(driver, width=1280, height=900)
    driver.get(file.as_uri())
    return driver


def _show(driver: Any, width: int, height: int, scheme: str = "light", media: str = "") -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def _css(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def _lit(driver: Any) -> set[str]:
    found = driver.execute_script("return [...document.querySelectorAll('.fd-on')].map(e => e.id)")
    return {i for i in found if i}


def test_it_runs_under_its_own_policy_without_a_complaint(page: Any) -> None:
    assert [entry["message"] for entry in page.get_log("browser")] == []
    assert page.execute_script("return getComputedStyle(document.querySelector('.fd-columns')).display") == "grid"


def test_hovering_over_words_lights_their_place_in_the_list(page: Any) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(page).move_to_element(_css(page, "#a1-c6-at")).perform()
    assert {"a1-c6", "a1-c6-at", "a1-s1"} <= _lit(page)
    item = page.execute_script("return document.querySelector('#a1-c6').getBoundingClientRect().toJSON()")
    assert 0 <= item["top"] < item["bottom"] <= 900


def test_hovering_over_the_list_lights_the_words(page: Any) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(page).move_to_element(_css(page, "#a1-c1")).perform()
    assert "a1-c1-at" in _lit(page)


def test_enter_leads_from_the_words_to_the_list_and_back(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    focused = "return document.activeElement.closest('[id]')?.id"
    page.execute_script("document.querySelector('#a1-c6-at').focus()")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(page, 5).until(lambda d: d.execute_script(focused) == "a1-c6")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(page, 5).until(lambda d: d.execute_script(focused) == "a1-c6-at")


def test_arrows_walk_through_the_list_and_escape_puts_the_light_out(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    page.execute_script("document.querySelector('#a1-c1 .fd-go').focus()")
    page.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert page.execute_script("return document.activeElement.closest('.fd-item').id") == "a1-c2"
    assert "a1-c2-at" in _lit(page)
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not _lit(page)


def test_every_claim_is_reached_with_the_tab_key(page: Any) -> None:
    order = "return [...document.querySelectorAll('a, [tabindex]')].every(e => e.tabIndex >= 0)"
    assert page.execute_script(order)


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1920])
def test_nothing_sticks_out_sideways(page: Any, width: int) -> None:
    _show(page, width=width, height=800)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_background(page: Any, scheme: str) -> None:
    _show(page, width=1280, height=900, scheme=scheme)
    assert page.execute_script(CONTRAST) == []
    page.execute_script("document.querySelectorAll('[data-items]').forEach(e => e.classList.add('fd-on'))")
    assert page.execute_script(CONTRAST) == []


def test_families_differ_by_the_shape_of_their_line_and_not_by_colour_alone(page: Any) -> None:
    shapes = page.execute_script(
        "return [...document.querySelectorAll('.fd-legend .fd-mark')].map(e => { const s = getComputedStyle(e);"
        " return [s.textDecorationLine, s.textDecorationStyle, s.textDecorationThickness].join(' ') })"
    )
    assert len(set(shapes)) == len(shapes) == 7


def test_print_shows_everything_on_white(page: Any) -> None:
    _show(page, width=794, height=1123, scheme="dark", media="print")
    assert page.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.execute_script("return getComputedStyle(document.querySelector('.fd-list')).overflowY") == "visible"
    assert page.execute_script(CONTRAST) == []


def test_the_page_works_without_its_script(driver: Any, tmp_path: Path) -> None:
    file = tmp_path / "bare.html"
    file.write_text(render_page([sample_reading()]), "utf-8")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(file.as_uri())
        _css(driver, "#a1-c3-at").click()
        assert driver.current_url.endswith("#a1-c3")
        _css(driver, "#a1-c3 .fd-go").click()
        assert driver.current_url.endswith("#a1-c3-at")
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

"""Take the README's pictures of the server: ``python -m docs.images.make_server_pictures``. Needs Chromium.

The sample press is served, and what a window shows of a film, of an article and of the review is saved.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait
from tests.engine.press_store import filled_store, id_of
from tests.web.conftest import TOKEN, serving

FOLDER = Path(__file__).parent
SIZE = {"width": 1180, "height": 860, "deviceScaleFactor": 1, "mobile": False}


def main() -> None:
    """Serve the sample press and save three pictures."""
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
    try:
        with tempfile.TemporaryDirectory() as folder, filled_store(Path(folder) / "press.db") as store:
            film = id_of(store, "Red Silk")
            article = next(d for d, head in sorted(store.heads(store.document_ids()).items()) if head.language == "zh")
            with serving(store) as address:
                _take(browser, f"{address}/films/{film}#places", "film")
                _take(browser, f"{address}/articles/{article}", "article")
                browser.get(f"{address}/login?next=/review")
                browser.find_element("css selector", "[name=token]").send_keys(TOKEN)
                browser.find_element("css selector", "main form").submit()
                WebDriverWait(browser, 10).until(lambda b: "/review" in b.current_url)
                _save(browser, "review")
    finally:
        browser.quit()


def _take(browser: Any, address: str, name: str) -> None:
    browser.get(address)
    charts = "return [...document.querySelectorAll('figure[data-chart]')].every(f => f.querySelector('svg'))"
    WebDriverWait(browser, 20).until(lambda b: b.execute_script(charts))
    anchor = "const a = document.getElementById(location.hash.slice(1)); if (a) a.scrollIntoView();"
    browser.execute_script(anchor)
    _save(browser, name)


def _save(browser: Any, name: str) -> None:
    browser.save_screenshot(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    main()

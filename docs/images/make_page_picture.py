"""Take the README's picture of the page: ``python docs/images/make_page_picture.py``. Needs Chromium and its driver."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

import filmdossier
from filmdossier.export.html_page import render_page
from filmdossier.press import load_samples

PICTURE = Path(__file__).parent / "page.png"
SLUG = "red-silk-premiere"
SIZE = {"width": 1280, "height": 860, "deviceScaleFactor": 1, "mobile": False}


def main() -> None:
    """Read one sample, open its page, and save what a window of 1280 by 860 shows of it."""
    piece = next(p for p in load_samples("en") if p.slug == SLUG)
    reading = filmdossier.read(piece.text, published=piece.published, source=f"{SLUG}.txt", publisher=piece.outlet)
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            page.write_text(render_page([reading]), "utf-8")
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
            driver.get(page.as_uri())
            driver.save_screenshot(str(PICTURE))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()

"""The application over the sample press: called directly, or served and opened in a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.app import create_app
from filmdossier.web.security.tokens import digest
from filmdossier.web.serving.config import Config
from filmdossier.web.settings import Settings
from tests.engine.press_store import filled_store

TOKEN = "a token of the tests"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")


def settings(**changes: Any) -> Settings:
    """A server that Ada may write to."""
    known: dict[str, Any] = {"people": {"Ada": digest(TOKEN)}, "secret": "of the tests"}
    return Settings(**{**known, "hosts": ("testserver", "127.0.0.1", "localhost"), **changes})


@pytest.fixture(scope="session")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample press in a store of its own, read and derived once."""
    file = tmp_path_factory.mktemp("press") / "press.db"
    filled_store(file).close()
    return file


@pytest.fixture(scope="session")
def store(press_file: Path) -> Iterator[Store]:
    """The sample press, for tests that only read."""
    with open_store(press_file, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[TestClient]:
    """The application over it; what a test reads changes nothing."""
    with TestClient(create_app(store, settings()), follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def own_store(press_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The sample press, for a test that writes."""
    file = tmp_path / "own.db"
    shutil.copy(press_file, file)
    with open_store(file) as opened:
        yield opened


@pytest.fixture
def own_client(own_store: Store) -> Iterator[TestClient]:
    """The application over a store that a test may write to."""
    with TestClient(create_app(own_store, settings()), follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """The application over a store that nothing was read into yet."""
    with (
        open_store(tmp_path / "empty.db") as opened,
        TestClient(create_app(opened, settings()), follow_redirects=False) as given,
    ):
        yield given


@contextmanager
def serving(store: Store, given: Settings | None = None, **how: Any) -> Iterator[str]:
    """The application behind a real server on a free port of this machine: its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    known = given or settings()
    server = uvicorn.Server(Config(lambda: create_app(store, known), known, **how))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def served(store: Store) -> Iterator[str]:
    """The address of a server over the sample press, for tests that only read."""
    with serving(store) as address:
        yield address


@pytest.fixture
def own_served(own_store: Store) -> Iterator[str]:
    """The address of a server over a store that a test may write to."""
    with serving(own_store) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window; its log is kept."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs Chromium and its driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield opened
    opened.quit()


def set_view(browser: Any, width: int = 1280, height: int = 900, scheme: str = "light", media: str = "") -> None:
    """What kind of screen the browser pretends to have.

    Args:
        browser: the driver.
        width: in CSS pixels.
        height: in CSS pixels.
        scheme: ``light`` or ``dark``.
        media: ``print``, or nothing.
    """
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def follow(browser: Any, link: Any) -> None:
    """Click a link or a button that leads to another page, and wait until that has come."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.expected_conditions import staleness_of
    from selenium.webdriver.support.wait import WebDriverWait

    wait = WebDriverWait(browser, 15, 0.05, ignored_exceptions=[WebDriverException])
    left = browser.find_element("css selector", "html")
    link.click()
    wait.until(staleness_of(left))
    wait.until(lambda b: b.execute_script("return document.readyState") == "complete")


def violations(browser: Any) -> list[str]:
    """What axe finds serious or critical on the page that is open, one line each."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    browser.execute_script(axe)
    run = "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(r => done(r.violations));"
    found = browser.execute_async_script(run)
    return [
        f"{v['id']}: {node['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:5]
    ]


def screenshot(browser: Any, name: str) -> Path:
    """Store a picture of the whole page under build/screenshots, for people to look at."""
    folder = Path("build") / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    size = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    import base64

    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    file = folder / f"{name}.png"
    file.write_bytes(base64.b64decode(taken["data"]))
    return file

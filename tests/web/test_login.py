"""Logging in and out: by a token of this server, from its own pages, and on to its own pages."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.web.pages.login import Attempts
from tests.web.conftest import TOKEN, screenshot, set_view, violations


def cookie_of(client: TestClient) -> str:
    answer = client.post("/login", data={"token": TOKEN})
    assert answer.status_code == 303
    return answer.headers["set-cookie"]


def test_a_token_logs_in(own_client: TestClient) -> None:
    answer = own_client.post("/login", data={"token": f" {TOKEN} ", "next": "/review?film=3f9a"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?film=3f9a")
    assert "Log out Ada" in own_client.get("/").text
    left = own_client.post("/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert "Log out" not in own_client.get("/").text


def test_the_cookie_is_for_this_server_alone(own_client: TestClient) -> None:
    given = cookie_of(own_client).lower()
    assert "httponly" in given
    assert "samesite=lax" in given
    assert "path=/" in given
    assert "domain" not in given
    assert TOKEN not in given


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", "токен", "a" * 500, "\x00"])
def test_other_tokens_do_not(own_client: TestClient, token: str) -> None:
    answer = own_client.post("/login", data={"token": token})
    assert answer.status_code == 403
    assert "not one of this server" in answer.text
    assert "set-cookie" not in answer.headers
    if token:
        assert token not in answer.text


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/ok\r\nSet-Cookie: a=b",
    " /review",
    "review",
    "/" + "a" * 1990 + "bcdefghijklmnop",
    "",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_it_leads_nowhere_else(own_client: TestClient, wanted: str) -> None:
    answer = own_client.post("/login", data={"token": TOKEN, "next": wanted})
    assert answer.status_code in (303, 422)
    assert answer.headers.get("location", "/") == "/"
    form = own_client.get("/login", params={"next": wanted}).text
    assert "evil" not in form
    assert "javascript:" not in form


def test_a_login_for_another_site_is_refused(own_client: TestClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        for path in ("/login", "/logout"):
            answer = own_client.post(path, data={"token": TOKEN}, headers=headers)
            assert answer.status_code == 403
            assert "set-cookie" not in answer.headers


def test_tokens_cannot_be_tried_by_the_thousand(own_client: TestClient) -> None:
    answers = [own_client.post("/login", data={"token": f"guess {n}"}).status_code for n in range(12)]
    assert answers == [403] * 10 + [429] * 2
    late = own_client.post("/login", data={"token": TOKEN})
    assert late.status_code == 429, "a right one has to wait as well, or the answer would tell which one is right"
    assert 0 < int(late.headers["retry-after"]) <= 61


def test_attempts_are_forgotten_in_time_and_number() -> None:
    attempts = Attempts(most=1, window=0.0)
    attempts.fail("a")
    assert attempts.wait("a") == 0, "the window is over"
    few = Attempts(most=1, held=2)
    for address in ("a", "b", "c"):
        few.fail(address)
    assert [bool(few.wait(address)) for address in ("a", "b", "c")] == [False, True, True]


def test_whoever_is_logged_in_is_told_so(own_client: TestClient) -> None:
    cookie_of(own_client)
    page = own_client.get("/login?next=/add").text
    assert "logged in as" in page
    assert 'href="/add"' in page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_logging_in_by_the_keyboard(browser: Any, own_served: str, scheme: str, width: int) -> None:
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.wait import WebDriverWait

    set_view(browser, width, 800, scheme)
    browser.delete_all_cookies()
    browser.get(own_served + "/login")
    assert violations(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    screenshot(browser, f"login-{width}-{scheme}")
    # While one page gives way to the next, there are no elements, or those of the page that goes.
    between = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, 10, ignored_exceptions=between)
    wait.until(lambda b: b.switch_to.active_element.get_attribute("id") == "token")
    browser.switch_to.active_element.send_keys("wrong", Keys.ENTER)
    alert = wait.until(lambda b: b.find_element("css selector", "[role=alert]"))
    assert "not one of this server" in alert.text
    browser.find_element("id", "token").send_keys(TOKEN, Keys.ENTER)
    wait.until(lambda b: "Log out Ada" in b.find_element("css selector", "header").text)
    browser.delete_all_cookies()

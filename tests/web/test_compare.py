"""Two films side by side, and one film's coverage by country of outlet."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from filmdossier.model.record import Position
from filmdossier.model.sourced import DocumentHead
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.app import create_app
from filmdossier.web.comparison.model import Comparison
from filmdossier.web.coverage.model import Coverage
from filmdossier.web.coverage.outlets import country_of, group_of
from filmdossier.web.coverage.wording import bound_of
from tests.engine.press_store import id_of
from tests.web.conftest import WRITER, screenshot, set_view, settings, violations
from tests.web.hostile_press import spoil


@pytest.fixture(scope="module")
def red(store: Store) -> str:
    return id_of(store, "Red Silk")


@pytest.fixture(scope="module")
def barbie(store: Store) -> str:
    return id_of(store, "Barbie")


def head(source: str = "", publisher: str | None = None, language: str = "en") -> DocumentHead:
    return DocumentHead("0" * 64, source, language, publisher=publisher)


@pytest.mark.parametrize(
    ("document", "country"),
    [
        (head("https://tass.com/society/1"), "RU"),
        (head("https://www.kinopoisk.ru/x"), "RU"),
        (head("https://ent.sina.com.cn/x"), "CN"),
        (head("https://www.xinhuanet.com/x"), "CN"),
        (head("https://variety.com/x"), "US"),
        (head("https://www.bbc.co.uk/news"), "GB"),
        (head("https://film.example.hk/1"), "HK"),
        (head("", "Известия"), "RU"),
        (head("", "新华社"), "CN"),
        (head("https://example.com/", "The Hollywood Reporter"), "US"),
        (head("https://example.com/"), None),
        (head("https://films.tv/"), None),
        (head("https://notvariety.com/"), None),
        (head("press/en/a.txt", "Sample wire service"), None),
        (head("file.ru"), None),
        (head("https://[broken/"), None),
        (head("https://1.2.3.4/"), None),
        (head("https://localhost/"), None),
    ],
)
def test_countries_of_outlets(document: DocumentHead, country: str | None) -> None:
    assert country_of(document) == country


def test_where_the_country_is_unknown_the_language_tells() -> None:
    group = group_of(head(language="zh-Hant"))
    assert group.name == "In Chinese, country unknown"
    assert not group.is_country


@pytest.mark.parametrize(
    ("value", "low", "high", "bound"),
    [
        ("1000000", "1000000", None, "over"),
        ("2000000", "1880000.00", "2000000", "nearly"),
        ("100", "95.00", "105.00", "about"),
        ("50", "0", "50", "under"),
        ("689", "688.5", "689.5", "exact"),
        ("5", None, None, "exact"),
    ],
)
def test_bounds_are_told_by_what_they_leave_open(value: str, low: str | None, high: str | None, bound: str) -> None:
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    assert bound_of(Position({"count": Decimal(value)}, least, most)) == bound


def test_coverage_tells_who_reports_what(client: TestClient, red: str) -> None:
    shown = Coverage.model_validate(client.get(f"/api/v1/films/{red}/coverage?show=all&limit=100").json())
    names = {g.name: g for g in shown.groups}
    assert set(names) == {f"In {language}, country unknown" for language in ("English", "Russian", "Chinese")}
    assert sum(g.articles for g in shown.groups) == 23
    [takings] = [f for f in shown.facts if f.predicate == "box_office" and "China" in f.details]
    assert takings.is_contested
    said = {cell.group: {(v.says, v.role) for v in cell.values} for cell in takings.cells}
    assert ("USD 1.8 million", "stands") in said["-en"]
    assert ("nearly USD 2 million", "otherwise") in said["-zh"]
    assert ("USD 1.8 million", "stands") not in said["-zh"], "the Chinese articles do not have it"
    silent = [f for f in shown.facts if any(not c.values for c in f.cells)]
    assert silent
    for fact in shown.facts:
        assert [c.group for c in fact.cells] == [g.key for g in shown.groups]
        for value in (v for c in fact.cells for v in c.values):
            assert value.articles >= value.witnesses or value.articles >= 1
            assert value.articles >= len(value.sources) >= 1
    assert sum(g.otherwise for g in shown.groups) >= 3


def test_coverage_leads_to_the_words(client: TestClient, red: str) -> None:
    shown = Coverage.model_validate(client.get(f"/api/v1/films/{red}/coverage").json())
    source = shown.facts[0].cells[0].values[0].sources[0]
    assert f"c-{source.claim}" in client.get(f"/articles/{source.document}").text
    assert f'/articles/{source.document}#c-{source.claim}"' in client.get(f"/films/{red}/coverage").text


def test_coverage_a_page_at_a_time(client: TestClient, red: str) -> None:
    whole = client.get(f"/api/v1/films/{red}/coverage?show=all&limit=100").json()
    pages, offset = [], 0
    while offset is not None:
        page = client.get(f"/api/v1/films/{red}/coverage?show=all&limit=7&offset={offset}").json()
        pages += page["facts"]
        offset = page["next"]
    assert pages == whole["facts"]
    disputed = client.get(f"/api/v1/films/{red}/coverage?show=disputed").json()
    assert disputed["total"] == sum(f["is_contested"] for f in whole["facts"]) > 0


def test_films_side_by_side(client: TestClient, red: str, barbie: str) -> None:
    shown = Comparison.model_validate(client.get(f"/api/v1/compare?film={red}&film={barbie}").json())
    assert [f.name for f in shown.films] == ["Red Silk", "Barbie"]
    [director] = [r for r in shown.rows if r.predicate == "director"]
    assert [v.says for v in director.cells[0]] == ["Andrey Volgin"]
    assert not director.same
    [release] = [r for r in shown.rows if r.predicate == "release" and r.details == ["theatrical", "China"]]
    assert release.cells[0][0].says == "6 September 2025"
    assert release.cells[0][0].is_contested
    value = director.cells[0][0]
    assert f"c-{value.claim}" in client.get(f"/articles/{value.document}").text


def test_the_other_way_round(client: TestClient, red: str, barbie: str) -> None:
    there = Comparison.model_validate(client.get(f"/api/v1/compare?film={red}&film={barbie}").json())
    back = Comparison.model_validate(client.get(f"/api/v1/compare?film={barbie}&film={red}").json())
    assert [r.cells for r in back.rows] == [(r.cells[1], r.cells[0]) for r in there.rows]


def test_what_two_films_have_in_common(own_client: TestClient) -> None:
    said = "Ann Lee directed '{}', a {} drama. It was released in France on 3 May {}. It grossed ${} million in France."
    first, second = said.format("Blue Lamp", 2024, 2024, 4), said.format("Green Lamp", 2025, 2025, 2)
    for text in (first, second):
        body = {"text": text, "language": "en", "published": "2025-06-01", "publisher": "Variety"}
        answer = own_client.post("/api/v1/articles", json=body, headers=WRITER)
        assert answer.status_code in (200, 201), answer.text
    found = {f["name"]: f["id"] for f in own_client.get("/api/v1/films?q=Lamp").json()["films"]}
    address = f"film={found['Blue Lamp']}&film={found['Green Lamp']}"
    shown = Comparison.model_validate(own_client.get(f"/api/v1/compare?{address}").json())
    [director] = [r for r in shown.rows if r.predicate == "director"]
    assert director.same
    assert all(v.in_both for cell in director.cells for v in cell)
    takings = [r for r in shown.rows if r.predicate == "box_office"]
    assert [r.ratio for r in takings] == [2.0]
    assert [p.name for p in shown.people] == ["Ann Lee"]
    assert f"/people/{shown.people[0].id}" in own_client.get(f"/compare?{address}").text
    coverage = own_client.get(f"/api/v1/films/{found['Blue Lamp']}/coverage").json()
    assert [g["name"] for g in coverage["groups"]] == ["United States"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("film={red}", 422),
        ("film={red}&film={red}", 400),
        ("film={red}&film=0000000000000000", 404),
        ("film={red}&film={barbie}&film={red}", 422),
    ],
)
def test_comparing_what_cannot_be_compared(client: TestClient, red: str, barbie: str, query: str, status: int) -> None:
    assert client.get("/api/v1/compare?" + query.format(red=red, barbie=barbie)).status_code == status


def test_choosing_films(client: TestClient, red: str, barbie: str) -> None:
    assert f"/compare?film={red}" in client.get("/compare").text
    second = client.get(f"/compare?film={red}&q=barbie").text
    assert f"/compare?film={red}&amp;film={barbie}" in second
    assert "No other film" in client.get(f"/compare?film={red}&q=zzzzzz").text
    same = client.get(f"/compare?film={red}&film={red}")
    assert same.status_code == 303
    assert same.headers["location"] == f"/compare?film={red}"


def test_a_store_with_nothing_leads_on(empty_client: TestClient) -> None:
    assert "/add" in empty_client.get("/compare").text


def test_hostile_words_stay_words(press_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.db"
    shutil.copy(press_file, file)
    spoil(file)
    with open_store(file) as opened, TestClient(create_app(opened, settings())) as client:
        first, second = (f.id for f in opened.films("articles", 2))
        films = [
            f"/films/{first}/{path}" for path in ("coverage?show=all", "figures.svg", "timeline.svg", "places.svg")
        ]
        for path in (*films, f"/films/{first}/coverage.svg", f"/compare?film={first}&film={second}", "/compare"):
            answer = client.get(path)
            assert answer.status_code == 200, path
            page = etree.fromstring(answer.content) if path.endswith(".svg") else html.fromstring(answer.text)
            for element in page.iter(etree.Element):
                assert etree.QName(element).localname not in ("u", "img"), path
                assert not [a for a in element.attrib if str(a).startswith("on") or "hacked" in str(a)], path
                assert element.get("href", "/")[0] in "/?#", path
                assert "hacked" not in (element.text or "") or element.tag != "script", path


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["compare", "choose", "coverage"])
def test_anybody_can_read_them(
    browser: Any, served: str, red: str, barbie: str, name: str, scheme: str, width: int
) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    path = {
        "compare": f"/compare?film={red}&film={barbie}",
        "choose": f"/compare?film={red}",
        "coverage": f"/films/{red}/coverage",
    }[name]
    set_view(browser, width, 900, scheme)
    browser.get_log("browser")
    browser.get(served + path)
    ready = "return [...document.querySelectorAll('figure[data-chart]')].every(f => f.dataset.state)"
    WebDriverWait(browser, 20).until(lambda b: b.execute_script(ready))
    assert violations(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    if name == "coverage":
        languages = browser.execute_script(
            "return [...new Set([...document.querySelectorAll('main [lang]')].map(e => e.lang))]"
        )
        assert {"ru", "zh"} <= set(languages)
    screenshot(browser, f"{name}-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []

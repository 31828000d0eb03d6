"""Charts: every mark a link, ranges drawn, units apart, words for everybody, nothing that a strict policy refuses."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from starlette.testclient import TestClient

from filmdossier.model.record import Position
from filmdossier.store.store import Store
from filmdossier.web.charts import hues
from filmdossier.web.charts.drawing import draw
from filmdossier.web.charts.figures import contradicts, thinned
from filmdossier.web.charts.figures_chart import figures_chart, panels_of
from filmdossier.web.charts.finishing import SVG, finished
from filmdossier.web.charts.gazetteer import Point, find_place
from filmdossier.web.charts.land import land_in
from filmdossier.web.charts.map_chart import places_chart
from filmdossier.web.charts.measuring import shortened, spread, width_of
from filmdossier.web.charts.model import FigurePoint, Figures, FigureSeries, Place, Places, Source
from filmdossier.web.charts.projection import window_on
from filmdossier.web.charts.scales import scale_of
from filmdossier.web.charts.shapes import Shapes
from filmdossier.web.charts.time_axis import TimeAxis
from filmdossier.web.charts.timeline_chart import timeline_chart
from tests.engine.press_store import id_of
from tests.web.conftest import screenshot, set_view, violations

CHARTS = ("figures", "timeline", "places")
_LINK = re.compile(r"/articles/[0-9a-f]{64}#c-[0-9a-f]{16}")


@pytest.fixture(scope="module")
def film(store: Store) -> str:
    return id_of(store, "Red Silk")


def drawn(client: TestClient, film: str, kind: str, query: str = "") -> etree._Element:
    answer = client.get(f"/films/{film}/{kind}.svg{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    return etree.fromstring(answer.content)


def marks(chart: etree._Element) -> list[etree._Element]:
    return [e for e in chart.iter(f"{{{SVG}}}a", f"{{{SVG}}}g") if e.get("class") == "mark"]


@pytest.mark.parametrize("kind", CHARTS)
def test_every_mark_leads_to_its_claim(client: TestClient, film: str, kind: str) -> None:
    found = marks(drawn(client, film, kind))
    data = client.get(f"/api/v1/films/{film}/{kind}").json()
    number = {
        "figures": lambda d: sum(len(s["points"]) for s in d["series"]),
        "timeline": lambda d: len(d["events"]),
        "places": lambda d: len(d["places"]),
    }[kind](data)
    assert len(found) == number > 0
    for mark in found:
        assert _LINK.fullmatch(mark.get("href", "")), mark.attrib
        assert "witness" in mark.get("aria-label", "")
        assert mark.findtext(f"{{{SVG}}}title") == mark.get("aria-label")
        assert client.get(mark.get("href", "").partition("#")[0]).status_code == 200
        assert f"c-{mark.get('href', '')[-16:]}" in client.get(mark.get("href", "")).text


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("width", ["", "?width=330"])
def test_nothing_that_a_strict_policy_refuses(client: TestClient, film: str, kind: str, width: str) -> None:
    chart = drawn(client, film, kind, width)
    for element in chart.iter():
        assert "style" not in element.attrib
        assert not [a for a in element.attrib if str(a).startswith("on")]
    kinds = {etree.QName(e).localname for e in chart.iter() if isinstance(e.tag, str)}
    assert kinds <= {"svg", "desc", "rect", "g", "path", "line", "text", "a", "title"}
    assert chart.get("role") == "group"
    assert chart.get("aria-label", "").endswith("marks")


def test_currencies_and_units_are_never_on_one_axis(client: TestClient, film: str) -> None:
    figures = Figures.model_validate(client.get(f"/api/v1/films/{film}/figures").json())
    panels = panels_of(figures)
    assert len(panels) >= 3
    assert all(len({(s.predicate, s.unit) for s in p.series}) == 1 for p in panels)
    words = " ".join(t.text or "" for t in drawn(client, film, "figures").iter(f"{{{SVG}}}text"))
    assert "RUB million" in words
    assert "USD million" in words
    assert "million tickets" in words


def test_figures_say_who_and_in_which_words(client: TestClient, film: str) -> None:
    said = [m.get("aria-label", "") for m in marks(drawn(client, film, "figures"))]
    assert any("Russia: RUB 689 million" in w and "as of 29 August 2025" in w for w in said)
    [otherwise, *_] = [w for w in said if "contradicts what stands" in w]
    assert "China: nearly USD 2 million" in otherwise or "USD 2 million" in otherwise
    assert any("万" in w or "萬" in w for w in said), "Chinese words stay Chinese"
    assert any(re.search("[а-я]{4}", w) for w in said), "and Russian ones Russian"


def test_as_known_on_a_day(client: TestClient, film: str) -> None:
    then = client.get(f"/api/v1/films/{film}/figures?as_of=2025-09-10").json()
    now = client.get(f"/api/v1/films/{film}/figures").json()
    days = [p["source"]["published"] for s in then["series"] for p in s["points"]]
    assert days
    assert max(days) <= "2025-09-10"
    assert sum(len(s["points"]) for s in now["series"]) > len(days)
    assert len(marks(drawn(client, film, "figures", "?as_of=2025-09-10"))) == len(days)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/films/{film}/figures.svg?as_of=yesterday", 400),
        ("/films/{film}/figures.svg?width=0", 422),
        ("/films/{film}/figures.svg?width=1e9", 422),
        ("/films/0000000000000000/figures.svg", 404),
        ("/films/%3Cscript%3E/places.svg", 404),
        ("/api/v1/films/0000000000000000/places", 404),
        ("/api/v1/films/{film}/timeline?as_of=2025-99", 400),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, film: str, path: str, status: int) -> None:
    assert client.get(path.format(film=film)).status_code == status


def test_an_id_of_a_mention_leads_on(client: TestClient, store: Store, film: str) -> None:
    other = next(a.mention for a in store.appearances(film) if a.mention != film)
    answer = client.get(f"/films/{other}/places.svg?width=400")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/films/{film}/places.svg?width=400"


def test_nothing_to_draw(client: TestClient, store: Store) -> None:
    bare = id_of(store, "Bloody Sunday")
    assert client.get(f"/films/{bare}/figures.svg").status_code == 204
    told = client.get(f"/films/{bare}/figures.svg", headers={"Sec-Fetch-Mode": "navigate"})
    assert told.status_code == 404
    assert "Bloody Sunday" in told.text


def figure(value: float, low: float | None, high: float | None, **changes: Any) -> FigurePoint:
    source = Source(claim="0" * 16, document="0" * 64, outlet="", published=None, language="en", words="")
    given_ = {"as_of": "2025-09-01", "earliest": "2025-09-01", "latest": "2025-09-01", "says": "", "role": "stands"}
    return FigurePoint(value=value, low=low, high=high, witnesses=1, source=source, **{**given_, **changes})


def chart_of(*points: FigurePoint) -> Shapes:
    series = FigureSeries(
        predicate="box_office",
        territory="RU",
        territory_name="Russia",
        period="total",
        unit="RUB",
        stands=None,
        points=list(points),
        left_out=0,
    )
    return figures_chart(Figures(film="", name="", as_of=None, series=[series]), 640)


def test_bounds_are_drawn_as_ranges() -> None:
    ranged = chart_of(figure(100, 50, 150))
    [bar] = [r for r in ranged.rules if r["width"] == 6 and r["opacity"] < 1][:1]
    assert bar["y"] > bar["y2"], "from the least up to the greatest"
    exact = chart_of(figure(100, 100, 100))
    assert len([r for r in ranged.rules if r["width"] == 6]) == 2, "in the plot and in the key"
    assert not [r for r in exact.rules if r["width"] == 6]
    more = chart_of(figure(100, 100, None))
    assert [p for p in more.points if p["shape"] == "triangle-up" and not p["mark"]], "an arrow up"
    less = chart_of(figure(100, 0, 100))
    assert [p for p in less.points if p["shape"] == "triangle-down" and not p["mark"]], "an arrow down"
    vague = chart_of(figure(100, 100, 100, earliest="2025-08-01", latest="2025-08-31"), figure(100, 100, 100))
    assert [r for r in vague.rules if r["dash"] == [2, 2]]


def test_what_contradicts_is_hollow() -> None:
    chart = chart_of(figure(100, 100, 100), figure(200, 200, 200, role="otherwise"))
    fills = [p["fill"] for p in chart.points if p["mark"]]
    assert fills == [chart.points[0]["stroke"], hues.PAPER]


def test_contradiction_of_a_run() -> None:
    def at(day: str, low: int | None, high: int | None) -> Position:
        least, most = (None if b is None else Decimal(b) for b in (low, high))
        return Position({"amount": Decimal(low or high or 0), "currency": "USD"}, least, most, as_of=day)

    now = at("2025-10-01", 18, 19)
    assert contradicts(at("2025-09-01", 20, 21), now), "more before"
    assert not contradicts(at("2025-09-01", 10, None), now), "less before"
    assert contradicts(at("2025-11-01", 10, 11), now), "less afterwards"
    assert not contradicts(at("2025-11-01", 25, 26), now), "more afterwards"
    assert contradicts(at("2025-10-01", 10, 11), now), "another on that day"
    assert not contradicts(at("2025-10", 18, 20), now), "what may be the same"


@given(st.integers(0, 400), st.integers(4, 60))
def test_many_points_are_thinned(number: int, most: int) -> None:
    points = [Position({"amount": n}, claims=(str(n),), as_of="2025-01-01") for n in range(number)]
    kept = thinned(points, {"3": "stands"}, most)
    assert len(kept) <= max(most, 0) or number <= most
    assert [p for p in points if p in kept] == kept, "in order"
    assert kept[:1] == points[:1]
    assert kept[-1:] == points[-1:]


@given(st.lists(st.floats(0, 300), max_size=8))
def test_labels_are_apart(wanted: list[float]) -> None:
    placed = spread(wanted, 30, -100, 400)
    ordered = sorted(placed)
    assert all(b - a >= 30 - 1e-6 for a, b in pairwise(ordered))


@given(st.text(max_size=40), st.floats(20, 300))
def test_words_are_shortened_to_their_room(words: str, room: float) -> None:
    assert width_of(shortened(words, 12, room), 12) <= room + 1e-6


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=5), st.floats(120, 900))
def test_ticks_do_not_overlap(days: list[date], width: float) -> None:
    axis = TimeAxis.over(days, width)
    shapes = Shapes(1000)
    axis.draw(shapes, 0, 100, has_grid=True)
    assert shapes.labels
    ends = [(la.x - width_of(la.words, la.size) / 2, la.x + width_of(la.words, la.size) / 2) for la in shapes.labels]
    assert all(b[0] >= a[1] for a, b in pairwise(ends))
    assert all(0 <= axis.place(d) <= width for d in days)


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=5))
def test_axes_hold_their_figures(values: list[int]) -> None:
    scale = scale_of([figure(v, v, v) for v in values], 150)
    assert all(0 <= scale.place(v) <= 150 for v in values)
    assert 1 <= len(scale.ticks) <= 6
    assert scale.ticks[0] == 0


@given(st.text(max_size=60))
def test_hostile_words_stay_words(words: str) -> None:
    shapes = Shapes(200, 20)
    mark = shapes.mark(words + '"><script>alert(1)</script>', "/articles/" + "0" * 64)
    shapes.label((5, 5), words + "</text><script/>", mark=mark)
    made = finished(shapes, name="x", title=words, description="", root="", styles=['/a.css"?><!--'])
    kinds = {etree.QName(e).localname for e in etree.fromstring(made).iter() if isinstance(e.tag, str)}
    assert "script" not in kinds


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Khabarovsk", "RU"),
        ("Хабаровск", "RU"),
        ("哈尔滨", "CN"),
        ("哈爾濱", "CN"),
        ("Пекин", "CN"),
        ("北京市", "CN"),
        ("Санкт-Петербург", "RU"),
        ("Prague, Czech Republic", "CZ"),
        ("Lake Baikal", "RU"),
        ("озеро Байкал", "RU"),
        ("横店影视城", "CN"),
        ("Канны", "FR"),
        ("the city of Venice", "IT"),
        ("Paris, Texas", "FR"),
        ("London, Canada", "CA"),
        ("Франция", "FR"),
        ("法国", "FR"),
        ("USA", "US"),
    ],
)
def test_places_are_found_in_every_script(name: str, country: str) -> None:
    found = find_place(name)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize("name", ["", "Narnia", "the house of my aunt", "东", "🎬", "a" * 5000])
def test_what_is_no_known_place_is_none(name: str) -> None:
    assert find_place(name) is None


def test_the_map_projects_as_vega_does() -> None:
    """Places are projected here, the outline by Vega: both must mean the same spot."""
    window = window_on([Point(60, 100, ""), Point(-35, -60, ""), Point(30, 120, "")], 800, 400)
    box, path = land_in(window)
    left, top, wide, _ = map(float, box.split())
    unit = window.width / wide
    edges = {((float(x) - left) * unit, (float(y) - top) * unit) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)}
    for cape in (
        Point(-34.82, 20.07, ""),
        Point(-55.2, -66.45, ""),
        Point(66.1, -169.9, ""),
        Point(71.19, -156.58, ""),
    ):
        place = window.place(cape)
        nearest = min(abs(x - place[0]) + abs(y - place[1]) for x, y in edges)
        assert nearest <= 6, (cape, place, nearest)


def test_places_that_are_not_known_are_listed() -> None:
    place = {"kind": "shot", "says": "", "witnesses": 1, "source": None}
    found = Place.model_validate({**place, "name": "Beijing", "latitude": 39.9, "longitude": 116.4})
    lost = Place.model_validate({**place, "name": "Ruritania", "latitude": None, "longitude": None})
    chart = places_chart(Places(film="", name="", as_of=None, places=[found, lost], left_out=0), 640)
    assert any("Ruritania" in label.words and label.mark is not None for label in chart.labels)
    assert any("Not on the map" in label.words for label in chart.labels)
    assert any("GeoNames" in label.words for label in chart.labels), "as its licence asks"


def test_eight_threads_at_once(client: TestClient, film: str) -> None:
    figures = Figures.model_validate(client.get(f"/api/v1/films/{film}/figures").json())
    alone = draw(figures_chart(figures, 640))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: draw(figures_chart(figures, 640)), range(32)))
    assert set(made) == {alone}


def test_vague_dates_are_bars(client: TestClient, film: str) -> None:
    from filmdossier.web.charts.model import Timeline

    timeline = Timeline.model_validate(client.get(f"/api/v1/films/{film}/timeline").json())
    chart = timeline_chart(timeline, 880)
    vague = [e for e in timeline.events if e.earliest != e.latest]
    assert vague
    assert len(chart.rects) == len(vague)
    lanes = {e.lane for e in timeline.events}
    assert {"In cinemas, Russia", "In cinemas, China", "Premiere, China"} <= lanes
    assert lanes <= {label.words for label in chart.labels} | {e.lane for e in timeline.events if len(e.lane) > 22}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_charts_in_the_page(browser: Any, served: str, film: str, scheme: str, width: int) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    set_view(browser, width, 900, scheme)
    browser.get_log("browser")
    browser.get(f"{served}/films/{film}")
    ready = (
        "return [...document.querySelectorAll('figure[data-chart]')].filter(f => f.dataset.state === 'drawn').length"
    )
    WebDriverWait(browser, 20).until(lambda b: b.execute_script(ready) >= 3)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    count = "return [...document.querySelectorAll('figure.chart > svg')].map(s => s.querySelectorAll('a.mark').length)"
    assert all(browser.execute_script(count))
    sizes = "s => s.getBoundingClientRect().width / s.viewBox.baseVal.width"
    small = f"return Math.min(...[...document.querySelectorAll('figure.chart > svg')].map({sizes}))"
    assert browser.execute_script(small) > 0.99, "letters are as large as they were drawn"
    ink = browser.execute_script("return getComputedStyle(document.querySelector('figure.chart > svg text')).fill")
    assert (ink == "rgb(27, 27, 25)") == (scheme == "light"), ink
    serious = [v for v in violations(browser) if "svg" in v or "mark" in v or "chart" in v]
    assert serious == []
    screenshot(browser, f"charts-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []


@pytest.mark.browser
def test_marks_are_reached_by_keys_and_say_what_they_are(browser: Any, served: str, film: str) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    set_view(browser, 1000, 900)
    browser.get(f"{served}/films/{film}")
    chart = "figure[data-chart*='figures.svg']"
    ready = f'return document.querySelector("{chart}").dataset.state'
    WebDriverWait(browser, 20).until(lambda b: b.execute_script(ready) == "drawn")
    stops = browser.execute_script(f"return document.querySelectorAll(\"{chart} a.mark[tabindex='0']\").length")
    assert stops == 1, "one stop of the Tab key a chart"
    browser.execute_script(f'document.querySelector("{chart} a.mark").focus()')
    said = f'return document.querySelector("{chart} .chart-words").textContent'
    first = browser.execute_script(said)
    browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    second = browser.execute_script(said)
    assert "Russia" in first
    assert first != second
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda b: "/articles/" in b.current_url)
    assert "#c-" in browser.current_url


@pytest.mark.browser
def test_a_chart_by_itself(browser: Any, served: str, film: str) -> None:
    set_view(browser, 1000, 900, "dark")
    browser.get(f"{served}/films/{film}/places.svg")
    paper = browser.execute_script("return getComputedStyle(document.querySelector('.paper')).fill")
    assert paper == "rgb(23, 23, 21)", "its style sheets are loaded"
    assert browser.execute_script("return document.querySelectorAll('a.mark').length") >= 5
    assert browser.execute_script("return document.querySelector('.land path').getAttribute('d').length") > 1000
    refused = [e["message"] for e in browser.get_log("browser") if "favicon" not in e["message"]]
    assert refused == []

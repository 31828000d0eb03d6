"""The dossier of a film: its page, the pages of its parts, on paper, and in the API."""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.engine.deriving import derive
from filmdossier.engine.known import load_known, load_known_by
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.rates.table import RateTable
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.api import dossier_models as models
from filmdossier.web.app import create_app
from tests.web.conftest import follow, screenshot, serving, set_view, settings, violations

_LINK = re.compile(r'href="/articles/([0-9a-f]{64})#([cs])-([0-9a-f]{16})"')


@pytest.fixture(scope="session")
def film(store: Store) -> str:
    [found] = [f for f in store.films() if f.name == "Red Silk"]
    return found.id


def changed(press_file: Path, folder: Path, *statements: str) -> Path:
    """The sample press after some SQL."""
    file = folder / "changed.db"
    shutil.copy(press_file, file)
    with sqlite3.connect(file) as c:
        for statement in statements:
            c.execute(statement)
    c.close()
    return file


@pytest.fixture
def of_file() -> Iterator[Any]:
    """Makes a client over a file, closed at the end."""
    opened = []

    def make(file: Path) -> TestClient:
        store = open_store(file)
        opened.append(store)
        return TestClient(create_app(store, settings()), follow_redirects=False)

    yield make
    for store in opened:
        store.close()


# What the page says


def test_it_begins_with_titles_in_their_scripts_and_what_there_is(client: TestClient, film: str) -> None:
    page = client.get(f"/films/{film}").text
    assert '<bdi lang="zh">红丝绸</bdi>' in page
    assert '<bdi lang="ru">Красный шёлк</bdi>' in page
    assert re.search(r"23 articles</span> <span>2\d independent witnesses</span>", page)
    assert "7 May 2025 to 25 February 2026" in page


@pytest.mark.parametrize(
    "path", ["", "?as_of=2025-09-05", "?topic=figures", "/findings", "/statements", "/facts?of=cast_member"]
)
def test_every_link_leads_to_a_claim_or_statement_of_that_article(
    client: TestClient, store: Store, film: str, path: str
) -> None:
    links = set(_LINK.findall(client.get(f"/films/{film}{path}").text))
    assert len(links) > 4
    claims = {c.id: c.document.id for c in store.claims(i for _, kind, i in links if kind == "c")}
    statements = {s.id: s.document.id for s in store.statements(i for _, kind, i in links if kind == "s")}
    for document, kind, identity in links:
        assert (claims if kind == "c" else statements)[identity] == document


def test_every_value_stands_beside_words_that_say_it(client: TestClient, film: str) -> None:
    page = client.get(f"/films/{film}").text
    facts = re.split(r'<li class="dos-fact', page)[1:]
    assert len(facts) > 30
    for fact in facts:
        assert '<a class="dos-value' in fact
        assert re.search(r"<q class=.dos-sentence. lang=.(en|ru|zh).>.*?<mark>.+?</mark>", fact, re.DOTALL)


def test_who_says_otherwise_is_told_in_words(client: TestClient, film: str) -> None:
    page = client.get(f"/films/{film}").text
    [release] = re.findall(r'<div class="dos-group" id="release">.*?\n</div>', page, re.DOTALL)
    assert ">contested</span>" in release
    assert re.search(r"Otherwise:.*?September 2024.*?1 witness: <bdi>Sample digest \(Chinese\)", release, re.DOTALL)
    assert re.search(r"once planned:.*?6 September 2025", release, re.DOTALL)


def test_a_finding_tells_its_rule_its_arithmetic_and_its_claims(client: TestClient, film: str) -> None:
    page = client.get(f"/films/{film}").text
    first = page.split('<li class="dos-finding')[1]
    assert first.startswith(' dos-error" id="f-1">')
    assert "1949 (2025 − 76)" in first
    assert "Found where two anniversaries" in first
    assert first.count("#c-") == 3


def test_statements_are_chosen_by_speaker_and_topic(client: TestClient, film: str) -> None:
    every = client.get(f"/films/{film}").text
    assert every.count('<section class="dos-speaker">') > 3
    one = client.get(f"/films/{film}", params={"speaker": "izvestia", "topic": "figures"}).text
    assert re.findall(r'<section class="dos-speaker">\s*<h3><bdi>(.*?)</bdi>', one) == ["Izvestia"]
    said = one[one.index('id="statements"') :]
    assert 'aria-current="true">Figures' in said
    none = client.get(f"/films/{film}", params={"speaker": "nobody"}).text
    assert "No statement is of that speaker and topic" in none


def test_what_nobody_can_know_is_refused(client: TestClient, film: str) -> None:
    assert client.get(f"/films/{film}?topic=weather").status_code == 422
    for day in ("yesterday", "2025-13-40", "XXXX-10-27", "2025-02-30"):
        answer = client.get(f"/films/{film}", params={"as_of": day})
        assert answer.status_code == 400
        assert "is no date; give a day as 2025-09-10" in unescape(answer.text)


# Which film


def test_any_mention_leads_to_the_film(client: TestClient, store: Store, film: str) -> None:
    for mention in [a.mention for a in store.appearances(film)][1:4]:
        for below in ("", "/print", "/statements"):
            answer = client.get(f"/films/{mention}{below}?as_of=2025-09-05")
            assert (answer.status_code, answer.headers["location"]) == (303, f"/films/{film}{below}?as_of=2025-09-05")
    assert client.get(f"/films/{film[:8]}").headers["location"] == f"/films/{film}"


@pytest.mark.parametrize("given", ["ffffffffffffffff", "Red Silk", "%E7%BA%A2%E4%B8%9D%E7%BB%B8", "x" * 500, "%00"])
def test_an_unknown_film_is_told_with_help(client: TestClient, given: str) -> None:
    answer = client.get(f"/films/{given}")
    assert answer.status_code == 404
    assert "No film has that id" in answer.text
    assert ("Red Silk</bdi>" in answer.text) == (given in {"Red Silk", "%E7%BA%A2%E4%B8%9D%E7%BB%B8"})


# As known on a day


def test_a_day_leaves_out_what_came_later(client: TestClient, film: str) -> None:
    then = client.get(f"/films/{film}?as_of=2025-08-30").text
    assert "As it was known on 30 August 2025" in then
    assert "Made from 4 articles" in then
    assert "19 later ones left out" in then
    assert "25 February 2026" not in then
    before = client.get(f"/films/{film}?as_of=2001").text
    assert "Nothing was known about this film by then" in before


def test_articles_without_a_date_are_counted(press_file: Path, tmp_path: Path, of_file: Any, film: str) -> None:
    undated = (
        "UPDATE document SET published = NULL WHERE id IN (SELECT document FROM film_mention JOIN film_member "
        f"ON mention = film_mention.id WHERE film = '{film}' ORDER BY document LIMIT 3)"
    )
    page = of_file(changed(press_file, tmp_path, undated)).get(f"/films/{film}?as_of=2030").text
    assert "Made from 20 articles" in page
    assert "3 articles without a date left out" in page


def test_a_day_after_everything_gives_the_record_as_it_stands(store: Store, film: str) -> None:
    now = load_known(store, film, with_comparisons=True).record
    then = load_known_by(store, film, "2100", RateTable, with_comparisons=True)
    assert then.record.facts == now.facts
    assert then.record.credits == now.credits
    almost = load_known_by(store, film, "2025-12-31", RateTable)
    assert (almost.later, almost.is_all) == (2, False)
    assert almost.record.facts != now.facts


# The pages of its parts


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/facts?of=cast_member", "Milos Bykovic"),
        ("/series/0", "more than 500 million"),
        ("/findings", "anniversar"),
        ("/statements?topic=places", "Statements: Places"),
        ("/articles", "Sample radio news service"),
        ("/articles?as_of=2025-08-30", "4 articles"),
    ],
)
def test_a_part_has_a_page_of_its_own(client: TestClient, film: str, path: str, said: str) -> None:
    answer = client.get(f"/films/{film}{path}")
    assert answer.status_code == 200
    assert said in answer.text


def test_every_fact_has_a_page_with_all_its_claims(client: TestClient, store: Store, film: str) -> None:
    for fact in load_known(store, film).record.facts:
        page = client.get(f"/films/{film}/facts/{fact.id}").text
        linked = {identity for _, kind, identity in _LINK.findall(page) if kind == "c"}
        shown = [p for p in fact.positions if p.aside != "earlier"]
        assert linked >= {c for p in shown for c in p.claims}


@pytest.mark.parametrize("path", ["/facts/0123456789abcdef", "/series/99", "/series/-1"])
def test_a_part_that_is_not_there_is_told(client: TestClient, film: str, path: str) -> None:
    answer = client.get(f"/films/{film}{path}")
    assert answer.status_code == 404
    assert "no such part" in answer.text


def test_pages_turn(client: TestClient, film: str) -> None:
    later = client.get(f"/films/{film}/articles?offset=100").text
    assert 'rel="prev" href="?offset=0"' in later
    assert 'rel="next"' not in later


# On paper


def test_every_number_on_paper_names_a_source(client: TestClient, film: str) -> None:
    page = client.get(f"/films/{film}/print").text
    cited = {int(n) for n in re.findall(r'href="#source-(\d+)"', page)}
    listed = [int(n) for n in re.findall(r'<li id="source-(\d+)"', page)]
    assert listed == list(range(1, len(listed) + 1))
    assert cited == set(listed)
    assert "Captured" in page
    assert "<details" not in page


# Strangers' words


def test_hostile_words_stay_words(press_file: Path, tmp_path: Path, of_file: Any, film: str) -> None:
    bad = "<img src=x onerror=alert(1)>"
    file = changed(
        press_file,
        tmp_path,
        f"UPDATE document SET title = '{bad}', publisher = '{bad}\"', source = 'javascript:alert(1)//' || id",
        f"UPDATE statement SET speaker = '{bad}' || id",
        f"UPDATE finding SET message = '{bad}'",
        f"UPDATE film SET name = '{bad}', year = '{bad}'",
        f"UPDATE film_record SET record = replace(record, 'Andrey Volgin', '{bad}')",
    )
    client = of_file(file)
    for path in (
        "",
        "/print",
        "/articles",
        "/statements",
        "/findings",
        "?speaker=%3Cimg%20src%3Dx%3E",
        "?as_of=2025-09",
    ):
        page = client.get(f"/films/{film}{path}").text
        assert "<img" not in page
        assert 'href="javascript' not in page
        assert "&lt;img src=x" in page


# What is kept for the next reader


def test_a_judgement_shows_at_once(own_client: TestClient, own_store: Store, film: str) -> None:
    [fact] = [f for f in load_known(own_store, film).record.facts if f.predicate == "duration"]
    assert "146 minutes" in own_client.get(f"/films/{film}").text
    claim = fact.standing.claims[0]
    decision = Judgement(0, Verdict.CORRECTED, (claim,), {"minutes": 147}, "Ada", "2026-03-01T00:00:00Z")
    own_store.add_judgement(decision)
    derive(own_store, RateTable())
    page = own_client.get(f"/films/{film}").text
    assert "decided by <bdi>Ada</bdi>" in page
    assert "147 minutes" in page
    assert own_client.get(f"/api/v1/films/{film}").json()["id"] == film


# The API


@pytest.mark.parametrize("query", ["", "?explain=true&sources=20", "?as_of=2025-09-05", "?sources=0", "?as_of=1999"])
def test_the_api_answers_what_it_documents(client: TestClient, film: str, query: str) -> None:
    answer = client.get(f"/api/v1/films/{film}{query}")
    told = models.FilmDossier.model_validate_json(answer.content)
    assert told.id == film
    assert told.counts.facts == len(told.facts)
    assert told.counts.claims == sum(p.claim_count for f in told.facts for p in f.positions)
    assert all((f.reasons is not None) == ("explain" in query) for f in told.facts)
    most = 20 if "sources=20" in query else 0 if "sources=0" in query else 2
    assert all(len(p.sources) == min(p.claim_count, most) for f in told.facts for p in f.positions)


@pytest.mark.parametrize(
    ("part", "model", "key", "identity"),
    [
        ("facts", models.FactPage, "facts", "id"),
        ("statements", models.StatementPage, "statements", "statement"),
        ("articles", models.FilmArticlePage, "articles", "document"),
        ("claims", models.FilmClaimPage, "claims", "claim"),
    ],
)
def test_pages_of_the_api_make_up_the_whole(
    client: TestClient, film: str, part: str, model: Any, key: str, identity: str
) -> None:
    offset: int | None = 0
    seen = []
    while offset is not None:
        answer = client.get(f"/api/v1/films/{film}/{part}", params={"limit": 7, "offset": offset})
        page = model.model_validate_json(answer.content)
        seen += [getattr(item, identity) for item in getattr(page, key)]
        offset = page.next
    assert len(seen) == len(set(seen)) == page.total
    counts = client.get(f"/api/v1/films/{film}").json()["counts"]
    assert page.total == counts[part]


def test_claims_are_chosen_by_predicate_and_fact(client: TestClient, film: str) -> None:
    cast = client.get(f"/api/v1/films/{film}/claims?predicate=cast_member&limit=200").json()
    assert {c["predicate"] for c in cast["claims"]} == {"cast_member"}
    fact = cast["claims"][0]["fact"]
    one = client.get(f"/api/v1/films/{film}/claims?fact={fact}&limit=200").json()
    assert one["claims"] == [c for c in cast["claims"] if c["fact"] == fact]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("ffffffffffffffff", 404),
        ("ffffffffffffffff/claims", 404),
        ("Red%20Silk", 422),
        ("{film}?as_of=never", 400),
        ("{film}?sources=1000", 422),
        ("{film}/statements?limit=0", 422),
        ("{film}/claims?offset=-1", 422),
        ("{film}/claims?predicate=Drop%20table", 422),
    ],
)
def test_the_api_says_what_is_wrong(client: TestClient, film: str, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/films/{path.format(film=film)}")
    assert answer.status_code == status
    assert answer.json()["detail"]


# In a browser


def keys(browser: Any, *names: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).send_keys(*(getattr(Keys, n, n) for n in names)).perform()


def until(browser: Any, script: str) -> Any:
    from selenium.webdriver.support.wait import WebDriverWait

    return WebDriverWait(browser, 10).until(lambda b: b.execute_script(f"return {script}"))


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


@pytest.mark.browser
@pytest.mark.parametrize("predicate", ["director", "release", "box_office"])
def test_a_value_is_one_click_from_its_sentence(browser: Any, served: str, film: str, predicate: str) -> None:
    set_view(browser)
    browser.get(f"{served}/films/{film}")
    follow(browser, find(browser, f"#{predicate} .dos-value"))
    assert re.fullmatch(rf"{served}/articles/[0-9a-f]{{64}}#c-[0-9a-f]{{16}}", browser.current_url)
    assert until(browser, "document.querySelector('.art-text') !== null")


@pytest.mark.browser
def test_words_open_by_keyboard_and_carry_their_language(browser: Any, served: str, film: str) -> None:
    set_view(browser)
    browser.get(f"{served}/films/{film}")
    summary = find(browser, "#director summary")
    assert not find(browser, "#director q").is_displayed()
    browser.execute_script("arguments[0].focus()", summary)
    keys(browser, "ENTER")
    quotes = browser.find_elements("css selector", "#director q")
    assert all(q.is_displayed() for q in quotes)
    languages = browser.execute_script("return [...document.querySelectorAll('q')].map(q => [q.lang, q.textContent])")
    assert {lang for lang, _ in languages} == {"en", "ru", "zh"}
    assert all(lang == "zh" for lang, text in languages if re.search("[\u4e00-\u9fff]{9}", text))
    assert all(lang == "ru" for lang, text in languages if re.search("[а-я]{9}", text))


@pytest.mark.browser
def test_everything_is_reached_by_tab(browser: Any, served: str, film: str) -> None:
    set_view(browser)
    browser.get(f"{served}/films/{film}")
    browser.execute_script(
        "document.querySelector('.dos-top').tabIndex = -1; document.querySelector('.dos-top').focus()"
    )
    reached = []
    for _ in range(40):
        keys(browser, "TAB")
        reached.append(
            browser.execute_script(
                "const a = document.activeElement; const s = getComputedStyle(a);"
                "return [a.className || a.id || a.localName, s.outlineStyle]"
            )
        )
    names = [name for name, _ in reached]
    assert {"as_of", "dos-value ", "summary"} <= set(names)
    assert all(outline != "none" for name, outline in reached if name != "as_of")


@pytest.mark.browser
def test_the_form_leads_back_in_time(browser: Any, served: str, film: str) -> None:
    set_view(browser)
    browser.get(f"{served}/films/{film}")
    browser.execute_script("document.getElementById('as_of').value = '2025-08-30'")
    follow(browser, find(browser, ".dos-day button"))
    assert browser.current_url == f"{served}/films/{film}?as_of=2025-08-30"
    assert "As it was known on 30 August 2025" in find(browser, ".dos-then").text
    screenshot(browser, "dossier-as-of")
    follow(browser, find(browser, ".dos-then a"))
    assert browser.current_url == f"{served}/films/{film}"


@pytest.mark.browser
def test_statements_are_chosen_without_leaving_the_page(browser: Any, served: str, film: str) -> None:
    set_view(browser)
    browser.get(f"{served}/films/{film}")
    browser.execute_script("window.isTheSamePage = true")
    every = find(browser, "#statements [role=status]").text
    chip = find(browser, "#statements nav[aria-label='Statements by speaker'] a:nth-child(2)")
    name = chip.find_element("css selector", "bdi").text
    browser.execute_script("arguments[0].focus()", chip)
    keys(browser, "ENTER")
    until(browser, "document.querySelectorAll('.dos-speaker').length === 1")
    assert find(browser, ".dos-speaker h3").text.startswith(name)
    assert browser.execute_script("return window.isTheSamePage")
    assert "speaker=" in browser.current_url
    told = f"document.querySelector('#statements [role=status]').textContent !== {every!r}"
    assert until(browser, told)
    assert until(browser, "document.activeElement.getAttribute('aria-current') === 'true'")
    browser.back()
    until(browser, "document.querySelectorAll('.dos-speaker').length > 1")
    assert browser.execute_script("return window.isTheSamePage")


@pytest.mark.browser
def test_an_anchor_that_has_no_room_leads_to_its_page(browser: Any, served: str, store: Store, film: str) -> None:
    fact = next(f for f in load_known(store, film).record.facts if f.predicate == "director")
    set_view(browser)
    browser.get(f"{served}/films/{film}#f-{fact.id}-1")
    assert browser.execute_script("return document.querySelector(':target') !== null")
    browser.get(f"{served}/films/{film}?#f-{fact.id}-97")
    until(browser, f"location.pathname.endsWith('/facts/{fact.id}')")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_it(browser: Any, served: str, film: str, scheme: str, width: int) -> None:
    set_view(browser, width, 800, scheme)
    for path, name in (("", "dossier"), ("/print", "dossier-paper"), ("/facts?of=director", "dossier-part")):
        browser.get(f"{served}/films/{film}{path}")
        browser.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert violations(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        screenshot(browser, f"{name}-{width}-{scheme}")
    assert [e["message"] for e in browser.get_log("browser")] == []


@pytest.mark.browser
def test_it_prints_on_paper(browser: Any, served: str, film: str) -> None:
    set_view(browser, 794, 1123, media="print")
    browser.get(f"{served}/films/{film}/print")
    assert not find(browser, ".top").is_displayed()
    screenshot(browser, "dossier-print")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    set_view(browser)
    pdf = base64.b64decode(printed["data"])
    Path("build/screenshots/dossier.pdf").write_bytes(pdf)
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf
    assert 3 < len(re.findall(rb"/Type /Page\b", pdf)) < 20


@pytest.mark.browser
def test_it_reads_without_scripts(browser: Any, store: Store, film: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    with serving(store) as address:
        set_view(browser)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            browser.get(f"{address}/films/{film}")
            find(browser, "#statements nav[aria-label='Statements by topic'] a:nth-child(2)").click()
            WebDriverWait(browser, 10).until(lambda b: "topic=people" in b.current_url)
            find(browser, "#director summary").send_keys("\n")
            assert find(browser, "#director q").is_displayed()
        finally:
            browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

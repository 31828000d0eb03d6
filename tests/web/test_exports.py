"""The API in other forms, and the page that explains it."""

from __future__ import annotations

import html
import json
import re
from typing import Any, get_args

import pytest
from schema_org import problems
from starlette.testclient import TestClient

from filmdossier.export.for_machines import FORMS, OF_ARTICLES
from filmdossier.store.store import Store
from filmdossier.web.api.adding import WantedArticle
from filmdossier.web.api.exports import ArticleForm, FilmForm
from tests.engine.press_store import id_of
from tests.web.conftest import screenshot, set_view, violations


@pytest.fixture(scope="module")
def film(store: Store) -> str:
    return id_of(store, "Red Silk")


@pytest.mark.parametrize("form", FORMS)
def test_a_film_comes_in_every_form(client: TestClient, film: str, form: str) -> None:
    answer = client.get(f"/api/v1/films/{film}/as/{form}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(FORMS[form].media_type.partition(";")[0])
    assert answer.text.strip()


@pytest.mark.parametrize("form", OF_ARTICLES)
def test_an_article_comes_in_some(client: TestClient, store: Store, form: str) -> None:
    [document] = [d for d in store.document_ids() if store.head(d).source.endswith("red-silk-zh-spring.txt")]
    whole, short = (client.get(f"/api/v1/articles/{d}/as/{form}") for d in (document, document[:10]))
    assert whole.status_code == short.status_code == 200
    assert whole.content == short.content
    assert document in whole.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/films/000000000000/as/jsonld",
        "/api/v1/articles/000000000000/as/bibtex",
        "/api/v1/films/{film}/as/docx",
        "/api/v1/films/{film}/as/quickstatements?item=Q0",
        "/api/v1/films/{film}/as/quickstatements?item=Q42%0AQ1%09P31%09Q5",
        "/api/v1/films/{film}/as/annotations?page=-1",
        "/api/v1/films/{film}/as/bibtex?limit=100000",
        "/api/v1/articles/../films/as/jsonld",
        "/api/v1/articles/zz/as/csl",
    ],
)
def test_what_is_not_there_is_refused(client: TestClient, film: str, path: str) -> None:
    answer = client.get(path.format(film=film))
    assert 400 <= answer.status_code < 500
    assert answer.json()["detail"]


def test_pages_of_annotations_hold_each_once(client: TestClient, film: str) -> None:
    collection = client.get(f"/api/v1/films/{film}/as/annotations").json()
    seen: list[str] = []
    address = collection["first"]
    before = None
    while address:
        page = client.get(address.replace("http://testserver", "")).json()
        assert page["id"] == address
        assert page["partOf"] == collection["id"]
        assert page.get("prev") == before
        seen += [item["id"] for item in page["items"]]
        before, last, address = address, address, page.get("next")
    assert last == collection["last"]
    assert len(seen) == len(set(seen)) > 200


def test_links_lead_back_to_this_server(client: TestClient, film: str) -> None:
    graph = client.get(f"/api/v1/films/{film}/as/jsonld").json()["@graph"]
    [movie] = [node for node in graph if node["@type"] == "Movie"]
    assert movie["@id"] == f"http://testserver/films/{film}"
    articles = [node["@id"] for node in graph if node["@type"] == "NewsArticle"]
    assert all(a.startswith("http://testserver/articles/") for a in articles)
    assert problems(graph) == []


def test_citations_come_in_parts(client: TestClient, film: str) -> None:
    whole = client.get(f"/api/v1/films/{film}/as/csl").json()
    part = client.get(f"/api/v1/films/{film}/as/csl?limit=5&offset=3").json()
    assert len(part) == 5
    assert {c["id"] for c in part} < {c["id"] for c in whole}


def test_the_next_citations_are_named(client: TestClient, film: str) -> None:
    seen: list[str] = []
    address = f"/api/v1/films/{film}/as/csl?limit=10"
    while address:
        answer = client.get(address)
        seen += [c["id"] for c in answer.json()]
        address = answer.links.get("next", {}).get("url", "").replace("http://testserver", "")
    assert len(seen) == len(set(seen)) == len(client.get(f"/api/v1/films/{film}/as/csl").json())


def test_every_media_type_is_documented(client: TestClient, film: str) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    documented = set(paths["/api/v1/films/{film}/as/{form}"]["get"]["responses"]["200"]["content"])
    sent = {client.get(f"/api/v1/films/{film}/as/{f}").headers["content-type"].partition(";")[0] for f in FORMS}
    assert sent == documented


def test_only_what_a_person_confirmed_is_reviewed(own_client: TestClient, own_store: Store) -> None:
    from filmdossier.engine.judging import judge
    from filmdossier.model.judgement import Verdict

    film = id_of(own_store, "Red Silk")
    path = f"/api/v1/films/{film}/as/claimreview"
    assert own_client.get(path).json()["@graph"] == []
    right, wrong, *_ = own_store.findings(film)
    judge(own_store, Verdict.RIGHT, (right.id,), by="Ada")
    judge(own_store, Verdict.WRONG, (wrong.id,), by="Ada")
    [review] = own_client.get(path).json()["@graph"]
    assert review["reviewBody"] == right.finding.message
    assert review["author"]["name"] == "Ada"
    assert problems([review]) == []


def test_the_documented_forms_are_those_that_there_are() -> None:
    assert get_args(FilmForm) == tuple(FORMS)
    assert get_args(ArticleForm) == OF_ARTICLES


def test_the_page_names_every_form(client: TestClient, film: str) -> None:
    page = client.get("/api").text
    for name in FORMS:
        assert f"/api/v1/films/{film}/as/{name}" in page
    assert "openapi.json" in page


def test_what_the_page_sends_is_what_the_api_takes(client: TestClient) -> None:
    [sent] = re.findall(r"-d '(\{.*?\})'", html.unescape(client.get("/api").text))
    WantedArticle.model_validate(json.loads(sent))


def test_the_page_lists_what_the_api_offers(client: TestClient) -> None:
    page = client.get("/api").text
    for path, operations in client.get("/api/v1/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"<code>{method.upper()} {path.removeprefix('/api/v1')}</code>" in page


def test_the_page_is_there_before_anything_was_read(empty_client: TestClient) -> None:
    page = empty_client.get("/api")
    assert page.status_code == 200
    assert "curl" in page.text


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_the_page(browser: Any, served: str, scheme: str, width: int) -> None:
    set_view(browser, width, 800, scheme)
    browser.get(served + "/api")
    assert violations(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    screenshot(browser, f"api-{width}-{scheme}")

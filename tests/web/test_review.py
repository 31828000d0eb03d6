"""The queue of what people should decide: in order, decided by forms and by calls, undone, and by several at once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.app import create_app
from filmdossier.web.security.tokens import digest
from tests.web.conftest import TOKEN, WRITER, settings
from tests.web.doubtful_press import make_doubtful

API = "/api/v1"
BO = {"Authorization": "Bearer token of Bo"}


@pytest.fixture(scope="module")
def doubtful_file(press_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_doubtful(press_file, tmp_path_factory.mktemp("doubtful") / "doubtful.db")


@pytest.fixture
def doubtful(doubtful_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copy(doubtful_file, tmp_path / "doubtful.db")) as opened:
        yield opened


@pytest.fixture
def reviewing(doubtful: Store) -> Iterator[TestClient]:
    """The application with two people who may write."""
    people = {"Ada": digest(TOKEN), "Bo": digest("token of Bo")}
    with TestClient(create_app(doubtful, settings(people=people)), follow_redirects=False) as opened:
        yield opened


def queue(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/review", params={"limit": 100, **query})
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def first(client: TestClient, kind: str) -> dict[str, Any]:
    return next(item for item in queue(client) if item["kind"] == kind)


def subjects(item: dict[str, Any]) -> list[str]:
    return list(item["key"].split("-"))


def title(page: str) -> str:
    found = re.search(r'id="review-title">(?:<span[^>]*>\w+</span> )?([^<]*)', page)
    assert found, page
    return found[1].strip()


def said(page: str) -> str:
    found = re.search(r'id="review-said">([^<]*)', page)
    return found[1] if found else ""


def test_what_matters_most_comes_first(reviewing: TestClient) -> None:
    kinds = [(i["severity"] or i["kind"]) for i in queue(reviewing)]
    order = ["error", "film", "warning", "person", "organisation", "notice"]
    ranks = [order.index("person" if k == "organisation" else k) for k in kinds]
    assert ranks == sorted(ranks)
    assert {"error", "film", "warning", "person", "organisation"} <= set(kinds)
    scores = [i["score"] for i in queue(reviewing, show="people")]
    assert scores == sorted(scores, reverse=True)


def test_the_queue_is_counted_and_filtered(reviewing: TestClient, doubtful: Store) -> None:
    left = reviewing.get(f"{API}/review").json()["left"]
    assert left == {"films": 4, "people": 2, "findings": 6}
    for show, kinds in (("films", {"film"}), ("people", {"person", "organisation"}), ("findings", {"finding"})):
        found = queue(reviewing, show=show)
        assert {i["kind"] for i in found} == kinds
        assert len(found) == left[show]
    film = next(f.id for f in doubtful.films() if f.name == "Red Silk")
    assert {i["film"] for i in queue(reviewing, film=film)} == {film}
    count = len(queue(reviewing, film=film))
    assert 0 < count < sum(left.values())
    assert f'class="review-count">{count}<' in reviewing.get("/review", params={"film": film}).text
    assert reviewing.get(f"{API}/review", params={"film": "f" * 16}).status_code == 404


def test_the_queue_comes_in_pages(reviewing: TestClient) -> None:
    whole = queue(reviewing)
    page = reviewing.get(f"{API}/review?limit=3&offset=2").json()
    assert (page["items"], page["next"]) == (whole[2:5], 5)
    assert reviewing.get(f"{API}/review?limit=100").json()["next"] is None


@pytest.mark.parametrize("kind", ["film", "person", "organisation", "finding"])
def test_an_item_tells_what_it_takes_to_decide_it(reviewing: TestClient, doubtful: Store, kind: str) -> None:
    item = first(reviewing, kind)
    detail = reviewing.get(f"{API}/review/{item['key']}").json()
    contexts = [q["context"] for q in detail["quotes"]] + [c for s in detail["sides"] for c in s["contexts"]]
    assert contexts
    for context in contexts:
        text = doubtful.document(context["document"]).text
        assert context["before"].strip("…") + context["words"] + context["after"].strip("…") in text
        assert context["outlet"]
        assert re.fullmatch("[cs]-[0-9a-f]{16}", context["anchor"])
    if kind != "finding":
        assert len(detail["sides"]) == 2
        assert all(side["parts"] for side in detail["sides"])
        assert {f["weight"] > 0 for f in detail["features"]} >= {True}
    page = reviewing.get("/review", params={"item": item["key"]}).text
    assert all(f'#{c["anchor"]}"' in page for c in contexts)


def test_findings_quote_every_value(reviewing: TestClient) -> None:
    conflict = next(i for i in queue(reviewing) if i["rule"] == "conflict")
    detail = reviewing.get(f"{API}/review/{conflict['key']}").json()
    assert detail["claims"] > len(detail["quotes"])
    assert len({q["value_in_words"] for q in detail["quotes"]}) >= 2


def test_deciding_by_a_form_leads_to_the_next(reviewing: TestClient, doubtful: Store) -> None:
    reviewing.headers.update(WRITER)
    item = queue(reviewing, show="films")[0]
    here = "/review?show=films"
    form = {"verdict": "same", "subject": subjects(item), "next": here, "why": " one \n film "}
    answer = reviewing.post("/judgements", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{here}&done=1")
    page = reviewing.get(answer.headers["location"]).text
    assert said(page).startswith("Same: ")
    assert "银色港湾" in said(page)
    [kept] = doubtful.judgements()
    assert (kept.by, kept.why, list(kept.subjects)) == ("Ada", "one film", subjects(item))
    assert len({doubtful.film_ids(kept.subjects)[s] for s in kept.subjects}) == 1, "the record has taken it in"
    assert item["key"] not in [i["key"] for i in queue(reviewing)]


def test_undo_takes_back_the_last_of_this_person(reviewing: TestClient, doubtful: Store) -> None:
    one, other, *_ = queue(reviewing, show="films")
    reviewing.post("/judgements", data={"verdict": "different", "subject": subjects(one)}, headers=WRITER)
    reviewing.post("/judgements", data={"verdict": "unsure", "subject": subjects(other)}, headers=BO)
    undone = reviewing.post("/judgements/undo", data={"next": "/review?show=films"}, headers=WRITER)
    assert undone.headers["location"] == "/review?show=films&undone=1"
    page = reviewing.get(undone.headers["location"], headers=WRITER).text
    assert said(page).startswith("Undone. Different: ")
    assert all(f'value="{s}"' in page for s in subjects(one)), "what was undone is there to be decided again"
    again = reviewing.post("/judgements/undo", data={"next": "/review"}, headers=WRITER)
    assert "Nothing is left to undo" in reviewing.get(again.headers["location"]).text
    assert [(j.by, str(j.verdict)) for j in doubtful.judgements()] == [
        ("Ada", "different"),
        ("Bo", "unsure"),
        ("Ada", "withdrawn"),
    ]


def test_past_the_end_the_queue_begins_anew(reviewing: TestClient) -> None:
    far = reviewing.get("/review?show=films&n=500").text
    assert title(far) == "One film or two?"
    assert 'rel="prev"' not in far


def test_nothing_left(reviewing: TestClient) -> None:
    for item in queue(reviewing):
        verdict = "unsure"
        answer = reviewing.post(f"{API}/judgements", json={"verdict": verdict, "subjects": subjects(item)}, headers=BO)
        assert answer.status_code == 201
    assert title(reviewing.get("/review").text) == "Nothing is left to decide"
    assert reviewing.get(f"{API}/review").json()["left"] == {"films": 0, "people": 0, "findings": 0}


def test_a_reader_with_no_data_is_led_on(empty_client: TestClient) -> None:
    assert 'href="/add"' in empty_client.get("/review").text
    assert 'href="/review"' in empty_client.get("/judgements").text


def test_deciding_needs_a_login(reviewing: TestClient, doubtful: Store) -> None:
    item = first(reviewing, "finding")
    page = reviewing.get("/review?show=findings").text
    assert "/login?next=/review%3Fshow%3Dfindings" in page
    assert 'name="verdict"' not in page
    form = {"verdict": "right", "subject": item["key"]}
    for path in ("/judgements", "/judgements/undo", "/judgements/1/withdraw"):
        answer = reviewing.post(path, data=form)
        assert answer.headers["location"].startswith("/login")
    assert reviewing.post(f"{API}/judgements", json={"verdict": "right", "subjects": [item["key"]]}).status_code == 401
    assert doubtful.judgements() == ()


def test_another_site_cannot_decide(reviewing: TestClient, doubtful: Store) -> None:
    reviewing.post("/login", data={"token": TOKEN})
    form = {"verdict": "right", "subject": first(reviewing, "finding")["key"]}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        assert reviewing.post("/judgements", data=form, headers=headers).status_code == 403
    assert doubtful.judgements() == ()
    assert reviewing.post("/judgements", data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_the_second_is_told_who_decided(reviewing: TestClient, doubtful: Store) -> None:
    item = first(reviewing, "film")
    form = {"subject": subjects(item), "next": "/review?show=films"}
    assert reviewing.post("/judgements", data={**form, "verdict": "different"}, headers=WRITER).status_code == 303
    late = reviewing.post("/judgements", data={**form, "verdict": "same"}, headers=BO)
    assert late.status_code == 409
    assert re.search(r"Ada decided on \d{4}-\d\d-\d\d that these are different", late.text)
    assert 'href="/review?show=films"' in late.text
    assert 'action="/judgements/1/withdraw"' in late.text
    call = {"verdict": "same", "subjects": subjects(item)}
    answer = reviewing.post(f"{API}/judgements", json=call, headers=BO)
    assert (answer.status_code, answer.json()["judgement"]["by"]) == (409, "Ada")
    agreed = reviewing.post(f"{API}/judgements", json={**call, "verdict": "different"}, headers=BO)
    assert (agreed.status_code, agreed.json()["by"]) == (200, "Ada")
    assert len(doubtful.judgements()) == 1


def test_an_item_that_was_decided_says_so(reviewing: TestClient) -> None:
    item = first(reviewing, "finding")
    reviewing.post(
        f"{API}/judgements", json={"verdict": "wrong", "subjects": [item["key"]], "why": "a slip"}, headers=BO
    )
    page = reviewing.get("/review", params={"item": item["key"]}, headers=WRITER).text
    assert "Bo decided on" in page
    assert "a slip" in page
    assert 'data-key="r"' not in page


def test_a_claim_is_corrected_by_the_form_of_its_predicate(reviewing: TestClient, doubtful: Store) -> None:
    finding = next(i for i in queue(reviewing) if i["rule"] == "conversion")
    quote = reviewing.get(f"{API}/review/{finding['key']}").json()["quotes"][0]
    page = reviewing.get("/review", params={"item": finding["key"]}, headers=WRITER).text
    for field in quote["fields"]:
        assert f'name="value.{field["key"]}" value="{field["present"]}"' in page
    fields = {f"value.{f['key']}": f["present"] for f in quote["fields"]}
    form = {
        "verdict": "corrected",
        "subject": quote["claim"],
        "next": "/review",
        **fields,
        "value.amount": "690 000 000",
    }
    answer = reviewing.post("/judgements", data=form, headers=WRITER)
    assert answer.status_code == 303
    assert "to RUB 690 million" in said(reviewing.get(answer.headers["location"]).text)
    assert doubtful.judgements()[0].value == {"amount": 690_000_000, "currency": "RUB"}
    assert "RUB 690 million" in reviewing.get("/judgements").text


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "corrected", "value.amount": "much", "value.currency": "RUB"},
        {"verdict": "corrected", "value": "{"},
        {"verdict": "corrected", "value": "[" * 1900},
        {"verdict": "corrected", "value": "7"},
        {"verdict": "corrected", "value": '{"amount": NaN, "currency": "RUB"}'},
        {"verdict": "corrected", "value": '{"amount": 1e999, "currency": "RUB"}'},
        {"verdict": "corrected", "value": '{"amount": ' + "9" * 1500 + ', "currency": "RUB"}'},
        {"verdict": "maybe"},
        {"verdict": "withdrawn"},
        {"verdict": "right", "why": "x" * 2001},
        {"verdict": "right", "subject": ["a" * 16, "b" * 16, "c" * 16]},
        {"verdict": "same"},
        {"verdict": "right", "subject": "x" * 3000},
        {"verdict": "right", "subject": "\x00"},
        {},
    ],
)
def test_odd_forms_are_refused_in_words(reviewing: TestClient, doubtful: Store, form: dict[str, Any]) -> None:
    finding = next(i for i in queue(reviewing) if i["rule"] == "conversion")
    claim = reviewing.get(f"{API}/review/{finding['key']}").json()["quotes"][0]["claim"]
    answer = reviewing.post("/judgements", data={"subject": claim, **form}, headers=WRITER)
    assert answer.status_code in (400, 409)
    assert 'role="alert"' in answer.text
    assert doubtful.judgements() == ()


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        [],
        {"verdict": "withdrawn", "subjects": ["1"]},
        {"verdict": "right", "subjects": []},
        {"verdict": "right", "subjects": ["a"] * 3},
        {"verdict": "right", "subjects": ["x" * 65]},
        {"verdict": "right", "subjects": ["a" * 16], "why": "x" * 2001},
        {"verdict": "corrected", "subjects": ["a" * 16], "value": {"amount": [1]}},
        {"verdict": "corrected", "subjects": ["a" * 16], "value": {"amount": 1}},
        {"verdict": "same", "subjects": ["../../etc", "a" * 16]},
    ],
)
def test_odd_calls_are_refused(reviewing: TestClient, doubtful: Store, wanted: Any) -> None:
    answer = reviewing.post(f"{API}/judgements", json=wanted, headers=WRITER)
    assert answer.status_code in (400, 404, 422)
    assert answer.json()["detail"]
    assert doubtful.judgements() == ()


@pytest.mark.parametrize(
    "body",
    [
        b'{"verdict": "right", "subjects": ["\\ud800"]}',
        b'{"verdict": "right", "subjects": ["\\u0000"], "why": "\\ud800"}',
        b"[" * 50_000,
        b"\xff",
        b'{"verdict": "corrected", "subjects": ["a"], "value": {"amount": NaN}}',
        b'{"verdict": "corrected", "subjects": ["a"], "value": {"amount": ' + b"9" * 5000 + b"}}",
    ],
)
def test_odd_bodies_are_refused(reviewing: TestClient, body: bytes) -> None:
    headers = {**WRITER, "Content-Type": "application/json"}
    answer = reviewing.post(f"{API}/judgements", content=body, headers=headers)
    assert answer.status_code in (400, 404, 422)


@pytest.mark.parametrize("key", ["x", "-", "a-b-c", "%00", "f" * 16, f"{'f' * 16}-{'e' * 16}", "'-'", "红-绸"])
def test_odd_keys_lead_nowhere(reviewing: TestClient, key: str) -> None:
    assert reviewing.get(f"{API}/review/{key}").status_code == 404
    page = reviewing.get(f"/review?item={key}")
    assert page.status_code == 200
    assert "not there any more" in page.text


@pytest.mark.parametrize(
    "query", ["n=-1", "n=3000", "show=x", "done=-1", "undone=-2", "film=" + "a" * 65, "item=" + "a" * 65]
)
def test_odd_queries_are_refused(reviewing: TestClient, query: str) -> None:
    assert reviewing.get(f"/review?{query}").status_code == 422


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x=y"]
)
def test_forms_lead_nowhere_else(reviewing: TestClient, wanted: str) -> None:
    form = {"verdict": "right", "subject": first(reviewing, "finding")["key"], "next": wanted}
    for path in ("/judgements", "/judgements/1/withdraw"):
        answer = reviewing.post(path, data=form, headers=WRITER)
        assert answer.status_code == 303
        assert re.match(r"/\?(done|undone)=1$", answer.headers["location"])


def test_who_decided_what(reviewing: TestClient) -> None:
    film, finding = first(reviewing, "film"), first(reviewing, "finding")
    reviewing.post(f"{API}/judgements", json={"verdict": "same", "subjects": subjects(film)}, headers=WRITER)
    call = {"verdict": "wrong", "subjects": [finding["key"]], "why": "<script>alert(1)</script>"}
    reviewing.post(f"{API}/judgements", json=call, headers=BO)
    page = reviewing.get("/judgements", headers=WRITER).text
    assert page.index("Wrong") < page.index("银色港湾"), "the latest first"
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert 'action="/judgements/2/withdraw"' in page
    answer = reviewing.post("/judgements/2/withdraw", data={"next": "/judgements?by=Bo"}, headers=WRITER)
    assert answer.headers["location"] == "/judgements?by=Bo&undone=2"
    assert reviewing.post("/judgements/2/withdraw", data={}, headers=WRITER).status_code == 409
    rows = reviewing.get(f"{API}/judgements").json()["judgements"]
    assert [(r["id"], r["verdict"], r["withdrawn"]) for r in rows] == [
        (3, "withdrawn", None),
        (2, "wrong", 3),
        (1, "same", None),
    ]
    page = reviewing.get("/judgements?standing=true").text
    assert "银色港湾" in page
    assert 'id="j-2"' not in page


def test_judgements_are_filtered_and_paged(reviewing: TestClient) -> None:
    for n, item in enumerate(queue(reviewing)[:6]):
        verdict = "right" if item["kind"] == "finding" else "different"
        call = {"verdict": verdict, "subjects": subjects(item)}
        assert reviewing.post(f"{API}/judgements", json=call, headers=WRITER if n % 2 else BO).status_code == 201

    def ids(**query: Any) -> list[int]:
        return [row["id"] for row in reviewing.get(f"{API}/judgements", params=query).json()["judgements"]]

    assert ids() == [6, 5, 4, 3, 2, 1]
    assert ids(by="Ada") == [6, 4, 2]
    assert ids(limit=2) == [6, 5]
    assert reviewing.get(f"{API}/judgements?limit=2").json()["next"] == 5
    assert ids(limit=2, before=5) == [4, 3]
    assert reviewing.get(f"{API}/judgements?limit=6").json()["next"] is None
    film = first(reviewing, "finding")["key"]
    assert ids(subject=film) == []
    assert len(ids(verdict="different")) + len(ids(verdict="right")) == 6


def test_withdrawing_by_a_call(reviewing: TestClient) -> None:
    item = first(reviewing, "finding")
    call = {"verdict": "unsure", "subjects": [item["key"]]}
    assert reviewing.post(f"{API}/judgements", json=call, headers=WRITER).status_code == 201
    assert reviewing.post(f"{API}/judgements/7/withdraw", headers=WRITER).status_code == 404
    answer = reviewing.post(f"{API}/judgements/1/withdraw", json={"why": "a slip"}, headers=BO)
    assert (answer.status_code, answer.json()["by"], answer.json()["why"]) == (201, "Bo", "a slip")
    assert reviewing.post(f"{API}/judgements/1/withdraw", headers=WRITER).status_code == 409
    assert reviewing.post(f"{API}/judgements/2/withdraw", headers=WRITER).status_code == 404
    assert item["key"] in [i["key"] for i in queue(reviewing)]


def test_many_at_once_lose_nothing(reviewing: TestClient, doubtful: Store) -> None:
    """Eight decide on everything, each in another order, while others read; everything is decided once."""
    items = queue(reviewing)
    pages = ["/review", f"{API}/review", "/judgements", f"{API}/judgements", "/review?show=films"]

    def work(n: int) -> list[int]:
        answers = []
        for k in range(len(items)):
            item = items[(k * (n + 1) + n) % len(items)]
            pair = item["kind"] != "finding"
            verdict = ("different" if n % 2 else "unsure") if pair else ("right" if n % 2 else "wrong")
            call = {"verdict": verdict, "subjects": subjects(item)}
            answers.append(reviewing.post(f"{API}/judgements", json=call, headers=WRITER if n % 2 else BO).status_code)
            answers.append(reviewing.get(pages[(n + k) % len(pages)]).status_code)
        return answers

    with ThreadPoolExecutor(8) as pool:
        answers = [status for some in pool.map(work, range(8)) for status in some]
    assert set(answers) <= {200, 201, 404, 409}, "a finding may be gone once others have parted its people"
    kept = doubtful.judgements()
    assert answers.count(201) == len(kept)
    assert [j.id for j in kept] == list(range(1, len(kept) + 1))
    assert queue(reviewing) == []
    assert not doubtful.has_pending()

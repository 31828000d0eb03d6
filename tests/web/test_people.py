"""A person or organisation across films: names in every script, parts, what was said, and who may be the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.web.app import create_app
from tests.web.conftest import screenshot, set_view, settings, violations
from tests.web.hostile_press import spoil

API = "/api/v1/people"


def person_called(store: Store, name: str) -> str:
    return next(h.entity for h in store.search(name, "person") if h.name == name)


@pytest.fixture(scope="module")
def director(store: Store) -> str:
    return next(h.entity for h in store.search("Volgin", "person"))


def test_names_in_every_script(client: TestClient, director: str) -> None:
    shown = client.get(f"{API}/{director}").json()
    names = {n["name"]: n["romanised"] for n in shown["names"]}
    assert names["Андрей Волгин"] == "Andrey Volgin"
    assert any(re.search("[\u4e00-\u9fff]", n) and latin for n, latin in names.items())
    assert names.get("Andrey Volgin", "missing") is None
    page = client.get(f"/people/{director}").text
    assert all(f"<bdi>{name}</bdi>" in page for name in names)


def test_films_with_parts_and_what_was_said(client: TestClient, store: Store, director: str) -> None:
    shown = client.get(f"{API}/{director}").json()
    [film] = [f for f in shown["films"] if f["name"] == "Red Silk"]
    assert film["roles"][0]["predicate"] == "director"
    assert film["roles"][0]["articles"] > 3
    page = client.get(f"/people/{director}").text
    assert f'href="/films/{film["id"]}"' in page
    named = store.names_of_documents(store.document_ids()).values()
    speakers = [m.id for some in named for m in some if any(r.predicate == "speaker" for r in m.roles)]
    speaking = client.get(f"{API}/{speakers[0]}").json()
    said = speaking["statements"][0]
    page = client.get(f"/people/{speaking['id']}").text
    assert f"/articles/{said['document']}#s-{said['id']}" in page
    assert all(words in store.document(said["document"]).text for words in said["words"])


def test_an_id_of_any_mention_leads_to_the_one_it_goes_by(client: TestClient, store: Store, director: str) -> None:
    mentions = [m.id for m in store.names_of_documents(store.document_ids()).get(store.document_ids()[0], [])]
    of = store.person_of(mentions)
    for mention, person in of.items():
        answer = client.get(f"/people/{mention}?offset=0")
        if mention == person:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, f"/people/{person}")
        assert client.get(f"{API}/{mention}").json()["id"] == person
    assert len(set(of)) > 0
    assert client.get(f"/people/{director[:10]}").headers["location"] == f"/people/{director}"


def test_who_may_be_the_same(client: TestClient, store: Store) -> None:
    person = person_called(store, "Baranova")
    shown = client.get(f"{API}/{person}").json()
    assert [d["name"] for d in shown["doubts"]] == ["Svetlana Balanova"]
    for doubt in shown["doubts"]:
        assert doubt["features"]
        assert f"/review?item={doubt['key']}" in client.get(f"/people/{person}").text
        assert client.get(f"/api/v1/review/{doubt['key']}").status_code == 200


@pytest.mark.parametrize("given", ["f" * 16, "x", "%2e%2e%2fetc", "红", "' OR 1=1", "%00", "a" * 65])
def test_ids_of_nobody(client: TestClient, given: str) -> None:
    for path in (f"/people/{given}", f"{API}/{given}"):
        assert client.get(path).status_code in (404, 422)


def test_words_of_strangers_stay_words(press_file: Path, tmp_path: Path) -> None:
    import shutil

    file = tmp_path / "hostile.db"
    shutil.copy(press_file, file)
    spoil(file)
    with open_store(file) as store, TestClient(create_app(store, settings())) as client:
        ids = [row.entity for row in store.search("a", "person", 60)]
        assert ids
        pages = "".join(client.get(f"/people/{i}").text for i in ids)
    assert not re.search("<u[ >]", pages)
    assert "hacked=1<" not in pages


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_it(browser: Any, served: str, store: Store, director: str, scheme: str, width: int) -> None:
    set_view(browser, width, 800, scheme)
    for name, person in (("director", director), ("doubtful", person_called(store, "Baranova"))):
        browser.get(f"{served}/people/{person}")
        assert violations(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        screenshot(browser, f"person-{name}-{width}-{scheme}")

"""Searching for films and people by the beginnings of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml

from filmdossier.store.store import Store
from tests.contract.articles import article
from tests.contract.toy_deriving import derive

DATA = yaml.safe_load((Path(__file__).parents[1] / "cases/store/search.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def library(lasting_store: Store) -> Store:
    intakes = [
        article(f"text {n}", source=str(n), films=[title], names=[f"Somebody {title}"])
        for n, title in enumerate(DATA["names"])
    ]
    lasting_store.keep_many(intakes)
    derive(lasting_store)
    return lasting_store


def plain(name: str) -> str:
    return normalize("NFKC", name).casefold()


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda c: c["id"])
def test_films(library: Store, case: dict[str, Any]) -> None:
    hits = library.search(case["search"], kind="film")
    assert [h.name for h in hits] == case["found"]
    assert [h.is_exact for h in hits] == [plain(h.name) == plain(case["search"]) for h in hits]


def test_people_and_films(library: Store) -> None:
    assert {h.kind for h in library.search("balloon")} == {"film", "person"}
    assert [h.kind for h in library.search("somebody balloon")] == ["person"]
    assert len(library.search("somebody", limit=4)) == 4


def test_films_by_their_people(library: Store) -> None:
    assert [f.name for f in library.films_called("somebody balloon")] == ["The Red Balloon"]
    assert [f.name for f in library.films_called("red silk")][:2] == ["Red Silk", "Red Silk 2"]
    assert library.films_called("nobody") == []


def test_those_of_most_documents_come_first(store: Store) -> None:
    intakes = [article(f"text {n}", source=str(n), films=["Silk B" if n else "Silk A"]) for n in range(3)]
    store.keep_many(intakes)
    derive(store)
    assert [(h.name, h.documents) for h in store.search("silk")] == [("Silk B", 2), ("Silk A", 1)]

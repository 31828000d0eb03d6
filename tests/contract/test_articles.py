"""Searching articles by their words: the same on both databases, whatever was written and whatever is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmdossier.store.article_words import find_article_words
from filmdossier.store.articles import ArticleHit
from filmdossier.store.keeping import Intake
from filmdossier.store.store import Store
from tests.contract.articles import article, document_id
from tests.contract.test_versions import keep

DATA = yaml.safe_load((Path(__file__).parents[1] / "cases/store/articles.yaml").read_text("utf-8"))
any_store = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def library(lasting_store: Store) -> Store:
    lasting_store.keep_many(titled(name, text) for name, text in DATA["articles"].items())
    return lasting_store


def titled(source: str, text: str) -> Intake:
    """An article whose first line is its title."""
    intake = article(text, source=source)
    document = replace(intake.reading.document, title=text.partition("\n")[0])
    return replace(intake, reading=replace(intake.reading, document=document))


def marked(hit: ArticleHit) -> list[str]:
    """The words that are marked in a passage, cut out by their offsets in the whole text."""
    text = DATA["articles"][hit.document.source]
    assert hit.passage.of(text) == hit.words
    assert all(hit.passage.start <= h.start < h.end <= hit.passage.end for h in hit.hits)
    return [h.of(text) for h in hit.hits]


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda c: c["id"])
def test_articles(library: Store, case: dict[str, Any]) -> None:
    hits = library.documents_with(case["search"])
    assert [h.document.source for h in hits] == case["found"]
    if "marked" in case:
        assert [marked(h) for h in hits] == case["marked"]
    assert library.documents_with(case["search"], 1) == hits[:1]


@given(st.text(st.characters(), max_size=60) | st.text("\"'*^:()-+&|!<>\\ abANDORNTE红", max_size=30))
@any_store
def test_whatever_is_typed_is_no_error(library: Store, typed: str) -> None:
    found = library.documents_with(typed)
    assert len({h.document.id for h in found}) == len(found)


@given(st.text(st.characters(), min_size=1, max_size=40))
@any_store
def test_a_text_is_found_by_its_words(lasting_store: Store, text: str) -> None:
    lasting_store.keep_many([article(text, source="-")])
    for word in find_article_words(text)[:8]:
        found = lasting_store.documents_with(word, 100)
        assert document_id(text) in {h.document.id for h in found} or len(found) == 100


def test_texts_that_no_source_holds_are_not_found(store: Store) -> None:
    keep(store, "a", "balloons rise", 1)
    keep(store, "a", "balloons fall", 2)
    assert [h.document.id for h in store.documents_with("balloons")] == [document_id("balloons fall")]
    keep(store, "a", "balloons rise", 3)
    assert [h.document.id for h in store.documents_with("balloons")] == [document_id("balloons rise")]
    store.keep_many([article("balloons rise", source="a", reader="0.10.0")])
    assert len(store.documents_with("balloons")) == 1, "a second reading of it changes nothing"


def test_of_equals_the_latest(store: Store) -> None:
    store.keep_many([article(f"balloons {n}", source=str(n)) for n in range(120)])
    found = [h.words for h in store.documents_with("balloons", 3)]
    assert found == ["balloons 119", "balloons 118", "balloons 117"]


def test_a_text_of_very_many_words(store: Store) -> None:
    text = " ".join(f"{n:x}{'ж' * 60}{n:x}" for n in range(40_000))
    store.keep_many([article(text)])
    assert len(find_article_words(text)) < 40_000
    assert len(store.documents_with(text[:50])) == 1


def test_a_passage_begins_and_ends_between_words(store: Store) -> None:
    text = "Title\n\n" + "alpha beta gamma delta " * 40 + "needle " + "epsilon zeta eta theta " * 40
    store.keep_many([article(text)])
    [hit] = store.documents_with("needle")
    assert len(hit.words) <= 220
    assert set(hit.words.split()) <= set(text.split())
    assert hit.words.split()[0] in {"alpha", "beta", "gamma", "delta"}

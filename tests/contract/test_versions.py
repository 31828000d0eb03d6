"""Which text counts follows from the captures, in whatever order they came."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.model.sourced import film_mention_id, sourced_claims
from filmdossier.store.keeping import Kept
from filmdossier.store.store import Store
from tests.contract.articles import READER, article, document_id, moment

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/store/versions.yaml").read_text("utf-8"))


def keep(store: Store, source: str, text: str, at: int) -> Kept:
    if store.has_reading(document_id(text), READER):
        return store.add_capture(source, document_id(text), moment(at))
    return store.keep_many([article(text, source=source, captured=at)])[0]


def texts_by_id(case: dict[str, Any]) -> dict[str, str]:
    return {document_id(text): text for _, text, _ in case["captures"]}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_state(lasting_store: Store, case: dict[str, Any]) -> None:
    """All orders of arrival lead to one state; each gets texts and sources of its own."""
    for number, order in enumerate(permutations(case["captures"])):
        # Marks keep the documents of one order apart from those of the others, and in the same order among themselves.
        marked = [
            (s if s == "-" else f"{case['id']}{number}/{s}", f"{text} {case['id']}{number}", at)
            for s, text, at in order
        ]
        for source, text, at in marked:
            keep(lasting_store, source, text, at)
        found = state_of_one(lasting_store, {"captures": marked})
        assert found == case["state"], order


def state_of_one(store: Store, case: dict[str, Any]) -> dict[str, Any]:
    """Everything that the captures of one order decide, without their marks."""
    texts = texts_by_id(case)
    current = {m.document for m in store.film_family([film_mention_id(d, "Red Silk") for d in texts])} & set(texts)
    plain = {d: text.split()[0] for d, text in texts.items()}
    sources = sorted({source for source, _, _ in case["captures"]} - {"-"})

    def name(source: str) -> str:
        return source.rpartition("/")[2]

    return {
        "versions": {name(s): [plain[d] for d, _ in store.versions(s)] for s in sources},
        "current": sorted(plain[d] for d in current),
        "source": {plain[d]: name(h.source) for d, h in store.heads(texts).items()},
        "replaced": [[name(s), plain[a], plain[b]] for s, a, b in store.replaced(texts)],
    }


def test_told_when_kept(store: Store) -> None:
    first = keep(store, "a", "one", 1)
    assert first == Kept(document_id("one"), is_new=True)
    assert keep(store, "a", "one", 2) == Kept(document_id("one"), is_new=False)
    assert keep(store, "a", "two", 3) == Kept(document_id("two"), True, True, document_id("one"))
    assert keep(store, "b", "two", 4) == Kept(document_id("two"), is_new=False)
    assert keep(store, "a", "one", 5) == Kept(document_id("one"), False, True, document_id("two"))
    assert keep(store, "-", "three", 6) == Kept(document_id("three"), is_new=True)
    assert keep(store, "-", "four", 7) == Kept(document_id("four"), is_new=True)
    assert store.versions("a") == ((document_id("two"), moment(3)), (document_id("one"), moment(1)))
    assert store.sources_of(document_id("two")) == ("a", "b")


def test_versions_within_one_transaction(store: Store) -> None:
    texts = ["one", "two", "one", "three"]
    kept = store.keep_many([article(t, source="a", captured=n) for n, t in enumerate(texts)])
    assert [(k.is_new, k.is_new_version, k.previous) for k in kept] == [
        (True, False, None),
        (True, True, document_id("one")),
        (False, True, document_id("two")),
        (True, True, document_id("one")),
    ]


def test_superseded(store: Store) -> None:
    for n, text in enumerate(["one", "two", "three"]):
        keep(store, "a", text, n)
    earlier = (document_id("one"), document_id("two"))
    assert store.superseded([document_id("three"), document_id("one")]) == {document_id("three"): earlier}


def test_a_later_reader_takes_the_place_of_an_earlier(store: Store) -> None:
    old, new = article("one", reader="0.9.0", claims=3), article("one", reader="0.10.0", claims=1, films=["Black Silk"])
    document = document_id("one")
    for intakes in ([old, new], [new, old]):
        store.keep_many(intakes)
        assert len([c for c in store.claims_of_documents([document]) if c.film]) == 1
        assert [m.title for m in store.film_family([f.id for f in (*old.films, *new.films)])] == ["Black Silk"]
        assert store.has_reading(document, "0.9.0")
        assert store.has_reading(document, "0.10.0")
    assert store.counts()["claims"] == 3 + 1 + 2, "the claims of the old reading stay"
    gone = store.claims([c.id for c in sourced_claims(old.reading)])
    assert {c.claim.film for c in gone} == {"f0", None}
    assert len(gone) == 4, "a judged claim can be shown although the reader no longer makes it"

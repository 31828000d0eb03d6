"""No question that is asked again and again goes through a whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from filmdossier.model.sourced import film_mention_id, finding_id, person_mention_id
from filmdossier.store.doubts import DoubtKey
from filmdossier.store.film_list import ORDERS, key_of
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.contract.articles import READER, article, document_id
from tests.contract.toy_deriving import derive

DOCUMENT = document_id("text 1")
FILM, NAME = film_mention_id(DOCUMENT, "Red Silk"), person_mention_id(DOCUMENT, "Vadim Byrkin")

QUESTIONS: dict[str, Callable[[Store], object]] = {
    "has_reading": lambda s: s.has_reading(DOCUMENT, READER),
    "document": lambda s: s.document(DOCUMENT),
    "heads": lambda s: s.heads([DOCUMENT]),
    "signatures": lambda s: s.signatures([DOCUMENT]),
    "document_findings": lambda s: s.document_findings([DOCUMENT]),
    "versions": lambda s: s.versions("1"),
    "sources_of": lambda s: s.sources_of(DOCUMENT),
    "replaced": lambda s: s.replaced([DOCUMENT]),
    "claims": lambda s: s.claims([c.id for c in s.claims_of_documents([DOCUMENT])]),
    "claim_by_prefix": lambda s: s.claim_by_prefix("0123456789"),
    "claims_of_films": lambda s: s.claims_of_films([FILM]),
    "world_claims": lambda s: s.world_claims([DOCUMENT]),
    "statements_of_films": lambda s: s.statements_of_films([FILM]),
    "statements_of_documents": lambda s: s.statements_of_documents([DOCUMENT]),
    "mention": lambda s: s.mention(FILM[:8]),
    "names_of_documents": lambda s: s.names_of_documents([DOCUMENT]),
    "film_family": lambda s: s.film_family([FILM]),
    "name_family": lambda s: s.name_family([NAME]),
    "film_mentions_sharing": lambda s: s.film_mentions_sharing(["=red silk"]),
    "film": lambda s: s.film(FILM[:8]),
    "record": lambda s: s.record(FILM),
    "person_of": lambda s: s.person_of([NAME]),
    "credit_groups": lambda s: s.credit_groups([NAME]),
    "films": lambda s: [s.films(order, 10, after=key_of(s.films(order, 1)[0], order)) for order in ORDERS],
    "finding": lambda s: s.finding(finding_id("unit", [])),
    "worst_findings": lambda s: s.worst_findings(10, s.worst_findings(1)[0].key),
    "worst_findings of a rule": lambda s: s.worst_findings(10, s.worst_findings(1)[0].key, "unit"),
    "doubts": lambda s: s.doubts(10, DoubtKey(0.9, "a", "b")),
    "doubt": lambda s: s.doubt(FILM, NAME),
    "documents_with": lambda s: s.documents_with("text 1"),
    "generation": lambda s: s.generation(),
    "films_called": lambda s: s.films_called("vadim b"),
    "keep": lambda s: s.keep_many([article("text 1"), article("new", source="1"), article("text 2", reader="9")]),
    "add_capture": lambda s: s.add_capture("2", DOCUMENT, "2026"),
    "derive": derive,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("plans") / "dossier.db")
    store.keep_many(
        [article(f"text {n}", source=str(n), films=["Red Silk" if n % 9 else "Black Silk"]) for n in range(50)]
    )
    derive(store)
    return store


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_table_is_gone_through(library: Store, question: Callable[[Store], object]) -> None:
    plans: list[tuple[str, str]] = []

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, __: Any, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "DELETE", "UPDATE")) and "max(" not in statement:
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            plans.extend((row[3], statement) for row in rows)

    event.listen(library._engine, "before_cursor_execute", explain)
    try:
        question(library)
    finally:
        event.remove(library._engine, "before_cursor_execute", explain)
    assert plans
    sorts = {statement for step, statement in plans if step.startswith("USE TEMP B-TREE")}
    pages = {statement for _, statement in plans if "LIMIT" in statement} - sorts
    scans = [p for p in plans if p[0].startswith("SCAN") and not (p[1] in pages and "USING INDEX" in p[0])]
    assert [p for p in scans if not is_small(p[0])] == []


def is_small(step: str) -> bool:
    """Whether what is gone through is the result of a part of the query, or what is pending, or nothing at all."""
    thing, *how = step.removeprefix("SCAN ").split()
    if how[:1] == ["VIRTUAL"]:
        return thing == "article_words"  # it is asked for words, in the order of its rows
    return thing in {"pending", "CONSTANT", "judgement"} or thing.startswith(("anon_", "(subquery"))

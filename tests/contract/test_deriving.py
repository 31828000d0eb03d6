"""What was derived does not depend on the order of arrival, nor on when it was derived."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from filmdossier.model.errors import StoreError
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.sourced import film_mention_id, person_mention_id
from filmdossier.store.keeping import Intake
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.contract.articles import article, document_id
from tests.contract.toy_deriving import derive

TITLES = ["Red Silk", "Black Silk", "Красный шёлк", "红丝绸"]
NAMES = ["Vadim Byrkin", "Andrey Volgin", "傅若清"]

# Few of everything, so that they have much to do with one another.
texts = st.sampled_from(["one", "two", "three"])
titles = st.sampled_from(TITLES[:2])
names = st.sampled_from(NAMES[:2])
keys = st.lists(st.sampled_from(["=a", "?x"]), max_size=2, unique=True)
articles = st.builds(
    article,
    texts,
    source=st.sampled_from(["a", "b", "c"]),
    captured=st.integers(0, 3000),
    films=st.lists(titles, max_size=2, unique=True),
    names=st.lists(names, max_size=2, unique=True),
    claims=st.integers(0, 1),
    reader=st.sampled_from(["0.2.0", "0.10.0"]),
    keys=keys,
    name_keys=keys,
)
film_ids = st.builds(film_mention_id, texts.map(document_id), titles)
name_ids = st.builds(person_mention_id, texts.map(document_id), names)
pairs = st.lists(film_ids, min_size=2, max_size=2, unique=True) | st.lists(
    name_ids, min_size=2, max_size=2, unique=True
)
judgements = st.builds(Judgement, st.just(0), st.just(Verdict.SAME), pairs.map(sorted).map(tuple)) | st.builds(
    Judgement, st.just(0), st.just(Verdict.WITHDRAWN), st.integers(1, 2).map(lambda n: (str(n),))
)
actions = st.lists(articles | articles | judgements, min_size=3, max_size=9)
Steps = Sequence[Intake | Judgement]


def play(store: Store, steps: Steps, batch: int = 1) -> list[str]:
    """One after the other, deriving after each, so many mentions at a time."""
    for step in steps:
        if isinstance(step, Intake):
            store.keep_many([step])
        else:
            store.add_judgement(step)
        derive(store, batch)
    return list(store.dump_derived())


def at_once(store: Store, steps: Steps, order: int) -> list[str]:
    """The same articles in another order, in one transaction, and the judgements before them; then derived once."""
    for step in steps:
        if isinstance(step, Judgement):
            store.add_judgement(step)
    intakes = [step for step in steps if isinstance(step, Intake)]
    random.Random(order).shuffle(intakes)
    store.keep_many(intakes)
    derive(store)
    return list(store.dump_derived())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy, which is quicker than making one."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_store(path).close()
    return path


@given(steps=actions, order=st.integers(0, 99), batch=st.integers(1, 3))
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_order_does_not_matter(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, steps: Steps, order: int, batch: int
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    for name in ("one.db", "two.db"):
        shutil.copy(empty, folder / name)
    with open_store(folder / "one.db") as one, open_store(folder / "two.db") as two:
        step_by_step = play(one, steps, batch)
        assert step_by_step == at_once(two, steps, order)
        one.mark_everything_pending()
        derive(one)
        assert list(one.dump_derived()) == step_by_step, "a rebuild changes nothing"
        assert not one.has_pending()


# By the ids of their film mentions, the greatest first: each that is kept becomes the one that the film is known by.
FALLING = sorted(
    (f"text {n}" for n in range(9)), key=lambda t: film_mention_id(document_id(t), "Red Silk"), reverse=True
)


def said_same(kind: str, one: str, other: str) -> Judgement:
    """That the film, or the person, that two texts name is one."""
    ids = {
        "film": [film_mention_id(document_id(t), "Red Silk") for t in (one, other)],
        "name": [person_mention_id(document_id(t), NAMES[0]) for t in (one, other)],
    }
    return Judgement(0, Verdict.SAME, tuple(sorted(ids[kind])))


#: What has to be derived anew although nothing of its own has changed.
DEPENDENCIES: dict[str, Steps] = {
    "a doubt about a film goes with the key that it came from": [
        article("one", source="a", keys=["?x"]),
        article("two", source="b", keys=["?x"]),
        article("one", source="a", keys=[], reader="0.10.0"),
    ],
    "a doubt about a name likewise": [
        article("one", source="a", films=[], name_keys=["?x"]),
        article("two", source="b", films=[], name_keys=["?x"]),
        article("one", source="a", films=[], name_keys=[], reader="0.10.0"),
    ],
    "a doubt goes with the text": [
        article("one", source="a", keys=["?x"]),
        article("two", source="b", keys=["?x"]),
        article("three", source="b", captured=1, keys=[]),
    ],
    "a text that joined two films goes": [
        article("one", source="a", keys=["=a"]),
        article("two", source="b", keys=["=a", "=b"]),
        article("three", source="c", keys=["=b"]),
        article("four", source="b", captured=1, keys=[]),
    ],
    "names in one film are one person without sharing a key": [
        article(text, source=text, name_keys=[]) for text in FALLING[:4]
    ],
    "a person's film gets another id": [
        article(FALLING[0], source="a"),
        article(FALLING[1], source="b", names=[]),
    ],
    "a person's film gets another id when it is edited": [
        article(FALLING[1], source="b", names=[]),
        article(FALLING[0], source="a"),
        article("text 9", source="b", films=[], captured=1),
    ],
    "two films are said to be one, so a person of both is": [
        article("one", source="a", keys=[], name_keys=[]),
        article("two", source="b", keys=[], name_keys=[]),
        said_same("film", "one", "two"),
    ],
    "and are not any more": [
        article("one", source="a", keys=[], name_keys=[]),
        article("two", source="b", keys=[], name_keys=[]),
        said_same("film", "one", "two"),
        Judgement(0, Verdict.WITHDRAWN, ("1",)),
    ],
    "two people are said to be one, and are not any more": [
        article("one", source="a", keys=[], name_keys=[]),
        article("two", source="b", keys=[], name_keys=[]),
        said_same("name", "one", "two"),
        Judgement(0, Verdict.WITHDRAWN, ("1",)),
    ],
    "a text is found elsewhere": [
        article("one", source="a"),
        article("one", source="b", captured=1),
    ],
    "an edit is taken back": [
        article("one", source="a", captured=1),
        article("two", source="a", captured=2, films=TITLES[1:2]),
        article("one", source="a", captured=3),
    ],
}


@pytest.mark.parametrize("steps", DEPENDENCIES.values(), ids=DEPENDENCIES)
def test_what_depends_on_it_is_derived_anew(empty: Path, tmp_path: Path, steps: Steps) -> None:
    for name in ("one.db", "two.db"):
        shutil.copy(empty, tmp_path / name)
    with open_store(tmp_path / "one.db") as one, open_store(tmp_path / "two.db") as two:
        step_by_step = play(one, steps)
        assert step_by_step == at_once(two, steps, 1)
        one.mark_everything_pending()
        derive(one)
        assert list(one.dump_derived()) == step_by_step


def example() -> Steps:
    """Articles on two films, one of them edited, and a judgement that is withdrawn again."""
    steps = [
        article(f"text {n}", source=f"s{n % 4}", captured=n, films=[TITLES[n % 4]], names=[NAMES[n % 3]])
        for n in range(12)
    ]
    last = [document_id(f"text {n}") for n in (8, 9)]
    same = tuple(sorted(film_mention_id(d, t) for d, t in zip(last, TITLES[:2], strict=True)))
    return [*steps, Judgement(0, Verdict.SAME, same), Judgement(0, Verdict.WITHDRAWN, ("1",))]


def test_both_databases_derive_the_same(store: Store, tmp_path: Path) -> None:
    found = play(store, example(), 3)
    with open_store(tmp_path / "other.db") as other:
        assert at_once(other, example(), 7) == found
    assert len(store.films()) == 4


def test_judgements_join_and_withdrawals_part(store: Store) -> None:
    steps = example()
    play(store, steps[:-1])
    assert len(store.films()) == 3
    play(store, steps[-1:])
    assert len(store.films()) == 4


def test_a_film_is_found_by_the_id_of_any_mention(store: Store) -> None:
    play(store, [article("one", source="a"), article("two", source="b")])
    [film] = store.films()
    assert (film.name, film.documents, film.claims, film.findings, film.latest) == ("Red Silk", 2, 4, 2, "2025-09")
    for text in ("one", "two"):
        mention = film_mention_id(document_id(text), "Red Silk")
        assert store.film(mention) == store.film(mention[:8]) == film
        assert store.record(mention) == store.record(film.id)
        found = store.mention(mention[:8])
        assert found is not None
        assert (found.id, found.kind) == (mention, "film")
    assert store.film("Red Silk") is None
    assert store.film("2025") is None
    assert store.film("\udce9") is None
    with pytest.raises(StoreError, match="no film has that id"):
        store.record("Red Silk")
    name = person_mention_id(document_id("one"), "Vadim Byrkin")
    person = store.person(name)
    assert person is not None
    assert (person.name, person.documents, person.kind) == ("Vadim Byrkin", 2, "person")
    assert store.person_of([name]) == {name: person.id}
    assert [f.id for f in store.films_of_people([person.id])] == [film.id]
    assert {f.film for f in store.findings()} == {film.id}
    assert store.findings("none") == []


def test_films_of_texts_that_no_source_holds_disappear(store: Store) -> None:
    play(store, [article("one", films=["Red Silk"])])
    play(store, [article("two", films=["Black Silk"], captured=1)])
    assert [f.name for f in store.films()] == ["Black Silk"]
    assert [h.name for h in store.search("silk")] == ["Black Silk"]
    play(store, [article("one", films=["Red Silk"], captured=2)])
    assert [f.name for f in store.films()] == ["Red Silk"]


def test_what_breaks_off_leaves_nothing(store: Store) -> None:
    play(store, [article("one")])
    before = list(store.dump_derived())
    store.mark_everything_pending()
    with pytest.raises(ZeroDivisionError):
        _break_off(store)
    assert list(store.dump_derived()) == before
    assert store.count_pending() == 2
    with store.deriving() as work:
        work.drop_orphans()
    assert list(store.dump_derived()) == before, "every film and person has mentions"


def _break_off(store: Store) -> None:
    with store.deriving() as work:
        work.write_films(work.pending("film", 10), [])
        assert not work.films()
        1 / 0  # noqa: B018


def test_orders_of_films(store: Store) -> None:
    play(store, [article(f"text {n}", source=f"s{n}", films=[TITLES[n > 1]]) for n in range(5)])
    assert [f.name for f in store.films("title")] == ["Black Silk", "Red Silk"]
    assert [f.name for f in store.films("articles")] == ["Black Silk", "Red Silk"]
    assert [f.name for f in store.films("findings", limit=1)] == ["Black Silk"]
    assert [f.name for f in store.films("latest", limit=1, offset=1)] == ["Red Silk"]


def test_judged_claims_have_their_films_derived_anew(store: Store) -> None:
    play(store, [article("one")])
    claims = store.claims_of_documents([document_id("one")])
    for claim in claims:
        store.add_judgement(Judgement(0, Verdict.WRONG, (claim.id,)))
        assert store.count_pending() == 1, "also of a claim about no film, through its document"
        derive(store)
    assert store.claim_by_prefix(claims[0].id[:10]) == claims[0]
    assert store.claim_by_prefix("é") is None


def test_two_claims_whose_ids_begin_alike(store: Store) -> None:
    store.keep_many([replace(article(f"text {n}", source=str(n))) for n in range(20)])
    with pytest.raises(StoreError, match="several"):
        [store.claim_by_prefix(c) for c in "0123456789abcdef"]

"""Records are a function of what is stored: never of the order in which it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import filmdossier
from filmdossier.engine.deriving import derive, rebuild
from filmdossier.engine.judging import judge
from filmdossier.engine.reading import prepare
from filmdossier.model.judgement import Verdict
from filmdossier.record.writing import parse_record
from filmdossier.store.codec import write_derived
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.engine.press_store import RATES, dump, fill, filled_store, id_of, press


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with filled_store(tmp_path_factory.mktemp("baseline") / "press.db") as store:
        lines = dump(store)
    assert len(lines) > 100
    return lines


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled_store(tmp_path / "press.db") as store:
        yield store


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(press()))), cuts=st.sets(st.integers(1, 14), max_size=3))
def test_order_of_arrival_never_changes_the_records(baseline: list[str], order: list[int], cuts: set[int]) -> None:
    """However the articles are shuffled, and however often records are derived between."""
    pieces = [press()[i] for i in order]
    with TemporaryDirectory() as folder, open_store(Path(folder) / "press.db") as store:
        for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(pieces)], strict=True):
            fill(store, pieces[start:end])
            derive(store, RATES)
        assert dump(store) == baseline


def test_adding_twice_changes_nothing(store: Store, baseline: list[str]) -> None:
    fill(store, press())
    assert not store.has_pending()
    derive(store, RATES)
    assert dump(store) == baseline
    assert store.counts()["documents"] == len(press())


def test_rebuilding_gives_the_same_to_the_byte(store: Store, baseline: list[str]) -> None:
    rebuild(store, RATES)
    assert dump(store) == baseline


def test_a_withdrawn_judgement_leaves_no_trace(store: Store, baseline: list[str]) -> None:
    red, black = id_of(store, "Red Silk"), id_of(store, "Black Silk")
    made = judge(store, Verdict.SAME, (red, black), by="somebody")
    derive(store, RATES)
    assert "Black Silk" not in {f.name for f in store.films()}
    judge(store, Verdict.WITHDRAWN, (str(made.id),), by="somebody")
    derive(store, RATES)
    assert dump(store) == baseline


def test_a_judged_claim_counts_no_longer(store: Store, baseline: list[str]) -> None:
    record = parse_record(store.record(id_of(store, "Red Silk")))
    duration = next(f for f in record.facts if f.predicate == "duration")
    claim = duration.standing.claims[0]
    made = judge(store, Verdict.CORRECTED, (claim,), by="somebody", value={"minutes": 147})
    derive(store, RATES)
    fact = next(f for f in parse_record(store.record(record.film.id)).facts if f.predicate == "duration")
    assert fact.standing.value == {"minutes": 147}
    assert fact.judged_by == "somebody"
    judge(store, Verdict.WITHDRAWN, (str(made.id),), by="somebody")
    derive(store, RATES)
    assert dump(store) == baseline


def test_two_films_held_to_be_different_stay_two_whatever_comes(store: Store) -> None:
    red, black = id_of(store, "Red Silk"), id_of(store, "Black Silk")
    judge(store, Verdict.DIFFERENT, (red, black), by="somebody")
    derive(store, RATES)
    assert {"Red Silk", "Black Silk"} <= {f.name for f in store.films()}


def test_records_survive_being_written(store: Store) -> None:
    for film in store.films():
        text = store.record(film.id)
        record = parse_record(text)
        assert parse_record(write_derived(record)) == record
        assert write_derived(record) == text


def test_a_removed_version_takes_its_claims_along(tmp_path: Path) -> None:
    """Other words at the same source replace what the earlier ones said."""
    first, second = press()[0], press()[1]
    with filled_store(tmp_path / "a.db", [first]) as store:
        from dataclasses import replace

        fill(store, [replace(second, source=first.source)])
        # Which is later is told by the time of capture alone.
        derive(store, RATES)
        assert store.counts()["documents"] == 2
        current = store.document_ids()
        assert len(current) == 1
        kept = next(p for p in (first, second) if p.reading.document.id == current[0])
        assert {f.name for f in store.films()} == {f.title for f in kept.reading.films}


CHART = """Weekend takings

Two new films led the chart in the US and Canada. The comedy North Pier opened at number one with $24m (£13.0m), and the
thriller South Bank was second with $18m (£9.7m). The drama West Gate took $12m (£9.5m), and the musical East Side made
$9m (£4.9m).
"""


def test_what_is_found_inside_an_article_stands_in_the_records_of_the_films_concerned(tmp_path: Path) -> None:
    """Also where the article is mainly about none of its films."""
    reading = filmdossier.read(CHART, published="2005-02-07", source="chart.txt")
    [finding] = [f for f in reading.findings if f.rule == "conversion"]
    [wrong] = {reading.film(c.film) for c in reading.claims if c.id in finding.claims}
    assert wrong
    with filled_store(tmp_path / "a.db", [prepare(reading, "chart.txt")]) as store:
        found = {f.name: f.findings for f in store.films()}
    assert {name for name, count in found.items() if count} == {wrong.title}

"""Judgements of findings, values that correct a claim, and several people at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.engine.corrections import checked_value, parse_fields
from filmdossier.engine.deriving import derive
from filmdossier.engine.judged import judged_findings
from filmdossier.engine.judging import AlreadyDecidedError, NotStandingError, judge, last_by
from filmdossier.model.errors import FilmdossierError, JudgementError
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.predicates import PREDICATES
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.engine.press_store import RATES, filled_store


@pytest.fixture(scope="module")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("press") / "press.db"
    filled_store(file).close()
    return file


@pytest.fixture
def store(press_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copy(press_file, tmp_path / "own.db")) as opened:
        yield opened


def finding_of(store: Store, rule: str) -> str:
    return next(f.id for f in store.worst_findings() if f.finding.rule == rule)


@pytest.mark.parametrize("verdict", [Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE])
def test_a_finding_is_judged_and_withdrawn(store: Store, verdict: Verdict) -> None:
    finding = finding_of(store, "conversion")
    kept = judge(store, verdict, (finding[:8],), by="Ada", why="asked")
    assert kept.subjects == (finding,)
    assert judged_findings(store, [finding, "0" * 16]) == {finding: kept}
    judge(store, Verdict.WITHDRAWN, (str(kept.id),), by="Ada")
    assert judged_findings(store, [finding]) == {}


def test_a_judged_finding_stays_judged_as_long_as_its_claims_do(store: Store) -> None:
    finding = finding_of(store, "conversion")
    judge(store, Verdict.WRONG, (finding,), by="Ada")
    store.mark_everything_pending()
    derive(store, RATES)
    assert judged_findings(store, [finding_of(store, "conversion")])[finding].verdict is Verdict.WRONG


def test_a_finding_has_no_value_to_correct(store: Store) -> None:
    with pytest.raises(JudgementError, match="correct one of its claims"):
        judge(store, Verdict.CORRECTED, (finding_of(store, "name"),), by="Ada", value={"name": "x"})


@pytest.mark.parametrize(
    ("verdict", "subjects", "message"),
    [
        (Verdict.UNSURE, ("f" * 16,), "no finding has that id"),
        (Verdict.RIGHT, ("f" * 16,), "no claim and no finding"),
        (Verdict.RIGHT, ("a" * 16, "b" * 16), "of one claim or finding"),
        (Verdict.SAME, ("a" * 16,), "give both"),
        (Verdict.SAME, ("a", "b", "c"), "3 ids"),
        (Verdict.SAME, (), "0 ids"),
        (Verdict.WRONG, ("' OR 1=1 --",), "no claim and no finding"),
        (Verdict.WRONG, ("\ud800",), "no claim and no finding"),
        (Verdict.WITHDRAWN, ("1; DROP TABLE judgement",), "no judgement has that number"),
    ],
)
def test_what_is_not_there_cannot_be_judged(
    store: Store, verdict: Verdict, subjects: tuple[str, ...], message: str
) -> None:
    with pytest.raises(JudgementError, match=message):
        judge(store, verdict, subjects, by="Ada")
    assert store.judgements() == ()


def test_who_was_unsure_is_outranked_and_outranks_nobody(store: Store) -> None:
    finding = finding_of(store, "name")
    judge(store, Verdict.UNSURE, (finding,), by="Ada", once=True)
    judge(store, Verdict.RIGHT, (finding,), by="Bo", once=True)
    with pytest.raises(AlreadyDecidedError, match="judgement 2 by Bo"):
        judge(store, Verdict.UNSURE, (finding,), by="Ada")
    assert judged_findings(store, [finding])[finding].by == "Bo"


def test_what_is_decided_once_is_not_decided_again(store: Store) -> None:
    finding = finding_of(store, "name")
    first = judge(store, Verdict.RIGHT, (finding,), by="Ada", once=True)
    with pytest.raises(AlreadyDecidedError) as agreed:
        judge(store, Verdict.RIGHT, (finding,), by="Bo", once=True)
    assert (agreed.value.agrees, agreed.value.standing) == (True, first)
    with pytest.raises(AlreadyDecidedError) as contradicted:
        judge(store, Verdict.WRONG, (finding,), by="Bo", once=True)
    assert not contradicted.value.agrees


def test_of_many_at_once_one_decides(store: Store) -> None:
    finding = finding_of(store, "name")
    pair = tuple(sorted(f.id for f in store.films("articles", 2)))
    wanted: list[tuple[Verdict, tuple[str, ...]]] = [
        (verdict, subjects)
        for verdict, subjects in (
            (Verdict.RIGHT, (finding,)),
            (Verdict.WRONG, (finding,)),
            (Verdict.SAME, pair),
            (Verdict.DIFFERENT, pair),
        )
        for _ in range(4)
    ]

    def attempt(n: int) -> Judgement | None:
        try:
            return judge(store, wanted[n][0], wanted[n][1], by=f"person {n}", once=True)
        except AlreadyDecidedError:
            return None

    with ThreadPoolExecutor(8) as pool:
        kept = [j for j in pool.map(attempt, range(len(wanted))) if j is not None]
    assert sorted(kept, key=lambda j: j.id) == list(store.judgements())
    assert sorted(j.subjects for j in kept) == sorted([(finding,), pair])


def test_of_many_withdrawals_at_once_one_is_kept(store: Store) -> None:
    judge(store, Verdict.RIGHT, (finding_of(store, "name"),), by="Ada")

    def attempt(n: int) -> bool:
        try:
            judge(store, Verdict.WITHDRAWN, ("1",), by=f"person {n}")
        except NotStandingError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert len(store.judgements()) == 2


def test_the_last_judgement_of_a_person(store: Store) -> None:
    assert last_by(store, "Ada") is None
    one, other = finding_of(store, "name"), finding_of(store, "conversion")
    judge(store, Verdict.RIGHT, (one,), by="Ada")
    second = judge(store, Verdict.RIGHT, (other,), by="Ada")
    judge(store, Verdict.UNSURE, (finding_of(store, "cumulative"),), by="Bo")
    assert last_by(store, "Ada") == second
    judge(store, Verdict.WITHDRAWN, ("2",), by="Bo")
    assert last_by(store, "Ada") == store.judgements()[0]


def test_another_connection_sees_what_this_one_decides(store: Store) -> None:
    finding = finding_of(store, "name")
    with open_store(store.address) as other:
        assert other.judgements() == ()
        judge(store, Verdict.RIGHT, (finding,), by="Ada")
        assert judged_findings(other, [finding])[finding].by == "Ada"
        judge(other, Verdict.WITHDRAWN, ("1",), by="Bo")
    assert judged_findings(store, [finding]) == {}
    assert [j.id for j in store.judgements()] == [1, 2]


GOOD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("box_office", {"amount": 8.49, "currency": "USD"}, {"amount": Decimal("8.49"), "currency": "USD"}),
    ("box_office", {"amount": 689000000, "currency": None}, {"amount": Decimal(689000000), "currency": None}),
    ("release", {"date": "2025-09"}, {"date": "2025-09"}),
    ("director", {"name": " Андрей  Волгин "}, {"name": "Андрей Волгин"}),
    ("rank", {"top": 10}, {"top": 10}),
    ("change", {"percent": -64}, {"percent": Decimal(-64)}),
    ("country_of_origin", {"territory": "CN"}, {"territory": "CN"}),
]


@pytest.mark.parametrize(("predicate", "value", "kept"), GOOD)
def test_values_that_a_claim_can_have(predicate: str, value: dict[str, Any], kept: dict[str, Any]) -> None:
    assert checked_value(predicate, value) == kept


BAD: list[tuple[str, Any]] = [
    ("box_office", None),
    ("box_office", {"amount": 1}),
    ("box_office", {"amount": "1", "currency": "USD"}),
    ("box_office", {"amount": True, "currency": "USD"}),
    ("box_office", {"amount": float("nan"), "currency": "USD"}),
    ("box_office", {"amount": float("inf"), "currency": "USD"}),
    ("box_office", {"amount": 1e300, "currency": "USD"}),
    ("box_office", {"amount": -1, "currency": "USD"}),
    ("box_office", {"amount": {"decimal": "1"}, "currency": "USD"}),
    ("box_office", {"amount": 1, "currency": "usd"}),
    ("box_office", {"amount": 1, "currency": "U\n"}),
    ("screens", {"count": 1.5}),
    ("release", {"date": "yesterday"}),
    ("release", {"date": 2025}),
    ("release", {"date": None}),
    ("director", {"name": ""}),
    ("director", {"name": "x" * 501}),
    ("director", {"name": ["x"]}),
    ("rank", {"position": 1, "top": 3}),
    ("country_of_origin", {"territory": "China"}),
]


@pytest.mark.parametrize(("predicate", "value"), BAD)
def test_values_that_no_claim_can_have(predicate: str, value: Any) -> None:
    with pytest.raises(JudgementError):
        checked_value(predicate, value)


@pytest.mark.parametrize(
    ("predicate", "fields", "value"),
    [
        ("box_office", {"amount": "1,234.50", "currency": "RUB"}, {"amount": Decimal("1234.50"), "currency": "RUB"}),
        ("box_office", {"amount": "1 234\u00a0567", "currency": " "}, {"amount": Decimal(1234567), "currency": None}),
        ("change", {"percent": "−64"}, {"percent": Decimal(-64)}),
        ("rank", {"position": "", "top": "10"}, {"top": 10}),
        ("position_held", {"name": "Fu", "role": ""}, {"name": "Fu", "role": None, "organisation": None}),
    ],
)
def test_what_is_written_in_a_form(predicate: str, fields: dict[str, str], value: dict[str, Any]) -> None:
    assert parse_fields(predicate, fields) == value


@pytest.mark.parametrize("written", ["", "eight", "1,5", "1e9", "٣", "1" * 30, "0x10", "--1"])
def test_what_is_no_figure(written: str) -> None:
    with pytest.raises(JudgementError):
        parse_fields("screens", {"count": written})


parts = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@given(st.sampled_from(sorted(PREDICATES)), st.data())
def test_whatever_is_given_is_taken_or_refused(predicate: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(PREDICATES[predicate].value))
    value = {key: data.draw(parts) for key in form}
    try:
        kept = checked_value(predicate, value)
    except FilmdossierError:
        return
    assert PREDICATES[predicate].accepts(kept)
    assert checked_value(predicate, kept) == kept


def test_a_correction_stands_and_falls(store: Store) -> None:
    film = store.films("articles", 1)[0].id
    mentions = [a.mention for a in store.appearances(film)]
    claim = next(c for c in store.claims_of_films(mentions) if c.claim.predicate == "box_office")
    before = store.record(film)
    judge(store, Verdict.CORRECTED, (claim.id,), by="Ada", value={"amount": 8.49, "currency": "USD"})
    derive(store, RATES)
    assert store.judgements()[0].value == {"amount": Decimal("8.49"), "currency": "USD"}
    assert store.record(film) != before
    judge(store, Verdict.WITHDRAWN, ("1",), by="Ada")
    derive(store, RATES)
    assert store.record(film) == before

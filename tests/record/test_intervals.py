"""What stated figures leave open, and which of them agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.literal_record import claim_of, load_cases

from filmdossier.record.intervals import (
    Interval,
    converted_sums,
    interval_of,
    interval_of_sum,
    interval_of_value,
    stated_interval,
)


def figure(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def by_id(name: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in load_cases("intervals", f"{name}.yaml")]


@pytest.mark.parametrize("case", by_id("figures"))
def test_figures(case: dict[str, Any]) -> None:
    found = stated_interval(Decimal(str(case["amount"])), case["words"], case.get("bound"))
    assert (found.low, found.high) == (figure(case["low"]), figure(case["high"]))


@pytest.mark.parametrize("case", by_id("figures"))
def test_marks_of_another_language_give_the_same(case: dict[str, Any]) -> None:
    """The amount says what the marks mean; the language's own decide only what the amount leaves open."""
    amount, words, bound = Decimal(str(case["amount"])), case["words"], case.get("bound")
    assert stated_interval(amount, words, bound, ",", (".", " ")) == stated_interval(amount, words, bound)


@pytest.mark.parametrize("case", by_id("agreement"))
def test_agreement(case: dict[str, Any]) -> None:
    left, right = (stated_interval(Decimal(a), w, *b) for a, w, *b in (case["left"], case["right"]))
    assert left.overlaps(right) is case["agree"]
    assert right.overlaps(left) is case["agree"]


@pytest.mark.parametrize("case", by_id("minutes"))
def test_minutes(case: dict[str, Any]) -> None:
    claim = claim_of({"id": "a", "duration": case["minutes"], "words": case["words"]})
    assert interval_of(claim) == Interval(figure(case["low"]), figure(case["high"]))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"rank": {"position": 5}}, (5, 5)),
        ({"rank": {"top": 10}}, (1, 10)),
        ({"admissions": 1470000, "words": "1.47 million", "bound": "over"}, (1470000, None)),
        ({"change": -64, "words": "64%"}, (Decimal("-64.5"), Decimal("-63.5"))),
        ({"change": 100, "words": "100 per cent"}, (Decimal("99.5"), Decimal("100.5"))),
        ({"anniversary": {"ordinal": 75, "year": 2025, "of": "x", "implied_year": 1950}}, (1950, 1950)),
    ],
)
def test_claims_with_figures(line: dict[str, Any], expected: tuple[Any, Any]) -> None:
    found = interval_of(claim_of({"id": "a", **line}))
    assert found is not None
    assert (found.low, found.high) == expected


@pytest.mark.parametrize("line", [{"director": "Andrey Volgin"}, {"release": "2025-02-20"}])
def test_claims_without_figures(line: dict[str, Any]) -> None:
    assert interval_of(claim_of({"id": "a", **line})) is None


def test_conversions_are_as_exact_as_their_words() -> None:
    evidence = "It took 689 million rubles ($8.49 million) there."
    at = evidence.index("$8.49 million")
    line = {
        "id": "a",
        "box_office": 689000000,
        "currency": "RUB",
        "evidence": evidence,
        "at": 1000,
        "converted": [
            {"amount": Decimal(8490000), "currency": "USD", "span": [1000 + at, 1000 + at + len("$8.49 million")]},
            {"amount": Decimal(7000000), "currency": "EUR", "span": [5000, 5010]},
        ],
    }
    first, second = converted_sums(claim_of(line))
    assert first == (Decimal(8490000), "USD", "$8.49 million")
    assert interval_of_sum(first[0], first[2]) == Interval(Decimal(8485000), Decimal(8495000))
    assert second == (Decimal(7000000), "EUR", ""), "words that the evidence does not hold are not made up"


AMOUNTS = st.decimals(min_value=0, max_value=10**13, places=2)
INTERVALS = st.tuples(AMOUNTS, AMOUNTS).map(lambda ends: Interval(min(ends), max(ends)))


@given(AMOUNTS, st.text(max_size=30), st.sampled_from([None, "exact", "about", "over", "under", "nearly", "?"]))
def test_a_figure_lies_in_its_interval(amount: Decimal, words: str, bound: str | None) -> None:
    assert stated_interval(amount, words, bound).contains(amount)
    assert stated_interval(-amount, words, bound).contains(-amount)


@given(st.integers(1, 10**9), st.integers(0, 9))
def test_a_scale_word_widens_by_its_power(digits: int, power: int) -> None:
    whole = stated_interval(Decimal(digits), str(digits)).width
    scaled = stated_interval(Decimal(digits).scaleb(power), f"{digits} zillion").width
    assert whole is not None
    assert scaled == whole.scaleb(power)


@given(INTERVALS, INTERVALS)
def test_what_two_intervals_share_lies_in_both(a: Interval, b: Interval) -> None:
    common, hull = a.common(b), a.joined(b)
    assert (common is not None) is a.overlaps(b) is b.overlaps(a)
    for part in (a, b, *([common] if common else [])):
        assert part.low is not None
        assert part.high is not None
        assert hull.contains(part.low)
        assert hull.contains(part.high)


def test_an_interval_runs_upwards() -> None:
    with pytest.raises(ValueError, match="runs upwards"):
        Interval(Decimal(2), Decimal(1))


def test_equal_figures_leave_the_same_digits_whichever_came_first() -> None:
    """Records are the same to the byte in every process: what was worked out before must not show."""
    long, short = ({"count": Decimal(f)} for f in ("1230000.00", "1230000"))
    found = [interval_of_value(value, "1.23 million", None) for value in (long, short)]
    assert repr(found[0]) == repr(found[1])
    assert found[0] is not None
    assert str(found[0].low) == "1225000"

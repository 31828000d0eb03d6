"""Figures that are right, however they are rounded, are never found; what rounding cannot explain always is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from claim_cases import ClaimCase, read_case
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.audit_cases import audit_claims
from tests.record.literal_record import claims_of

from filmdossier.audit.audit import audit_reading
from filmdossier.audit.percent import change_between
from filmdossier.rates.table import RateTable
from filmdossier.record.intervals import stated_interval

MILLION = Decimal(10) ** 6
TRUE = st.integers(1_000_000, 900_000_000).map(Decimal)
DECIMALS = st.integers(0, 2)


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """An amount in millions, with so many decimals."""
    return (amount / MILLION).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def total(number: int, amount: Decimal, decimals: int) -> dict[str, Any]:
    """A claim on a total as an article of day ``number`` states it."""
    said = rounded(amount, decimals)
    day = f"2025-{1 + number // 28:02d}-{1 + number % 28:02d}"
    figure = {"box_office": int(said * MILLION), "currency": "USD", "words": f"${said} million"}
    of = {"territory": "CN", "period": "total"}
    return {"id": f"c{number:02d}", "by": f"outlet {number}", "dated": day} | of | figure


@given(st.lists(st.tuples(TRUE, DECIMALS), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_totals_that_grow_are_silent(figures: list[tuple[Decimal, int]]) -> None:
    amounts = sorted(amount for amount, _ in figures)
    lines = [total(n, amount, figures[n][1]) for n, amount in enumerate(amounts)]
    assert audit_claims(claims_of(lines), ["cumulative", "conflict"]) == ()


@given(TRUE, st.integers(50, 90))
@settings(max_examples=60, deadline=None)
def test_totals_that_fall_by_a_tenth_are_found(amount: Decimal, share: int) -> None:
    amount = amount * 100
    lines = [total(0, amount, 1), total(5, amount * share / 100, 1)]
    (found,) = audit_claims(claims_of(lines), ["cumulative"])
    assert found.claims == ("c00", "c05")


@given(TRUE, TRUE, DECIMALS, DECIMALS, st.integers(0, 1))
@settings(max_examples=60, deadline=None)
def test_changes_that_follow_are_silent(start: Decimal, end: Decimal, few: int, many: int, digits: int) -> None:
    percent = ((end - start) / start * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    said = [rounded(start, few), rounded(end, many)]
    if not percent or not all(said):
        return
    verb = "rose" if percent > 0 else "fell"
    text = f"Box office takings {verb} {abs(percent)}% from ${said[0]}m to ${said[1]}m last weekend."
    reading = read_case(ClaimCase("en", frozenset(), text))
    assert audit_reading(reading, RateTable(bundled=False), ["percent"]) == (), text


@given(TRUE, TRUE, DECIMALS)
def test_true_changes_lie_between(start: Decimal, end: Decimal, decimals: int) -> None:
    figures = []
    for amount in (start, end):
        said = rounded(amount, decimals)
        figures.append(stated_interval(said * MILLION, f"${said} million"))
    between = change_between(*figures)
    if between is not None:
        assert between.contains((end - start) / start * 100)

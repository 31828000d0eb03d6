"""Bars are as long as their figures and show what is open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.export.bars import Bar


def bar(value: int, low: int | None, high: int | None, greatest: int, *, is_open: bool = False) -> Bar:
    exact = [None if v is None else Decimal(v) for v in (low, high)]
    return Bar(Decimal(value), exact[0], exact[1], Decimal(greatest), is_open)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (bar(8, None, None, 8), "━━━━━━━━"),
        (bar(4, 4, 4, 8), "━━━━"),
        (bar(6, 4, 8, 8), "━━━━╌╌╌╌"),
        (bar(4, None, 4, 8), "╌╌╌╌"),
        (bar(8, 8, None, 8, is_open=True), "━━━━━━━›"),
        (bar(0, 0, 0, 8), ""),
        (bar(1, 1, 1, 1000), "╸"),
        (bar(5, 5, 5, 0), ""),
    ],
)
def test_bars(drawn: Bar, expected: str) -> None:
    assert drawn.drawn(8) == expected


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 80))
def test_no_bar_is_longer_than_its_room_and_a_greater_figure_is_no_shorter(a: int, b: int, cells: int) -> None:
    less, more = sorted((a, b))
    greatest = max(more, 1)
    shorter, longer = (bar(v, v, v, greatest).drawn(cells) for v in (less, more))
    assert len(shorter) <= len(longer) <= cells

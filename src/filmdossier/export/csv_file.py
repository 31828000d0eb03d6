"""Tables as CSV: UTF-8, RFC 4180, with a header; safe to open in a spreadsheet, and read back without a loss."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from filmdossier.export.exact import exact_json, exact_number
from filmdossier.export.tables import Column, Kind, Row
from filmdossier.export.target import open_target

#: What joins several texts in one cell.
JOINED_BY = "; "
# What begins so, spreadsheets take for a formula (OWASP, "CSV Injection"), some also where it is of full width.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def write_csv(columns: Sequence[Column], rows: Iterable[Row], target: str | Path) -> int:
    """Write a table as CSV, row by row.

    A text that a spreadsheet would take for a formula begins with an apostrophe (see `escape_cell`). Several texts in
    one cell are joined by a semicolon and a blank, truths are ``true`` and ``false``, and what is not known is empty.

    Args:
        columns: of the table, in order.
        rows: any number of them.
        target: a path, or ``-`` for standard output.

    Returns:
        How many rows were written, without the header.

    Raises:
        ExportError: the target cannot be written.
    """
    written = 0
    with open_target(target) as file:
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
        try:
            table = csv.writer(text)
            table.writerow([c.name for c in columns])
            for row in rows:
                table.writerow([_cell(c, row[c.name]) for c in columns])
                written += 1
        finally:
            # The file belongs to the caller; what is in the buffer goes out, and it stays open.
            text.detach()
    return written


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.TRUTH:
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return exact_number(value)
    if column.kind is Kind.INTEGER:
        return str(value)
    if column.kind is Kind.JSON:
        return exact_json(value)
    return escape_cell(JOINED_BY.join(value) if column.kind is Kind.TEXTS else str(value))


def escape_cell(words: str) -> str:
    r"""A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.

    Numbers are no formulas and stay as they are. `unescape_cell` gives every text back.

    >>> escape_cell("=1+1"), escape_cell("-5"), escape_cell("'=1"), escape_cell("'Red Silk'")
    ("'=1+1", '-5', "''=1", "'Red Silk'")
    """
    return f"'{words}" if _FORMULA.match(words) and not _NUMBER.fullmatch(words) else words


def unescape_cell(words: str) -> str:
    """The text that `escape_cell` was given."""
    return words[1:] if _ESCAPED.match(words) else words

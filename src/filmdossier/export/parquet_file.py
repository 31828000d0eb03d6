"""Tables as Parquet, in row groups, so that a table of any length passes through little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from filmdossier.export.exact import exact_json, exact_number, is_encodable
from filmdossier.export.tables import Column, Kind, Row
from filmdossier.export.target import open_target
from filmdossier.model.errors import ExportError

#: Rows held in memory, and written as one group.
ROW_GROUP = 50_000
#: Digits of decimal columns, in all and behind the point: what Parquet's 128 bits hold.
_DIGITS, _PLACES = 38, 9
_INTEGERS = 2**63


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], target: str | Path) -> int:
    """Write a table as Parquet.

    Decimals are ``decimal128(38, 9)``; one that does not fit is empty there, and stands with all its digits in the
    column of the whole value, which is JSON. Several texts are a list of strings.

    Args:
        columns: of the table, in order.
        rows: any number of them.
        target: a path, or ``-`` for standard output.

    Returns:
        How many rows were written.

    Raises:
        ExportError: pyarrow is not installed, or the target cannot be written.
    """
    pa, pq = _load_pyarrow()
    schema = pa.schema([pa.field(c.name, _type(pa, c.kind), metadata={"description": c.says}) for c in columns])
    going = iter(rows)
    written = 0
    with open_target(target) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(going, ROW_GROUP)):
            arrays = [pa.array([_cell(c.kind, row[c.name]) for row in group], _type(pa, c.kind)) for c in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=ROW_GROUP)
            written += len(group)
    return written


def _load_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415  an extra, and slow to load
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise ExportError(
            "writing Parquet needs pyarrow, which is not installed; install it with: pip install 'filmdossier[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet


def _type(pa: Any, kind: Kind) -> Any:
    return {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.DECIMAL: pa.decimal128(_DIGITS, _PLACES),
        Kind.TRUTH: pa.bool_(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.JSON: pa.string(),
    }[kind]


def _cell(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind is Kind.DECIMAL:
        return fitting(value)
    if kind is Kind.INTEGER:
        return value if -_INTEGERS <= value < _INTEGERS else None
    if kind is Kind.JSON:
        return exact_json(value)
    if kind is Kind.TEXTS:
        return [_text(v) for v in value]
    return value if kind is Kind.TRUTH else _text(str(value))


def fitting(value: Decimal) -> Decimal | None:
    """A number as a decimal column holds it; None where it would lose a digit there."""
    words = exact_number(value) if value.is_finite() else ""
    whole, _, places = words.lstrip("-").partition(".")
    fits = 0 < len(whole) <= _DIGITS - _PLACES and len(places) <= _PLACES
    return Decimal(words) if fits else None


def _text(words: str) -> str:
    return words if is_encodable(words) else words.encode("utf-8", "backslashreplace").decode("utf-8")

"""Exchange rates from CSV files, in two forms.

*Long*: a header with ``base,quote,date,value`` and, if wanted, ``source``, in any order; one ``base`` costs ``value``
units of ``quote``. *Wide*, as the European Central Bank serves it: ``Date`` and then a column for each currency, with
what one euro cost; ``N/A`` or nothing where there is no rate.

Comma, semicolon or tab part the columns; a decimal comma may stand where a comma does not part them. Days are written
``2025-08-29`` (or ``29 August 2025``). Encoding: UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from filmdossier.model.rates import Rate
from filmdossier.rates.figures import parse_currency, parse_day, parse_rate, read_bytes, refusal
from filmdossier.rates.folding import StatedRate, folded

_LONG = ("base", "quote", "date", "value")
_DAYS = ("%Y-%m-%d", "%d %B %Y")
_MISSING = frozenset({"", "N/A", "-"})


def load_csv(path: str | Path) -> tuple[Rate, ...]:
    """The rates of a CSV file, in order. Where it names no source, its name without the suffix is one.

    Raises:
        RatesError: where the file cannot be read, has neither form, or contradicts itself.
    """
    path = Path(path)
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise refusal(path, line, "not in UTF-8", "save it as UTF-8") from error
    header_line = text.split("\n", 1)[0]
    mark = max(",;\t", key=header_line.count)
    rows = _rows(text, mark, path)
    _, header = next(rows, (1, []))
    columns = [name.strip().lower() for name in header]
    if set(_LONG) <= set(columns):
        return folded(_long(rows, columns, path), path)
    if columns and columns[0] == "date":
        return folded(_wide(rows, header, path), path)
    remedy = f"begin with {','.join(_LONG)} or with Date,USD,…"
    raise refusal(path, 1, f"its header is {header_line.strip()[:80]!r}", remedy)


def _rows(text: str, mark: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), delimiter=mark, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise refusal(path, reader.line_num, f"no CSV ({error})", "mend this line") from error


def _long(rows: Iterator[tuple[int, list[str]]], columns: list[str], path: Path) -> Iterator[StatedRate]:
    for line, row in rows:
        if len(row) != len(columns):
            raise refusal(path, line, f"{len(row)} columns where the header has {len(columns)}", "mend this line")
        cell = dict(zip(columns, row, strict=True))
        base, quote = (parse_currency(cell[name], path, line) for name in ("base", "quote"))
        if base == quote:
            raise refusal(path, line, f"{base} is quoted against itself", "mend or delete this line")
        day = parse_day(cell["date"], path, line, *_DAYS)
        source = " ".join(cell.get("source", "").split()) or path.stem
        yield StatedRate(Rate(source, base, quote, day, parse_rate(cell["value"], path, line)), line)


def _wide(rows: Iterator[tuple[int, list[str]]], header: list[str], path: Path) -> Iterator[StatedRate]:
    codes = {i: parse_currency(name, path, 1) for i, name in enumerate(header) if i and name.strip()}
    for line, row in rows:
        day = parse_day(row[0], path, line, *_DAYS)
        for i, code in codes.items():
            if i < len(row) and row[i].strip() not in _MISSING:
                yield StatedRate(Rate(path.stem, "EUR", code, day, parse_rate(row[i], path, line)), line)

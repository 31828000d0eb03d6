"""Currency codes, rates and days as files of exchange rates write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from filmdossier.model.errors import RatesError

MOST_BYTES = 20 * 2**20
"""The greatest file read: the whole history of the European Central Bank has 2 MB."""

_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,18})?", re.ASCII)


def refusal(path: Path, line: int | None, problem: str, remedy: str) -> RatesError:
    """The error that says in one line: file, line, what is wrong, what to do."""
    where = f"{path}" if line is None else f"{path}, line {line}"
    return RatesError(" ".join(f"{where}: {problem}; {remedy}".split()))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most `MOST_BYTES`.

    Raises:
        RatesError: where it cannot be read, is empty or is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise refusal(
            path, None, f"cannot be read ({error.strerror or error})", "check the path and its permissions"
        ) from error
    if len(data) > MOST_BYTES:
        raise refusal(
            path, None, f"larger than {MOST_BYTES // 2**20} MB", "split it, or check that it is a file of rates"
        )
    if not data.strip():
        raise refusal(path, None, "empty", "download it again")
    return data


def parse_currency(text: str, path: Path, line: int | None) -> str:
    """An ISO 4217 code in force or withdrawn, as CLDR lists them (by Babel).

    Raises:
        RatesError: where there is no such currency.
    """
    code = text.strip().upper()
    if code not in _known_currencies():
        raise refusal(path, line, f"no currency has the code {_shown(text)}", "use ISO 4217 codes, such as USD")
    return code


def parse_rate(text: str, path: Path, line: int | None) -> Decimal:
    """A positive number with a decimal point or comma and without marks between groups of digits.

    Raises:
        RatesError: where it is anything else.
    """
    number = text.strip()
    if not _NUMBER.fullmatch(number) or not (value := Decimal(number.replace(",", "."))):
        raise refusal(path, line, f"a rate is a number greater than 0, not {_shown(text)}", "mend or delete this line")
    return value


def parse_day(text: str, path: Path, line: int | None, *forms: str) -> date:
    """A day in one of the forms that `datetime.strptime` takes.

    Raises:
        RatesError: where it is in none of them, or names no day.
    """
    for form in forms:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    example = date(2025, 8, 29).strftime(forms[0])
    raise refusal(path, line, f"no day: {_shown(text)}", f"write days as {example}")


@cache
def _known_currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # noqa: PLC0415  half a megabyte of names, needed for files alone

    return frozenset(list_currencies())


def _shown(text: str) -> str:
    return repr(text.strip()[:40])

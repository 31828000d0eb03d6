"""Keys of tables that stand for several spellings of one word: its cases, or endings behind one stem."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

_GROUP = re.compile(r"\(([^()]*\|[^()]*)\)")


def spellings(key: str) -> tuple[str, ...]:
    """The spellings that a key stands for, in the order in which it names them.

    ``стол(|а|у) заказ(ов|ы)`` stands for six; a key without a bar between round brackets stands for itself.

    Args:
        key: of a table of a pack.
    """
    if "|" not in key:
        return (key,)
    parts = _GROUP.split(key)
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return tuple(dict.fromkeys("".join(chosen) for chosen in itertools.product(*choices)))


def spelled_out(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each spelling of each key of a table with the key's value."""
    for key, value in table.items():
        for spelling in spellings(key):
            yield spelling, value

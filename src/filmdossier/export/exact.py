"""Numbers and JSON without a digit lost: what floats cannot hold goes out as it came in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from filmdossier.model.span import Span


def exact_number(value: Decimal) -> str:
    """A decimal without exponent and without zeros behind its last digit.

    >>> exact_number(Decimal("6.89E+8")), exact_number(Decimal("1.50")), exact_number(Decimal("-0.0"))
    ('689000000', '1.5', '0')
    """
    if value == 0:
        return "0"
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def exact_json(value: Any) -> str:
    """A value as compact JSON; decimals are numbers with all their digits, spans are pairs.

    Letters stand as they are; where half of a surrogate pair is among them, which UTF-8 cannot write, all but ASCII
    are escaped.

    >>> exact_json({"amount": Decimal("0.1000000000000000000001"), "currency": None})
    '{"amount":0.1000000000000000000001,"currency":null}'
    """
    written = _json(value, encode_basestring)
    return written if is_encodable(written) else _json(value, encode_basestring_ascii)


def _json(value: Any, quoted: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, Span):
        return _json(value.to_list(), quoted)
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{quoted(str(k))}:{_json(v, quoted)}" for k, v in value.items()]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([_json(v, quoted) for v in value]) + "]"
    return quoted(str(value))


def is_encodable(words: str) -> bool:
    """Whether UTF-8 can write it: no half of a surrogate pair stands in it."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True

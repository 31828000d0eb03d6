"""Values as text and back, exactly: Decimal stays Decimal, int int, a span a span, a tuple a tuple."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

from filmdossier.model.span import Span

_DECIMAL, _SPAN, _TUPLE, _MAPPING = "decimal", "span", "tuple", "mapping"
_TAGS = frozenset({_DECIMAL, _SPAN, _TUPLE, _MAPPING})


def write_exact(value: Any) -> str:
    """A value of JSON's types, Decimal, Span and tuples, as JSON that `parse_exact` gives back as it was.

    Raises:
        TypeError: it is, or holds, something else.
    """
    return _WRITER.encode(_tagged(value))


def parse_exact(text: str) -> Any:
    """The value that `write_exact` wrote."""
    if text == "{}":
        return {}
    # What was written has nothing around it: looking for that takes as long as reading it.
    return [] if text == "[]" else _scan_exact(text, 0)[0]


def write_derived(value: Any) -> str:
    """A record or a part of one as JSON: objects by their fields, tuples as lists, ``{"decimal": …}``, ``{"span": …}``.

    Keys are sorted, so that equal values have one text. It is the form that `filmdossier.record.writing` reads.
    """
    return _DERIVED.encode(value)


def _tagged(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict | Mapping):  # the concrete type first: an abstract one is slow to ask for
        if len(value) == 1 and not _TAGS.isdisjoint(value):
            return {_MAPPING: [[k, _tagged(v)] for k, v in value.items()]}
        return {_key(k): _tagged(v) for k, v in value.items()}
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, Span):
        return {_SPAN: value.to_list()}
    if isinstance(value, tuple):
        return {_TUPLE: [_tagged(v) for v in value]}
    if isinstance(value, list):
        return [_tagged(v) for v in value]
    raise TypeError(f"the store keeps no {type(value).__name__}: {value!r}")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the store keeps mappings of strings only: got the key {key!r}")
    return key


def _untagged(data: dict[str, Any]) -> Any:
    if len(data) != 1:
        return data
    [(tag, held)] = data.items()
    if tag == _DECIMAL:
        return Decimal(held)
    if tag == _SPAN:
        return Span(*held)
    if tag == _TUPLE:
        return tuple(held)
    if tag == _MAPPING:
        return dict(held)
    return data


def _plain(value: Any) -> Any:
    """What JSON does not know, one level down; the encoder asks again for what that holds."""
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, Span):
        return {_SPAN: value.to_list()}
    if isinstance(value, Mapping):
        return {str(k): v for k, v in value.items()}
    return {name: getattr(value, name) for name in _fields_of(value.__class__)}


@cache
def _fields_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


# One of each for all texts: making an encoder takes longer than a small value does.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_DERIVED = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_plain
)
_EXACT = json.JSONDecoder(object_hook=_untagged)
_scan_exact: Callable[[str, int], tuple[Any, int]] = _EXACT.scan_once  # type: ignore[attr-defined]

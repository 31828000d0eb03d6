"""Values as text and back, exactly: Decimal stays Decimal, int int, a span a span, a tuple a tuple."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from filmdossier.model.span import Span

_DECIMAL, _SPAN, _TUPLE, _MAPPING = "decimal", "span", "tuple", "mapping"
_TAGS = frozenset({_DECIMAL, _SPAN, _TUPLE, _MAPPING})


def write_exact(value: Any) -> str:
    """A value of JSON's types, Decimal, Span and tuples, as JSON that `parse_exact` gives back as it was.

    Raises:
        TypeError: it is, or holds, something else.
    """
    return _dumped(_tagged(value))


def parse_exact(text: str) -> Any:
    """The value that `write_exact` wrote."""
    return json.loads(text, object_hook=_untagged)


def write_derived(value: Any) -> str:
    """A record or a part of one as JSON: objects by their fields, tuples as lists, ``{"decimal": …}``, ``{"span": …}``.

    Keys are sorted, so that equal values have one text. It is the form that `filmdossier.record.writing` reads.
    """
    return _dumped(_plain(value), sort_keys=True)


def _dumped(value: Any, *, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"))


def _tagged(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
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
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, Span):
        return {_SPAN: value.to_list()}
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value

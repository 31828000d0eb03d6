"""Values and keys without what makes no difference, as texts that compare and identify."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any
from unicodedata import normalize


@lru_cache(maxsize=65536)
def fold_words(text: str) -> str:
    """Words without case, compatibility forms and spacing."""
    return " ".join(normalize("NFKC", text).casefold().split())


def folded_value(value: Any) -> str:
    """A value in canonical form: words folded, figures by their amount alone, keys in order."""
    return _ENCODER.encode(_folded(value))


def fact_id(predicate: str, key: str) -> str:
    """The identity of a fact: of its predicate and its key, folded."""
    return hashlib.sha256(f"fact\x1f{predicate}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold_words(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, dict):
        return {str(k): _folded(v) for k, v in value.items()}
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int | float):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, Mapping):
        return {str(k): _folded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_folded(v) for v in value]
    return str(value)

"""Where a list goes on, as clients get it and give it back: opaque to them, and checked as all that they send."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, NoReturn

from fastapi.exceptions import HTTPException

#: Characters of a cursor at the most: the longest title fits in, several times escaped.
LONGEST = 4096
_GREATEST = 2**31 - 1


def written(parts: Sequence[Any]) -> str:
    """A cursor that holds some texts and numbers."""
    data = json.dumps(list(parts), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def parsed(cursor: str, *kinds: type | tuple[type, ...]) -> tuple[Any, ...]:
    """What a cursor holds.

    Args:
        cursor: as a client sent it.
        kinds: what each of its parts is; numbers are finite and no greater than a database takes.

    Raises:
        HTTPException: it is none that was handed out for this list (400).
    """
    try:
        data = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True), parse_constant=_no)
    except (ValueError, binascii.Error, RecursionError):
        data = None
    if not isinstance(data, list) or len(data) != len(kinds):
        refuse()
    if not all(_is(part, kind) for part, kind in zip(data, kinds, strict=True)):
        refuse()
    return tuple(data)


def _is(part: Any, kind: type | tuple[type, ...]) -> bool:
    if isinstance(part, bool) or not isinstance(part, kind):
        return False
    if isinstance(part, int):
        return abs(part) <= _GREATEST
    return not isinstance(part, float) or abs(part) < 1e300


def _no(constant: str) -> float:
    raise ValueError(constant)


def refuse() -> NoReturn:
    """Say that a cursor is none of this list.

    Raises:
        HTTPException: always (400).
    """
    raise HTTPException(400, "That is no cursor of this list; begin again without one.")

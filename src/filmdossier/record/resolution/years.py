"""The years that vague dates leave open."""

from __future__ import annotations

import functools

from filmdossier.model.dates import normalize_edtf

_WIDEST = 3
"""Dates that leave more years open than that say too little."""


@functools.lru_cache(maxsize=50_000)
def years_of(edtf: str) -> tuple[int, ...]:
    """The years that an EDTF date may fall in; none where they are too many, or it is no date."""
    date = normalize_edtf(edtf)
    if date is None or date.earliest is None or date.latest is None:
        return ()
    years = range(date.earliest.year, date.latest.year + 1)
    return tuple(years) if len(years) <= _WIDEST else ()


@functools.lru_cache(maxsize=50_000)
def first_year(edtf: str | None) -> int | None:
    """The first year that an EDTF date may fall in, or None."""
    date = normalize_edtf(edtf) if edtf else None
    return date.earliest.year if date and date.earliest else None

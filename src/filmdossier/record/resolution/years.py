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


@functools.lru_cache(maxsize=50_000)
def days_of(edtf: str | None) -> tuple[int, int] | None:
    """The first and last day that an EDTF date may fall on, as ordinals; None where an end is open."""
    date = normalize_edtf(edtf) if edtf else None
    if date is None or date.earliest is None or date.latest is None:
        return None
    return date.earliest.toordinal(), date.latest.toordinal()


def spanning(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span that holds two."""
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def days_between(a: tuple[int, int] | None, b: tuple[int, int] | None) -> float:
    """The days from one span to the next, 0 where they meet; infinite where one is not known."""
    if a is None or b is None:
        return float("inf")
    return max(0, b[0] - a[1], a[0] - b[1])

"""A value in words with its bound, which what it leaves open tells, so that no claim need be loaded."""

from __future__ import annotations

from decimal import Decimal

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.record import Position
from filmdossier.model.values import Bound
from filmdossier.record.intervals import ABOUT, NEARLY


def says(position: Position) -> str:
    """A value in words: more than 1 million, nearly USD 2 million."""
    return value_in_words(position.value, bound_of(position))


def bound_of(position: Position) -> Bound:
    """The bound on a sum or a count, by how far it reaches to either side (`filmdossier.record.intervals`)."""
    number = position.value.get("amount", position.value.get("count"))
    if number is None:
        return Bound.EXACT
    value, low, high = Decimal(str(number)), position.low, position.high
    if high is None:
        return Bound.OVER if low == value else Bound.EXACT
    if high == value and low is not None:
        return Bound.UNDER if low == 0 else Bound.NEARLY if low == value * NEARLY else Bound.EXACT
    is_about = low == value * (1 - ABOUT) and high == value * (1 + ABOUT)
    return Bound.ABOUT if is_about else Bound.EXACT

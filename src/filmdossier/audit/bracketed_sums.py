"""Figures that a sum in brackets follows: 118.6m (£62m), whether or not a claim holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from filmdossier.model.values import Money, Number, ValueMention

_OPENING, _CLOSING = frozenset("((["), frozenset("))]")


def find_bracketed(text: str, values: Sequence[ValueMention]) -> Iterator[tuple[ValueMention, ValueMention]]:
    """A sum or number, and the sum with a currency that alone stands in brackets behind it, in order."""
    for figure, sum_behind in pairwise(values):
        if not isinstance(figure.value, Money | Number) or not isinstance(sum_behind.value, Money):
            continue
        between = text[figure.span.end : sum_behind.span.start].strip()
        closing = text[sum_behind.span.end : sum_behind.span.end + 1]
        if between in _OPENING and closing in _CLOSING and sum_behind.value.currency:
            yield figure, sum_behind

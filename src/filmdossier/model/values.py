"""Normalised values: amounts, counts, percentages, ordinals, durations."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filmdossier.model.dates import DateExpression
from filmdossier.model.span import Span


class Bound(StrEnum):
    """How a stated figure relates to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money.

    Attributes:
        amount: in units of the currency, exact.
        currency: ISO 4217 code; None where the text omits it.
        scaled: whether the text states a scale (million, bn, 亿); False for "$8.2", where a scale may be missing.
    """

    amount: Decimal
    currency: str | None
    scaled: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal number, exact. ``scaled`` as for `Money`; ``in_words`` for "nine", "a dozen"."""

    amount: Decimal
    scaled: bool = True
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: 37.7 for 37.7 %. The sign is that of the text; whether it is a fall, the words around it say."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order, from 1; ``from_end`` for "last" and its kin (1 is the last, 2 the last but one)."""

    position: int
    from_end: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in minutes (running times), days (weeks are seven), or months (years are twelve).

    Exactly one of them is set: months and years have no fixed number of days.
    """

    minutes: Decimal | None = None
    days: Decimal | None = None
    months: Decimal | None = None


Value = Money | Number | Percent | Ordinal | Duration | DateExpression


@dataclass(frozen=True, slots=True)
class ValueMention:
    """A value where the text states it.

    Attributes:
        span: the words of the value itself, without its bound ("over") and without surrounding blanks.
        value: what they mean.
        bound: exact unless words before or after say otherwise.
        bound_span: the words that say so, or None.
    """

    span: Span
    value: Value
    bound: Bound = Bound.EXACT
    bound_span: Span | None = None

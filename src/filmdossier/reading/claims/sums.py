"""Sums of money where a sentence states them, each with its conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Money, Number, ValueMention
from filmdossier.reading.claims.drafts import Scene

#: "($8.49 million)", "(about £4.4m)", "or $8.49 million" right behind a sum convert it.
_CONVERSION = re.compile(r"[^<()]{0,40}?(?: \((?:[a-zа-я.]+ |[~≈] ?){0,4}|,? (?:or|или) (?:[a-zа-я]+ ){0,1})")
#: A sum and its conversion, once a missing scale is read into it, differ by no more than an exchange rate can explain.
_LEAST_RATE, _GREATEST_RATE = Decimal("0.0001"), Decimal(10000)


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated sum.

    Attributes:
        start, end: where it stands in the shape, its conversions included.
        span: the words of the sum itself.
        amount: in units of ``currency``, with the scale that its conversion makes plain.
        converted: amount, currency and words of each conversion.
    """

    start: int
    end: int
    span: Span
    amount: Decimal
    currency: str | None
    bound: Bound
    converted: tuple[tuple[Decimal, str | None, Span], ...] = ()

    def value(self) -> dict[str, object]:
        """The sum as a claim's value."""
        return {"amount": self.amount, "currency": self.currency}

    def conversions(self) -> list[dict[str, object]] | None:
        """The conversions as a claim's qualifier."""
        return [{"amount": a, "currency": c, "span": s} for a, c, s in self.converted] or None


def find_sums(scene: Scene) -> list[Sum]:
    """The sums of a sentence in order. A conversion in brackets is no sum of its own.

    A number with a scale and no currency ("118.6m") is a sum where a conversion follows it.
    """
    return list(_sums(scene))


def _sums(scene: Scene) -> Iterator[Sum]:
    shape = scene.shape
    figures = [i for i in shape.items if isinstance(i, ValueMention) and isinstance(i.value, Money | Number)]
    amounts = [(shape.position_of(i), i) for i in figures]
    used = -1
    for number, (at, item) in enumerate(amounts):
        if at < used:
            continue
        end = shape.text.index(">", at) + 1
        converted: list[ValueMention] = []
        for next_at, other in amounts[number + 1 :]:
            between = shape.text[end:next_at]
            if not isinstance(other.value, Money) or not _CONVERSION.fullmatch(between) or len(converted) > 2:
                break
            converted.append(other)
            end = shape.text.index(">", next_at) + 1
        if isinstance(item.value, Number) and not (converted and item.value.scaled):
            continue
        used = end
        if shape.text[end : end + 1] == ")":
            end += 1
        yield _sum(at, end, item, converted)


def _sum(start: int, end: int, item: ValueMention, converted: list[ValueMention]) -> Sum:
    value = item.value
    assert isinstance(value, Money | Number)
    currency = value.currency if isinstance(value, Money) else None
    amount = value.amount
    others = [(m, m.value) for m in converted if isinstance(m.value, Money)]
    if others and not value.scaled and others[0][1].scaled:
        amount = _scaled_like(amount, others[0][1].amount)
    fixed = [
        (_scaled_like(v.amount, amount) if not v.scaled and value.scaled else v.amount, v.currency, m.span)
        for m, v in others
    ]
    return Sum(start, end, item.span, amount, currency, item.bound, tuple(fixed))


def _scaled_like(amount: Decimal, other: Decimal) -> Decimal:
    """An amount that lacks its scale, with the scale of the other one; untouched where it may be meant as it stands.

    "$8.2 (£4.4m)" leaves out the scale; "$612,348 (£0.3m)" does not.
    """
    if not amount or amount >= 1000:
        return amount
    for scale in (10**6, 10**9, 10**3):
        if other >= scale and _LEAST_RATE < amount * scale / other < _GREATEST_RATE:
            return amount * scale
    return amount

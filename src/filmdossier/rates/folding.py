"""Rates of one file as a set: the same day once, contradictions refused, gaps told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from filmdossier.model.rates import Rate
from filmdossier.rates.figures import refusal

LONGEST_GAP = 10
"""Days for which the last rate holds on: the longest holidays of central banks, at the Russian New Year, and more."""


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A rate and the line of the file that states it."""

    rate: Rate
    line: int | None


def folded(stated: Iterable[StatedRate], path: Path) -> tuple[Rate, ...]:
    """Each rate once, by source, currencies and day.

    Raises:
        RatesError: where there is none, or one day has two values.
    """
    first: dict[tuple[str, str, str, date], StatedRate] = {}
    for item in stated:
        seen = first.setdefault(key_of(item.rate), item)
        if seen.rate.value != item.rate.value:
            r = item.rate
            raise refusal(
                path,
                item.line,
                f"{r.base}/{r.quote} on {r.day} is {r.value}, but {seen.rate.value} on line {seen.line}",
                "keep one of the two",
            )
    if not first:
        raise refusal(path, None, "no rates in it", "check that it is a file of exchange rates, and download it again")
    return tuple(first[key].rate for key in sorted(first))


def key_of(rate: Rate) -> tuple[str, str, str, date]:
    """What a rate is the rate of: source, currencies, day."""
    return rate.source, rate.base, rate.quote, rate.day


def describe_gaps(rates: Iterable[Rate]) -> Iterator[str]:
    """A line for every stretch of more than `LONGEST_GAP` days without a rate between two that have one."""
    for (source, base, quote), series in groupby(sorted(rates, key=key_of), lambda r: (r.source, r.base, r.quote)):
        for before, after in pairwise(series):
            days = (after.day - before.day).days - 1
            if days >= LONGEST_GAP:
                yield f"{source}, {base}/{quote}: no rate for {days} days between {before.day} and {after.day}"

"""How exact a figure is meant to be, as the way that it is written shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import decimal as digit_value
from unicodedata import normalize

#: No figure is written in more words; what stands behind is not looked at.
_LONGEST_WORDS = 200
#: Runs of digits of one numeral at most ("1億2000万" has two).
_MOST_RUNS = 4
#: Powers of ten that a scale word, or a decimal mark, can put between the digits and the amount.
_LEAST_POWER, _GREATEST_POWER = -6, 15
_THOUSAND = Decimal(1000)

#: Digits of any script with at most one mark or blank between two groups of them.
_RUN = re.compile(r"\d+(?:[.,'’٫٬·_ ]\d+)*")
_MARKS = re.compile(r"[^\d]")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of digits: their number without its marks, how many they are, and whether a mark parts off decimals."""

    digits: int
    length: int
    tail: int | None
    mark: str


def written_step(
    amount: Decimal, words: str, decimal_mark: str = ".", group_marks: Sequence[str] = (",",), *, rounds: bool = True
) -> Decimal:
    """What one unit in the last place of a figure is worth, in units of the amount.

    The digits of the words, read as one whole number without their marks, times a power of ten give the amount; that
    power is what one unit of the last digit is worth, whatever the marks mean and whatever word the scale has:
    ``1.47 million`` is 147 × 10⁴, ``6,89 млрд`` 689 × 10⁷, ``6.89亿`` 689 × 10⁶. Of several runs of digits the one
    that fits and has most digits counts; where only all of them together fit (``1億2000万``), the last one's unit.

    Zeros at the end of a whole number are rounding: where there are two or more, the place before them counts, though
    never fewer than two digits are taken to be meant (``1,500,000`` is exact to 100,000, ``500 million`` to ten
    million, ``612,340`` to one).

    Without digits that fit (``two million``, missing words) the figure is as exact as its short form: see
    `step_of_amount`.

    Args:
        amount: what the words mean; its sign plays no part.
        words: the words of the figure.
        decimal_mark: of the language; tells ``1.470`` thousand from 1,470 where both could be meant.
        group_marks: of the language, likewise.
        rounds: whether zeros at the end are rounding; False for what is counted one by one, as minutes are.
    """
    amount = abs(amount)
    runs = _runs(words)
    if not amount or not runs:
        return step_of_amount(amount, rounds=rounds)
    fitting = [(run, power) for run in runs if (power := _power(amount, run.digits)) is not None]
    if fitting:
        run, power = max(fitting, key=lambda f: f[0].length)
        zeros = 0 if _has_decimals(run, power, decimal_mark, group_marks) or not rounds else _rounded_zeros(run)
        return Decimal(1).scaleb(power + zeros)
    if (power := _power_of_last(amount, runs)) is not None:
        return Decimal(1).scaleb(power + (_rounded_zeros(runs[-1]) if rounds else 0))
    return step_of_amount(amount, rounds=rounds)


def step_of_amount(amount: Decimal, *, rounds: bool = True) -> Decimal:
    """What one unit in the last place is worth where only the amount is known.

    A figure that is a whole number of thousands, millions, … (the greatest of these that is not above it) is told in
    them, exact to one, or to ten where it ends in two zeros: 2,000,000 to a million, 500,000,000 to ten million.
    Any other is exact to the place before its zeros (8,490,000 to 10,000); a single zero in a figure below a thousand
    is a digit like others.
    """
    amount = abs(amount)
    if not amount:
        return Decimal(1)
    _, digits, exponent = amount.normalize().as_tuple()
    assert isinstance(exponent, int)
    if exponent < 0 or not rounds:
        return Decimal(1).scaleb(min(exponent, 0))
    scale = (len(digits) + exponent - 1) // 3 * 3
    if exponent >= scale:
        return Decimal(1).scaleb(scale + (1 if exponent - scale == 2 else 0))
    return Decimal(1).scaleb(exponent if exponent > 1 else 0)


def _runs(words: str) -> list[_Run]:
    found = []
    for m in _RUN.finditer(normalize("NFKC", words[:_LONGEST_WORDS])):
        for text in _by_blanks(m.group()):
            groups = _MARKS.split(text)
            marks = _MARKS.findall(text)
            digits = "".join(str(digit_value(c)) for g in groups for c in g)
            single = len(marks) == 1 or (len(marks) > 1 and marks[-1] != marks[-2])
            found.append(
                _Run(int(digits), len(digits), len(groups[-1]) if single else None, marks[-1] if marks else "")
            )
    return found[:_MOST_RUNS]


def _by_blanks(run: str) -> list[str]:
    """A run of digits whole where blanks part groups of three in it, else what stands between its blanks."""
    parts = run.split(" ")
    grouped = len(parts[0]) <= 3 and all(len(_MARKS.split(p)[0]) == 3 for p in parts[1:])
    return [run] if grouped else parts


def _power(amount: Decimal, digits: int) -> int | None:
    """The power of ten that makes the amount of the digits, or None."""
    if not digits:
        return None
    _, a, power_of_amount = amount.normalize().as_tuple()
    _, d, power_of_digits = Decimal(digits).normalize().as_tuple()
    assert isinstance(power_of_amount, int)
    assert isinstance(power_of_digits, int)
    power = power_of_amount - power_of_digits
    return power if a == d and _LEAST_POWER <= power <= _GREATEST_POWER else None


def _power_of_last(amount: Decimal, runs: Sequence[_Run]) -> int | None:
    """The power of ten of the last of several runs that add up to the amount, each of a smaller unit than the last."""
    if len(runs) < 2:
        return None
    for power in range(_LEAST_POWER, _GREATEST_POWER):
        rest = amount - Decimal(runs[-1].digits).scaleb(power)
        if rest <= 0:
            return None
        before = _power(rest, runs[-2].digits) if len(runs) == 2 else _power_of_last(rest, runs[:-1])
        if before is not None and before > power:
            return power
    return None


def _has_decimals(run: _Run, power: int, decimal_mark: str, group_marks: Sequence[str]) -> bool:
    """Whether the last mark of a run is a decimal mark, given the power of ten between its digits and the amount."""
    if run.tail is None or power == 0:
        return False
    return power < 0 or run.tail != 3 or (run.mark == decimal_mark and run.mark not in group_marks)


def _rounded_zeros(run: _Run) -> int:
    """How many zeros at the end of a whole number are rounding."""
    zeros = len(str(run.digits)) - len(str(run.digits).rstrip("0"))
    return min(zeros, len(str(run.digits)) - 2) if run.digits and zeros >= 2 else 0

"""Whole numbers of East Asia: digits, tens, hundreds and thousands below scales that grow by ten thousands.

Sections below a myriad are followed by their scales (4.78万亿, 6亿8900万); a lone digit behind a unit counts the next
lower one (二百五 is 250) unless a zero stands between (二百零五); digits in a row are read one by one (二〇〇四). The
words are the pack's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from filmdossier.reading.values.lexer import Token
from filmdossier.reading.values.numerals import NumeralReader
from filmdossier.reading.values.whole_numbers import BEYOND, EXACT

MYRIAD = Decimal(10_000)
MOST_DIGITS = 12
"""Longer runs of digits in words are no numbers."""


@dataclass(slots=True)
class Numeral:
    """A number as read so far.

    Attributes:
        end: index of the token after it.
        amount: its value.
        in_words: whether it begins with a word.
        scaled: whether a unit or scale is stated.
        digits: its digits, where they are written one by one.
        bare: whether it begins with a unit or scale, without a digit.
        more: the token inside it that says "and more".
    """

    end: int
    amount: Decimal
    in_words: bool
    scaled: bool = False
    digits: str = ""
    bare: bool = False
    more: Token | None = None


class MyriadSections(NumeralReader):
    """Reads whole numbers out of a list of tokens; arguments as for `WholeNumberReader`."""

    def run_of_digits(self, i: int) -> int:
        """The index behind the digits in words that follow one another without a blank, one more than count at most."""
        j = i
        while j - i <= MOST_DIGITS and self.has(j, "numeral_digit") and (j == i or self.is_tight(j)):
            j += 1
        return j

    def whole(self, i: int) -> Numeral | None:
        """The whole number, or decimal in figures, with its scales, that begins at the i-th token."""
        total, step, j = Decimal(0), None, i
        value: Numeral | None = None
        more: Token | None = None
        while True:
            section = self._section(j, below=step)
            if section is None and (value is None or not self.has(j, "numeral_scale")):
                if value is not None or not self.has(j, "numeral_scale"):
                    break
                section = Numeral(j, Decimal(1), True, bare=True)
            if section is not None and value is not None and not self._may_follow_on(value, section, j, step):
                break
            at, amount = (section.end, section.amount) if section is not None else (j, Decimal(0))
            if section is not None and value is None:
                value = section
            if section is not None and self._is_more_before_scale(at):
                more, at = self.tokens[at], at + 1
            if section is not None and not self.has(at, "numeral_scale"):
                if step is not None and amount >= step:
                    break
                total, j = total + amount, section.end
                break
            if not self.has(at, "numeral_scale"):
                break
            scale = self.value(at, "numeral_scale")
            if section is not None and (step is None or scale < step):
                total = EXACT.add(total, EXACT.multiply(amount, scale))
            elif section is None or step is None or scale > step:
                total = EXACT.multiply(EXACT.add(total, amount), scale)
            else:
                break
            if total >= BEYOND:
                return None
            step, j = scale, at + 1
        if value is None:
            return None
        scaled = step is not None or value.scaled
        digits = value.digits if step is None and j == value.end else ""
        return Numeral(j, total, value.in_words, scaled, digits, value.bare, more)

    def _may_follow_on(self, value: Numeral, section: Numeral, j: int, step: Decimal | None) -> bool:
        """Whether a section joins what stands before it: 3万4000, 6亿8900万, but not 1.5亿, 3部."""
        if value.amount != value.amount.to_integral_value():
            return False
        if self.has(section.end, "numeral_scale") or self._is_more_before_scale(section.end):
            return True
        if section.in_words:
            return value.in_words or section.end > j + 1
        return section.end > j + 1 or step is None or section.amount * 10 >= step

    def _is_more_before_scale(self, i: int) -> bool:
        return self.has(i, "numeral_more") and self.has(i + 1, "numeral_scale")

    def _section(self, i: int, below: Decimal | None) -> Numeral | None:
        """Digits with their units below a myriad; a figure; digits one by one."""
        if self.has(i, "number"):
            return self._figure_section(i, below)
        if (
            self.has(i, "numeral_digit")
            and self.run_of_digits(i) - i > 1
            and not self.has(self.run_of_digits(i), "numeral_unit")
        ):
            run = self.run_of_digits(i)
            if below is None:
                return self._digits(i, run)
        return self._units(i, below)

    def _figure_section(self, i: int, below: Decimal | None) -> Numeral | None:
        amount = self.value_of_number(i)
        whole = amount == amount.to_integral_value()
        if below is not None and (not whole or amount >= below):
            return None
        if whole and amount < 10 and self.has(i + 1, "numeral_unit"):
            return self._units(i, below)
        scaled = amount >= 1000
        if below is None and self.has(i + 1, "numeral_unit"):
            return Numeral(i + 2, EXACT.multiply(amount, self.value(i + 1, "numeral_unit")), False, True)
        return Numeral(i + 1, amount, False, scaled)

    def _digits(self, i: int, run: int) -> Numeral | None:
        if any(self.value(j, "numeral_digit") > 9 or self.has(j, "no_digit") for j in range(i, run)):
            return None
        digits = "".join(str(self.value(j, "numeral_digit")) for j in range(i, run))
        return Numeral(run, Decimal(digits), True, digits=digits) if len(digits) <= MOST_DIGITS else None

    def _units(self, i: int, below: Decimal | None) -> Numeral | None:
        total, limit, j = Decimal(0), MYRIAD, i
        zero = bare = False
        while True:
            if self.has(j, "numeral_digit") and self.value(j, "numeral_digit") == 0:
                if j == i and below is None and not self.has(j + 1, "numeral_unit"):
                    return Numeral(j + 1, Decimal(0), True)
                zero, j = True, j + 1
                continue
            digit = self._one_digit(j)
            unit_at = j + (digit is not None)
            unit = self.value(unit_at, "numeral_unit") if self.has(unit_at, "numeral_unit") else None
            if unit is not None and unit < limit and (digit is not None or j == i or zero or unit == 10):
                bare = bare or (j == i and digit is None and unit > 10)
                total += (1 if digit is None else digit) * unit
                limit, j, zero = unit, unit_at + 1, False
                continue
            if digit is None or unit is not None:
                break
            total, j = self._last_digit(digit, total, j, limit if limit < MYRIAD else None, below, zero=zero)
            break
        if zero and self.has(j - 1, "numeral_digit") and self.value(j - 1, "numeral_digit") == 0:
            j -= 1
        if j <= i:
            return None
        in_words = not self.has(i, "number")
        return Numeral(j, total, in_words, scaled=limit < MYRIAD and limit > 10, bare=bare)

    def _last_digit(
        self, digit: Decimal, total: Decimal, j: int, limit: Decimal | None, below: Decimal | None, *, zero: bool
    ) -> tuple[Decimal, int]:
        """A digit without a unit counts ones, or, right behind a unit or scale above ten, its tenths."""
        if zero:
            return total + digit, j + 1
        if self.has(j, "number"):
            return total, j
        if limit == 10 or (limit is None and below is None):
            return total + digit, j + 1
        step = limit if limit is not None else below
        if step is None or (limit is None and self.has(j + 1, "numeral_scale")):
            return total + digit, j + 1
        return total + digit * step / 10, j + 1

    def _one_digit(self, j: int) -> Decimal | None:
        if self.has(j, "numeral_digit"):
            digit = self.value(j, "numeral_digit")
            return digit if 0 < digit < 10 else None
        if self.has(j, "number"):
            amount = self.value_of_number(j)
            whole = amount == amount.to_integral_value() and amount > 0
            return amount if whole and (amount < 10 or not self.has(j + 1, "numeral_unit")) and amount < 100 else None
        return None

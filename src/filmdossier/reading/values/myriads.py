"""Numbers of East Asia: digits, tens, hundreds and thousands below scales that grow by ten thousands.

Sections below a myriad are followed by their scales (4.78万亿, 6亿8900万); a lone digit behind a unit counts the next
lower one (二百五 is 250) unless a zero stands between (二百零五). Digits in a row are read one by one (二〇〇四), or, two
that follow each other, are a guess (两三天) and so no number; "several hundred" is none either. The words are the pack's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.model.span import Span
from filmdossier.model.values import Number
from filmdossier.reading.values.lexer import Token, ordinal_values
from filmdossier.reading.values.lexicon import NUMBER_SIGNATURES
from filmdossier.reading.values.numerals import NumeralReader
from filmdossier.reading.values.whole_numbers import BEYOND, EXACT, LARGEST_ORDINAL, ROUNDED, Cardinal

MYRIAD = Decimal(10_000)
_STARTS = ("number", "numeral_digit", "numeral_unit", "numeral_scale", "numeral_guess", "minus", "dash", "ordinal_mark")


@dataclass(slots=True)
class _Numeral:
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


class MyriadReader(NumeralReader):
    """Reads numbers and ordinals out of a list of tokens; arguments as for `WholeNumberReader`."""

    def read(self) -> list[Token]:
        """The tokens, with one for each number or ordinal."""
        starts = frozenset(code for name in _STARTS for code in self.lexicon.codes.get(name, ""))
        found: list[Token] = []
        i, tokens = 0, self.tokens
        while i < len(tokens):
            if tokens[i].code in starts:
                made, after = self._numeral_at(i)
                if after > i:
                    if made is not None:
                        found.append(made)
                    i = after
                    continue
            found.append(tokens[i])
            i += 1
        return found

    def _numeral_at(self, i: int) -> tuple[Token | None, int]:
        """The token for what stands here and the index behind it; the index itself where nothing is to be joined."""
        if self.has(i, "ordinal_mark"):
            return self._ordinal(i)
        if (after := self._guess(i)) > i:
            return self._plain(i, after), after
        sign, j = self._sign(i)
        numeral = self._whole(j)
        if numeral is None:
            return None, i
        if numeral.bare and self.has(numeral.end, "part_of"):
            if self.alone:
                return self._plain(i, numeral.end + 1), numeral.end + 1
            if sign == 1 and (part := self._share_of_power(i, numeral)):
                return part
        value = self._with_parts(j, numeral)
        if value is None:
            return None, i
        if self.alone and not value.in_words and (ratio := self._ratio(self._plain_cardinal(value))):
            value = _Numeral(ratio.end, ratio.amount, False)
        if value.bare and not self._may_be_bare(j, value):
            return (self._plain(i, value.end), value.end) if value.end > i + 1 else (None, i)
        return self._token(i, value, sign), value.end

    def _plain(self, i: int, after: int) -> Token:
        return Token(
            self.tokens[i].start,
            self.tokens[after - 1].end,
            self.lexicon.signatures["plain_word"],
            {"plain_word": True, "unspaced": True},
        )

    def _plain_cardinal(self, value: _Numeral) -> Cardinal:
        return Cardinal(value.end, value.amount, Decimal(1), False, False, plain=True)

    def _sign(self, i: int) -> tuple[int, int]:
        if self.has(i, "minus") and self.is_tight(i + 1) and not self.has(i - 1, "number"):
            return -1, i + 1
        if self.has(i, "dash") and self._is_sign(i):
            return -1, i + 1
        return 1, i

    def _guess(self, i: int) -> int:
        """The index behind a number that is only guessed at: several millions, two or three hundred."""
        j = i
        if self.has(i, "numeral_guess") and (self.has(i + 1, "numeral_unit") or self.has(i + 1, "numeral_scale")):
            j = i + 1
        elif self.has(i, "numeral_digit"):
            run = self._run(i)
            two = run - i == 2 and self.value(i + 1, "numeral_digit") - self.value(i, "numeral_digit") == 1
            units = self.has(run, "numeral_unit") or self.has(run, "numeral_scale")
            if run - i == 2 and (two or units) and self.value(i, "numeral_digit") > 0:
                j = run
        while j > i and (self.has(j, "numeral_unit") or self.has(j, "numeral_scale")):
            j += 1
        return j

    def _run(self, i: int) -> int:
        j = i
        while self.has(j, "numeral_digit") and (j == i or self.is_tight(j)):
            j += 1
        return j

    def _whole(self, i: int) -> _Numeral | None:
        """A whole number, or a decimal in figures, with its scales."""
        total, step, j = Decimal(0), None, i
        value: _Numeral | None = None
        more: Token | None = None
        while True:
            section = self._section(j, below=step)
            if section is None and (value is None or not self.has(j, "numeral_scale")):
                if value is not None or not self.has(j, "numeral_scale"):
                    break
                section = _Numeral(j, Decimal(1), True, bare=True)
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
            elif scale > step or amount == 0:
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
        return _Numeral(j, total, value.in_words, scaled, digits, value.bare, more)

    def _may_follow_on(self, value: _Numeral, section: _Numeral, j: int, step: Decimal | None) -> bool:
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

    def _section(self, i: int, below: Decimal | None) -> _Numeral | None:
        """Digits with their units below a myriad; a figure; digits one by one."""
        if self.has(i, "number"):
            return self._figure_section(i, below)
        if self.has(i, "numeral_digit") and self._run(i) - i > 1 and not self.has(self._run(i), "numeral_unit"):
            run = self._run(i)
            if below is None:
                return self._digits(i, run)
        return self._units(i, below)

    def _figure_section(self, i: int, below: Decimal | None) -> _Numeral | None:
        amount = self.value_of_number(i)
        whole = amount == amount.to_integral_value()
        if below is not None and (not whole or amount >= below):
            return None
        if whole and amount < 10 and self.has(i + 1, "numeral_unit"):
            return self._units(i, below)
        scaled = amount >= 1000
        if below is None and self.has(i + 1, "numeral_unit"):
            return _Numeral(i + 2, EXACT.multiply(amount, self.value(i + 1, "numeral_unit")), False, True)
        return _Numeral(i + 1, amount, False, scaled)

    def _digits(self, i: int, run: int) -> _Numeral | None:
        if any(self.value(j, "numeral_digit") > 9 or self.has(j, "no_digit") for j in range(i, run)):
            return None
        digits = "".join(str(self.value(j, "numeral_digit")) for j in range(i, run))
        return _Numeral(run, Decimal(digits), True, digits=digits) if len(digits) <= 12 else None

    def _units(self, i: int, below: Decimal | None) -> _Numeral | None:
        total, limit, j = Decimal(0), MYRIAD, i
        zero = bare = False
        while True:
            if self.has(j, "numeral_digit") and self.value(j, "numeral_digit") == 0:
                if j == i and below is None and not self.has(j + 1, "numeral_unit"):
                    return _Numeral(j + 1, Decimal(0), True)
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
        return _Numeral(j, total, in_words, scaled=limit < MYRIAD and limit > 10, bare=bare)

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
        follows = limit is None and self.has(j + 1, "numeral_scale")
        return (total, j) if step is None or follows else (total + digit * step / 10, j + 1)

    def _one_digit(self, j: int) -> Decimal | None:
        if self.has(j, "numeral_digit"):
            digit = self.value(j, "numeral_digit")
            return digit if 0 < digit < 10 else None
        if self.has(j, "number"):
            amount = self.value_of_number(j)
            whole = amount == amount.to_integral_value() and amount > 0
            return amount if whole and (amount < 10 or not self.has(j + 1, "numeral_unit")) and amount < 100 else None
        return None

    def _with_parts(self, i: int, whole: _Numeral) -> _Numeral | None:
        """A number with what follows of it: decimals in words, a fraction, a scale after them."""
        j = whole.end
        if self.has(j, "part_of") and (other := self._denominated(j + 1)):
            return self._fraction_of(whole, other)
        if self.has(j, "mixed") and (part := self._whole(j + 1)) and self.has(part.end, "part_of"):
            if (other := self._denominated(part.end + 1)) and (fraction := self._fraction_of(part, other)):
                return _Numeral(fraction.end, whole.amount + fraction.amount, whole.in_words)
            return whole
        if whole.in_words and self.has(j, "point") and (decimals := self._decimal_digits(j + 1)):
            value = _Numeral(decimals[0], whole.amount + decimals[1], True, whole.scaled)
            while self.has(value.end, "numeral_scale"):
                value.amount = EXACT.multiply(value.amount, self.value(value.end, "numeral_scale"))
                value.end, value.scaled = value.end + 1, True
            return value
        for word_class in ("dozen", "short_scale"):
            if self.has(j, word_class) and (word_class == "dozen" or self.is_tight(j) or self.has(j, "loose_scale")):
                return _Numeral(j + 1, EXACT.multiply(whole.amount, self.value(j, word_class)), whole.in_words, True)
        return whole

    def _denominated(self, i: int) -> _Numeral | None:
        sign, j = self._sign(i)
        found = self._whole(j)
        if found is None:
            return None
        value = found if self.has(found.end, "part_of") else self._with_parts(j, found)
        return value and _Numeral(value.end, sign * value.amount, value.in_words)

    def _fraction_of(self, denominator: _Numeral, numerator: _Numeral) -> _Numeral | None:
        if denominator.amount == 0:
            return None
        return _Numeral(numerator.end, ROUNDED.divide(numerator.amount, denominator.amount), denominator.in_words)

    def _decimal_digits(self, i: int) -> tuple[int, Decimal] | None:
        run = self._run(i)
        if run == i or self.has(run, "numeral_unit") or any(self.has(j, "no_digit") for j in range(i, run)):
            return None
        digits = "".join(str(self.value(j, "numeral_digit")) for j in range(i, min(run, i + 12)))
        return run, Decimal(f"0.{digits}")

    def _share_of_power(self, i: int, power: _Numeral) -> tuple[Token | None, int] | None:
        """So many of a hundred, a thousand…: a percentage."""
        if not self.has(power.end, "part_of") or not (share := self._denominated(power.end + 1)):
            return None
        percent = EXACT.divide(EXACT.multiply(share.amount, Decimal(100)), power.amount)
        code = self.lexicon.signatures["percent_number"]
        span = self.tokens[i].start, self.tokens[share.end - 1].end
        return Token(*span, code, {"percent_number": Number(percent, in_words=share.in_words)}), share.end

    def _may_be_bare(self, i: int, value: _Numeral) -> bool:
        """Whether a unit without a digit counts: behind a bound (past a hundred million), or before a currency."""
        words = value.end - i
        if self.alone:
            return words > 1 and self.has(i, "numeral_unit")
        if "bound_before" in (self.tokens[i - 1].values if i else {}) or self.has(i - 1, "bare_after"):
            return True
        return words > 1 and self.has(value.end, "currency_name")

    def _ordinal(self, i: int) -> tuple[Token | None, int]:
        whole = self._whole(i + 1)
        if whole is None or whole.amount != whole.amount.to_integral_value() or not 0 < whole.amount < LARGEST_ORDINAL:
            return None, i
        code, values = ordinal_values(int(whole.amount), self.lexicon)
        if self.has(i, "from_end_mark"):
            code, values = self.lexicon.signatures["from_end"], {"from_end": int(whole.amount)}
        return Token(self.tokens[i].start, self.tokens[whole.end - 1].end, code, values), whole.end

    def _token(self, i: int, value: _Numeral, sign: int) -> Token:
        tokens = self.tokens
        if value.end == i + 1 and not value.in_words:
            return tokens[i]
        words = value.in_words and sign == 1
        number = Number(sign * value.amount, scaled=value.scaled or abs(value.amount) >= 1000, in_words=words)
        name = _signature(value, sign)
        given: dict[str, Any] = {
            c: int(value.amount) for c in NUMBER_SIGNATURES[name] if c not in ("number", "spelled")
        }
        if "number" in NUMBER_SIGNATURES[name]:
            given["number"] = number
        if words and value.end == i + 1 and not value.bare and not self.alone:
            given["lone"] = True
        if value.more is not None:
            given["more_inside"] = Span(value.more.start, value.more.end)
        return Token(tokens[i].start, tokens[value.end - 1].end, self.lexicon.signatures[name], given)


def _signature(value: _Numeral, sign: int) -> str:
    """Which classes a number token has."""
    amount = value.amount
    if sign < 0 or amount != amount.to_integral_value():
        return "words" if value.in_words and sign > 0 else "amount"
    if not value.in_words:
        return "amount"
    if value.digits:
        if len(value.digits) == 2:
            return "late_pair_words" if value.digits[0] == "0" or (amount > 80 and amount % 10) else "pair_words"
        return "year_numerals" if len(value.digits) == 4 and 1000 <= amount < 3000 else "whole_words"
    if 1 <= amount <= 12:
        return "month_words"
    if amount <= 31:
        return "day_words"
    return "year_numerals" if 1900 <= amount <= 2050 else "whole_words"

"""Numbers of East Asia: tokens that state one number, ordinal or share of a hundred become one token.

Whole numbers come from `myriads`; here are signs, ordinals, decimals in words and fractions, and what only looks like
a number: two digits that follow each other are a guess (两三天), "several hundred" is another.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from filmdossier.model.span import Span
from filmdossier.model.values import Number
from filmdossier.reading.values.lexer import Token, ordinal_values
from filmdossier.reading.values.lexicon import NUMBER_SIGNATURES
from filmdossier.reading.values.myriads import MyriadSections, Numeral
from filmdossier.reading.values.whole_numbers import EXACT, LARGEST_ORDINAL, ROUNDED, Cardinal

_STARTS = ("number", "numeral_digit", "numeral_unit", "numeral_scale", "numeral_guess", "minus", "dash", "ordinal_mark",
           "ordinal_word")  # fmt: skip


class MyriadReader(MyriadSections):
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
        if self.has(i, "ordinal_word"):
            return self._ordinal_token(i, i + 1, int(self.value(i, "ordinal_word")))
        if (after := self._guess(i)) > i:
            return self._plain(i, after), after
        sign, j = self._sign(i)
        numeral = self.whole(j)
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
            value = Numeral(ratio.end, ratio.amount, False)
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

    def _plain_cardinal(self, value: Numeral) -> Cardinal:
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
            run = self.run_of_digits(i)
            two = run - i == 2 and self.value(i + 1, "numeral_digit") - self.value(i, "numeral_digit") == 1
            units = self.has(run, "numeral_unit") or self.has(run, "numeral_scale")
            if run - i == 2 and (two or units) and self.value(i, "numeral_digit") > 0:
                j = run
        while j > i and (self.has(j, "numeral_unit") or self.has(j, "numeral_scale")):
            j += 1
        return j

    def _with_parts(self, i: int, whole: Numeral) -> Numeral | None:
        """A number with what follows of it: decimals in words, a fraction, a scale after them."""
        j = whole.end
        if self.has(j, "part_of") and (other := self._denominated(j + 1)):
            return self._fraction_of(whole, other)
        if self.has(j, "mixed") and (part := self.whole(j + 1)) and self.has(part.end, "part_of"):
            if (other := self._denominated(part.end + 1)) and (fraction := self._fraction_of(part, other)):
                return Numeral(fraction.end, whole.amount + fraction.amount, whole.in_words)
            return whole
        if whole.in_words and self.has(j, "point") and (decimals := self._decimal_digits(j + 1)):
            value = Numeral(decimals[0], whole.amount + decimals[1], True, whole.scaled)
            while self.has(value.end, "numeral_scale"):
                value.amount = EXACT.multiply(value.amount, self.value(value.end, "numeral_scale"))
                value.end, value.scaled = value.end + 1, True
            return value
        for word_class in ("dozen", "short_scale"):
            if self.has(j, word_class) and (word_class == "dozen" or self.is_tight(j) or self.has(j, "loose_scale")):
                return Numeral(j + 1, EXACT.multiply(whole.amount, self.value(j, word_class)), whole.in_words, True)
        return whole

    def _denominated(self, i: int) -> Numeral | None:
        sign, j = self._sign(i)
        found = self.whole(j)
        if found is None:
            return None
        value = found if self.has(found.end, "part_of") else self._with_parts(j, found)
        return value and Numeral(value.end, sign * value.amount, value.in_words)

    def _fraction_of(self, denominator: Numeral, numerator: Numeral) -> Numeral | None:
        if denominator.amount == 0:
            return None
        return Numeral(numerator.end, ROUNDED.divide(numerator.amount, denominator.amount), denominator.in_words)

    def _decimal_digits(self, i: int) -> tuple[int, Decimal] | None:
        run = self.run_of_digits(i)
        if run == i or self.has(run, "numeral_unit") or any(self.has(j, "no_digit") for j in range(i, run)):
            return None
        digits = "".join(str(self.value(j, "numeral_digit")) for j in range(i, min(run, i + 12)))
        return run, Decimal(f"0.{digits}")

    def _share_of_power(self, i: int, power: Numeral) -> tuple[Token | None, int] | None:
        """So many of a hundred, a thousand…: a percentage."""
        share = self._denominated(power.end + 1)
        if share is None:
            return None
        if (after := self._guess(power.end + 1)) > power.end + 1:
            return self._plain(i, after), after
        percent = EXACT.divide(EXACT.multiply(share.amount, Decimal(100)), power.amount)
        code = self.lexicon.signatures["percent_number"]
        span = self.tokens[i].start, self.tokens[share.end - 1].end
        return Token(*span, code, {"percent_number": Number(percent, in_words=share.in_words)}), share.end

    def _may_be_bare(self, i: int, value: Numeral) -> bool:
        """Whether a unit without a digit counts: behind a bound (past a hundred million), or before a currency."""
        words = value.end - i
        if self.alone:
            return words > 1 and self.has(i, "numeral_unit")
        if "bound_before" in (self.tokens[i - 1].values if i else {}) or self.has(i - 1, "bare_after"):
            return True
        return words > 1 and self.has(value.end, "currency_name")

    def _ordinal(self, i: int) -> tuple[Token | None, int]:
        whole = self.whole(i + 1)
        if whole is None or whole.amount != whole.amount.to_integral_value() or not 0 < whole.amount < LARGEST_ORDINAL:
            return None, i
        code, values = ordinal_values(int(whole.amount), self.lexicon)
        if self.has(i, "from_end_mark"):
            code, values = self.lexicon.signatures["from_end"], {"from_end": int(whole.amount)}
        return Token(self.tokens[i].start, self.tokens[whole.end - 1].end, code, values), whole.end

    def _token(self, i: int, value: Numeral, sign: int) -> Token:
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
        if (
            words
            and value.amount < 100
            and value.amount == value.amount.to_integral_value()
            and not value.bare
            and (not self.alone or value.end == i + 1)
        ):
            given["lone"] = True
        if value.more is not None:
            given["more_inside"] = Span(value.more.start, value.more.end)
        return Token(tokens[i].start, tokens[value.end - 1].end, self.lexicon.signatures[name], given)


def _signature(value: Numeral, sign: int) -> str:
    """Which classes a number token has."""
    amount = value.amount
    if sign < 0 or amount != amount.to_integral_value():
        return "words" if value.in_words and sign > 0 else "amount"
    if not value.in_words:
        return "amount"
    if value.digits:
        if len(value.digits) == 2:
            return "late_pair_words" if value.digits[0] == "0" or (amount > 80 and amount % 10) else "pair_words"
        return "year_numerals" if len(value.digits) <= 4 and 100 <= amount < 3000 else "whole_words"
    if 1 <= amount <= 12:
        return "month_words"
    if amount <= 31:
        return "day_words"
    return "year_numerals" if 1900 <= amount <= 2050 else "whole_words"

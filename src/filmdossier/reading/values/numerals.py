"""Numbers in figures and words: tokens that state one number or ordinal become one token.

Whole numbers come from `whole_numbers`; here are signs, ordinals, decimals in words, fractions and ratios.
"""

from __future__ import annotations

from decimal import Decimal

from filmdossier.model.span import Span
from filmdossier.model.values import Number
from filmdossier.reading.values.lexer import Token, number_values, ordinal_values
from filmdossier.reading.values.whole_numbers import EXACT, ROUNDED, Cardinal, WholeNumberReader


class NumeralReader(WholeNumberReader):
    """Reads numbers and ordinals out of a list of tokens; arguments as for `WholeNumberReader`."""

    def read(self) -> list[Token]:
        """The tokens, with one for each number or ordinal."""
        found: list[Token] = []
        articles = self.lexicon.codes.get("article", "")
        i, n, starts, tokens = 0, len(self.tokens), self.starts, self.tokens
        while i < n:
            if tokens[i].code in starts and (
                i + 1 >= n or tokens[i].code not in articles or tokens[i + 1].code in starts
            ):
                token, after = self._read_at(i)
                if token is not None:
                    found.append(token)
                    i = after
                    continue
            found.append(tokens[i])
            i += 1
        return found

    def _read_at(self, i: int) -> tuple[Token | None, int]:
        start, sign = i, 1
        if self.has(i, "minus") or (self.has(i, "dash") and self._is_sign(i)):
            sign, i = -1, i + 1
        if self.has(i, "ordinal_word") and sign == 1:
            return self._ordinal_token(start, i + 1, int(self.value(i, "ordinal_word")))
        cardinal = self.cardinal(i)
        if cardinal is not None and sign == 1 and (ordinal := self._ordinal_after(cardinal)):
            return self._ordinal_token(start, *ordinal)
        number = self.fractions(i, cardinal)
        if number is None:
            return None, start
        if number.plain and sign == 1:
            return self.tokens[i], number.end
        amount = sign * number.amount
        code, values = number_values(
            Number(amount, scaled=number.scaled, in_words=number.in_words and sign == 1), None, self.lexicon
        )
        if more := next((t for t in self.tokens[start : number.end] if "numeral_more" in t.values), None):
            values = {**values, "more_inside": Span(more.start, more.end)}
        last = self.tokens[number.end - 1]
        return Token(self.tokens[start].start, last.end - ("stopped" in last.values), code, values), number.end

    def _is_sign(self, i: int) -> bool:
        """Whether a dash is a minus: a figure follows, and nothing stands before that it could join or range from."""
        if not self.has(i + 1, "figure") and not self.has(i + 1, "number"):
            return False
        before = self.tokens[i - 1] if i else None
        return before is None or ("plain_word" in before.values and self.is_tight(i + 1) and not self.is_tight(i))

    def _ordinal_token(self, start: int, end: int, position: int) -> tuple[Token | None, int]:
        code, values = ordinal_values(position, self.lexicon)
        return Token(self.tokens[start].start, self.tokens[end - 1].end, code, values), end

    def fractions(self, i: int, cardinal: Cardinal | None) -> Cardinal | None:
        """A whole number with what follows of it: decimals in words, a fraction, a scale after the fraction."""
        if cardinal is None:
            return self._fraction(i)
        if (whole := self._fraction(i)) is not None and whole.end > cardinal.end:
            return self._joined_fraction(i, cardinal, whole.end) or whole
        j = cardinal.end
        if self.has(j, "point") and (decimals := self._decimals(j + 1)):
            return self._scaled(Cardinal(decimals[0], cardinal.amount + decimals[1], Decimal(1), False, True))
        if self.has(j, "with_fraction"):
            return self._with_fraction(cardinal, j + 1, self.value(j, "with_fraction"))
        if self.has(j, "fraction_sign") and cardinal.plain:
            amount = cardinal.amount + self.value(j, "fraction_sign")
            return self._scaled(Cardinal(j + 1, amount, Decimal(1), False, False))
        if self.has(j, "and") and (part := self._stated_fraction(j + 1)) is not None and part[1] < 1:
            return self._with_fraction(cardinal, *part)
        if self.alone:
            return self._ratio(cardinal) or cardinal
        return cardinal

    def _joined_fraction(self, i: int, cardinal: Cardinal, end: int) -> Cardinal | None:
        """One hundred and three quarters is 100.75, where the part behind "and" is below one."""
        for k in range(i + 1, cardinal.end):
            part = self._stated_fraction(k + 1) if self.has(k, "and") else None
            if part is not None and part[0] == end and part[1] < 1 and (rest := self.cardinal(k + 1)):
                return Cardinal(end, cardinal.amount - rest.amount + part[1], Decimal(1), cardinal.scaled, True)
        return None

    def _with_fraction(self, whole: Cardinal, end: int, fraction: Decimal) -> Cardinal:
        """Two and a half; five and a half million; 2 million and a half; one billion and a half million."""
        scale = self._scale_at(end)
        step = scale[1] if scale and scale[1] < whole.step else whole.step if whole.step >= 1000 else Decimal(1)
        amount = EXACT.add(whole.amount, EXACT.multiply(step, fraction))
        if scale and scale[1] >= whole.step:
            amount = EXACT.multiply(amount, scale[1])
        return Cardinal(scale[0] if scale else end, amount, Decimal(1), whole.scaled or bool(scale), whole.in_words)

    def _scaled(self, number: Cardinal) -> Cardinal:
        if found := self._scale_at(number.end):
            end, scale = found
            return Cardinal(end, EXACT.multiply(number.amount, scale), scale, True, number.in_words)
        return number

    def _decimals(self, i: int) -> tuple[int, Decimal] | None:
        digits, j = "", i
        while len(digits) < 12 and (part := self._below_hundred(j)) is not None:
            j, value = part
            digits += str(value)
        return (j, Decimal(f"0.{digits}")) if digits else None

    def _fraction(self, i: int) -> Cardinal | None:
        """A fraction by itself: a half, two thirds, one-eighth, three quarters of a million."""
        if self.has(i, "fraction_sign"):
            return self._scaled(Cardinal(i + 1, self.value(i, "fraction_sign"), Decimal(1), False, False))
        found = self._stated_fraction(i)
        if found is None:
            return None
        end, amount = found
        scale_at = end
        if self.has(end, "of") and self.has(end + 1, "article"):
            scale_at = end + 2
        elif self.has(end, "article"):
            scale_at = end + 1
        if scale := self._scale_at(scale_at):
            return Cardinal(scale[0], EXACT.multiply(amount, scale[1]), Decimal(1), True, True)
        return Cardinal(end, amount, Decimal(1), False, True)

    def _stated_fraction(self, i: int) -> tuple[int, Decimal] | None:
        article = self.has(i, "article")
        j = i + 1 if article else i
        if self.has(j, "half"):
            if not article and (self.has(i - 1, "ordinal_word") or self.has(i - 2, "ordinal_word")):
                return None
            return j + 1, self.value(j, "half")
        if article:
            if self.has(j, "denominator") and self._stands_alone(j + 1):
                return j + 1, ROUNDED.divide(Decimal(1), self.value(j, "denominator"))
            if self.has(j, "quarter") and self._scale_at(j + 1):
                return j + 1, self.value(j, "quarter")
            if self.alone and (compound := self._compound_denominator(j, one=True)):
                return compound[0], ROUNDED.divide(Decimal(1), compound[1])
        if self.has(j, "quarter") and self._scale_at(j + 1):
            return j + 1, self.value(j, "quarter")
        numerator = self.cardinal(i)
        if numerator is None or not numerator.in_words:
            return None
        j = numerator.end
        if self.alone and (compound := self._compound_denominator(j, one=numerator.amount == 1)):
            return compound[0], ROUNDED.divide(numerator.amount, compound[1])
        j += 1 if self.has(j, "dash") else 0
        if numerator.amount == 1 and self.has(j, "half"):
            return j + 1, self.value(j, "half")
        if self.has(j, "denominators") or (self.has(j, "denominator") and numerator.amount == 1):
            word_class = "denominators" if self.has(j, "denominators") else "denominator"
            return j + 1, ROUNDED.divide(numerator.amount, self.value(j, word_class))
        return None

    def _compound_denominator(self, i: int, *, one: bool) -> tuple[int, Decimal] | None:
        """Twenty-first, twenty-firsts, one hundred and fifth, as what a number is divided by."""
        base = self.cardinal(i)
        if base is None or not base.in_words:
            return None
        if one and (ordinal := self._ordinal_after(base)):
            return ordinal[0], Decimal(ordinal[1])
        j = base.end + (1 if self.has(base.end, "dash") else 0)
        if base.amount % 10 == 0 and base.amount >= 20 and self.has(j, "denominators"):
            return j + 1, base.amount + self.value(j, "denominators")
        return None

    def _stands_alone(self, i: int) -> bool:
        """Whether "a third" is a part of something: "of" or the end of a clause follows, or a scale."""
        if self.has(i, "pause") or self.has(i, "of") or self._scale_at(i):
            return True
        return self.has(i, "article") and self._scale_at(i + 1) is not None

    def _ratio(self, cardinal: Cardinal) -> Cardinal | None:
        j, whole = cardinal.end, cardinal.amount
        if cardinal.plain and self.has(j, "slash") and self.is_tight(j) and self.is_tight(j + 1):
            return self._slashed(j + 1, whole, Decimal(0)) if not self.has(j - 2, "slash") else None
        if cardinal.plain and self.has(j, "number") and self.has(j + 1, "slash") and self.is_tight(j + 1):
            return self._slashed(j + 2, self.value_of_number(j), whole)
        for word_class, any_numerator in (("over", False), ("out_of", True), ("in", False)):
            if not self.has(j, word_class):
                continue
            other = self.cardinal(j + 1)
            if other is None or other.amount == 0:
                continue
            bare = word_class == "over" and cardinal.plain and other.plain and self.has(other.end, "pause")
            part = (whole == 1 or (any_numerator and cardinal.in_words)) and other.amount > whole
            if bare or (part and not self.has(j + 1, "year")):
                return Cardinal(other.end, ROUNDED.divide(whole, other.amount), Decimal(1), False, True)
        return None

    def _slashed(self, i: int, numerator: Decimal, whole: Decimal) -> Cardinal | None:
        if not self.has(i, "figure") or self.has(i + 1, "slash") or self.value_of_number(i) <= numerator:
            return None
        amount = whole + ROUNDED.divide(numerator, self.value_of_number(i))
        return Cardinal(i + 1, amount, Decimal(1), False, False)

    def value_of_number(self, i: int) -> Decimal:
        """The amount of a figure token."""
        amount: Decimal = self.tokens[i].values["number"].amount
        return amount

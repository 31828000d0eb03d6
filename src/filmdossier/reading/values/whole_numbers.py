"""Whole numbers in figures and words.

Number words add and multiply as in most languages of Europe and India: groups below a thousand, each with its scale,
scales falling from left to right (Hurford's packing strategy). The words and the marks come from the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from filmdossier.reading.values.lexer import Token
from filmdossier.reading.values.lexicon import Lexicon

EXACT = Context(prec=80)
"""Wide enough that no product of an article's figures is rounded."""
ROUNDED = Context(prec=15)
"""For fractions that no decimal states."""
BEYOND = Decimal(10) ** 30
LARGEST_ORDINAL = 10**15


@dataclass(slots=True)
class Cardinal:
    """A number as read so far.

    Attributes:
        end: index of the token after it.
        amount: its value.
        step: the scale of its last part, below which more may follow.
        scaled: whether a scale is stated.
        in_words: whether it begins with a word.
        plain: whether it is a single token of figures.
    """

    end: int
    amount: Decimal
    step: Decimal
    scaled: bool
    in_words: bool
    plain: bool = False


class WholeNumberReader:
    """Reads whole numbers out of a list of tokens.

    Args:
        tokens: as `lexer.find_tokens` yields them.
        lexicon: gives the code letters.
        alone: read numbers for their own sake: also slashed fractions and ratios, which elsewhere may be dates.
    """

    def __init__(self, tokens: list[Token], lexicon: Lexicon, *, alone: bool = False) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.alone = alone
        self.starts = frozenset(
            code
            for name in ("number", "one_digit", "teen", "ten", "hundred", "hundreds", "scale", "one_scale", "dozen",
                         "article", "minus", "dash", "half", "quarter", "fraction_sign", "ordinal_word")
            for code in lexicon.codes.get(name, "")
        )  # fmt: skip

    def has(self, i: int, word_class: str) -> bool:
        """Whether there is an i-th token and it may be of this class."""
        return 0 <= i < len(self.tokens) and word_class in self.tokens[i].values

    def value(self, i: int, word_class: str) -> Decimal:
        """What the i-th token is worth as a member of this class."""
        return Decimal(self.tokens[i].values[word_class])

    def is_tight(self, i: int) -> bool:
        """Whether the i-th token follows the one before it without a blank."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def cardinal(self, i: int) -> Cardinal | None:
        """The whole number (or decimal figure with its scales) that begins at the i-th token."""
        total, limit, j = Decimal(0), BEYOND, i
        scaled = in_words = False
        joined_before = self.has(i - 1, "between")
        first = True
        while (part := self._part(j, first=first)) is not None and part.step < limit and part.amount < limit:
            total = EXACT.add(total, part.amount)
            in_words = in_words or (first and part.in_words)
            scaled = scaled or part.scaled
            limit, j = part.step, part.end
            plain = first and part.plain
            first = False
            if limit <= 1:
                return Cardinal(j, total, limit, scaled, in_words, plain)
            following = j + 1 if self.has(j, "and") and not joined_before else j
            if not self._may_follow(following, joined=following > j, limit=limit):
                break
            j = following
        if first:
            return None
        if self.has(j - 1, "and"):
            j -= 1
        return Cardinal(j, total, limit, scaled, in_words) if j > i else None

    def _may_follow(self, i: int, *, joined: bool, limit: Decimal) -> bool:
        part = self._part(i, first=False)
        if part is None or part.step >= limit or part.amount >= limit or part.amount == 0:
            return False
        if self.has(i, "article") and not self.has(i - 1, "and"):
            return False
        if joined and limit > 1000 and part.step < 100 and part.amount < 100:
            return False
        if not self.has(i, "number"):
            return not self.has(part.end, "half")
        if self.has(i - 1, "open_scale") and limit == 1000 and part.plain and part.amount >= 100:
            return True
        multiplied = part.step > 1
        return multiplied or (joined and limit <= 1000 and part.amount < limit and not self.has(part.end, "number"))

    def _part(self, i: int, *, first: bool) -> Cardinal | None:
        """One group below a thousand with its scales."""
        base = self._group(i)
        if base is None and first and (counting := self._counts_one(i)):
            scale = self.value(i, counting)
            return Cardinal(i + 1, scale, scale, True, True)
        if base is None:
            if not first or not self.has(i, "hundred") or not self._scale_at(i + 1):
                return None
            base = Cardinal(i + 1, Decimal(100), Decimal(100), True, True)
        amount, j, step = base.amount, base.end, base.step
        factor = Decimal(1)
        if self.has(j, "numeral_more") and self._scale_at(j + 1):
            j += 1
        while factor < BEYOND and (found := self._scale_at(j)):
            j, scale = found
            factor = EXACT.multiply(factor, scale)
        if factor > 1:
            return Cardinal(j, EXACT.multiply(amount, factor), factor, True, base.in_words)
        if self.has(i, "article"):
            return base if step >= 100 else None
        return base

    def _counts_one(self, i: int) -> str:
        """The class of a scale that counts one without a number before it (миллион рублей), or nothing."""
        if self.has(i, "one_scale"):
            return "one_scale"
        beside = self.has(i - 1, "bound_before") or self.has(i + 1, "hundreds")
        return "shy_scale" if beside and self.has(i, "shy_scale") else ""

    def _scale_at(self, i: int) -> tuple[int, Decimal] | None:
        if self.has(i, "dash") and self.is_tight(i) and self.has(i + 1, "scale") and self.is_tight(i + 1):
            i += 1
        for word_class in ("scale", "dozen"):
            if self.has(i, word_class):
                return i + 1, self.value(i, word_class)
        if self.has(i, "short_scale") and self.has(i - 1, "number") and (
            self.is_tight(i) or self.has(i, "loose_scale")
        ):  # fmt: skip
            if self._is_minutes(i):
                return None
            after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            if after is None or after.start > self.tokens[i].end or not after.values or "number" not in after.values:
                return i + 1, self.value(i, "short_scale")
        return None

    def _is_minutes(self, i: int) -> bool:
        """Whether a short unit of time stands two tokens before a sign that is a finer one (2h 10m)."""
        if not self.has(i - 2, "short_time_unit") or not self.has(i, "short_time_unit"):
            return False
        coarse, fine = (self.tokens[j].values["short_time_unit"] for j in (i - 2, i))
        return bool(coarse[0] == fine[0] and coarse[1] > fine[1])

    def _group(self, i: int) -> Cardinal | None:
        if self.has(i, "number"):
            amount, j, words = self.tokens[i].values["number"].amount, i + 1, False
            plain = True
        elif self.has(i, "article") and (self.has(i + 1, "hundred") or self._scale_at(i + 1)):
            amount, j, words, plain = Decimal(1), i + 1, True, False
        elif self.has(i, "hundreds"):
            rest = self._below_hundred(i + 1)
            if rest is None or rest[1] <= 0:
                return Cardinal(i + 1, self.value(i, "hundreds"), Decimal(100), False, True)
            return Cardinal(rest[0], self.value(i, "hundreds") + rest[1], Decimal(1), False, True)
        else:
            tens = self._below_hundred(i)
            if tens is None:
                return None
            j, amount = tens
            words, plain = True, False
        if not self.has(j, "hundred"):
            return Cardinal(j, amount, Decimal(1), False, words, plain)
        amount, j, step = EXACT.multiply(amount, Decimal(100)), j + 1, Decimal(100)
        joined = j + 1 if self.has(j, "and") and not self.has(i - 1, "between") else j
        rest = self._below_hundred(joined)
        if rest is not None and rest[1] > 0 and not self.has(rest[0], "hundred"):
            scale = self._scale_at(rest[0])
            if scale is None or not self.has(j, "and") or scale[1] != 12:
                return Cardinal(rest[0], amount + rest[1], Decimal(1), True, words)
        return Cardinal(j, amount, step, True, words)

    def _below_hundred(self, i: int) -> tuple[int, Decimal] | None:
        if self.has(i, "teen"):
            return i + 1, self.value(i, "teen")
        if self.has(i, "ten"):
            unit = i + 2 if self.has(i + 1, "dash") else i + 1
            if self.has(unit, "one_digit") and self.value(unit, "one_digit") > 0:
                return unit + 1, self.value(i, "ten") + self.value(unit, "one_digit")
            return i + 1, self.value(i, "ten")
        if self.has(i, "one_digit"):
            return i + 1, self.value(i, "one_digit")
        return None

    def _ordinal_after(self, cardinal: Cardinal) -> tuple[int, int] | None:
        i, total = cardinal.end, cardinal.amount
        if not cardinal.in_words:
            return None
        joined = self.has(i, "and") and total % 100 == 0
        i += 1 if joined or self.has(i, "dash") else 0
        if not self.has(i, "ordinal_word"):
            return None
        value = self.value(i, "ordinal_word")
        if value >= 100:
            product = EXACT.multiply(total, value)
            return (i + 1, int(product)) if total < value and product <= LARGEST_ORDINAL else None
        fits = (total >= 100 and total % 100 == 0) or (total % 100 >= 20 and total % 10 == 0 and value < 10)
        return (i + 1, int(total + value)) if fits and total < LARGEST_ORDINAL else None

"""All values of a text: each word belongs to one, and the most specific kind takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from filmdossier.languages.pack import Pack
from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Duration, Money, Number, Ordinal, Percent, Value, ValueMention
from filmdossier.reading.values.bounds import find_bound
from filmdossier.reading.values.dates import find_date_tokens
from filmdossier.reading.values.lexer import Token, find_tokens
from filmdossier.reading.values.lexicon import load_lexicon
from filmdossier.reading.values.measures import MUCH, Reading, find_durations, find_money, find_percents
from filmdossier.reading.values.myriad_numerals import MyriadReader
from filmdossier.reading.values.numerals import NumeralReader

LEAST_SCALED = 10_000
"""From here on a figure may have its scale from another one behind it."""


def find_values(text: str, pack: Pack) -> list[ValueMention]:
    """The money, percentages, dates, durations, ordinals and numbers of a text.

    Args:
        text: any text; odd text yields nothing. Numbers inside titles are read too: mask titles beforehand.
        pack: the tables of its language.

    Returns:
        Mentions that do not overlap, in order. Where kinds compete, money is taken before percentages, then dates,
        durations, ordinals and numbers.
    """
    tokens = _read(text, pack)
    taken: list[Reading] = []
    busy = bytearray(len(tokens))
    for readings in (find_money(tokens, pack), find_percents(tokens, pack)):
        _take(readings, taken, busy)
    dates = find_date_tokens(_free(tokens, busy, pack), pack)
    _take(_by_tokens(dates, tokens), taken, busy)
    _take(find_durations(_free(tokens, busy, pack), pack), taken, busy)
    for readings in (_ordinals(tokens), _numbers(tokens)):
        _take(readings, taken, busy)
    return _mentions(taken, tokens, text, pack)


def find_amounts(text: str, pack: Pack) -> list[ValueMention]:
    """The amounts of money of a text."""
    tokens = _read(text, pack)
    return _mentions(list(find_money(tokens, pack)), tokens, text, pack)


def find_percentages(text: str, pack: Pack) -> list[ValueMention]:
    """The percentages of a text."""
    tokens = _read(text, pack)
    return _mentions(list(find_percents(tokens, pack)), tokens, text, pack)


def find_dates(text: str, pack: Pack) -> list[ValueMention]:
    """The dates of a text, whatever else their words may be."""
    tokens = _read(text, pack)
    return _mentions(list(_by_tokens(find_date_tokens(tokens, pack), tokens)), tokens, text, pack)


def find_lengths(text: str, pack: Pack) -> list[ValueMention]:
    """The lengths of time of a text."""
    tokens = _read(text, pack)
    return _mentions(list(find_durations(tokens, pack)), tokens, text, pack)


def find_ordinals(text: str, pack: Pack) -> list[ValueMention]:
    """The ordinals of a text, also those inside dates."""
    tokens = _read(text, pack)
    return _mentions(list(_ordinals(tokens)), tokens, text, pack)


def find_numbers(text: str, pack: Pack) -> list[ValueMention]:
    """The numbers of a text for their own sake: also those inside money, percentages and dates, and ratios."""
    tokens = _reader(text, pack, alone=True).read()
    return _mentions(list(_numbers(tokens, alone=True)), tokens, text, pack)


def _read(text: str, pack: Pack) -> list[Token]:
    return _reader(text, pack).read()


def _reader(text: str, pack: Pack, *, alone: bool = False) -> NumeralReader:
    by_myriads = pack.table("numbers").get("numeration") == "myriads"
    return (MyriadReader if by_myriads else NumeralReader)(find_tokens(text, pack), load_lexicon(pack), alone=alone)


def _free(tokens: Sequence[Token], busy: bytearray, pack: Pack) -> list[Token]:
    """The tokens, with plain words for those that a value has taken."""
    code = load_lexicon(pack).signatures["plain_word"]
    return [
        Token(token.start, token.end, code, {}) if taken else token for token, taken in zip(tokens, busy, strict=True)
    ]


def _take(readings: Iterable[Reading], taken: list[Reading], busy: bytearray) -> None:
    for reading in readings:
        if not any(busy[reading.first : reading.after]):
            busy[reading.first : reading.after] = b"\x01" * (reading.after - reading.first)
            taken.append(reading)


def _by_tokens(dates: Sequence[Token], tokens: Sequence[Token]) -> Iterator[Reading]:
    i = 0
    for date in dates:
        while tokens[i].start < date.start:
            i += 1
        first = i
        while tokens[i].end < date.end:
            i += 1
        yield Reading(first, i + 1, date.values["date"])


def _ordinals(tokens: Sequence[Token]) -> Iterator[Reading]:
    for i, token in enumerate(tokens):
        if "ordinal" in token.values:
            yield Reading(i, i + 1, Ordinal(token.values["ordinal"]))
        elif "from_end" in token.values:
            yield Reading(i, i + 1, Ordinal(token.values["from_end"], from_end=True))


def _numbers(tokens: Sequence[Token], *, alone: bool = False) -> Iterator[Reading]:
    for i, token in enumerate(tokens):
        number = token.values.get("number")
        if number is None or _is_pronoun(number, i, tokens) or _has_letters(token, i, tokens):
            continue
        if "lone" in token.values and not _counts(number, i, tokens, alone=alone):
            continue
        if not alone and _is_no_count(number, i, tokens):
            continue
        yield Reading(i, i + 1, number)


def _is_pronoun(number: Number, i: int, tokens: Sequence[Token]) -> bool:
    """Whether "one" stands for a thing: the one, один из."""
    if not number.in_words or number.amount != 1:
        return False
    return (i > 0 and "pronoun_before" in tokens[i - 1].values) or (
        i + 1 < len(tokens) and "pronoun_after" in tokens[i + 1].values
    )


def _counts(number: Number, i: int, tokens: Sequence[Token], *, alone: bool) -> bool:
    """Whether a single letter that means a number is one: its measure follows; 一部 is no more than "a"."""
    if alone:
        return not _is_followed_by(i, tokens, "currency_code") and not _is_followed_by(i, tokens, "discount")
    said = _is_followed_by(i, tokens, "measure") or _is_followed_by(i, tokens, "numeral_more")
    return number.amount != 1 and (said or (i > 0 and "bound_before" in tokens[i - 1].values))


def _is_no_count(number: Number, i: int, tokens: Sequence[Token]) -> bool:
    """Whether a figure is a part of something else: 8点, 19:30, 1/3, or 3000 in 3000-5000万."""
    if _is_followed_by(i, tokens, "uncounted"):
        return True
    before, first = tokens[max(i - 1, 0)], tokens[max(i - 2, 0)]
    if "uncounted" in before.values and first.end == before.start and before.end == tokens[i].start:
        return "number" in first.values
    if i + 2 < len(tokens) and _is_followed_by(i, tokens, "range_mark"):
        other = tokens[i + 2].values.get("number")
        return other is not None and number.amount < LEAST_SCALED <= other.amount
    return False


def _is_followed_by(i: int, tokens: Sequence[Token], word_class: str) -> bool:
    """Whether a word of this class stands right behind: 三部 counts films, 三国 and 80后 count nothing."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.start == tokens[i].end and word_class in after.values


def _has_letters(token: Token, i: int, tokens: Sequence[Token]) -> bool:
    """Whether letters that mean nothing here stand right before or behind the figure: MP3, 29km."""
    before = tokens[i - 1] if i else token
    if before.end == token.start and "plain_word" in before.values and "unspaced" not in before.values:
        return True
    if i + 1 >= len(tokens) or tokens[i + 1].start != token.end or token.values["number"].in_words:
        return False
    after = tokens[i + 1].values
    return ("plain_word" in after and "unspaced" not in after) or "short_scale" in after or "short_time_unit" in after


def _mentions(readings: list[Reading], tokens: Sequence[Token], text: str, pack: Pack) -> list[ValueMention]:
    least: Mapping[str, int] = pack.table("numbers").get("bound_least", {})
    return [_mention(reading, tokens, text, least) for reading in sorted(readings, key=lambda r: r.first)]


def _mention(reading: Reading, tokens: Sequence[Token], text: str, least: Mapping[str, int]) -> ValueMention:
    value: Value = reading.value
    span = Span(tokens[reading.first].start, tokens[reading.after - 1].end)
    if isinstance(value, Ordinal) or not _can_be_bound(value):
        return ValueMention(span, value)
    inside = next((t for t in tokens[reading.first : reading.after] if _says_more(t)), None)
    if inside is not None:
        said = inside.values.get("more_inside") or Span(inside.start, inside.end)
        return ValueMention(span, value, Bound.OVER, said)
    amount = value.amount if isinstance(value, Number | Money | Percent) else MUCH
    bound, bound_span = find_bound(
        tokens, reading.first, reading.after, lambda said: amount >= least.get(said.of(text), 0)
    )
    return ValueMention(span, value, bound, bound_span) if bound is not Bound.EXACT else ValueMention(span, value)


def _says_more(token: Token) -> bool:
    """Whether "and more" stands inside a value: 二百余万, 1亿多元."""
    return "more_inside" in token.values or "numeral_more" in token.values


def _can_be_bound(value: Value) -> bool:
    return isinstance(value, Number | Duration) or hasattr(value, "amount")

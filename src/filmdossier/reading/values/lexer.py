"""Cuts text into the tokens that values are made of; everything else is a gap."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.languages.pack import Pack
from filmdossier.model.values import Number
from filmdossier.reading.values.lexicon import FIRST_UNSPACED, NUMBER_SIGNATURES, Entry, Lexicon, load_lexicon

MOST_DIGITS = 40
"""Longer runs of digits are no amounts."""


@dataclass(slots=True)
class Token:
    """A word, sign, figure, or parsed value.

    Attributes:
        start: index of its first code point in the text.
        end: index after its last.
        code: code letter of its classes (`lexicon`).
        values: by class, what it means.
    """

    start: int
    end: int
    code: str
    values: Mapping[str, Any]


_NOTHING: Mapping[str, Any] = {}
_COUNTING = frozenset(("number", "numeral_digit", "numeral_unit", "numeral_scale", "weekday_word", "near_week"))
_WHOLE = frozenset(("no_number", "other_word"))
_SUFFIX_LENGTHS = (4, 3, 2)
_HYPHENS = str.maketrans({"‑": "-", "‐": "-", "–": "-"})
_PAUSE: Mapping[str, Any] = {"pause": True}
_WORD: Mapping[str, Any] = {"plain_word": True}
_UNSPACED: Mapping[str, Any] = {"plain_word": True, "unspaced": True}


def _piece_pattern(pack: Pack) -> re.Pattern[str]:
    mark = re.escape(pack.traits.decimal_mark)
    groups = "".join(re.escape(g) for g in pack.traits.group_marks)
    other = re.escape("," if pack.traits.decimal_mark == "." else ".")
    start, blank = rf"(?<![\d{groups}{mark}])\d{{1,3}}", "[ \u00a0\u202f]"
    tail = rf"(?:{mark}\d{{1,12}})?"
    return re.compile(
        r"(?P<link>(?:https?://|www\.)\S{1,2000})"
        r"|(?P<break>\n[ \t]*\n\s*)"
        r"|(?P<figure>"
        rf"{start}(?:[{groups}]\d\d(?=[{groups}\d])){{0,12}}(?:[{groups}]\d{{3}}){{1,12}}{tail}(?!\d|[{groups}]\d)"
        rf"|{start}(?:{blank}\d{{3}}){{1,6}}{tail}(?!\d|[ \u00a0\u202f{groups}]\d)"
        rf"|{start}(?:{mark}\d{{3}}){{0,6}}{other}\d{{1,2}}(?![{groups}]?\d))"
        rf"|(?P<dotted>(?<![\d{mark}])\d{{1,4}}(?:{mark}\d{{1,4}}){{2,6}}(?!\d))"
        rf"|(?P<plain>(?:(?<![\w{mark}]){mark}\d{{1,12}}|\d{{1,{MOST_DIGITS}}}(?:{mark}\d{{1,12}})?)(?:[eE][+-]?\d{{1,2}}(?!\w))?)"
        rf"|{_words(pack)}|[^\w\s]"
    )


def _words(pack: Pack) -> str:
    """A pattern for a word; of an unspaced script, for one letter that a word of value begins with, or for others."""
    if pack.traits.spaces_between_words:
        return r"[^\W\d_]+"
    firsts = "".join(sorted(load_lexicon(pack).firsts))
    last = chr(ord(FIRST_UNSPACED) - 1)
    return rf"[^\W\d_{FIRST_UNSPACED}-\U0010ffff]+|[{firsts}]|[^\W\d_\x00-{last}{firsts}]+"


def find_tokens(text: str, pack: Pack) -> list[Token]:
    """The tokens of a text in order.

    Each run of other things between them is one token too, of class ``plain_word`` or ``pause`` by what it begins
    with; a pause also ends the text.
    """
    lexicon = load_lexicon(pack)
    pattern = pack.made("values:pieces", lambda: _piece_pattern(pack))
    suffixes: Mapping[str, Any] = pack.table("numbers").get("ordinal_suffixes", _NOTHING)
    words, phrases = lexicon.words, lexicon.phrases
    plain_word, pause = lexicon.signatures["plain_word"], lexicon.signatures["pause"]
    tokens: list[Token] = []
    in_gap = False
    skip_to = 0
    for match in pattern.finditer(text):
        start = match.start()
        if start < skip_to:
            continue
        kind = match.lastgroup
        if kind is None:
            piece = match.group()
            if piece in lexicon.firsts:
                counted = bool(tokens) and tokens[-1].end == start and not in_gap and _counts(tokens[-1])
                skip_to, known = _longest(text, start, lexicon, counted=counted)
                if known is not None:
                    tokens.append(Token(start, skip_to, known.code, known.values))
                    in_gap = False
                    continue
            first = piece if piece in phrases else piece.lower()
            seconds = lexicon.seconds.get(first)
            if (
                seconds is not None
                and text[match.end() : match.end() + 2].lstrip()[:1].lower() in seconds
                and (found := _phrase(text, match.end(), pattern, phrases[first]))
            ):
                skip_to, entry = found
                tokens.append(Token(start, skip_to, entry.code, entry.values))
                in_gap = False
                continue
            known = words.get(piece) or words.get(piece.lower())
            if known is not None:
                tokens.append(Token(start, match.end(), known.code, known.values))
                in_gap = False
                continue
        elif kind in ("figure", "plain"):
            token = _figure(match, kind, lexicon, pack)
            if "integer" in token.values and (suffix := _suffix(text, token.end, suffixes)):
                skip_to = token.end = token.end + len(suffix)
                position = int(token.values["number"].amount)
                token.code, token.values = ordinal_values(position, lexicon, several=suffixes[suffix] == "several")
            tokens.append(token)
            in_gap = False
            continue
        elif kind == "dotted":
            _dotted(match, tokens, lexicon)
            in_gap = False
            continue
        if not in_gap or kind == "break":
            word = kind is None and match.group().isalpha()
            values = _PAUSE if not word else _UNSPACED if match.group() >= FIRST_UNSPACED else _WORD
            tokens.append(Token(start, match.end(), plain_word if word else pause, values))
            in_gap = True
    tokens.append(Token(len(text), len(text), pause, _PAUSE))
    return tokens


def _suffix(text: str, at: int, suffixes: Mapping[str, Any]) -> str:
    """What makes an ordinal of the figure before it, written right behind: th, -й; or nothing."""
    for length in _SUFFIX_LENGTHS:
        suffix = text[at : at + length].lower().translate(_HYPHENS)
        if suffix in suffixes and len(suffix) == length and not text[at + length : at + length + 1].isalnum():
            return suffix
    return ""


def _counts(token: Token) -> bool:
    return not _COUNTING.isdisjoint(token.values)


def _longest(text: str, at: int, lexicon: Lexicon, *, counted: bool) -> tuple[int, Entry | None]:
    """The end and entry of the longest word of an unspaced script here; blanks may have slipped in between letters.

    Args:
        text: the text.
        at: where the word begins.
        lexicon: the words.
        counted: whether a number stands right before: then its measure is cut from a word without number (三天|后).
    """
    lengths = lexicon.firsts[text[at]]
    for length in lengths:
        word = text[at : at + length]
        if (
            len(word) == length
            and word in lexicon.words
            and not (counted and "no_number" in lexicon.words[word].values)
        ):
            if " " in text[at + 1 : at + lengths[0] + 1] and (spread := _spread(text, at, lexicon, length)):
                return spread
            return at + length, lexicon.words[word]
    return at + 1, None


def _spread(text: str, at: int, lexicon: Lexicon, least: int) -> tuple[int, Entry | None] | None:
    near = [at + n for n, c in enumerate(text[at : at + 3 * lexicon.firsts[text[at]][0]]) if c != " "]
    for length in lexicon.firsts[text[at]]:
        word = "".join(text[i] for i in near[:length])
        known = lexicon.words.get(word) if length > least and len(word) == length else None
        if known is not None and known.values.keys().isdisjoint(_WHOLE):
            return near[length - 1] + 1, lexicon.words[word]
    return None


def _phrase(
    text: str, at: int, pattern: re.Pattern[str], phrases: tuple[tuple[tuple[str, ...], bool, Any], ...]
) -> tuple[int, Any] | None:
    longest = len(phrases[0][0])
    pieces: list[str] = []
    ends: list[int] = []
    position = at
    for _ in range(longest):
        match = pattern.search(text, position, position + 64)
        if match is None or match.lastgroup not in (None, "plain"):
            break
        if text[position : match.start()].strip() or "\n\n" in text[position : match.start()]:
            break
        pieces.append(match.group())
        ends.append(match.end())
        position = match.end()
    for wanted, tight, entry in phrases:
        if len(wanted) > len(pieces) or (tight and ends[len(wanted) - 1] - at != sum(map(len, wanted))):
            continue
        if all(piece == want or piece.lower() == want for piece, want in zip(pieces, wanted, strict=False)):
            return ends[len(wanted) - 1], entry
    return None


def _figure(match: re.Match[str], kind: str, lexicon: Lexicon, pack: Pack) -> Token:
    digits = match.group()
    if kind == "figure":
        digits = "".join(c for c in digits if c.isdigit() or c in ".,")
        marks = [c for c in digits if not c.isdigit()]
        groups = pack.traits.group_marks
        last = marks[-1] if marks else ""
        tail = digits.rpartition(last)[2] if last else ""
        decimal = last and (last == pack.traits.decimal_mark or (last in groups and len(tail) != 3))
        whole = digits.rpartition(last)[0] if decimal else digits
        digits = "".join(c for c in whole if c.isdigit()) + (f".{tail}" if decimal else "")
    else:
        digits = digits.replace(pack.traits.decimal_mark, ".")
    amount = Decimal(digits)
    plain = kind == "plain" and digits.isdigit()
    code, values = number_values(Number(amount, scaled=amount >= 1000), digits if plain else None, lexicon)
    return Token(match.start(), match.end(), code, values)


def _dotted(match: re.Match[str], tokens: list[Token], lexicon: Lexicon) -> None:
    at = match.start()
    for part in re.split(r"(\D)", match.group()):
        if part.isdigit():
            code, values = number_values(Number(Decimal(part), scaled=Decimal(part) >= 1000), part, lexicon)
            tokens.append(Token(at, at + len(part), code, values))
        else:
            mark = lexicon.words.get(part)
            tokens.append(
                Token(at, at + 1, mark.code if mark else lexicon.signatures["pause"], mark.values if mark else _PAUSE)
            )
        at += len(part)


def number_values(number: Number, digits: str | None, lexicon: Lexicon) -> tuple[str, Mapping[str, Any]]:
    """Code letter and values of a number token.

    Args:
        number: what it means.
        digits: its digits, where it is a whole number in plain figures.
        lexicon: gives the code letters.
    """
    amount = number.amount
    whole = digits is not None or (number.in_words and amount == amount.to_integral_value() and 0 <= amount < 10**6)
    if not whole:
        name = "words" if number.in_words else "amount"
        return lexicon.signatures[name], {"number": number, "spelled": True} if number.in_words else {"number": number}
    value = int(amount)
    if digits is None:
        name = _spelled(value)
    elif len(digits) <= 2:
        two = len(digits) == 2
        if 1 <= value <= 12:
            name = "digit" if not two else "month_digits" if value > 9 else "zero_digits"
        elif 13 <= value <= 31:
            name = "day_digits"
        else:
            name = "figures" if not two else "late_digits" if value > 80 and value % 10 else "two_digits"
    else:
        name = "year_digits" if len(digits) == 4 and 1000 <= value < 3000 else "figures"
    return lexicon.signatures[name], {**dict.fromkeys(NUMBER_SIGNATURES[name], value), "number": number}


def _spelled(value: int) -> str:
    if 1 <= value < 10:
        return "small_words"
    if 15 <= value <= 20:
        return "century_words"
    if value < 100:
        return "tail_words" if 10 <= value <= 31 else "high_tail_words"
    return "year_words" if 1000 <= value < 3000 else "words"


def ordinal_values(position: int, lexicon: Lexicon, *, several: bool = False) -> tuple[str, Mapping[str, Any]]:
    """Code letter and values of an ordinal token.

    Args:
        position: what it counts.
        lexicon: gives the code letters.
        several: whether its ending may be that of several, as of the years of a decade (90-е).
    """
    name = "year_ordinal" if 1000 <= position < 3000 else "ordinal"
    if 1 <= position <= 31:
        name = "day_ordinal"
    if several and position % 10 == 0 and name != "ordinal":
        name = "decade_year" if position > 31 else "day_decade_tens"
    elif several and position in range(0, 100, 10):
        name = "decade_tens"
    return lexicon.signatures[name], dict.fromkeys(NUMBER_SIGNATURES[name], position)

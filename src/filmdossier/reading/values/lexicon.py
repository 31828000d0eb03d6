"""The words that a pack gives a value to, each with its classes, and one code letter per set of classes.

Rules over words are then regular expressions over code letters (`rules`), which a language writes as word orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from filmdossier.languages.pack import Pack
from filmdossier.languages.spellings import spelled_out, spellings
from filmdossier.reading.values.currency_names import currency_words

TABLES = ("numbers", "money", "dates")

FIRST_UNSPACED = "\u0590"
"""Letters below it are Latin, Greek, Cyrillic, Armenian: words of theirs inside an unspaced text stay whole."""
_PIECES = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")

NUMBER_SIGNATURES: Mapping[str, tuple[str, ...]] = {
    "digit": ("number", "integer", "figure", "day", "month_number"),
    "month_digits": ("number", "integer", "figure", "day", "month_number", "short_year"),
    "zero_digits": ("number", "integer", "figure", "day", "month_number", "short_year", "sure_year"),
    "day_digits": ("number", "integer", "figure", "day", "short_year"),
    "two_digits": ("number", "integer", "figure", "short_year"),
    "late_digits": ("number", "integer", "figure", "short_year", "sure_year"),
    "year_digits": ("number", "integer", "figure", "year"),
    "figures": ("number", "integer", "figure"),
    "amount": ("number",),
    "small_words": ("number", "integer", "spelled", "day"),
    "tail_words": ("number", "integer", "spelled", "day", "year_tail"),
    "century_words": ("number", "integer", "spelled", "day", "year_tail", "year_head"),
    "high_tail_words": ("number", "integer", "spelled", "year_tail"),
    "year_words": ("number", "integer", "spelled", "spelled_year"),
    "words": ("number", "spelled"),
    "month_words": ("number", "integer", "spelled", "day", "month_number", "weekday_number"),
    "day_words": ("number", "integer", "spelled", "day", "spelled_day"),
    "year_numerals": ("number", "integer", "spelled", "year"),
    "whole_words": ("number", "integer", "spelled"),
    "pair_words": ("short_year", "pair"),
    "late_pair_words": ("short_year", "pair", "sure_year"),
    "percent_number": ("percent_number",),
    "from_end": ("from_end",),
    "day_ordinal": ("ordinal", "day_ordinal"),
    "year_ordinal": ("ordinal", "year_ordinal"),
    "decade_year": ("ordinal", "decade_year"),
    "decade_tens": ("ordinal", "decade_tens"),
    "day_decade_tens": ("ordinal", "day_ordinal", "decade_tens"),
    "ordinal": ("ordinal",),
    "date_day": ("date", "date_day"),
    "date_weekday": ("date", "date_day", "date_weekday"),
    "date_month": ("date", "date_month"),
    "date_year": ("date", "date_year"),
    "date_period": ("date", "date_period"),
    "plain_word": ("plain_word",),
    "pause": ("pause",),
}
"""Sets of classes that tokens made by parsing may have (`numerals`, `dates`), by name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word may be: its classes, each with its value, and the code letter of that set of classes."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Lexicon:
    """A pack's words of value.

    Attributes:
        words: by spelling; a key with a capital letter holds for that spelling alone, others for any case; one whose
            value is false takes the class from that spelling (Марта is a name, марта a month).
        phrases: by first piece, of each phrase the further pieces, whether it stands without blanks, and its entry;
            longest first.
        seconds: by first piece, the letters that the second piece of a phrase may begin with; "" for a wide blank.
        firsts: by first letter, how long the words of an unspaced script that begin with it are, longest first.
        codes: by class, the code letters that have it.
        signatures: by name in `NUMBER_SIGNATURES`, the code letter.
    """

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], bool, Entry], ...]]
    seconds: Mapping[str, str]
    firsts: Mapping[str, tuple[int, ...]]
    codes: Mapping[str, str]
    signatures: Mapping[str, str]


@dataclass
class _Builder:
    """Collects classes by spelling before code letters are given out."""

    values: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)
    spaced: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, spelling: str, word_class: str, value: Any) -> None:
        pieces = tuple(_PIECES.findall(spelling))
        if pieces:
            self.values.setdefault(pieces, {}).setdefault(word_class, value)
            if " " in spelling or all(piece.isalpha() or piece in "-'’" for piece in pieces):
                self.spaced.add(pieces)

    def add_table(self, table: Mapping[str, Any]) -> None:
        for word_class, entries in table.get("lexicon", {}).items():
            pairs: Iterable[tuple[str, Any]] = (
                spelled_out(entries)
                if isinstance(entries, Mapping)
                else ((spelling, True) for word in entries for spelling in spellings(word))
            )
            for spelling, value in pairs:
                self.add(spelling, word_class, value)

    def build(self) -> Lexicon:
        letters: dict[frozenset[str], str] = {}

        def letter(classes: frozenset[str]) -> str:
            return letters.setdefault(classes, chr(0x4E00 + len(letters)))

        signatures = {name: letter(frozenset(classes)) for name, classes in NUMBER_SIGNATURES.items()}
        words: dict[str, Entry] = {}
        phrases: dict[str, list[tuple[tuple[str, ...], bool, Entry]]] = {}
        for pieces, values in self.values.items():
            lowered = tuple(piece.lower() for piece in pieces)
            if lowered != pieces and lowered in self.values:
                values = {**self.values[lowered], **values}  # noqa: PLW2901
            values = {word_class: value for word_class, value in values.items() if value is not False}  # noqa: PLW2901
            entry = Entry(letter(frozenset(values)), values)
            if len(pieces) == 1:
                words[pieces[0]] = entry
            else:
                phrases.setdefault(pieces[0], []).append((pieces[1:], pieces not in self.spaced, entry))
        codes: dict[str, str] = {}
        for classes, code in letters.items():
            for word_class in classes:
                codes[word_class] = codes.get(word_class, "") + code
        ordered = {k: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for k, v in phrases.items()}
        seconds = {k: "".join({rest[0][0].lower() for rest, _, _ in v}) for k, v in ordered.items()}
        return Lexicon(words, ordered, seconds, _lengths(words), codes, signatures)


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    by_first: dict[str, set[int]] = {}
    for word in words:
        if is_unspaced(word[0]):
            by_first.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in by_first.items()}


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script behind the European ones in Unicode, most of which a pack may write unspaced."""
    return letter >= FIRST_UNSPACED and letter.isalnum()


def load_lexicon(pack: Pack) -> Lexicon:
    """The words of value of a pack, read once.

    Raises:
        PackError: where one of the tables is missing or is not TOML.
    """
    return pack.made("values:lexicon", lambda: _make(pack))


def _make(pack: Pack) -> Lexicon:
    builder = _Builder()
    for name in TABLES:
        builder.add_table(pack.table(name))
    for word_class, spelling, code in currency_words(pack):
        builder.add(spelling, word_class, code)
    return builder.build()

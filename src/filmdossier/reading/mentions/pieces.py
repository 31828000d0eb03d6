"""Text as the encoder sees it: word pieces with surface features, cut from the words that they belong to.

A *word* here is what BERT's pre-tokeniser cuts: a run of letters and digits, or one mark. An uncased encoder sees
neither letter case nor line breaks, and finds it hard to count quotation marks; three features per piece say so.

Where a language writes no spaces, every Han character is a word and a piece; what longer piece of the vocabulary it
lies in, and where, are two features more (after Ma et al. 2020, who add the words of a lexicon to its characters).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from filmdossier.reading.mentions.marks import MARK_CLASSES, find_mark_states
from filmdossier.reading.mentions.quotation import find_quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASE_CLASSES = ("lower", "title", "upper", "mixed", "digit", "mark", "initial", "continuation")
QUOTATION_CLASSES = ("outside", "open", "inside", "close")
BREAK_CLASSES = ("none", "line", "paragraph")
SEAT_CLASSES = ("single", "first", "middle", "last")
FEATURE_SIZES = (len(CASE_CLASSES), len(QUOTATION_CLASSES), len(BREAK_CLASSES))

# What stands for a character that the vocabulary lacks.
_UNKNOWN = 3
_CAPITALS = re.compile(r"[^\W\d_]{4,}", re.UNICODE)
_LOWER, _TITLE, _UPPER, _MIXED, _DIGIT, _MARK, _INITIAL, _CONTINUATION = range(len(CASE_CLASSES))


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text, without the marks that begin and end a sequence.

    Attributes:
        ids: word-piece ids, one per piece.
        features: surface feature ids, shape (piece, feature).
        heads: for each word, the index of its first piece.
        starts: for each word, where it starts in the text, in code points.
        ends: for each word, where it ends.
    """

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    heads: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


def case_class(word: str) -> int:
    """Classify a word by its letters, as an index into ``CASE_CLASSES``."""
    if word.islower():
        return _LOWER
    first = word[:1]
    if first.isupper():
        if len(word) == 1:
            return _INITIAL
        if word[1:].islower():
            return _TITLE
        return _UPPER if word.isupper() else _MIXED
    if first.isdigit() or first.isdecimal():
        return _DIGIT
    return _MIXED if any(character.isupper() for character in word) else (_LOWER if first.isalpha() else _MARK)


def break_class(gap: str) -> int:
    """Classify the white space before a word, as an index into ``BREAK_CLASSES``."""
    return min(gap.count("\n"), 2)


@dataclass(frozen=True)
class Cutting:
    """How the encoder of a language cuts text and marks windows; ``encoder.json`` holds it.

    Attributes:
        begin: id of the piece that begins a window.
        end: id of the piece that ends one.
        padding: id of the piece that fills a batch up, in training.
        marks: pairs of quotation marks, title marks first, such as ``《》``; empty where their Unicode category tells.
        titles: how many of those pairs are title marks.
        characters: whether every Han character is a word.
        softens: whether words in capitals are looked up as words with a capital.
    """

    begin: int = 101
    end: int = 102
    padding: int = 0
    marks: tuple[str, ...] = ()
    titles: int = 0
    characters: bool = False
    softens: bool = False

    @classmethod
    def from_description(cls, description: dict[str, Any]) -> Cutting:
        """Read it from the ``cutting`` of an encoder's description."""
        return cls(**{**description, "marks": tuple(description.get("marks", ()))})

    @property
    def feature_sizes(self) -> tuple[int, ...]:
        """How many classes each surface feature has, without the ids of longer pieces."""
        if not self.marks:
            return FEATURE_SIZES
        seats = (len(SEAT_CLASSES),) if self.characters else ()
        return (len(CASE_CLASSES), len(MARK_CLASSES), len(BREAK_CLASSES), *seats)

    @property
    def columns(self) -> int:
        """How many numbers stand for a piece beside its id."""
        return len(self.feature_sizes) + self.characters


@dataclass(frozen=True)
class Cutter:
    """A tokeniser and how it is used: cuts texts into pieces with features."""

    tokenizer: Tokenizer
    cutting: Cutting = Cutting()

    @cached_property
    def characters(self) -> dict[str, int]:
        """The pieces that are one character, with their ids."""
        return {piece: index for piece, index in self.tokenizer.get_vocab().items() if len(piece) == 1}

    def cut(self, text: str) -> Pieces:
        """Cut a text into pieces with features."""
        # Lone surrogates, which no tokeniser takes, become question marks; offsets stay.
        plain = text.encode("utf-8", "replace").decode("utf-8")
        if not self.cutting.marks:
            return _pieces(self.tokenizer.encode(plain, add_special_tokens=False), text, find_quotation_states(text))
        states = find_mark_states(text, self.cutting.marks, self.cutting.titles)
        if self.cutting.softens:
            plain = soften_capitals(plain)
        encoding: Any = self.tokenizer.encode(plain, add_special_tokens=False)
        if self.cutting.characters:
            encoding = _Characters(encoding, plain, self.characters)
        return _pieces(encoding, text, states)


def soften_capitals(text: str) -> str:
    """Write words of four letters and more that stand in capitals with one capital alone; the length stays."""
    return _CAPITALS.sub(_softened, text)


def _softened(match: re.Match[str]) -> str:
    word = match[0]
    if not word.isupper():
        return word
    soft = word.capitalize()
    return soft if len(soft) == len(word) else word


class _Characters:
    """An encoding in which every Han character is a word of its own; it shows what longer piece each lies in."""

    def __init__(self, encoding: Any, text: str, known: dict[str, int]) -> None:
        self.ids: list[int] = []
        self.offsets: list[tuple[int, int]] = []
        self.word_ids: list[int | None] = []
        self.seats: list[int] = []
        self.longer: list[int] = []
        count = -1
        before: tuple[int | None, bool] = (None, False)
        for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            is_han = _is_han(text[start : start + 1])
            if is_han:
                self._add_characters(text, start, end, piece, known, count)
                count += end - start
            else:
                count += before != (word, False)
                self._add(piece, (start, end), count, 0, piece)
            before = (word, is_han)

    def _add_characters(self, text: str, start: int, end: int, piece: int, known: dict[str, int], count: int) -> None:
        size = end - start
        for index in range(size):
            seat = 0 if size == 1 else 1 if index == 0 else 3 if index == size - 1 else 2
            place = start + index
            self._add(known.get(text[place], _UNKNOWN), (place, place + 1), count + index + 1, seat, piece)

    def _add(self, piece: int, offsets: tuple[int, int], word: int, seat: int, longer: int) -> None:
        self.ids.append(piece)
        self.offsets.append(offsets)
        self.word_ids.append(word)
        self.seats.append(seat)
        self.longer.append(longer)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def cut_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces with features, as the encoder of a language with spaces and BERT's pieces does.

    Args:
        tokenizer: a BERT word-piece tokeniser whose offsets are code points.
        text: any text, line breaks included.
    """
    return Cutter(tokenizer).cut(text)


def _pieces(encoding: Any, text: str, quotation: bytearray) -> Pieces:
    words: Sequence[int | None] = encoding.word_ids
    offsets = encoding.offsets
    heads: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    features: list[tuple[int, int, int]] = []
    previous: int | None = None
    for index, (word, (start, end)) in enumerate(zip(words, offsets, strict=True)):
        if word is None or word != previous:
            gap = text[ends[-1] : start] if ends else "\n\n"
            heads.append(index)
            starts.append(start)
            ends.append(end)
            features.append((0, quotation[start] if start < len(quotation) else 0, break_class(gap)))
        else:
            ends[-1] = end
            features.append((_CONTINUATION, features[-1][1], 0))
        previous = word
    for head, start, end in zip(heads, starts, ends, strict=True):
        features[head] = (case_class(text[start:end]), *features[head][1:])
    columns = np.asarray(features, dtype=np.int64).reshape(-1, len(FEATURE_SIZES))
    if isinstance(encoding, _Characters):
        more = np.asarray([encoding.seats, encoding.longer], dtype=np.int64).T
        columns = np.concatenate((columns, more), axis=1)
    return Pieces(
        ids=np.asarray(encoding.ids, dtype=np.int64),
        features=columns,
        heads=np.asarray(heads, dtype=np.int64),
        starts=np.asarray(starts, dtype=np.int64),
        ends=np.asarray(ends, dtype=np.int64),
    )

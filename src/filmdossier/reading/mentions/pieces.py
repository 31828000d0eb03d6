"""Text as the encoder sees it: word pieces with surface features, cut from the words that they belong to.

A *word* here is what BERT's pre-tokeniser cuts: a run of letters and digits, or one mark. An uncased encoder sees
neither letter case nor line breaks, and finds it hard to count quotation marks; three features per piece say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from filmdossier.reading.mentions.quotation import find_quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASE_CLASSES = ("lower", "title", "upper", "mixed", "digit", "mark", "initial", "continuation")
QUOTATION_CLASSES = ("outside", "open", "inside", "close")
BREAK_CLASSES = ("none", "line", "paragraph")
FEATURE_SIZES = (len(CASE_CLASSES), len(QUOTATION_CLASSES), len(BREAK_CLASSES))

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


def cut_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces with features.

    Args:
        tokenizer: a BERT word-piece tokeniser whose offsets are code points.
        text: any text, line breaks included.
    """
    # Lone surrogates, which no tokeniser takes, become question marks; offsets stay.
    encoding = tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8"), add_special_tokens=False)
    words: Sequence[int | None] = encoding.word_ids
    offsets = encoding.offsets
    quotation = find_quotation_states(text)
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
    return Pieces(
        ids=np.asarray(encoding.ids, dtype=np.int64),
        features=np.asarray(features, dtype=np.int64).reshape(-1, len(FEATURE_SIZES)),
        heads=np.asarray(heads, dtype=np.int64),
        starts=np.asarray(starts, dtype=np.int64),
        ends=np.asarray(ends, dtype=np.int64),
    )

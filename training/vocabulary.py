"""The vocabulary of one language, cut from that of a pretrained network of a hundred.

What is kept is what text of the language needs. Frequent words that the pretrained vocabulary splits become pieces of
their own, which start as the mean of their parts: fewer pieces to a word are read faster.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Regex, Tokenizer, pre_tokenizers
from tokenizers.models import Unigram

from training.e5 import Pretrained

SPACE = "▁"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_UNKNOWN = 3
_MARK = Regex(r"[^\p{L}\p{N}\p{M}]")
_HAN = Regex(r"[\u3400-\u9fff]+")
_NUMBER = Regex(r"\p{N}+")
# Marks that the pretrained normaliser writes otherwise.
_PRINTED = {
    "，": ",", "（": "(", "）": ")", "：": ":", "；": ";", "！": "!", "？": "?", "…": "...", "№": "N",
}  # fmt: skip
MARKS = tuple("«»„“”‘’\"'()[]{}.,:;!?%&/+*=#@$€£¥₽…№°-–—−·•《》〈〉「」『』【】、。，（）：；！？～￥|_~")
_DIGITS = re.compile(r"[0-9]{1,4}")
_CYRILLIC = re.compile("[А-Яа-я]+")
_LATIN = re.compile("[A-Za-zÀ-ÿ]+")
_CHINESE = re.compile("[\u3400-\u9fff]{1,5}")


@dataclass
class Vocabulary:
    """Pieces with scores, and the pretrained pieces that each starts from."""

    pieces: dict[str, tuple[float, tuple[int, ...]]]

    def tokenizer(self, splits: pre_tokenizers.PreTokenizer) -> Tokenizer:
        """Make the tokeniser."""
        return make_tokenizer([(piece, score) for piece, (score, _) in self.pieces.items()], splits)

    def table(self, pretrained: Pretrained) -> npt.NDArray[np.float32]:
        """Gather the embeddings that the pieces start from."""
        rows = pretrained.matrix("emb.word", pretrained.width)
        unknown = (_UNKNOWN,)
        return np.stack([rows[list(sources or unknown)].mean(axis=0) for _, sources in self.pieces.values()])


def make_tokenizer(scored: Sequence[tuple[str, float]], splits: pre_tokenizers.PreTokenizer) -> Tokenizer:
    """Make a unigram tokeniser (Kudo 2018)."""
    tokenizer = Tokenizer(Unigram(list(scored), unk_id=_UNKNOWN, byte_fallback=False))
    tokenizer.pre_tokenizer = splits
    return tokenizer


def spaced_splits() -> pre_tokenizers.PreTokenizer:
    """Split where there are spaces and around marks; every word begins with the sign of a space."""
    return pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Split(_MARK, "isolated"),
        pre_tokenizers.Metaspace(SPACE, "always", split=False),
    ])  # fmt: skip


def unspaced_splits() -> pre_tokenizers.PreTokenizer:
    """Split runs of Han characters, of digits and of other letters from one another, and around marks."""
    return pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Split(_MARK, "isolated"),
        pre_tokenizers.Split(_HAN, "isolated"),
        pre_tokenizers.Split(_NUMBER, "isolated"),
    ])  # fmt: skip


class _Choice:
    """Pretrained pieces on their way into a vocabulary."""

    def __init__(self, pretrained: Pretrained) -> None:
        self.pretrained = pretrained
        self.index = {piece: index for index, piece in enumerate(pretrained.pieces)}
        self.chosen: dict[str, tuple[float, tuple[int, ...]]] = {
            piece: (0.0, (self.index[piece],)) for piece in SPECIAL
        }

    def add(self, piece: str, *spellings: str, score: float | None = None) -> None:
        """Add a piece that starts as the mean of the pretrained pieces spelt so, if it is not there yet."""
        sources = tuple(self.index[one] for one in spellings or (piece,) if one in self.index)
        if piece in self.chosen or not sources:
            return
        best = max(float(self.pretrained.scores[one]) for one in sources)
        self.chosen[piece] = (best if score is None else score, sources)

    def add_marks(self, prefix: str) -> None:
        """Add marks and digits."""
        for mark in MARKS:
            plain = _PRINTED.get(mark, mark)
            self.add(prefix + mark, *((mark,) if mark in self.index else (plain, SPACE + plain)))
        for piece in self.pretrained.pieces:
            if _DIGITS.fullmatch(piece):
                self.add(prefix + piece, SPACE + piece, piece)
                self.add(piece)

    def add_words(self, tokenizer: Tokenizer, counts: Counter[str], least: int, most: int) -> None:
        """Add words that are frequent and take several pieces.

        Args:
            tokenizer: splits a word into pretrained pieces.
            counts: how often each word occurs, spelt as a piece.
            least: the fewest occurrences.
            most: the most words to add.
        """
        ranked = sorted((word for word, count in counts.items() if count >= least), key=lambda one: (-counts[one], one))
        added = 0
        for word in ranked:
            if word in self.chosen or added >= most:
                continue
            parts = tokenizer.encode(word.removeprefix(SPACE), add_special_tokens=False).tokens
            known = [part for part in parts if part in self.index and part != SPACE]
            if len(parts) < 2 or not known:
                continue
            total = sum(float(self.pretrained.scores[self.index[part]]) for part in parts if part in self.index)
            self.add(word, *known, score=total + 1.0)
            added += 1


def cut_spaced(
    pretrained: Pretrained, texts: Iterable[str], is_known: Callable[[str], bool], most: int = 12000
) -> Vocabulary:
    """Cut the vocabulary of a language in Cyrillic letters that writes spaces.

    Args:
        pretrained: the pretrained network.
        texts: text of the language and names in Latin letters, whose pieces are kept.
        is_known: whether a word is in the dictionary.
        most: how many frequent words to add.
    """
    choice = _Choice(pretrained)
    choice.add(SPACE)
    choice.add_marks(SPACE)
    scored = list(zip(pretrained.pieces, pretrained.scores.tolist(), strict=True))
    full = make_tokenizer(scored, spaced_splits())
    words: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for text in texts:
        encoding = full.encode(text, add_special_tokens=False)
        used.update(encoding.tokens)
        words.update(re.findall(r"[^\W\d_]+", text))
    for piece in pretrained.pieces:
        bare = piece.removeprefix(SPACE)
        if not (_CYRILLIC.fullmatch(bare) or _LATIN.fullmatch(bare)):
            continue
        listed = piece != bare and _CYRILLIC.fullmatch(bare) and is_known(bare.lower())
        if used[piece] or listed or len(bare) == 1:
            choice.add(piece)
    choice.add_words(full, Counter({SPACE + word: count for word, count in words.items()}), 3, most)
    return Vocabulary(choice.chosen)


def cut_unspaced(
    pretrained: Pretrained, texts: Iterable[str], words: Counter[str], is_simplified: Callable[[str], bool]
) -> Vocabulary:
    """Cut the vocabulary of Chinese: simplified characters, words of them, and names in Latin letters.

    Args:
        pretrained: the pretrained network.
        texts: text of the language, whose pieces are kept.
        words: how often words of several characters occur.
        is_simplified: whether a text has no character of the traditional script alone.
    """
    choice = _Choice(pretrained)
    choice.add_marks("")
    scored = list(zip(pretrained.pieces, pretrained.scores.tolist(), strict=True))
    full = make_tokenizer(scored, unspaced_splits())
    used: Counter[str] = Counter()
    for text in texts:
        used.update(full.encode(text, add_special_tokens=False).tokens)
        used.update(one for one in text if _CHINESE.fullmatch(one))
    for piece in pretrained.pieces:
        bare = piece.removeprefix(SPACE)
        if _CHINESE.fullmatch(bare):
            if is_simplified(bare) or (used[bare] > 1 and len(bare) == 1):
                choice.add(bare, bare, SPACE + bare)
        elif _LATIN.fullmatch(bare) and (used[bare] or len(bare) == 1):
            choice.add(bare, bare, SPACE + bare)
    choice.add_words(full, Counter({word: count for word, count in words.items() if _CHINESE.fullmatch(word)}), 3, 6000)
    return Vocabulary(choice.chosen)

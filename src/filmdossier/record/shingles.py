"""Which texts copy one another: MinHash signatures over runs of words or characters, in any language.

Broder, "On the resemblance and containment of documents" (1997). Signatures are made by `rensa`, with a seed of ours,
so that the same text has the same signature wherever and whenever it is made.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from unicodedata import normalize

from rensa import RMinHash

PERMUTATIONS = 128
"""Hash functions of a signature; the share of equal ones estimates the resemblance to about ± 0.04."""
SEED = 1927
WORDS, CHARACTERS = 3, 5
"""Length of a shingle: words, or characters where the script does not part words."""
COPIED = 0.5
"""From this resemblance on one text counts as a copy of the other.

Two reports on one event share few runs of three words (below 0.2, also where both quote the same sentence or two); a
wire story with its head or tail cut keeps more than half of them.
"""
_BANDS, _ROWS = 32, 4
"""Bands of a signature: texts of resemblance 0.5 meet in one with probability 0.87, of 0.7 with 0.9998."""
_NEIGHBOURS = 6
"""How many texts before it in a band a text is compared with; keeps bands that thousands of texts share linear."""

_FORMAT = f">{PERMUTATIONS}I"
_SIZE = struct.calcsize(_FORMAT)
#: Scripts that do not part words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_CHARACTER = re.compile(f"[{_UNSPACED}]")
#: A word of a script that parts words, or one character of one that does not.
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")


def fold_tokens(text: str) -> list[str]:
    """The words of a text without case and marks; single characters where the script does not part words."""
    return _TOKEN.findall(normalize("NFKC", text).casefold())


def signature(text: str) -> bytes:
    """The MinHash signature of a text; empty for a text without words.

    Two texts that differ in case, marks and spacing only have the same one.
    """
    shingles = sorted(set(_shingles(fold_tokens(text))))
    if not shingles:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    return struct.pack(_FORMAT, *sketch.digest())


def similarity(a: bytes, b: bytes) -> float:
    """The resemblance of two texts by their signatures, from 0 to 1: the share of shingles that they have in common.

    Raises:
        ValueError: where one of them is no signature of ours.
    """
    if not a or not b:
        return 0.0
    left, right = _values(a), _values(b)
    return sum(x == y for x, y in zip(left, right, strict=True)) / PERMUTATIONS


def find_copies(signatures: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose texts copy one another, enough of them to join every group of copies.

    Texts are compared where a band of their signatures is equal (locality-sensitive hashing), each with the few before
    it there in the order of their ids: linear, and the same for the same set of texts.
    """
    bands: dict[tuple[int, bytes], list[str]] = {}
    size = _SIZE // _BANDS
    for key in sorted(signatures):
        made = signatures[key]
        for band in range(_BANDS if made else 0):
            bands.setdefault((band, made[band * size : (band + 1) * size]), []).append(key)
    seen: set[tuple[str, str]] = set()
    for pair in _neighbours(bands.values()):
        if pair not in seen:
            seen.add(pair)
            if similarity(signatures[pair[0]], signatures[pair[1]]) >= COPIED:
                yield pair


def _neighbours(bands: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for keys in bands:
        for n, key in enumerate(keys):
            for before in islice(keys, max(0, n - _NEIGHBOURS), n):
                yield before, key


def _values(made: bytes) -> tuple[int, ...]:
    if len(made) != _SIZE:
        raise ValueError(f"a signature has {_SIZE} bytes: got {len(made)}; make it anew with signature()")
    return struct.unpack(_FORMAT, made)


def _shingles(tokens: list[str]) -> Iterator[str]:
    unspaced = sum(_CHARACTER.fullmatch(t) is not None for t in tokens)
    length = CHARACTERS if 2 * unspaced > len(tokens) else WORDS
    if tokens and len(tokens) < length:
        yield " ".join(tokens)
    for n in range(len(tokens) - length + 1):
        yield " ".join(tokens[n : n + length])

"""Encodings that nothing declares, or that are declared wrongly: told by the letters that each language writes most.

The packs list the encodings that their languages were written in before UTF-8, and their commonest letters (tables
`frequent`): the right encoding turns bytes into many of these, a wrong one into few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.languages.pack import load_pack, pack_tags

_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
#: Bytes that are not ASCII stand together where a script is not Latin: accents in a Latin script stand alone.
_LEAST_RUN = 2.0
#: What fewer letters tell is chance.
_LEAST_LETTERS = 8
#: So many bytes, about the ones that are not ASCII, tell an encoding.
_SAMPLE = 20_000
#: Text in UTF-16 holds nearly nothing else than ASCII, Cyrillic, punctuation, kana and Chinese characters.
_UTF16 = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u0400-\u04ff\u2010-\u2044\u3000-\u3002\u3008-\u3011\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e]"
)
_MOST = 0.98
#: … and never without blanks, figures or Chinese commas and full stops, which other encodings that look like it lack.
_MARKS = re.compile("[\n\x20-\x39\u3001\u3002\uff0c]")
_FEWEST_MARKS = 0.02

ALIASES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-cp1251": "cp1251",
}
"""Names that pages give to an encoding whose larger one they use (WHATWG, Encoding Standard)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding with the share of its language's commonest letters in what it makes of the bytes."""

    encoding: str
    share: float
    letters: frozenset[str]

    def beats(self, text: str) -> bool:
        """Whether another decoding of the same bytes gives far fewer of these letters: it is litter."""
        return share_of(text, self.letters) < self.share / 2


def guess_encoding(data: bytes) -> Guess | None:
    """The encoding, of those that the packs list, that makes bytes into their language; None where none surely does."""
    runs = [m.span() for m in _NOT_ASCII.finditer(data)]
    strange = sum(end - start for start, end in runs)
    if strange < _LEAST_LETTERS or strange < _LEAST_RUN * len(runs):
        return None
    sample = _sample(data, runs)
    guesses: list[Guess] = []
    for tag in pack_tags():
        pack = load_pack(tag)
        if not pack.has_table("frequent"):
            continue
        table = pack.table("frequent")
        letters = frozenset(table.get("letters", "".join(table["words"])))
        for encoding in table.get("encodings", ()):
            share = share_of(sample.decode(encoding, "replace"), letters)
            if share >= table["letter_share"]:
                guesses.append(Guess(encoding, share, letters))
    return max(guesses, key=lambda guess: guess.share, default=None)


def share_of(text: str, letters: frozenset[str]) -> float:
    """The share of some letters in what of a text is not ASCII; 0 where too little is to tell."""
    other = _ASCII.sub("", text[:_SAMPLE])
    return sum(c in letters for c in other) / len(other) if len(other) >= _LEAST_LETTERS / 2 else 0.0


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, of which order; None where bytes are something else."""
    if len(data) % 2 or len(data) < 16:
        return None
    shares = {e: _share_of_utf16(data, e) for e in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _MOST and min(shares.values()) < shares[best] else None


def _share_of_utf16(data: bytes, encoding: str) -> float:
    text = data[: _SAMPLE - _SAMPLE % 2].decode(encoding, "replace")
    marked = len(_MARKS.findall(text)) >= _FEWEST_MARKS * len(text)
    return len(_UTF16.findall(text)) / len(text) if marked else 0.0


def _sample(data: bytes, runs: Sequence[tuple[int, int]]) -> bytes:
    """The stretch of bytes with the most text that is not ASCII: a page begins with its markup."""
    if len(data) <= _SAMPLE:
        return data
    kept, size = [], 0
    for start, end in runs:
        kept.append(data[start:end])
        size += end - start
        if size > _SAMPLE:
            break
    return b" ".join(kept)

"""Letters garbled before they came here: UTF-8 that was once read as an encoding of one byte, and saved like that."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from filmdossier.model.errors import InputError

#: What UTF-8 is mostly misread as.
_MISREADINGS = ("cp1252", "cp1251")
#: First bytes of two-byte letters of Cyrillic and of three-byte letters of Chinese, as these encodings show them.
_LEADS = {"cp1252": "ÐÑåäæçèéãï", "cp1251": "РСедзжигпг"}
_SAMPLE = 20_000
#: In garbled text every second or third letter is one of these, with no ASCII letter beside it.
_LEAST = 0.2
_MOST = 0.7


def mended(text: str, source: str) -> str:
    """The text itself, or what it was before its UTF-8 was misread.

    Raises:
        InputError: where it is garbled and cannot be mended.
    """
    for encoding in _MISREADINGS:
        if not _is_garbled(text[:_SAMPLE], encoding):
            continue
        data = _bytes_of(text, encoding)
        try:
            return data.decode("utf-8") if data is not None else _refuse(source, encoding)
        except UnicodeDecodeError:
            return _refuse(source, encoding)
    return text


def _refuse(source: str, encoding: str) -> str:
    raise InputError(
        source,
        f"holds garbled letters: UTF-8 that was read as {encoding} and saved",
        "save its text as UTF-8 anew from where it came from",
    )


def _is_garbled(sample: str, encoding: str) -> bool:
    leads = _LEADS[encoding]
    other = [c for c in sample if c > "\x7f"]
    if len(other) < 16 or sum(c in leads for c in other) < _LEAST * len(other):
        return False
    # What follows each of them is a continuation byte, if nothing lost it; in honest text of these letters hardly ever.
    tails = _tails(encoding)
    following = [after for letter, after in pairwise(sample) if letter in leads]
    return sum(after in tails for after in following) > _MOST * len(following)


@cache
def _tails(encoding: str) -> frozenset[str]:
    """The continuation bytes of UTF-8 (80 to BF) as an encoding shows them."""
    continuing = range(0x80, 0xC0)
    return frozenset(map(chr, continuing)) | frozenset(bytes(continuing).decode(encoding, "ignore"))


def _bytes_of(text: str, encoding: str) -> bytes | None:
    """The bytes that an encoding shows as this text; those that it leaves undefined are control characters."""
    out = bytearray()
    for c in text:
        try:
            out += c.encode(encoding)
        except UnicodeEncodeError:
            if ord(c) > 0xFF:
                return None
            out.append(ord(c))
    return bytes(out)

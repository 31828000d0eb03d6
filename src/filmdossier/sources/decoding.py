"""Bytes become text: byte order marks, UTF-8, declared and guessed encodings; what is no text is refused."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from filmdossier.model.errors import InputError
from filmdossier.sources.encodings import ALIASES, guess_encoding, unmarked_utf16
from filmdossier.sources.garbled import mended

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_FEW = 0.05
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
}
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_SAVE_AS_TEXT = "save its text as UTF-8 and give that file"


def decode_text(data: bytes, source: str, declared: str | None = None) -> str:
    """The text that bytes stand for.

    In this order: a byte order mark, UTF-16 without one, UTF-8, the encoding that the transport or the page declares,
    the one that gives words of a known language, the guess of charset-normalizer. A declared encoding that makes litter
    of such words is passed over. Only the byte order mark is taken away.

    Args:
        data: all bytes of the source.
        source: its name, for the message.
        declared: name of an encoding, as an HTTP header gives it; an unknown one is passed over.

    Raises:
        InputError: where the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), source)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(source, f"is {what}, not text", _SAVE_AS_TEXT)
    text = _decoded(data, _unmarked_utf16(data) or "utf-8")
    if text is not None and not _has_controls(text):
        return mended(text, source)
    if other := unmarked_utf16(data):
        return _checked(data.decode(other), source)
    if text is not None:
        return _checked(text, source)
    guess = guess_encoding(data)
    for named in (declared, _declared_in_page(data), guess and guess.encoding):
        text = _decoded(data, named) if named else None
        if text is not None and not (guess and guess.beats(text)):
            return _checked(text, source)
    if b"\x00" in data[:_SAMPLE]:
        raise InputError(source, "is a binary file, not text", _SAVE_AS_TEXT)
    return _checked(data.decode(guess.encoding, "replace") if guess else _guessed(data, source), source)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(ALIASES.get(encoding.strip().lower(), encoding))
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _declared_in_page(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 in a Latin script shows a zero in nearly every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half >= 8 and len(data) % 2 == 0:
        if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) == 0:
            return "utf-16-le"
        if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
            return "utf-16-be"
    return None


def _guessed(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  most text is UTF-8

    # A few letters tell little. Text that is ASCII but for them is taken for what browsers take it for.
    strange = sum(m.end() - m.start() for m in _NOT_ASCII.finditer(data))
    if strange < _FEW * len(data) and (text := _decoded(data, "cp1252")) is not None:
        return text
    # The guess rests on the letters that are not ASCII and their surroundings, wherever in the text they stand.
    telling = b" ".join(data[max(0, m.start() - 40) : m.end() + 40] for m in islice(_NOT_ASCII.finditer(data), 800))
    best = from_bytes(data if len(data) <= _SAMPLE else telling[:_SAMPLE]).best()
    if best is None:
        raise InputError(source, "is a binary file or in an unknown encoding", _SAVE_AS_TEXT)
    return data.decode(best.encoding, "replace")


def _checked(text: str, source: str) -> str:
    """The text, unless control characters show that it is none (the escape character may stand in a copied log)."""
    if _has_controls(text):
        raise InputError(source, "is a binary file, not text", _SAVE_AS_TEXT)
    return text


def _has_controls(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > 0.005 * len(sample) + 1

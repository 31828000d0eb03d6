"""The text that every span points into."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def normalize_text(raw: str) -> str:
    """The text as stored: NFC, one kind of newline, no byte order mark, no control characters but tab and newline.

    Nothing else is touched, so that the words stay those of the article.
    """
    text = _NEWLINES.sub("\n", raw.removeprefix("\ufeff"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _CONTROLS.sub(" ", text)


def digest_text(text: str) -> str:
    """The identity of a document: SHA-256 of its normalised text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

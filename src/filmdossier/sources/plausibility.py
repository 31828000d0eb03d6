"""Whether a text is an article that can be read at all."""

from __future__ import annotations

import re

from filmdossier.model.errors import InputError
from filmdossier.sources.limits import MAX_LINE

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s\"'”’»)\]」』]|$)|[。！？]", re.MULTILINE)
_CODE_MARKS = re.compile(r"[{}<>=|\\^~`;#*_+/@]")
_BLANK = re.compile(r"\s+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

MIN_WORDS = 8
_REMEDY = "give a file that holds the running text of one article"


def find_words(text: str) -> list[str]:
    """The words of a text in a script that sets them apart."""
    return _WORD.findall(text)


def find_unspaced_letters(text: str) -> list[str]:
    """The letters of a text in scripts that set no words apart."""
    return _UNSPACED.findall(text)


def count_words(text: str) -> int:
    """Words of a text; in scripts written without spaces, two letters count as a word."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced // 2


def check_plausible(text: str, source: str) -> None:
    """Refuse what no reading could come of, and say why.

    A brief of two sentences passes; a list, a table, source code or a line without end does not.

    Raises:
        InputError: naming what is amiss.
    """
    if not text.strip():
        raise InputError(source, "is empty", _REMEDY)
    if (longest := max(map(len, text.splitlines()))) > MAX_LINE:
        raise InputError(source, f"has a line of {longest:,} characters", "put each paragraph on a line of its own")
    words = count_words(text)
    if words < MIN_WORDS:
        raise InputError(source, f"is not an article: {words} word{'s' * (words != 1)}", _REMEDY)
    sentences = len(_SENTENCE_END.findall(text))
    if not sentences:
        raise InputError(source, "is not an article: no sentences", _REMEDY)
    dense = _BLANK.sub("", text)
    letters = sum(map(str.isalpha, dense))
    if letters < 0.6 * len(dense) or len(_CODE_MARKS.findall(dense)) > 0.05 * len(dense):
        raise InputError(source, "is not an article: no running prose", _REMEDY)

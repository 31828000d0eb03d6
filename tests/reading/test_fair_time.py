"""No text of a stranger's making takes more than a few times its fair share of time.

The fair share is what ordinary prose of the same length takes in the same run. Texts are of a size that a quadratic
step would betray.
"""

from __future__ import annotations

import functools
import random
import re
import time
import zlib

import pytest

import filmdossier
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.press import load_samples
from filmdossier.reading.annotated import TaggedPart
from filmdossier.reading.mentions.names import Name

SIZE = 100_000
#: How often the fair share a text may take. Odd texts cut into more words than prose; a quadratic step takes hundreds.
TIMES = 8.0
SEED = 20250905


def repeated(piece: str) -> str:
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


def shuffled(words: str) -> str:
    chosen = random.Random(SEED)
    pool, out, length = words.split(), [], 0
    while length < SIZE:
        out.append(chosen.choice(pool))
        length += len(out[-1]) + 1
    return " ".join(out)[:SIZE]


ODD = {
    "quotes": '"',
    "quotes-and-blanks": '" ',
    "curly-quotes": "“”",
    "open-quotes": "“he said ",
    "single-quotes": "' ’",
    "brackets": "(",
    "nested-brackets": "(a ",
    "closing-brackets": ")",
    "digits": "1",
    "grouped-digits": "1,",
    "digits-and-blanks": "1 ",
    "commas": ",",
    "full-stops": ".",
    "full-stops-and-blanks": ". ",
    "blanks": " ",
    "newlines": "\n",
    "blank-lines": "word\n\n",
    "hyphens": "a-",
    "apostrophes": "o'",
    "capitals": "Ada ",
    "capitals-and-small-words": "Festival of the ",
    "one-word": "x",
    "one-endless-line": "and the film took and the film took ",
    "currencies": "$1 (£1) ",
    "months": "May ",
    "years": "2021 and ",
    "scales": "million hundred ",
    "one-cue": "said ",
    "cues-and-names": "Ada Venn said Ivo Tarn said ",
    "according": "according to ",
    "films": "the film Low Tide, ",
    "people-in-a-list": "Ada Venn, Ivo Tarn and ",
    "awards": "won the Silver Gull award for ",
    "ranks": "fell to second place at number one ",
    "genres": "romantic comedy drama thriller ",
    "combining-marks": "e\u0301\u0302\u0303",
    "emoji": "\U0001f3ac",
    "angle-brackets": "<F0> ",
    "zero-width": "\u200b\u200d",
    "right-to-left": "\u202efilm ",
}

VOCABULARIES = {
    "quotes": "\" “ ” ' ’ , . ? ! ( ) - said told film the Ada Venn",
    "values": "$ £ 1 2,000 3.5 million m bn ( ) or , about over May 5 2021 Friday last week",
    "names": "Low Tide Grey Harbour the of Festival Award film directed by starring won took and ,",
}


def stand_in(text: str, _: object, __: object) -> tuple[list[Name], list[TaggedPart]]:
    """In place of the encoder, whose time is that of its windows whatever they hold: names wherever capitals are."""
    names, parts = [], []
    for m in re.finditer(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}", text):
        kind = list(Kind)[zlib.crc32(m.group().encode()) % len(Kind)]
        names.append(Name(Span(*m.span()), kind, 0.9))
    for m in re.finditer(r"(?P<content>[\"“][^\"”]{1,80})|(?P<cue>said|told)|(?P<source>[A-Z][a-z]+)(?= said)", text):
        parts.append(TaggedPart(Span(*m.span()), m.lastgroup or "", 0.9))
    return names, parts


def prose() -> str:
    """Ordinary prose of the size: the sample press, in which the films have other names each time round."""
    sample = "\n\n".join(p.text for p in load_samples("en"))
    rounds = SIZE // len(sample) + 1
    return "\n\n".join(sample.replace("Silk", f"Silk{chr(97 + i % 26)}") for i in range(rounds))[:SIZE]


def seconds(text: str) -> float:
    """Time of this process alone: other work on the machine does not count."""
    begun = time.process_time()
    filmdossier.read(text, language="en")
    return time.process_time() - begun


def check(text: str, fair: float, times: float) -> None:
    took = seconds(text)
    if times * fair < took < 2 * times * fair:
        # Perhaps only an unlucky moment.
        took = min(took, seconds(text))
    assert took <= times * fair, f"{took:.2f} s where prose takes {fair:.2f} s"


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filmdossier.reading.reader.tag", stand_in)


@functools.cache
def fair_share(_: str) -> float:
    """Seconds that ordinary prose takes, the least of two goes; once with and once without the encoder."""
    filmdossier.read("A film opened on Friday.", language="en")
    text = prose()
    return min(seconds(text) for _ in range(2))


@pytest.mark.usefixtures("without_encoder")
@pytest.mark.parametrize("name", ODD)
def test_repeated(name: str) -> None:
    check(repeated(ODD[name]), fair_share("without"), TIMES)


@pytest.mark.usefixtures("without_encoder")
@pytest.mark.parametrize("name", VOCABULARIES)
def test_shuffled(name: str) -> None:
    check(shuffled(VOCABULARIES[name]), fair_share("without"), TIMES)


@pytest.mark.parametrize("text", [repeated("1,"), shuffled(VOCABULARIES["names"])], ids=["grouped-digits", "names"])
def test_with_the_encoder(text: str) -> None:
    """A mark is a word to the encoder: these texts have five times as many as prose."""
    check(text, fair_share("with"), TIMES)

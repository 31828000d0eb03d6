"""No text of a stranger's making takes more than a few times its fair share of time.

The fair share is what ordinary prose of the same length takes in the same run. Texts are of a size that a quadratic step
would betray: doubling the size may not much more than double the time either.
"""

from __future__ import annotations

import random
import time

import pytest

import filmdossier
from filmdossier.press import load_samples

SIZE = 100_000
#: How often the fair share a text may take. Odd texts cut into more words than prose; a quadratic step takes hundreds.
TIMES = 6.0
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


@pytest.fixture(scope="module")
def fair() -> float:
    """Seconds that ordinary prose takes, the least of two goes."""
    filmdossier.read("A film opened on Friday.", language="en")
    prose = "\n\n".join(p.text for p in load_samples("en"))
    # Distinct names, as a hundred kilobytes of real press would have.
    text = "\n\n".join(prose.replace("Silk", f"Silk{chr(65 + i % 26)}") for i in range(SIZE // len(prose) + 1))[:SIZE]
    return min(seconds(text) for _ in range(2))


def seconds(text: str) -> float:
    # Time of this process alone: other work on the machine does not count.
    begun = time.process_time()
    filmdossier.read(text, language="en")
    return time.process_time() - begun


def check(text: str, fair: float) -> None:
    took = seconds(text)
    if took > TIMES * fair:
        took = min(took, seconds(text))
    assert took <= TIMES * fair, f"{took:.2f} s where prose takes {fair:.2f} s"


@pytest.mark.parametrize("name", ODD)
def test_repeated(name: str, fair: float) -> None:
    check(repeated(ODD[name]), fair)


@pytest.mark.parametrize(
    "words",
    [
        '" “ ” \' ’ , . ? ! ( ) - said told film the Ada Venn',
        "$ £ 1 2,000 3.5 million m bn ( ) or , about over May 5 2021 Friday last week",
        "Low Tide Grey Harbour the of Festival Award film directed by starring won took and ,",
    ],
    ids=["quotes", "values", "names"],
)
def test_shuffled(words: str, fair: float) -> None:
    check(shuffled(words), fair)

"""The bundled sample press: articles of our own on real facts, from which the demo is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PRESS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SamplePiece:
    """One sample article.

    Attributes:
        slug: name of its file without the suffix.
        language: BCP 47.
        text: the article.
        outlet: the kind of outlet that it is written in the manner of.
        published: date of publication, EDTF.
        given: whether the reader is told that date; if not, the article itself tells it.
    """

    slug: str
    language: str
    text: str
    outlet: str
    published: str
    given: bool


def load_samples(language: str | None = None) -> Iterator[SamplePiece]:
    """The sample articles, in the order of their dates.

    Args:
        language: only those in this language; None for all.
    """
    pieces = []
    for path in _PRESS.glob("*/*.toml"):
        tag = path.parent.name
        if language in (None, tag):
            about = tomllib.loads(path.read_text("utf-8"))
            text = path.with_suffix(".txt").read_text("utf-8")
            pieces.append(SamplePiece(path.stem, tag, text, about["outlet"], about["published"], about["given"]))
    yield from sorted(pieces, key=lambda p: (p.published, p.slug))

"""Articles as citations: what reference managers, LaTeX and word processors take in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.export.links import web_address
from filmdossier.languages.romanisation import romanise
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.sourced import DocumentHead

_NOT_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 24
#: Characters of a document's id in its key.
_OF_ID = 6
#: Kinds of character that nobody can see; those that join letters are seen by what they join.
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
#: What stands for the headline of an article that has none.
UNTITLED = "Untitled article"


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as it is cited.

    Attributes:
        key: by which LaTeX cites it: ASCII, the same whatever else is cited.
        document: id of the document.
        title: the headline, or None.
        outlet: who published it.
        date: year, month and day, as many of these as are known for sure.
        url: its address on the web, or None.
        language: BCP 47.
        accessed: year, month and day of its capture, or none of them.
    """

    key: str
    document: str
    title: str | None
    outlet: str
    date: tuple[int, ...]
    url: str | None
    language: str
    accessed: tuple[int, ...] = ()


def cite(documents: Iterable[DocumentHead], captured: Mapping[str, str]) -> list[Citation]:
    """Documents as citations, earliest first, those without a date last.

    Args:
        documents: without their texts.
        captured: when they were captured, ISO 8601, by id, as far as that is known.
    """
    ordered = sorted(documents, key=lambda d: (d.published or "9999", d.id))
    keys = _keys(ordered)
    return [
        Citation(
            keys[d.id],
            d.id,
            clean(d.title) or None if d.title else None,
            clean(outlet_in_words(d)),
            date_parts(d.published or ""),
            web_address(d.source),
            d.language,
            date_parts(captured.get(d.id, "")[:10]),
        )
        for d in ordered
    ]


def _keys(documents: Sequence[DocumentHead]) -> dict[str, str]:
    """Outlet, year and the beginning of the id of each: the same whatever it is cited together with."""
    length = _OF_ID
    while len({(_plain_key(d), d.id[:length]) for d in documents}) < len({d.id for d in documents}):
        length += 1
    return {d.id: f"{_plain_key(d)}-{d.id[:length]}" for d in documents}


def _plain_key(document: DocumentHead) -> str:
    outlet = _NOT_KEY.sub("", romanise(outlet_in_words(document)).casefold())[:_LONGEST_KEY]
    year = date_parts(document.published or "")[:1]
    return (outlet or "article") + (str(year[0]) if year else "undated")


def date_parts(edtf: str) -> tuple[int, ...]:
    """Year, month and day of a date, as many as are known for sure.

    >>> date_parts("2025-09-06"), date_parts("2025-09"), date_parts("2025-09-06/2025-09-08"), date_parts("2025-21")
    ((2025, 9, 6), (2025, 9), (), (2025,))
    """
    if normalize_edtf(edtf) is None or not edtf.replace("-", "").isdecimal():
        return ()
    year, *rest = (int(part) for part in edtf.split("-"))
    return (year, *rest) if not rest or rest[0] <= 12 else (year,)


def clean(text: str) -> str:
    """A text as one line, without what nobody can see."""
    kept = (c for c in normalize("NFC", text) if c.isspace() or category(c) not in _UNSEEN)
    return " ".join("".join(" " if c.isspace() else c for c in kept).split())

"""What one prize of an award is called, and of which year it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_words import AwardWords

_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADING = re.compile(r"(?:((?:19|20)\d\d)|\d{1,3}(?:st|nd|rd|th)) ")


@dataclass(frozen=True)
class Award:
    """An award as an article names it.

    Attributes:
        name: of one prize, in the singular.
        year: of the ceremony or festival, as stated with the name.
        event: the festival, where one gives it.
    """

    name: str
    year: str | None = None
    event: Mention | None = None


def award_name(name: str, words: AwardWords) -> tuple[str, str | None]:
    """One prize's name, and the year in front: "2005 Golden Globe Awards" is a Golden Globe Award of 2005."""
    year = None
    if m := _LEADING.match(name):
        year, name = m.group(1), name[m.end() :]
    head, _, last = name.rpartition(" ")
    one = words.plural.get(last.casefold())
    if one:
        last = one if last.islower() else one[0].upper() + one[1:]
    return f"{head} {last}".strip(), year


def year_of(words: str) -> str | None:
    """The year that words are or end in, or None."""
    m = _YEAR.search(words)
    return m.group() if m and len(words) <= 20 else None


def is_year(text: str) -> bool:
    """Whether a text is nothing but a year."""
    return bool(_YEAR.fullmatch(text))

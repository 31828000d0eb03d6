"""Films named like people, known by the people beside them: "Joan March star Ada Holm"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import re2

from filmdossier.languages import Pack
from filmdossier.languages.people import known_people
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

#: Most characters between a title and the person of the film.
_GAP = 40
#: The trade of those whose possessive makes a name a film's; an actor's could be a role's ("Holm's Joan March").
_OWNERS = "director"


def find_eponyms(text: str, names: Sequence[Name], pack: Pack) -> frozenset[Span]:
    """The places where what looks like a person, or like anybody's name, must be a film's title.

    A person called by what looks like a person ("F star P") is of that film; a name that owns a person of the pack's
    lexicon is a film ("F's P"), and so is one that a director of the lexicon owns ("P's F") or that one of its people
    is honoured for ("P, for F").
    """
    table, known = pack.table("evidence"), known_people(pack)
    beside = pack.made("beside a title", lambda: re2.compile(table["film"]["beside"]))
    maker = pack.made("before a maker", lambda: re2.compile(table["film"]["maker_before"]))
    marks = tuple(f"{m} " for m in pack.table("names")["possessives"])
    found = set()
    for first, second in _pairs(names):
        between = re.sub(r"\s+", " ", text[first.span.end : second.span.start])
        one, two = known.get(_key(text, first.span)), known.get(_key(text, second.span))
        if one is None and second.kind is Kind.PERSON and beside.search(between.lower()):
            apart = between.startswith(",") and maker.search(text[max(0, first.span.start - 6) : first.span.start])
            found |= set() if apart else {first.span}
        elif (
            between in table["film"]["honoured_for"]
            and one is not None
            and two is None
            and " " in _key(text, second.span)
        ):
            found.add(second.span)
        elif between in marks and one is None and two is not None:
            found.add(first.span)
        elif between in marks and one == _OWNERS and two is None and not _goes_on(text, second.span):
            found.add(second.span)
    return frozenset(found)


def _pairs(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Neighbours of which both could be people."""
    for first, second in itertools.pairwise(sorted(names, key=lambda n: n.span)):
        near = 0 < second.span.start - first.span.end <= _GAP
        if near and all(n.kind in (Kind.PERSON, Kind.CHARACTER, Kind.WORK, Kind.FILM) for n in (first, second)):
            yield first, second


def _goes_on(text: str, span: Span) -> bool:
    """Whether a lone name owns something or is a part of a longer one, so that it may well be somebody's."""
    return " " not in _key(text, span) and bool(re.match(r"['’]|\s?[A-Z]", text[span.end : span.end + 2]))


def _key(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).casefold()

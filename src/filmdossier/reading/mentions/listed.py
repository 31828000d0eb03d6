"""People whom a list names beside people that the tagger knows: "A、B、C等主演"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

#: How sure a name is that only its place in a list shows.
LISTED = 0.7


@dataclass(frozen=True)
class _Words:
    before: re.Pattern[str]
    after: re.Pattern[str]
    end: re.Pattern[str]


def find_listed_people(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Untagged people who stand in a list right behind or right before a person.

    A list's joint stands between them, the name begins with a surname of the pack's and is as long as names are, and
    the list goes on or ends behind it.
    """
    words = pack.made("listed people", lambda: _words(pack))
    taken = bytearray(len(text))
    for name in names:
        taken[name.span.start : name.span.end] = b"\1" * len(name.span)
    out: list[Name] = []
    queue = [n.span for n in names if n.kind is Kind.PERSON]
    while queue:
        span = queue.pop()
        for m in (words.after.match(text, span.end), words.before.search(text[max(0, span.start - 24) : span.start])):
            if m is None:
                continue
            at = m.start("name") if m.string is text else max(0, span.start - 24) + m.start("name")
            found = Span(at, at + len(m.group("name")))
            if any(taken[found.start : found.end]):
                continue
            taken[found.start : found.end] = b"\1" * len(found)
            out.append(Name(found, Kind.PERSON, LISTED))
            queue.append(found)
    return sorted(out, key=lambda n: n.span)


def _words(pack: Pack) -> _Words:
    table = pack.table("names")
    surnames = "|".join(sorted(table["surnames"], key=lambda s: (-len(s), s)))
    litter, joint = table["litter"], table["list_joint"]
    name = rf"(?P<name>(?:{surnames})[一-鿿]{{1,2}})"
    end = rf"(?={litter}(?:{table['list_end']}))"
    return _Words(
        re.compile(rf"(?:^|{table['list_start']}){name}{litter}{joint}$"),
        re.compile(rf"{litter}{joint}{name}{end}"),
        re.compile(end),
    )

"""Territories in text without blanks: longest matches, none inside a word that holds a name by chance.

Countries that made something together are written in their first letters (中俄合拍); elsewhere such letters mean none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.span import Span

#: Kind, code and span of what is found.
Found = tuple[str, str, Span]
#: No more countries than these are joined by their letters.
_MOST_JOINED = 5


@dataclass(frozen=True)
class _Nations:
    names: re.Pattern[str]
    codes: dict[str, tuple[str, str]]
    joint: re.Pattern[str] | None
    short: dict[str, str]


def find_unspaced_nations(text: str, pack: Pack) -> Iterator[Found]:
    """The territories, and adjectives of nationality, of a text; in order of their kind of writing."""
    nations = pack.made("unspaced nations", lambda: _nations(pack))
    for m in nations.names.finditer(text):
        if (found := nations.codes.get(m.group())) is not None:
            yield *found, Span(m.start(), m.end())
    for m in nations.joint.finditer(text) if nations.joint else ():
        for at in range(m.start("letters"), m.end("letters")):
            if code := nations.short.get(text[at]):
                yield "nationality", code, Span(at, at + 1)


def _nations(pack: Pack) -> _Nations:
    table = pack.table("territories")
    codes = {name: ("territory", code) for name, code in territory_names(pack).items()}
    codes.update({name: ("nationality", code) for name, code in nationality_adjectives(pack).items()})
    inside = [word for word in table.get("inside", ()) if word not in codes]
    words = sorted([*codes, *inside], key=lambda word: (-len(word), word))
    short, joint = dict(table.get("short", {})), table.get("joint")
    return _Nations(
        re.compile("|".join(map(re.escape, words))), codes, _joint(short, joint) if short and joint else None, short
    )


def _joint(short: dict[str, str], joint: dict[str, str | list[str]]) -> re.Pattern[str]:
    letters, between = re.escape("".join(short)), re.escape(str(joint["between"]))
    ends = "|".join(re.escape(word) for word in sorted(joint["before"], key=len, reverse=True))
    return re.compile(
        rf"(?<![{letters}])(?P<letters>[{letters}](?:[{between}]?[{letters}]){{1,{_MOST_JOINED - 1}}})(?=(?:{ends}))"
    )

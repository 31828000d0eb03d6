"""Where names begin and end in a text whose words are not written apart, as the rest of the text shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

#: A name inside a longer one is the name where it stands so many times as often.
TIMES = 3
#: How far before a closing bracket its opening one may stand.
_BRACKET = 12


@dataclass(frozen=True)
class _Words:
    tails: dict[Kind, re.Pattern[str]]
    none: re.Pattern[str]
    surnames: frozenset[str]
    marks: str
    lead: re.Pattern[str]


def mend_bounds(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names without what the tagger took with them, and with what it cut off.

    A person's name that holds a far more frequent one is that one, or both where two stand side by side; brackets are
    whole or left out; a foreign name goes on to the end of the last name that stands elsewhere.
    """
    words = pack.made("bounds of names", lambda: _words(pack))
    out: list[Name] = []
    for name in _bracketed(text, sorted(names, key=lambda n: n.span), words.lead):
        end = name.span.end
        if (tail := words.tails.get(name.kind)) and (m := tail.search(text, name.span.start + 1, end + 1)):
            end = min(end, m.start())
        if end > name.span.start and not words.none.fullmatch(text[name.span.start : end]):
            out.append(replace(name, span=Span(name.span.start, end)))
    return list(_parted(text, out, words))


def _bracketed(text: str, names: Iterable[Name], lead: re.Pattern[str]) -> Iterator[Name]:
    """The names with their brackets in pairs: "X(Y)Z" is one company, and of "X(Y" only X is named."""
    last: Name | None = None
    for name in names:
        start, end = name.span.start, name.span.end
        opened, closed = text.find("(", start, end), text.find(")", start, end)
        if opened >= 0 and closed < 0:
            end = opened
        elif closed >= 0 and opened < 0:
            at = text.rfind("(", max(0, start - _BRACKET), start)
            if last is not None and at >= 0 and at <= last.span.end <= at + 1 and last.kind is not Kind.PERSON:
                last = replace(name, span=Span(last.span.start, end))
                continue
            if at >= 0 and (m := lead.search(text[:at], max(0, at - _BRACKET))):
                yield from [last] if last is not None else []
                last = replace(name, span=Span(m.start(), end))
                continue
            start = closed + 1
        if last is not None:
            yield last
        last = replace(name, span=Span(start, end)) if end > start else None
    if last is not None:
        yield last


def _parted(text: str, names: Sequence[Name], words: _Words) -> Iterator[Name]:
    people = {n.span.of(text) for n in names if n.kind is Kind.PERSON}
    lasts = {p for person in people for p in re.split(words.marks, person)[1:] if p}
    inside: dict[str, tuple[str, ...]] = {}
    for name in names:
        key, start = name.span.of(text), name.span.start
        if name.kind is not Kind.PERSON:
            yield name
            continue
        if key not in inside:
            inside[key] = _inside(text, key, people, words)
        if inside[key]:
            for part in inside[key]:
                at = start + key.index(part)
                yield replace(name, span=Span(at, at + len(part)))
            continue
        last = re.split(words.marks, key)[-1]
        longer = [w for w in lasts if last and last not in (key, w) and w.startswith(last)]
        end = next(
            (name.span.end - len(last) + len(w) for w in longer if text.startswith(w, name.span.end - len(last))), 0
        )
        yield replace(name, span=Span(start, max(name.span.end, end)))


def _inside(text: str, key: str, people: set[str], words: _Words) -> tuple[str, ...]:
    """The more frequent names that a name is made of, if it is: one at its beginning or end, or two side by side."""
    if len(key) <= 2 or key.isascii() or re.search(words.marks, key):
        return ()
    for cut in range(2, len(key) - 1):
        if key[:cut] in people and key[cut:] in people:
            return key[:cut], key[cut:]
    times = text.count(key) * TIMES
    for part in (p for cut in range(1, len(key) - 1) for p in (key[:-cut], key[cut:]) if len(p) > 1):
        given = len(key) == 3 and key.endswith(part) and key[0] in words.surnames
        if part in people and not given and text.count(part) >= times:
            return (part,)
    return ()


def _words(pack: Pack) -> _Words:
    table = pack.table("names")
    tails = {Kind(kind): re.compile(tail) for kind, tail in table["tails"].items()}
    surnames = frozenset(table["surnames"])
    marks = f"[{re.escape(table['part_marks'])}]"
    return _Words(tails, re.compile(table["no_names"]), surnames, marks, re.compile(table["before_bracket"] + "$"))

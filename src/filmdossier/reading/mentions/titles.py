"""Titles that the tagger cut in two, or ran together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from filmdossier.languages import Pack
from filmdossier.languages.people import known_people
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

_TITLED = (Kind.FILM, Kind.WORK)


def join_titles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Two titles with only a small word of the pack's joints between them are one.

    "Harry Potter" and the "Prisoner of Azkaban" are.

    A second title with a capital article of its own stays one, as lists of titles write it ("Stalker and The
    Mirror").
    """
    table = pack.table("evidence")["names"]
    joints, person_joints = frozenset(table["title_joints"]), frozenset(table["person_joints"])
    out: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        last = out[-1] if out else None
        between = text[last.span.end : name.span.start].replace("\n", " ") if last else ""
        small = _first_word(text, name.span) if text[name.span.start].islower() else ""
        hero = last is not None and last.kind in (Kind.PERSON, Kind.CHARACTER) and between + small in person_joints
        if last and hero and name.kind is Kind.FILM:
            out[-1] = replace(name, span=last.span.joined(name.span))
            continue
        if last and last.kind in _TITLED and name.kind in (*_TITLED, Kind.PERSON, Kind.CHARACTER):
            titled = name.kind in _TITLED and (between in joints or between + small in joints)
            # A title with a comma in it is an unfinished list: "Lock, Stock" goes on behind "and".
            titled = titled or (name.kind is last.kind and between in table["list_ends"] and ", " in last.span.of(text))
            if titled or between in table["title_tails"]:
                out[-1] = replace(last, span=last.span.joined(name.span), score=max(last.score, name.score))
                continue
        out.append(name)
    return out


def _first_word(text: str, span: Span) -> str:
    """The first word of a name and the blank behind it."""
    return span.of(text).split(" ", 1)[0] + " "


def split_titles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Titles that were run together part, and so does a person from the title behind them ("Jacques Tati's Playtime").

    A list's joint parts titles where one of them stands alone elsewhere in the text, or where a list of titles leads up
    to them; a possessive parts them where the lexicon or the text knows whose it is.
    """
    alone = Counter(" ".join(n.span.of(text).split()) for n in names if n.kind in _TITLED)
    people = {" ".join(n.span.of(text).split()).casefold() for n in names if n.kind is Kind.PERSON}
    out: list[Name] = []
    for n in sorted(names, key=lambda n: n.span):
        if n.kind not in _TITLED:
            out.append(n)
            continue
        owner, title = _owner(text, n, people, pack)
        out.extend([owner] if owner else [])
        listed = bool(out) and out[-1].kind in _TITLED and text[out[-1].span.end : title.span.start] == ", "
        out.extend(_parts(text, title, alone, pack.table("evidence")["names"]["title_lists"], listed=listed))
    return out


def _owner(text: str, name: Name, people: set[str], pack: Pack) -> tuple[Name | None, Name]:
    """A title without the person whose possessive begins it, and that person, if it is one."""
    words = name.span.of(text)
    for mark in pack.table("names")["possessives"]:
        at = words.find(mark + " ")
        owner = " ".join(words[:at].split()).casefold()
        if at > 0 and " " in owner and (owner in people or owner in known_people(pack)):
            begin = name.span.start + at + len(mark) + 1
            return Name(Span(name.span.start, name.span.start + at), Kind.PERSON, 0.8), replace(
                name, span=Span(begin, name.span.end)
            )
    return None, name


def _parts(text: str, name: Name, alone: Counter[str], lists: Sequence[str], *, listed: bool = False) -> Iterator[Name]:
    words = name.span.of(text)
    for joint in lists:
        at = words.rfind(joint)
        first, second = words[:at], words[at + len(joint) :]
        ends_list = listed and " " in first and " " not in second
        parted = ends_list or _is_alone(text, first, words, alone) or _is_alone(text, second, words, alone)
        if at > 0 and second[:1].isupper() and parted:
            yield from _parts(text, replace(name, span=Span(name.span.start, name.span.start + at)), alone, lists)
            yield replace(name, span=Span(name.span.end - len(second), name.span.end))
            return
    yield name


def _is_alone(text: str, title: str, whole: str, alone: Counter[str]) -> bool:
    """Whether a title stands somewhere in the text without the rest of the longer one."""
    return bool(alone[" ".join(title.split())]) or text.count(title) > text.count(whole)

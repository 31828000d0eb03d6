"""Titles that the tagger cut in two, or ran together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

_TITLED = (Kind.FILM, Kind.WORK)


def join_titles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Two titles with only a small word of the pack's joints between them are one.

    "Harry Potter" and the "Prisoner of Azkaban" are.

    A second title with a capital article of its own stays one, as lists of titles write it ("Vera Drake and The
    Aviator").
    """
    table = pack.table("evidence")["names"]
    joints, person_joints = frozenset(table["title_joints"]), frozenset(table["person_joints"])
    out: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        last = out[-1] if out else None
        between = text[last.span.end : name.span.start].replace("\n", " ") if last else ""
        hero = last is not None and last.kind in (Kind.PERSON, Kind.CHARACTER) and between in person_joints
        if last and hero and name.kind is Kind.FILM:
            out[-1] = replace(name, span=last.span.joined(name.span))
            continue
        if last and last.kind in _TITLED and name.kind in (*_TITLED, Kind.PERSON, Kind.CHARACTER):
            joint = between + (_first_word(text, name.span) if text[name.span.start].islower() else "")
            titled = name.kind in _TITLED and (between in joints or joint in joints)
            if titled or between in table["title_tails"]:
                out[-1] = replace(last, span=last.span.joined(name.span), score=max(last.score, name.score))
                continue
        out.append(name)
    return out


def _first_word(text: str, span: Span) -> str:
    """The first word of a name and the blank behind it."""
    return span.of(text).split(" ", 1)[0] + " "


def split_titles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Titles run together by a list's joint part where one of them stands alone elsewhere in the text."""
    alone = Counter(" ".join(n.span.of(text).split()) for n in names if n.kind in _TITLED)
    lists = pack.table("evidence")["names"]["title_lists"]
    return [part for n in names for part in (_parts(text, n, alone, lists) if n.kind in _TITLED else [n])]


def _parts(text: str, name: Name, alone: Counter[str], lists: Sequence[str]) -> Iterator[Name]:
    words = name.span.of(text)
    for joint in lists:
        at = words.rfind(joint)
        first, second = words[:at], words[at + len(joint) :]
        if (
            at > 0
            and second[:1].isupper()
            and (_is_alone(text, first, words, alone) or _is_alone(text, second, words, alone))
        ):
            yield from _parts(text, replace(name, span=Span(name.span.start, name.span.start + at)), alone, lists)
            yield replace(name, span=Span(name.span.end - len(second), name.span.end))
            return
    yield name


def _is_alone(text: str, title: str, whole: str, alone: Counter[str]) -> bool:
    """Whether a title stands somewhere in the text without the rest of the longer one."""
    return bool(alone[" ".join(title.split())]) or text.count(title) > text.count(whole)

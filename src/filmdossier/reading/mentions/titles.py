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
    joints = pack.table("evidence")["names"]["title_joints"]
    person_joints = pack.table("evidence")["names"]["person_joints"]
    out: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        last = out[-1] if out else None
        if last and last.kind in (Kind.PERSON, Kind.CHARACTER) and name.kind is Kind.FILM:
            if text[last.span.end : name.span.start].replace("\n", " ") in person_joints:
                out[-1] = replace(name, span=last.span.joined(name.span))
                continue
        if last and last.kind in _TITLED and name.kind in (*_TITLED, Kind.PERSON, Kind.CHARACTER):
            between = text[last.span.end : name.span.start].replace("\n", " ")
            if (name.kind in _TITLED and any(between == j for j in joints)) or between == " of ":
                out[-1] = replace(last, span=last.span.joined(name.span), score=max(last.score, name.score))
                continue
            if name.kind in _TITLED and text[name.span.start].islower() and any(between + "the " == j for j in joints):
                out[-1] = replace(last, span=last.span.joined(name.span), score=max(last.score, name.score))
                continue
        out.append(name)
    return out


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

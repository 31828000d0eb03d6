"""Genres, adjectives of nationality and territories in a language whose words change with their case.

The pack lists dictionary forms; the library of word forms gives the others. A text is looked through word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.span import Span
from filmdossier.reading.morphology import load_analyser
from filmdossier.reading.word_forms import forms_of

_WORD = re.compile(r"\w+")
#: A phrase of so many words is the longest in the lexicons.
_MOST = 5


@dataclass(frozen=True)
class _Entry:
    """What a phrase is: ``genre``, ``modifier``, ``loose`` (a genre before a film noun) or a country's name."""

    kind: str
    value: str


@dataclass(frozen=True)
class _Lexicon:
    phrases: dict[tuple[str, ...], _Entry]
    begins: frozenset[str]
    halves: dict[str, str]


#: Kind, value and span of a term found.
Found = tuple[str, str, Span]


def find_inflected_terms(text: str, pack: Pack, taken: Sequence[Span] = ()) -> list[Found]:
    """The terms of a text in order, none of them inside a span that is taken."""
    lexicon = pack.made("inflected terms", lambda: _lexicon(pack))
    busy = bytearray(len(text) + 1)
    for span in taken:
        busy[span.start : span.end] = b"\1" * len(span)
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[tuple[_Entry, Span]] = []
    at = 0
    while at < len(words):
        size, entry = _longest(words, at, text, lexicon)
        span = Span(words[at][1], words[at + max(size, 1) - 1][2])
        if entry is None or any(busy[span.start : span.end]):
            at += 1
            continue
        if entry.kind == "half":
            found.append((_Entry("nationality", entry.value), span))
        elif entry.kind != "territory" or text[span.start].isupper():
            found.append((entry, span))
        at += size
    return list(_joined(text, found, pack))


def _longest(words: Sequence[tuple[str, int, int]], at: int, text: str, lexicon: _Lexicon) -> tuple[int, _Entry | None]:
    first, _, end = words[at]
    if first not in lexicon.begins:
        if first in lexicon.halves and text[end : end + 1] == "-":
            return 1, _Entry("half", lexicon.halves[first])
        return 1, None
    parts: list[str] = []
    best: tuple[int, _Entry | None] = (1, None)
    for n in range(at, min(len(words), at + _MOST)):
        if parts and text[words[n - 1][2] : words[n][1]] not in (" ", "-", "\u00a0"):
            break
        parts.append(words[n][0])
        if entry := lexicon.phrases.get(tuple(parts)):
            best = len(parts), entry
    return best


def _joined(text: str, found: Sequence[tuple[_Entry, Span]], pack: Pack) -> Iterator[Found]:
    """Modifiers join the genre behind them ("криминальная драма"); alone they are none."""
    held: list[tuple[_Entry, Span]] = []
    for entry, span in found:
        if held and text[held[-1][1].end : span.start] not in (" ", "-"):
            held = []
        if entry.kind in ("modifier", "loose"):
            held.append((entry, span))
            continue
        if entry.kind == "genre":
            whole = Span(held[0][1].start, span.end) if held else span
            yield "genre", _value(held, entry.value, pack), whole
        elif entry.kind != "noun":
            yield entry.kind, entry.value, span
        elif held and any(h.kind == "loose" for h, _ in held):
            whole = Span(held[0][1].start, span.end)
            yield "genre", _value(held, entry.value, pack), whole
        held = []


def _value(held: Iterable[tuple[_Entry, Span]], head: str, pack: Pack) -> str:
    """The dictionary form of a genre: its modifiers agree with it."""
    analyser = load_analyser(pack)
    gender = (
        next((f.gender for f in analyser.forms(head.rsplit(maxsplit=1)[-1]) if f.part == "NOUN"), "")
        if analyser
        else ""
    )
    words = []
    for entry, _ in held:
        form = next((f for f in analyser.forms(entry.value) if f.part == "ADJF"), None) if analyser else None
        words.append(analyser.nominative(form, gender, "sing") if analyser and form else entry.value)
    return " ".join((*words, head))


def _lexicon(pack: Pack) -> _Lexicon:
    table = pack.table("film_terms")
    genres, nouns = table["genres"], table["nouns"]
    phrases: dict[tuple[str, ...], _Entry] = {}

    def add(kind: str, phrase: str, value: str) -> None:
        for form in forms_of(phrase, pack):
            phrases.setdefault(tuple(_WORD.findall(form.lower())), _Entry(kind, value))

    for phrase in genres["heads"]:
        add("genre", phrase, phrase)
    for kind in ("loose", "modifiers"):
        for phrase in genres[kind]:
            add(kind.removesuffix("s"), phrase, phrase)
    for phrase in nouns["film"]:
        add("noun", phrase, phrase)
    for name, code in nationality_adjectives(pack).items():
        add("nationality", name, code)
    for name, code in territory_names(pack).items():
        add("territory", name.replace("ё", "е"), code)
    phrases = {k: v for k, v in phrases.items() if k}
    halves = dict(table.get("compounds", {}))
    for name, code in nationality_adjectives(pack).items():
        if name.endswith("ий"):
            halves.setdefault(name[:-2] + "о", code)
    return _Lexicon(phrases, frozenset(k[0] for k in phrases), halves)

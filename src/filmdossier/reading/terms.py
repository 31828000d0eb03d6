"""Words of the trade that are no names: genres, adjectives of nationality, territories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.span import Span
from filmdossier.reading.inflected_terms import find_inflected_terms
from filmdossier.reading.unspaced_nations import find_unspaced_nations


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the pack's lexicons.

    Attributes:
        kind: ``genre``, ``nationality`` or ``territory``.
        value: the genre in small letters and without "film"; the territory's code.
    """

    span: Span
    kind: str
    value: str


@dataclass(frozen=True)
class _Lexicon:
    genres: re.Pattern[str]
    nations: re.Pattern[str]
    codes: dict[str, tuple[str, str]]


def find_terms(text: str, pack: Pack, taken: Sequence[Span] = ()) -> list[Term]:
    """The terms of a text in order, none of them inside a span that is taken (by a name, say)."""
    if pack.traits.inflects_names:
        return [Term(span, kind, value) for kind, value, span in find_inflected_terms(text, pack, taken)]
    lexicon = pack.made("terms", lambda: _lexicon(pack))
    busy = bytearray(len(text) + 1)
    for span in taken:
        busy[span.start : span.end] = b"\1" * len(span)
    found = [
        Term(Span(m.start(), m.end()), "genre", _singular(m.group("genre")))
        for m in lexicon.genres.finditer(text)
        if not any(busy[m.start() : m.end()])
    ]
    if not pack.traits.spaces_between_words:
        nations = [Term(span, kind, code) for kind, code, span in find_unspaced_nations(text, pack)]
        return sorted([*found, *(t for t in nations if not any(busy[t.span.start : t.span.end]))], key=lambda t: t.span)
    for m in lexicon.nations.finditer(text):
        if not any(busy[m.start() : m.end()]):
            kind, code = lexicon.codes[" ".join(m.group().split())]
            found.append(Term(Span(m.start(), m.end()), kind, code))
    return sorted(found, key=lambda t: t.span)


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; blanks in them match any run of blanks."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in sorted(words, key=len, reverse=True))


def holds_word(words: str, wanted: Iterable[str], pack: Pack) -> bool:
    """Whether a stretch of text holds one of some words: whole ones, or any stretch where none are written apart."""
    if not pack.traits.spaces_between_words:
        return any(word in words for word in wanted)
    return any(f" {word} " in f" {words} " for word in wanted)


def _lexicon(pack: Pack) -> _Lexicon:
    genres, nouns = pack.table("film_terms")["genres"], pack.table("film_terms")["nouns"]
    heads, modifiers = alternatives(genres["heads"]), alternatives(genres["modifiers"])
    loose, film = alternatives(genres["loose"]), alternatives(nouns["film"])
    stop = rf"(?![\w-]|(?:[\s]|['’]s\s)(?:{alternatives(genres['not_before'])})\b)"
    codes = {" ".join(w.split()): ("nationality", c) for w, c in nationality_adjectives(pack).items()}
    for name, code in territory_names(pack).items():
        codes.setdefault(name, ("territory", code))
    if not pack.traits.spaces_between_words:
        stop = rf"(?!{alternatives(genres['not_before'])})"
        behind = rf"(?=(?:{loose}){{0,3}}(?:{film})(?!{alternatives(nouns['not_before'])}))"
        genre = rf"(?:{modifiers})?(?:(?:{heads}){stop}|(?:{loose})(?:{alternatives(genres['suffixes'])}|{behind}))"
        return _Lexicon(re.compile(f"(?P<genre>{genre})"), re.compile(alternatives(codes)), codes)
    named = rf"(?:(?:{modifiers})[\s-]){{0,2}}(?:{heads})(?=s?{stop})"
    before_film = rf"(?:(?:{modifiers})[\s-])?(?:{loose})(?=\s(?:{film})s?\b)"
    pattern = rf"(?i)(?<![\w-])(?P<genre>{named}|{before_film})"
    return _Lexicon(re.compile(pattern), re.compile(rf"(?<![\w.-])(?:{alternatives(codes)})(?![\w])"), codes)


def _singular(words: str) -> str:
    return " ".join(words.split()).casefold()

"""Titles that the tagger missed or was in doubt about, where the words around them tell of a film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import re2

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.terms import alternatives

#: Below this score a tagged name is left out: precision first …
LEAST_SCORE = 0.35
#: … but down to this one a title is kept where the words around it tell of a film.
FAINT_SCORE = 0.12
#: What a title is worth that the words alone tell of.
TOLD_SCORE = 0.6
#: How many characters before and behind a title are looked at.
BEFORE, AFTER = 110, 60
#: Kinds whose faint tags may be titles. A faint name of a character alone is a title where a part in it is told of.
_TITLES = (Kind.FILM, Kind.WORK)

#: A title of capitalised words and numbers. It ends before a mark, or a small word that is none of those in titles:
#: where it may or may not go on ("Low Tide in Faro"), nobody can tell.
_WORD = r"[A-Z0-9]\w*(?:['’&./-]\w+)*[!?]?"
_FIRST = rf"(?=[A-Z]|\d+/\d|\d+ [A-Z]){_WORD}"


@dataclass(frozen=True)
class _Telling:
    told: object
    likely: tuple[object, object]
    before: object
    after: object
    title: re.Pattern[str]
    going_on: re.Pattern[str]
    names: frozenset[str]


def tell_titles(text: str, sentences: Sequence[Sentence], names: Sequence[Name], pack: Pack) -> list[Name]:
    """The tagged names that are sure enough, and the titles that the words around them tell of.

    Three kinds of titles come back or in: faintly tagged ones with a film's words beside them; capitalised words
    that no tag touches, right behind words that only a title follows ("a film called Low Tide", "her role as Ada in
    Tide"); and a hero's name with the rest of a title behind a dash ("Ada Venn - The Last Summer tells the story").
    """
    sure = [n for n in names if n.score >= LEAST_SCORE]
    telling = _telling(pack)
    if telling is None:
        return sure
    lowered = text.lower() if len(text.lower()) == len(text) else text
    found = [n for n in names if FAINT_SCORE <= n.score < LEAST_SCORE and _is_told(lowered, n, telling)]
    kept = [*sure, *found]
    for sentence in sentences:
        if not sentence.heading:
            kept.extend(_untagged(text, lowered, sentence, kept, telling))
    return _with_heroes(text, lowered, sorted(kept, key=lambda n: n.span), telling)


def _is_told(lowered: str, name: Name, telling: _Telling) -> bool:
    before, after = _around(lowered, name.span)
    if name.kind in _TITLES:
        return bool(telling.told.search(before) or telling.before.search(before) or telling.after.search(after))  # type: ignore[attr-defined]
    return False


def _untagged(text: str, lowered: str, sentence: Sentence, names: Sequence[Name], telling: _Telling) -> list[Name]:
    """The titles of one sentence that no tag touches."""
    out = []
    busy = [n.span for n in names if n.span.overlaps(sentence.span)]
    for m in telling.title.finditer(text, sentence.span.start, sentence.span.end):
        span = Span(m.start("title"), m.end("title"))
        if any(span.overlaps(b) for b in busy) or m.group("title") in telling.names:
            continue
        if telling.going_on.match(text, span.end):
            continue
        before, after = _around(lowered, span)
        long = " " in m.group("title")
        if telling.told.search(before) or (long and _is_likely(before, after, telling)):  # type: ignore[attr-defined]
            out.append(Name(span, Kind.FILM, TOLD_SCORE))
    return out


def _is_likely(before: str, after: str, telling: _Telling) -> bool:
    return any(p.search(words) for p, words in zip(telling.likely, (before, after), strict=True))  # type: ignore[attr-defined]


def _with_heroes(text: str, lowered: str, names: Sequence[Name], telling: _Telling) -> list[Name]:
    out: list[Name] = []
    for name in names:
        last = out[-1] if out else None
        if (
            last
            and last.kind in (Kind.PERSON, Kind.CHARACTER)
            and name.kind in _TITLES
            and text[last.span.start : name.span.start].rstrip(" -–—") in (last.span.of(text).rstrip(" -–—"),)
            and "\n" not in text[last.span.start : name.span.start]
            and telling.after.search(_around(lowered, name.span)[1])  # type: ignore[attr-defined]
        ):
            out[-1] = Name(last.span.joined(name.span), Kind.FILM, max(TOLD_SCORE, name.score))
            continue
        out.append(name)
    return out


def _around(lowered: str, span: Span) -> tuple[str, str]:
    # What stands above a heading's or paragraph's end tells nothing.
    line = lowered[max(0, span.start - BEFORE) : span.start].rpartition("\n\n")[2]
    return re.sub(r"\s+", " ", line), re.sub(r"\s+", " ", lowered[span.end : span.end + AFTER]).replace("’", "'")


def _telling(pack: Pack) -> _Telling | None:
    return pack.made("told titles", lambda: _compiled(pack))


def _compiled(pack: Pack) -> _Telling | None:
    table = pack.table("evidence")
    if "told" not in table["film"]:
        return None
    nouns, named = pack.table("film_terms"), table["names"]
    genres = alternatives(nouns["genres"]["heads"]).replace(r"\s{1,3}", " ")
    small = alternatives(named["in_titles"])
    title = rf"(?<![\w'’/.-])(?P<title>{_FIRST}(?::? (?:(?:{small}) ){{0,2}}{_WORD}){{0,7}})(?![\w/-])"
    return _Telling(
        re2.compile(table["film"]["told"].replace("{genre}", genres)),
        (re2.compile(table["film"]["likely_before"]), re2.compile(table["film"]["likely_after"])),
        re2.compile(table["film"]["before"]),
        re2.compile(table["film"]["after"]),
        re.compile(title),
        re.compile(rf"(?:,? (?:{alternatives(named['may_go_on'])}) (?:[a-z]+ )?|['’]s? | [-–—] )[A-Z0-9]"),
        frozenset(nationality_adjectives(pack)).union(
            territory_names(pack), *(named[k] for k in ("no_titles", "not_first", "known_award", "known_organisation"))
        ),
    )

"""Names as tagged, and where exactly they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span

_BLANKS_AND_MARKS = " \n\t,;:\"“”'‘’(-–—"
#: What a title may run on in without a blank: "9" in "9/11".
_TAIL = re.compile(r"/\w{1,8}")
#: A dash between blanks ends a person's name.
_DASH = re.compile(r"\s[-–—]\s")
#: What is joined by a hyphen to the front of a name.
_COMPOUND = re.compile(r"(?<![\w-])(?:\w+-){1,3}$")
#: A word in small letters before a capital.
_SMALL_FIRST = re.compile(r"([a-z-]+)\s(?=[A-Z0-9])")
_WORD = re.compile(r"[\w&][\w.&'’-]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as tagged, before it is known whose it is."""

    span: Span
    kind: Kind
    score: float


def clean_names(text: str, names: Iterable[Name], pack: Pack) -> list[Name]:
    """The names without what hangs on them: possessives, honorifics, articles in small letters, marks.

    A name that was only that is dropped.
    """
    return [n for n in (_clean(text, n, pack) for n in names) if n]


def _clean(text: str, name: Name, pack: Pack) -> Name | None:
    table, evidence = pack.table("names"), pack.table("evidence")["names"]
    start, end = name.span.start, name.span.end
    while start < end and not (text[start].isalnum() or text[start] in "¡¿#"):
        start += 1
    while end > start and text[end - 1] in _BLANKS_AND_MARKS:
        end -= 1
    for mark in table["possessives"]:
        if text[start:end].endswith(mark) and len(mark) > 1 and end - start > len(mark):
            end -= len(mark)
            break
    if name.kind in (Kind.PERSON, Kind.CHARACTER):
        if dash := _DASH.search(text, start, end):
            end = dash.start()
        for title in table["honorifics"]:
            if text.startswith(title + " ", start, end):
                start += len(title) + 1
    first = re.match(r"(\w+)\s", text[start:end])
    if name.kind is not Kind.FILM and first and first.group(1) == "the":
        start += first.end()
    elif first and first.group(1) in evidence["not_first"] and name.kind is Kind.FILM:
        rest = text[start + first.end() : end]
        if rest[:1].isupper() and _stands_alone(text, rest, text[start:end]):
            start += first.end()
    if (
        name.kind is Kind.FILM
        and (noun := _SMALL_FIRST.match(text, start, end))
        and noun.group(1) in _genre_words(pack)
    ):
        start = noun.end()
    last = re.search(r"\s([a-z]+)$", text[start:end])
    if last and (
        last.group(1) in evidence["inside"] or _stands_alone(text, text[start : start + last.start()], text[start:end])
    ):
        end = start + last.start()
    if name.kind is Kind.FILM and (tail := _TAIL.match(text, end)):
        end = tail.end()
    lone = text[start:end]
    if name.kind is Kind.FILM and (len(lone) < 2 or lone.casefold() in _genre_words(pack)):
        return None
    if (
        end <= start
        or not any(c.isalnum() for c in lone)
        or lone in evidence["not_first"]
        or lone in evidence["inside"]
    ):
        return None
    return Name(Span(start, end), name.kind, name.score)


def _genre_words(pack: Pack) -> frozenset[str]:
    return pack.made("genre words", lambda: frozenset(pack.table("film_terms")["genres"]["heads"]))


def _stands_alone(text: str, part: str, whole: str) -> bool:
    """Whether a part of a name stands elsewhere without the rest of it, so that the rest is no part of the name."""
    return text.count(part) > text.count(whole)


def join_long_names(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Institutions, festivals and awards whose parts were tagged one by one become one name again.

    "Central Academy", "Culture", "Tourism Administration" joined by small words are one name, of the kind that its
    last word shows.
    """
    table = pack.table("evidence")["names"]
    inside = frozenset(table["inside"])
    kinds = {word: Kind(kind) for kind in ("event", "award", "organisation") for word in table[kind]}
    joinable = {Kind.ORGANISATION, Kind.EVENT, Kind.AWARD, Kind.PLACE, Kind.WORK, Kind.FILM}
    prizes = frozenset(n.span.start for n in names if n.kind is Kind.AWARD)
    out: list[Name] = []
    for tagged in sorted(names, key=lambda n: n.span):
        name = _widened(text, tagged, kinds, inside, prizes, table["title_tails"])
        last = out[-1] if out else None
        if last and last.span.overlaps(name.span):
            if len(name.span) > len(last.span):
                out[-1] = name
            continue
        if last and last.kind in joinable and name.kind in joinable and Kind.PLACE is not name.kind:
            between = text[last.span.end : name.span.start]
            ends = kinds.get(_words(text, name.span)[-1])
            if (
                ends
                and between.strip(" ()") in inside | {""}
                and between != ""
                and "," not in between
                and last.kind is not Kind.FILM
                and not (last.kind is Kind.AWARD and name.kind is Kind.AWARD)
            ):
                out[-1] = Name(last.span.joined(name.span), ends, max(last.score, name.score))
                continue
        out.append(name)
    return out


def _widened(
    text: str,
    name: Name,
    kinds: dict[str, Kind],
    inside: frozenset[str],
    prizes: frozenset[int],
    tails: list[str],
) -> Name:
    """A name that runs on in capitals to one of the telling last words takes them in, but not another award's name."""
    if name.kind in (Kind.PERSON, Kind.CHARACTER, Kind.FILM, Kind.WORK):
        return name
    end, kind = name.span.end, None
    at = end
    for _ in range(7):
        m = re.compile(r"[ \n]\(?([\w&][\w.&’'-]*)\)?").match(text, at)
        if not m or m.start(1) in prizes or not (m.group(1)[0].isupper() or m.group(1) in inside):
            break
        at = m.end()
        if m.group(1) in kinds:
            end, kind = m.end(1), kinds[m.group(1)]
    if not kind:
        return name
    # "China-Russia Years of Culture": the whole compound in front, and what the last word is of.
    front = _COMPOUND.search(text, max(0, name.span.start - 40), name.span.start)
    of = next((tail for tail in tails if text.startswith(tail, end)), None)
    word = _WORD.match(text, end + len(of)) if of else None
    if word and word.group()[0].isupper():
        end = word.end()
    return replace(name, span=Span(front.start() if front else name.span.start, end), kind=kind)


def _words(text: str, span: Span) -> list[str]:
    return _WORD.findall(span.of(text)) or [""]

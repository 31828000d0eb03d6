"""Mentions of a document whose language sets titles off with marks and changes names with their case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.inflection import possible_nominatives
from filmdossier.reading.mentions.inflected import People, cluster_inflected, cluster_titles
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.mentions.quoted import find_quoted, name_quoted, title_key
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.word_forms import dictionary_words

#: Least score of a tagged name, and of a title that stands in no marks.
LEAST, LEAST_BARE = 0.35, 0.6
_TITLES = (Kind.FILM, Kind.WORK)
_PEOPLE = (Kind.PERSON, Kind.CHARACTER)
_MARKS = " \n\t,;:\"“”„«»'‘’()-–—."
_CAPITAL = re.compile(r"(?<![\w-])[А-ЯA-Z][\w-]+")
#: A title in another language in brackets behind one in marks, perhaps with a year.
_ALIAS = re.compile(r"[»”“\"] ?\((?P<alias>[^()\n]{0,10}[A-ZÀ-Ý][^()\n]{0,80}?)(?:[,;]? (?:19|20)\d\d)?\)")
#: A dash between blanks ends a person's name.
_DASH = re.compile(r"\s[-–—]\s")
#: Common words before a name ("жюри 40-го Московского кинофестиваля") are no part of it.
_COMMON = re.compile(r"(?:(?!\d)[^\WA-ZА-Я][\w-]*(?:\s|$))*")
_COMMON_BEFORE = frozenset({Kind.ORGANISATION, Kind.EVENT, Kind.AWARD, Kind.PLACE})
#: Two prizes are two names.
_AND = re.compile(r" и (?=[а-яА-Я«])")
_GOES_ON = re.compile(r"(?P<name>[^А-я«»]*[A-Za-z][^А-я«»]*?) [а-я]")
_FOLLOWING = re.compile(r"[\w.-]+(?:,? [\w.-]+){0,4}")
_DASHED = re.compile(r" [-–—] $")
_FEW = 4


def assemble_marked(text: str, sentences: Sequence[Sentence], names: Iterable[Name], pack: Pack) -> list[Mention]:
    """The mentions of a document, in order and without overlaps."""
    text = text.replace("\u00a0", " ")
    sure = [n for n in (_trimmed(text, n) for n in names) if n and n.score >= LEAST]
    quoted = find_quoted(text, sentences, pack)
    governed = frozenset(q.span for q in quoted if q.governed)
    told = frozenset(q.span for q in quoted if q.kind and not q.listed)
    named = name_quoted(text, quoted, sure, pack)
    named = list(_without_common_prizes(text, _without_bare_titles(text, named), pack))
    named = _with_known(text, named, pack)
    named = _settled(text, named, pack)
    named = _without_brackets(text, named)
    named = [*named, *_surnames(text, named, pack), *_aliases(text, named)]
    named = _apart(_split_people(text, named, pack))
    mentions: list[Mention] = []
    for kind in Kind:
        of_kind = {n.span: n.score for n in named if n.kind is kind}
        spans = sorted(of_kind)
        if kind in _PEOPLE:
            clusters = People(text, pack).clusters(spans)
        elif kind in _TITLES:
            clusters = cluster_titles(text, spans, governed, told, pack)
        else:
            clusters = cluster_inflected(text, spans, kind, pack)
        for number, (name, found) in enumerate(clusters):
            mentions.extend(Mention(s, kind, number, name, score=of_kind[s]) for s in found)
    return sorted(mentions, key=lambda m: m.span)


def _trimmed(text: str, name: Name) -> Name | None:
    """A name without the marks and blanks around it; one that holds a line break ends there."""
    start, end = name.span.start, name.span.end
    if "\n" in text[start:end]:
        end = text.index("\n", start)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS and not _closes(text, start, end):
        end -= 1
    if name.kind in _PEOPLE and (dash := _DASH.search(text, start, end)):
        end = dash.start()
    # A name in Latin letters does not go on in small Cyrillic ones.
    if foreign := _GOES_ON.match(text[start:end]):
        end = start + foreign.end("name")
    if name.kind is Kind.AWARD and (joint := _AND.search(text, start, end)):
        end = joint.start()
    if name.kind in _COMMON_BEFORE:
        start += len(_COMMON.match(text[start:end]).group())  # type: ignore[union-attr]
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return Name(Span(start, end), name.kind, name.score)


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the last character belongs to the name: the mark or bracket that it opens itself, an initial's stop."""
    last, words = text[end - 1], text[start:end]
    if last in "»)":
        return words.count("«»"["»".index(last)] if last == "»" else "(") > 0
    return last == "." and end - start > 2 and text[end - 3] in " ." and text[end - 2].isupper()


def _without_bare_titles(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names without titles that stand in no marks, unless the tagger is sure of one in Latin letters."""
    for n in names:
        if (
            n.kind not in _TITLES
            or text[n.span.start - 1 : n.span.start] in ("«", "„", '"', "“")
            or (n.score >= LEAST_BARE and re.match(r"[A-Z0-9]", text[n.span.start]))
        ):
            yield n


def _without_common_prizes(text: str, names: Iterable[Name], pack: Pack) -> Iterator[Name]:
    """The names without prizes called by common words ("Приз за лучшую режиссуру"), which are read as words.

    What calls itself a festival is an event.
    """
    table = pack.table("evidence")["names"]
    prizes, events = frozenset(table["common_prizes"]), frozenset(table["events"])
    for n in names:
        if n.kind is Kind.AWARD and text[n.span.start - 1 : n.span.start] not in ("«", '"', "„", "“"):
            first = re.match(r"[\w-]+", text[n.span.start : n.span.end])
            if first and not dictionary_words(first.group().lower(), pack).isdisjoint(prizes):
                continue
        if n.kind in _COMMON_BEFORE and any(
            not dictionary_words(w.lower(), pack).isdisjoint(events) for w in re.findall(r"[\w-]+", n.span.of(text))
        ):
            yield Name(n.span, Kind.EVENT, n.score)
        else:
            yield n


def _with_known(text: str, names: Iterable[Name], pack: Pack) -> list[Name]:
    """The names with those of several words that the pack knows, in whatever case they stand without marks."""
    known = pack.made("known names", lambda: _known_names(pack))
    firsts = pack.made("known first words", lambda: frozenset(key[0] for key in known))
    out = list(names)
    for m in _CAPITAL.finditer(text):
        first = m.group().lower()
        if firsts.isdisjoint(dictionary_words(first, pack)):
            continue
        for words in _FOLLOWING.findall(text[m.start() : m.start() + 50])[:1]:
            parts = words.split(" ")
            for size in range(len(parts), 1, -1):
                whole = " ".join(parts[:size])
                kind = known.get(title_key(whole, pack))
                if kind is None:
                    continue
                span = Span(m.start(), m.start() + len(whole))
                if not any(n.span.overlaps(span) and len(n.span) > len(span) for n in out):
                    out = [n for n in out if not n.span.overlaps(span)] + [Name(span, kind, 0.9)]
                break
    return sorted(out, key=lambda n: n.span)


def _known_names(pack: Pack) -> dict[tuple[str, ...], Kind]:
    table = pack.table("evidence")["known"]
    found = {title_key(n, pack): Kind(kind) for kind, names in table.items() for n in names}
    return {key: kind for key, kind in found.items() if len(key) > 1}


def _settled(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, each of the kind that most of the tagger's scores speak for wherever a form of it stands."""
    votes: dict[tuple[str, ...], dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    keys = [tuple(min(dictionary_words(w.lower(), pack)) for w in n.span.of(text).split()) for n in names]
    for n, key in zip(names, keys, strict=True):
        votes[key][n.kind] += n.score
    out = []
    for n, key in zip(names, keys, strict=True):
        kind = n.kind
        if kind not in _TITLES:
            kind = max(votes[key].items(), key=lambda v: (v[1], v[0] is n.kind))[0]
        out.append(n if kind is n.kind or kind in _TITLES else Name(n.span, kind, n.score))
    return out


def _without_brackets(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without those that only spell the one before the bracket in other letters."""
    people = {n.span.end for n in names if n.kind in _PEOPLE}
    return [
        n
        for n in names
        if not (
            n.kind in _PEOPLE
            and (
                (text[n.span.start - 1 : n.span.start] == "(" and n.span.start - 2 in people)
                or (
                    _DASHED.search(text[max(0, n.span.start - 3) : n.span.start])
                    and n.span.start - 3 in people
                    and text[n.span.start] < "\u0250"
                )
            )
            and text[n.span.end : n.span.end + 1] in (")", ",")
        )
    ]


def _aliases(text: str, names: Sequence[Name]) -> Iterator[Name]:
    for n in names:
        if n.kind in _TITLES and (m := _ALIAS.match(text, n.span.end)):
            yield Name(Span(*m.span("alias")), n.kind, n.score)


def _surnames(text: str, names: Sequence[Name], pack: Pack) -> Iterator[Name]:
    """The places where a form of the surname of somebody named in full stands alone and untagged."""
    known = [
        possible_nominatives(words[-1], pack)
        for n in names
        if n.kind is Kind.PERSON and len(words := n.span.of(text).split()) > 1 and words[-1].isalpha()
    ]
    if not known:
        return
    surnames = frozenset().union(*known)
    begins = {s[:_FEW] for s in surnames if len(s) >= _FEW}
    busy = bytearray(len(text) + 1)
    for n in names:
        busy[n.span.start : n.span.end] = b"\1" * len(n.span)
    for m in _CAPITAL.finditer(text):
        if busy[m.start()] or m.group()[:_FEW].lower() not in begins:
            continue
        if text[m.end() : m.end() + 1] == " " and text[m.end() + 1 : m.end() + 2].isupper():
            continue
        if possible_nominatives(m.group(), pack).isdisjoint(surnames):
            continue
        yield Name(Span(m.start(), m.end()), Kind.PERSON, 0.6)


def _split_people(text: str, names: Sequence[Name], pack: Pack) -> Iterator[Name]:
    """The names, a surname parted from the full name before it where somebody else in the article bears it."""
    full: dict[str, frozenset[str]] = {}
    for n in names:
        words = n.span.of(text).split()
        if n.kind is Kind.PERSON and len(words) == 2:
            full[words[0].lower()] = possible_nominatives(words[1], pack)
    for n in names:
        words = n.span.of(text).split()
        if n.kind is not Kind.PERSON or len(words) != 3 or words[1].lower().endswith(_patronymics(pack)):
            yield n
            continue
        last = possible_nominatives(words[2], pack)
        owners = [first for first, surnames in full.items() if not surnames.isdisjoint(last)]
        if not owners or any(w.lower() in owners for w in words) or words[2].lower() not in last:
            yield n
            continue
        cut = n.span.end - len(words[2])
        yield Name(Span(n.span.start, cut - 1), n.kind, n.score)
        yield Name(Span(cut, n.span.end), n.kind, n.score)


def _patronymics(pack: Pack) -> tuple[str, ...]:
    return tuple(pack.table("names")["patronymics"])


def _apart(names: Iterable[Name]) -> list[Name]:
    out: list[Name] = []
    for n in sorted(names, key=lambda n: (n.span.start, -n.span.end, -n.score)):
        if out and n.span.start < out[-1].span.end:
            continue
        out.append(n)
    return out

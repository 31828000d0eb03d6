"""Names in a text whose words are not written apart: cleaned, made consistent, found wherever else they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.languages.territories import territory_names
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.mentions.listed import find_listed_people
from filmdossier.reading.mentions.marked import find_marked_titles, foreign_titles, title_key
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.mentions.unspaced_bounds import mend_bounds
from filmdossier.reading.mentions.unspaced_clusters import cluster_people, cluster_titles

#: Below this score a tagged name is left out.
LEAST_SCORE = 0.35
#: A title that no mark shows must be so sure.
SURE_TITLE = 0.8
#: What telling words beside a name are worth, against a tag that the tagger is sure of (1).
WORTH = 0.8
#: How many code points beside a name are looked at.
BEFORE, AFTER = 12, 12
#: A name of so many characters is looked for wherever it stands …
LONG_NAME = 3
#: … and a shorter one where its tags together are so sure.
SURE_SHORT = 0.9
#: Characters of a name that the tagger may have cut short.
_CUT = 2
_PEOPLE = (Kind.PERSON, Kind.CHARACTER)
_EDGES = " \n\t,;:，、；：。！？…·•・-—–()（）“”‘’\"'《》〈〉「」『』[]"


@dataclass(frozen=True)
class _Words:
    before: dict[Kind, Any]
    after: dict[Kind, Any]
    settled: dict[Kind, Any]
    roles_before: Any
    roles_after: Any
    called: re.Pattern[str]
    parts: re.Pattern[str]
    common: frozenset[str]
    completes: re.Pattern[str]
    no_last: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]


def assemble_unspaced(text: str, names: Iterable[Name], pack: Pack) -> list[Mention]:
    """The mentions of a document whose words are not written apart, in order and without overlaps."""
    words = pack.made("unspaced names", lambda: _words(pack))
    tagged = [n for n in names if n.score >= LEAST_SCORE]
    titles = find_marked_titles(text, tagged, pack)
    titles += foreign_titles(text, titles)
    kept = mend_bounds(text, _cleaned(text, _outside(text, tagged, titles), words), pack)
    kept += find_listed_people(text, [*kept, *titles], pack)
    agreed = _agreed(text, kept, words)
    found = [*titles, *_spread(text, agreed, titles, words)]
    found += _short_forms(text, found, words)
    mentions: list[Mention] = []
    for kind in Kind:
        of_kind = sorted(n.span for n in found if n.kind is kind)
        scores = {n.span: n.score for n in found if n.kind is kind}
        clusters = (
            cluster_people(text, of_kind, pack)
            if kind in _PEOPLE
            else cluster_titles(text, of_kind, pack)
            if kind in (Kind.FILM, Kind.WORK)
            else _equal(text, of_kind)
        )
        for number, (name, spans) in enumerate(clusters):
            mentions.extend(Mention(s, kind, number, name, score=scores[s]) for s in spans)
    return sorted(mentions, key=lambda m: m.span)


def _outside(text: str, names: Sequence[Name], titles: Sequence[Name]) -> list[Name]:
    """The names that no marked title touches; titles without marks only where the tagger is sure of them.

    In an article that sets titles off, a film without marks is one that stands in them elsewhere.
    """
    out = []
    films = {title_key(t.span.of(text)) for t in titles if t.kind is Kind.FILM}
    for name in names:
        if name.kind in (Kind.FILM, Kind.WORK) and name.score < SURE_TITLE:
            continue
        if name.kind is Kind.FILM and films and not _is_one_of(title_key(name.span.of(text)), films):
            continue
        if not any(t.span.start - 1 < name.span.end and name.span.start < t.span.end + 1 for t in titles):
            out.append(name)
    return out


def _is_one_of(title: str, films: set[str]) -> bool:
    return bool(title) and any(film.startswith(title) or film.endswith(title) for film in films)


def _cleaned(text: str, names: Iterable[Name], words: _Words) -> list[Name]:
    """The names without marks and without the roles that hang on people's."""
    out = []
    for name in names:
        start, end = name.span.start, name.span.end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if name.kind is Kind.PERSON:
            if (m := words.roles_before.match(text[start:end])) and end - start - m.end() > 1:
                start += m.end()
            if (m := words.roles_after.search(text[start:end])) and m.start() > 1:
                end = start + m.start()
            if (
                end - start == _CUT
                and text[start] in words.surnames
                and (m := words.completes.match(text[end : end + 8]))
            ):
                end += m.group("last") not in words.no_last
        if end > start and any(c.isalnum() for c in text[start:end]) and text[start:end] not in words.common:
            out.append(replace(name, span=Span(start, end)))
    return out


def _agreed(text: str, names: Sequence[Name], words: _Words) -> list[Name]:
    """The names, each of the kind that the whole document speaks for."""
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    places = Counter(n.span.of(text) for n in names)
    for name in names:
        key = name.span.of(text)
        votes[key][name.kind] += name.score / places[key]
        before, after = text[max(0, name.span.start - BEFORE) : name.span.start], text[name.span.end :][:AFTER]
        for kind in words.before:
            if words.before[kind].search(before) or words.after[kind].search(after):
                votes[key][kind] += WORTH / places[key]
        if key in words.places:
            votes[key][Kind.PLACE] += 2 * WORTH / places[key]
        for kind, pattern in words.settled.items():
            if pattern.search(key):
                votes[key][kind] += 2 * WORTH / places[key]
    out = []
    for name in names:
        sums = votes[name.span.of(text)]
        out.append(replace(name, kind=max(sorted(sums), key=lambda k: sums[k])))
    return out


def _spread(text: str, names: Sequence[Name], titles: Sequence[Name], words: _Words) -> list[Name]:
    """The names, also where the tagger missed them or cut them short; none overlaps another or a title."""
    best: dict[str, Name] = {}
    sure: Counter[str] = Counter()
    for name in names:
        key = name.span.of(text)
        sure[key] += name.score  # type: ignore[assignment]
        if key not in best or name.score > best[key].score:
            best[key] = name
    busy = _Busy(text, [t.span for t in titles])
    out = []
    for key in sorted(best, key=lambda k: (-len(k), k)):
        wide = len(key) >= LONG_NAME or (sure[key] >= SURE_SHORT and best[key].kind in _PEOPLE)
        own = {n.span.start for n in names if n.span.of(text) == key}
        for at in busy.places(key) if wide else sorted(own):
            span = Span(at, at + len(key))
            if busy.take(span):
                out.append(replace(best[key], span=span, score=best[key].score * (1 if at in own else 0.95)))
    return out


def _short_forms(text: str, names: Sequence[Name], words: _Words) -> list[Name]:
    """Given names, last names and surnames with a role that stand for people named in full elsewhere."""
    full = {n.span.of(text) for n in names if n.kind is Kind.PERSON and n.score >= SURE_TITLE}
    known = {n.span.of(text) for n in names}
    short = {part for name in full for part in short_forms(name, words.parts)} - known - words.common
    busy = _Busy(text, [n.span for n in names])
    out = []
    for form in sorted(short, key=lambda s: (-len(s), s)):
        for at in busy.places(form):
            if busy.take(span := Span(at, at + len(form))):
                out.append(Name(span, Kind.PERSON, SURE_TITLE))
    surnames = {name[0] for name in full if len(name) <= 3}
    for m in words.called.finditer(text):
        if m.group("surname") in surnames and busy.take(span := Span(m.start(), m.end())):
            out.append(Name(span, Kind.PERSON, SURE_TITLE))
    return out


def short_forms(name: str, parts: re.Pattern[str]) -> Iterator[str]:
    """What a full name is cut down to: the given name of two characters, the last part of a foreign name."""
    pieces = [p for p in parts.split(name) if p]
    if len(pieces) > 1:
        if len(pieces[-1]) > 1:
            yield pieces[-1]
    elif len(name) == 3 and not name.isascii():
        yield name[1:]


class _Busy:
    """Which code points of a text are taken by a name."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.text, self.taken = text, bytearray(len(text))
        for span in spans:
            self.taken[span.start : span.end] = b"\1" * len(span)

    def places(self, words: str) -> Iterator[int]:
        """Where words stand; Latin ones not inside a longer word."""
        at = self.text.find(words)
        while at >= 0:
            beside = self.text[max(0, at - 1) : at] + self.text[at + len(words) : at + len(words) + 1]
            if not (words.isascii() and any(c.isascii() and c.isalpha() for c in beside)):
                yield at
            at = self.text.find(words, at + len(words))

    def take(self, span: Span) -> bool:
        """Takes a span if nothing of it is taken."""
        if any(self.taken[span.start : span.end]):
            return False
        self.taken[span.start : span.end] = b"\1" * len(span)
        return True


def _equal(text: str, spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(span.of(text).casefold(), []).append(span)
    return [(found[0].of(text), found) for found in by_name.values()]


def _words(pack: Pack) -> _Words:
    evidence, names = pack.table("evidence"), pack.table("names")
    told = (Kind.PERSON, Kind.CHARACTER)
    settled = {Kind(k): re2.compile(p) for k, p in evidence["settled"].items()}
    roles = "|".join(sorted(map(re.escape, names["roles"]), key=lambda r: (-len(r), r)))
    return _Words(
        {k: re2.compile(evidence[k.value]["before"]) for k in told},
        {k: re2.compile(evidence[k.value]["after"]) for k in told},
        settled,
        re2.compile(f"^(?:{roles})"),
        re2.compile(f"(?:{roles})$"),
        re.compile(names["called"]),
        re.compile(f"[{re.escape(names['part_marks'])}]"),
        frozenset(names["common_words"]),
        re.compile(names.get("completes", r"(?!)")),
        frozenset(names.get("no_last", "")),
        frozenset(names.get("surnames", ())),
        frozenset(pack.table("territories")["cities"]) | frozenset(territory_names(pack)),
    )

"""Titles that stand in marks of their own (《…》): whether each is of a film, of another work, or of a periodical.

In languages whose press sets titles off, every title is a mention and only its kind is in doubt. The words beside it
tell ("the TV series 《…》", "《…》 opens"), also for the titles listed with it; so does what the tagger takes it for. A
title is of one kind throughout an article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name

#: How many code points a title may have, and how many beside it are looked at.
LONGEST, BEFORE, AFTER = 40, 24, 24
#: What telling words beside a title are worth, against a tag that the tagger is sure of (1) …
WORTH = 1.0
#: … and what it is worth that the article speaks more of one kind than of others.
SUBJECT = 0.4
#: … and verbs that films share with series.
WEAK = 0.5
#: How sure a title is that marks show.
SCORE = 0.9
_KINDS = (Kind.FILM, Kind.WORK, Kind.ORGANISATION)
#: A title in other letters right behind one in marks, in brackets or not: 《…》(Low Tide).
_FOREIGN = re.compile(r"\s?\(?\s?(?P<title>[A-Za-z][A-Za-z0-9 '’:!?&,.…-]{1,60}[A-Za-z0-9.…!?])\s?(?P<rest>\)?)")


@dataclass(frozen=True)
class _Words:
    marks: re.Pattern[str]
    before: dict[Kind, Any]
    after: dict[Kind, Any]
    named: dict[Kind, Any]
    subject: dict[Kind, Any]
    joints: frozenset[str]
    weak: Any


def find_marked_titles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The titles in marks, each a film, a work or an organisation (a newspaper, say), in order.

    Args:
        text: the article as it is read.
        names: what the tagger found; those inside a title's marks speak for its kind.
        pack: gives the marks and the words beside them.
    """
    words = pack.made("marked titles", lambda: _words(pack))
    found = [m for m in words.marks.finditer(text) if m.group().strip("《》〈〉 ")]
    spans = [_within(text, m) for m in found]
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for run in _runs(text, found, words):
        told = _told(text, found[run[0]].start(), found[run[-1]].end(), words)
        for index in run:
            title = title_key(spans[index].of(text))
            # What stands beside a title itself counts more than what stands beside its list.
            own = _told(text, found[index].start(), found[index].end(), words) if len(run) > 1 else ()
            for kind in (*told, *own):
                votes[title][kind] += WORTH
            if words.weak and words.weak.search(text[max(0, found[run[0]].start() - BEFORE) : found[run[0]].start()]):
                votes[title][Kind.FILM] += WEAK
    places = Counter(title_key(span.of(text)) for span in spans)
    for span, name in _tagged(spans, names):
        title = title_key(span.of(text))
        votes[title][name.kind] += name.score / places[title]
    subject = _subject(text, words)
    out = []
    for span in spans:
        title = span.of(text)
        sums = dict(votes[title_key(title)])
        sums[subject] = sums.get(subject, 0.0) + SUBJECT
        named = next((kind for kind, pattern in words.named.items() if pattern.search(title)), None)
        kind = named or max(sorted(sums), key=lambda k: sums[k])
        out.append(Name(span, kind, SCORE))
    return out


def _tagged(spans: Sequence[Span], names: Sequence[Name]) -> Iterator[tuple[Span, Name]]:
    """The titles with what the tagger takes them for."""
    starts = [s.start for s in spans]
    for name in names:
        at = bisect_right(starts, name.span.end - 1) - 1
        if name.kind in _KINDS and at >= 0 and spans[at].overlaps(name.span):
            yield spans[at], name


def foreign_titles(text: str, titles: Sequence[Name]) -> list[Name]:
    """Titles in Latin letters right behind the film's title in marks."""
    out = []
    for name in titles:
        close = name.span.end
        while close < len(text) and text[close] not in "》〉":
            close += 1
        m = _FOREIGN.match(text, close + 1) if name.kind is Kind.FILM else None
        opened = m is not None and "(" in text[close + 1 : m.start("title")]
        if m and (opened or text[m.end() : m.end() + 1].isdigit()):
            out.append(Name(Span(m.start("title"), m.end("title")), Kind.FILM, SCORE))
    return out


def title_key(title: str) -> str:
    """A title's letters and digits alone, in small letters, by which titles are compared."""
    return "".join(c for c in title.casefold() if c.isalnum())


def _within(text: str, m: re.Match[str]) -> Span:
    start, end = m.start() + 1, m.end() - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _runs(text: str, found: Sequence[re.Match[str]], words: _Words) -> list[list[int]]:
    """The titles of one list together, as indices."""
    runs: list[list[int]] = []
    for index, m in enumerate(found):
        if runs and text[found[index - 1].end() : m.start()].strip() in words.joints:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _told(text: str, start: int, end: int, words: _Words) -> list[Kind]:
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    return [k for k in _KINDS if words.before[k].search(before) or words.after[k].search(after)]


def _subject(text: str, words: _Words) -> Kind:
    counts = {kind: len(pattern.findall(text)) for kind, pattern in words.subject.items()}
    return max(sorted(counts, key=_KINDS.index), key=lambda kind: counts[kind])


def _words(pack: Pack) -> _Words:
    table = pack.table("evidence")["titles"]
    pairs = [
        re.escape(pair[0]) + f"[^{pair[0]}{pair[1]}\\n]{{1,{LONGEST}}}" + re.escape(pair[1])
        for pair in pack.traits.title_marks
    ]

    def compiled(key: str) -> dict[Kind, Any]:
        return {k: re2.compile(table[k.value][key]) for k in _KINDS if key in table[k.value]}

    joints, weak = frozenset(table["joints"]), table["film"].get("weak")
    before, after, named, subject = (compiled(k) for k in ("before", "after", "named", "subject"))
    return _Words(
        re.compile("|".join(pairs)), before, after, named, subject, joints, re2.compile(weak) if weak else None
    )

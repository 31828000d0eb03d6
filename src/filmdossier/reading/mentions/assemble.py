"""Tagged names become mentions of entities: cleaned, made consistent over the document, and clustered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.mentions.clusters import cluster_films, cluster_names, cluster_persons
from filmdossier.reading.sentences import Sentence

#: Below this score a tagged name is left out: precision first.
LEAST_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as tagged, before it is known whose it is."""

    span: Span
    kind: Kind
    score: float


def assemble_mentions(text: str, sentences: Sequence[Sentence], names: Iterable[Name], pack: Pack) -> list[Mention]:
    """The mentions of a document, in order and without overlaps.

    A name of several words is one kind of thing throughout the document (the kind with the greatest sum of scores), and is a
    mention wherever it stands. Surnames and titles cut short join the entity whose fuller name the document gives.
    """
    cleaned = [n for n in (_clean(text, n, pack) for n in names) if n and n.score >= LEAST_SCORE]
    agreed = _spread(text, _agree(text, cleaned))
    headings = [s.span for s in sentences if s.heading]
    mentions: list[Mention] = []
    for kind in Kind:
        of_kind = [n.span for n in agreed if n.kind is kind]
        scores = {n.span: n.score for n in agreed if n.kind is kind}
        if kind in (Kind.PERSON, Kind.CHARACTER):
            clusters = cluster_persons(text, of_kind, pack)
        elif kind in (Kind.FILM, Kind.WORK):
            clusters = cluster_films(text, of_kind, headings, pack)
        else:
            clusters = cluster_names(text, of_kind)
        for number, (name, spans) in enumerate(clusters):
            mentions.extend(Mention(s, kind, number, name, score=scores[s]) for s in spans)
    return sorted(mentions, key=lambda m: m.span)


def _clean(text: str, name: Name, pack: Pack) -> Name | None:
    table = pack.table("names")
    start, end = name.span.start, name.span.end
    while start < end and not (text[start].isalnum() or text[start] in "¡¿#"):
        start += 1
    words = text[start:end]
    for mark in table["possessives"]:
        if words.endswith(mark) and len(words) > len(mark) and (len(mark) > 1 or text[end - 2] == "s"):
            end -= len(mark)
            break
    while end > start and text[end - 1] in " \n\t,;:\"“”'‘’(":
        end -= 1
    if name.kind is Kind.PERSON:
        for title in table["honorifics"]:
            if text.startswith(title + " ", start, end):
                start += len(title) + 1
    if name.kind is not Kind.FILM and text.startswith("the ", start, end):
        start += 4
    if end - start < 1 or not any(c.isalnum() for c in text[start:end]):
        return None
    return Name(Span(start, end), name.kind, name.score)


def _fold(words: str) -> str:
    return " ".join(words.split())


def _agree(text: str, names: list[Name]) -> list[Name]:
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for n in names:
        votes[_fold(n.span.of(text))][n.kind] += n.score
    out = []
    for n in names:
        words = _fold(n.span.of(text))
        kind = n.kind
        if " " in words and len(votes[words]) > 1:
            kind = max(votes[words].items(), key=lambda v: (v[1], v[0] is n.kind))[0]
        out.append(Name(n.span, kind, n.score))
    return out


def _spread(text: str, names: list[Name]) -> list[Name]:
    """Adds the places where a name of several words stands untagged, or was cut short by the tagger."""
    best: dict[str, Name] = {}
    for n in names:
        words = _fold(n.span.of(text))
        if " " in words and n.score >= best.get(words, Name(n.span, n.kind, 0)).score:
            best[words] = n
    out = list(names)
    for words, n in best.items():
        pattern = re.compile(r"(?<![\w-])" + re.escape(words).replace(r"\ ", r"\s{1,3}") + r"(?![\w])")
        for m in pattern.finditer(text):
            span = Span(m.start(), m.end())
            rivals = [o for o in out if o.span.overlaps(span)]
            if all(len(o.span) < len(span) and span.contains(o.span) for o in rivals):
                out = [o for o in out if o not in rivals]
                out.append(Name(span, n.kind, n.score * 0.95))
    chosen: list[Name] = []
    for n in sorted(out, key=lambda n: (n.span.start, -n.span.end, -n.score)):
        if chosen and n.span.overlaps(chosen[-1].span):
            continue
        chosen.append(n)
    return chosen

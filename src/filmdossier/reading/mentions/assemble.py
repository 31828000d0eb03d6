"""Tagged names become mentions of entities: cleaned, made consistent over the document, and clustered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.mentions.assemble_marked import assemble_marked
from filmdossier.reading.mentions.clusters import cluster_films, cluster_names, cluster_persons
from filmdossier.reading.mentions.evidence import weigh_names
from filmdossier.reading.mentions.names import Name, clean_names, join_long_names
from filmdossier.reading.mentions.nations import settle_nations
from filmdossier.reading.mentions.titles import join_titles, split_titles
from filmdossier.reading.mentions.told import tell_titles
from filmdossier.reading.mentions.unspaced import assemble_unspaced
from filmdossier.reading.sentences import Sentence

#: How sure the tagger must be of a person whose surname is looked for …
SURE_PERSON = 0.8
#: … and how many letters it must have.
SHORTEST_SURNAME = 4


def assemble_mentions(text: str, sentences: Sequence[Sentence], names: Iterable[Name], pack: Pack) -> list[Mention]:
    """The mentions of a document, in order and without overlaps.

    A name is one kind of thing throughout the document, by the tagger's scores and by what stands around it, and a
    name of several words
    is a mention wherever it stands. Surnames and titles cut short join the entity whose fuller name the document gives.
    """
    if "marked" in pack.table("evidence"):
        return assemble_marked(text, sentences, names, pack)
    if not pack.traits.spaces_between_words:
        return assemble_unspaced(text, names, pack)
    told = tell_titles(text, sentences, list(names), pack)
    cleaned = settle_nations(text, clean_names(text, told, pack), pack)
    cleaned = join_titles(text, join_long_names(text, cleaned, pack), pack)
    cleaned = split_titles(text, cleaned, pack)
    agreed = _with_article(
        text, weigh_names(text, _spread(text, _with_article(text, cleaned, pack)), sentences, pack), pack
    )
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


def _with_article(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """Titles take in the capital article before them, which taggers like to drop."""
    articles = [a for a in pack.table("names")["leading_articles"] if a[0].isupper()]
    out = []
    for n in names:
        before = next(
            (
                a
                for a in articles
                if text[: n.span.start].endswith((f" {a} ", f"\n{a} ")) or text[: n.span.start] == f"{a} "
            ),
            None,
        )
        if n.kind in (Kind.FILM, Kind.WORK) and before:
            out.append(Name(Span(n.span.start - len(before) - 1, n.span.end), n.kind, n.score))
        else:
            out.append(n)
    return out


def _fold(words: str) -> str:
    return " ".join(words.split())


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
    out.extend(_surnames(text, out))
    chosen: list[Name] = []
    for n in sorted(out, key=lambda n: (n.span.start, -n.span.end, -n.score)):
        if chosen and n.span.overlaps(chosen[-1].span):
            continue
        chosen.append(n)
    return chosen


def _surnames(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The places where the surname of somebody whom the tagger is sure of stands alone and untagged.

    Not where it may be a common word or part of another name: beside a capital, or where the text has it in small
    letters.
    """
    sure = {_fold(n.span.of(text)): n for n in names if n.kind is Kind.PERSON and n.score >= SURE_PERSON}
    surnames = {full.rsplit(" ", 1)[1] for full in sure if " " in full}
    words = set(re.findall(r"\w+", text))
    wanted = sorted(w for w in surnames if len(w) >= SHORTEST_SURNAME and w.isalpha() and w.lower() not in words)
    if not wanted:
        return
    busy = bytearray(len(text))
    for n in names:
        busy[n.span.start : n.span.end] = b"\1" * len(n.span)
    for m in re.finditer(rf"(?<![\w'’-])(?<![A-Z]\. )({'|'.join(wanted)})(?![\w-]| [A-Z0-9&])", text):
        span = Span(m.start(), m.end())
        before = text[max(0, m.start() - 30) : m.start()].split(" ")[-2:-1]
        if not any(busy[span.start : span.end]) and not (before and before[0][:1].isupper()):
            yield Name(span, Kind.PERSON, 0.6)

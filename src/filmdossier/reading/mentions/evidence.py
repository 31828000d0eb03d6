"""What the words around a name show of what it names, put beside what the tagger thinks of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import re2

from filmdossier.languages import Pack
from filmdossier.languages.people import known_people
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.eponyms import find_eponyms
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.sentences import Sentence

#: What one telling context is worth, against a tag that the tagger is sure of wherever the name stands (1).
WORTH = 0.8
#: What it is worth that the people beside a name leave it nothing but a film's title: more than any tag.
SURE = 1.5
#: What a sentence that speaks of television, stage, books or music is worth for a title in it.
OTHER_WORK = 1.0
#: What it is worth that the pack's lexicon of people knows a name.
KNOWN = 0.7
#: How many contexts of one kind count for one name.
ENOUGH = 3
#: How many characters of context are looked at.
BEFORE, AFTER = 60, 90
#: Kinds that a telling context may turn into one another.
_UNSTABLE = frozenset(Kind) - {Kind.PLACE}


@dataclass(frozen=True)
class _Contexts:
    before: Mapping[Kind, object]
    after: Mapping[Kind, object]
    owner: object
    series: object
    other_work: object
    eponymous: object
    film_noun: object
    genre_noun: object
    film_words: object
    work_words: object


def _contexts(pack: Pack) -> _Contexts:
    table = pack.table("evidence")
    kinds = (Kind.FILM, Kind.PERSON)
    return _Contexts(
        {k: re2.compile(table[k.value]["before"]) for k in kinds},
        {k: re2.compile(table[k.value]["after"]) for k in kinds},
        re2.compile(table["film"]["not_after"]),
        re2.compile(table["film"]["series"]),
        re2.compile(table["work"]["before"]),
        re2.compile(table["film"]["eponymous"]),
        re2.compile(table["film"]["noun_before"]),
        re2.compile(table["work"]["genre_before"]),
        re2.compile(table["film"]["words"]),
        re2.compile(table["work"]["words"]),
    )


def weigh_names(text: str, names: Sequence[Name], sentences: Sequence[Sentence], pack: Pack) -> list[Name]:
    """The names with the kinds that the whole document speaks for.

    Each name gathers the mean of the tagger's scores over its places and what telling contexts there are worth; the
    kind with the greatest
    sum stands at all of them. A single word that is the surname of a person in the document is that person unless its
    own context tells of a film.
    """
    lowered = text.lower() if len(text.lower()) == len(text) else text
    contexts = pack.made("evidence", lambda: _contexts(pack))
    fixed = _fixed_kinds(pack)
    names = [
        replace(n, kind=fixed[words], score=max(n.score, 0.8))
        if (words := " ".join(n.span.of(text).split())) in fixed
        else n
        for n in names
    ]
    settled = _settling_words(pack)
    told = [() if _is_settled(text, n, fixed, settled) else _told(lowered, n, contexts) for n in names]
    articles = tuple(f"{a} " for a in pack.table("names")["leading_articles"] if a[0].isupper())
    told = [
        [*(k for k in kinds if k not in (Kind.PERSON, Kind.FILM)), Kind.FILM]
        if _is_titled(text, n, articles)
        else kinds
        for n, kinds in zip(names, told, strict=True)
    ]
    surnames, known = _surnames(text, names), known_people(pack)
    eponyms = find_eponyms(text, names, pack)
    other = _other_works(text, names, sentences, contexts)
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    seen: dict[tuple[str, Kind], int] = defaultdict(int)
    places = Counter(_key(text, n.span) for n in names)
    # "ITV's comedy X" is no film's: where the sentence speaks of other works, a genre before the name shows nothing.
    weak = [o and bool(contexts.genre_noun.search(_before(lowered, n.span))) for n, o in zip(names, other, strict=True)]  # type: ignore[attr-defined]
    called = {_key(text, n.span) for n in names if contexts.film_noun.search(_before(lowered, n.span))}  # type: ignore[attr-defined]
    # Nor do words behind the name of a series or an opera.
    none = [_key(text, n.span) not in called and _is_no_film(lowered, n.span, contexts) for n in names]
    told = [
        [k for k in kinds if not ((w or no) and k is Kind.FILM)] for kinds, w, no in zip(told, weak, none, strict=True)
    ]
    for name, kinds, is_other, no in zip(names, told, other, none, strict=True):
        key = _key(text, name.span)
        if no and name.kind in (Kind.FILM, Kind.WORK):
            votes[key][Kind.WORK] += SURE
        votes[key][name.kind] += name.score / places[key]
        if key in known:
            votes[key][Kind.PERSON] += KNOWN / places[key]
        if is_other and Kind.FILM not in kinds:
            votes[key][Kind.WORK] += OTHER_WORK / places[key]
        for kind in kinds:
            seen[key, kind] += 1
            if name.kind in _UNSTABLE and seen[key, kind] <= ENOUGH:
                votes[key][kind] += WORTH
        if name.span in eponyms:
            votes[key][Kind.FILM] += SURE
    out = []
    for name, kinds in zip(names, told, strict=True):
        key = _key(text, name.span)
        surely_film = name.span in eponyms or (
            Kind.FILM in kinds and contexts.film_noun.search(_before(lowered, name.span))  # type: ignore[attr-defined]
        )
        if " " not in key and key in surnames and not surely_film:
            out.append(replace(name, kind=Kind.PERSON, score=max(name.score, 0.6)))
            continue
        kind = max(votes[key].items(), key=lambda v: (v[1], v[0] is name.kind))[0]
        out.append(name if kind is name.kind else replace(name, kind=kind, score=max(name.score, 0.6)))
    return out


def _other_works(text: str, names: Sequence[Name], sentences: Sequence[Sentence], contexts: _Contexts) -> list[bool]:
    """For each name, whether it is a title in a sentence that speaks more of other works than of films."""
    starts = [s.span.start for s in sentences]
    speaks: dict[int, bool] = {}
    out = []
    for name in names:
        if name.kind not in (Kind.FILM, Kind.WORK):
            out.append(False)
            continue
        at = max(0, bisect_right(starts, name.span.start) - 1)
        if at not in speaks:
            words = sentences[at].span.of(text).lower()
            films = len(contexts.film_words.findall(words))  # type: ignore[attr-defined]
            speaks[at] = len(contexts.work_words.findall(words)) > films  # type: ignore[attr-defined]
        out.append(speaks[at])
    return out


def _fixed_kinds(pack: Pack) -> Mapping[str, Kind]:
    return pack.made("known names", lambda: _known_names(pack))


def _known_names(pack: Pack) -> dict[str, Kind]:
    table = pack.table("evidence")["names"]
    return {name: kind for kind in (Kind.AWARD, Kind.ORGANISATION) for name in table[f"known_{kind.value}"]}


def _settling_words(pack: Pack) -> Mapping[str, Kind]:
    table = pack.table("evidence")["names"]
    return pack.made(
        "settling words", lambda: {w: Kind(k) for k in ("event", "award", "organisation") for w in table[k]}
    )


def _is_settled(text: str, name: Name, fixed: Mapping[str, Kind], settled: Mapping[str, Kind]) -> bool:
    """Whether the name itself says what it is of."""
    words = name.span.of(text).split()
    return " ".join(words) in fixed or (len(words) > 1 and settled.get(words[-1]) is name.kind)


def _told(lowered: str, name: Name, contexts: _Contexts) -> list[Kind]:
    """The kinds that the words right before or right behind a name tell of."""
    before = _before(lowered, name.span)
    after = _after(lowered, name.span)
    # "Starred in Jacques Tati's …" tells nothing of Tati.
    owner = contexts.owner.search(after)  # type: ignore[attr-defined]
    told = [
        kind
        for kind in contexts.before
        if (not owner and contexts.before[kind].search(before)) or contexts.after[kind].search(after)  # type: ignore[attr-defined]
    ]
    eponymous = name.kind is Kind.PERSON and " " in name.span.of(lowered) and Kind.FILM not in told and not owner
    if eponymous and contexts.eponymous.search(before):  # type: ignore[attr-defined]
        told.append(Kind.FILM)
    return told


def _is_no_film(lowered: str, span: Span, contexts: _Contexts) -> bool:
    """Whether the words beside a title tell of a series of films, or of a work that is none."""
    return bool(
        contexts.series.search(_after(lowered, span)) or contexts.other_work.search(_before(lowered, span))  # type: ignore[attr-defined]
    )


def _is_titled(text: str, name: Name, articles: tuple[str, ...]) -> bool:
    """Whether what is taken for a person or film has a capital article within a sentence, as titles have."""
    if name.kind not in (Kind.PERSON, Kind.FILM) or not name.span.of(text).startswith(articles):
        return False
    before = text[: name.span.start].rstrip(" ")[-1:]
    return before.isalnum() or before == ","


def _before(lowered: str, span: Span) -> str:
    return re.sub(r"\s+", " ", lowered[max(0, span.start - BEFORE) : span.start])


def _after(lowered: str, span: Span) -> str:
    return re.sub(r"\s+", " ", lowered[span.end : span.end + AFTER]).replace("’", "'")


def _surnames(text: str, names: Sequence[Name]) -> set[str]:
    full = [_key(text, n.span).split() for n in names if n.kind is Kind.PERSON]
    return {words[-1] for words in full if len(words) > 1}


def _key(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).casefold().removeprefix("the ")

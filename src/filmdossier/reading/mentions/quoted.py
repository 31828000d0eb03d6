"""Names in title marks: «…» holds a title, a paper's name, a prize's; the nouns before it say which."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.word_forms import dictionary_words, likeliest_word, parts_of_speech

#: How many words before a name in marks are looked at.
BACK = 9
#: What a noun right before a name in marks is worth, a hint before or behind it, and a word that lists it with others;
#: the tagger's own score is 1 at most.
TOLD, HINTED, LISTED = 2.0, 0.6, 1.2
#: Least worth of a name.
LEAST = 0.35
#: Longest name in marks, in characters and words; longer stretches are words said.
LONGEST, MOST_WORDS = 110, 14

#: Longest name whose mark nobody closes.
_UNCLOSED = 50

_WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
#: Kinds whose noun has its name in the capitals behind it: "студии Пиксар «…»".
_NAMED_ALREADY = frozenset({Kind.ORGANISATION, Kind.AWARD, Kind.EVENT})
#: Parts of speech that end the phrase that a name in marks belongs to.
_ENDS = frozenset({"VERB", "INFN", "PREP", "CONJ", "PRTS", "GRND", "PRED", "PRCL"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in title marks.

    Attributes:
        span: what stands between the marks.
        kind: what it names, as the noun before it says.
        none: whether that noun says that it names nothing ("in the category «…»").
        hints: what else beside it speaks for a kind.
        listed: whether only the name that it is listed with has such a noun.
        governed: whether no noun says what it is and the word before it makes it change its case.
    """

    span: Span
    kind: Kind | None
    none: bool
    hints: Mapping[Kind, float]
    listed: bool
    governed: bool


@dataclass(frozen=True)
class _Nouns:
    kinds: Mapping[str, Kind]
    none: frozenset[str]
    hints: frozenset[str]
    parts: frozenset[str]
    skipped: frozenset[str]
    governing: frozenset[str]
    joints: re.Pattern[str]
    behind: re.Pattern[str]
    work_behind: re.Pattern[str]
    known: Mapping[tuple[str, ...], Kind]


def find_quoted(text: str, sentences: Sequence[Sentence], pack: Pack) -> list[Quoted]:
    """The stretches in title marks that may be names, in order, with what the words beside them say of each."""
    nouns = pack.made("nouns before titles", lambda: _nouns(pack))
    starts = [s.span.start for s in sentences]
    found: list[Quoted] = []
    for span in _stretches(text, pack):
        at = max(0, bisect_right(starts, span.start) - 1)
        begin = starts[at] if starts else 0
        before = text[begin : span.start - 1]
        kind, none, hints = _before(before, nouns, pack)
        listed, governed = False, kind is None and _is_governed(before, nouns, pack)
        if kind is None and not none and found and found[-1].span.start >= begin:
            last = found[-1]
            if nouns.joints.fullmatch(text[last.span.end + 1 : span.start - 1]):
                kind, none, listed, governed = last.kind, last.none, True, last.governed
        behind = text[span.end + 1 : span.end + 80]
        for pattern, hinted in ((nouns.behind, Kind.FILM), (nouns.work_behind, Kind.WORK)):
            if pattern.match(behind):
                work = hinted is Kind.WORK or _speaks_of_works(before, nouns, pack)
                kind_hinted = Kind.WORK if work else Kind.FILM
                hints[kind_hinted] = hints.get(kind_hinted, 0) + HINTED
        found.append(Quoted(span, kind, none, hints, listed, governed))
    return found


def _stretches(text: str, pack: Pack) -> Iterator[Span]:
    """What stands between title marks, the innermost marks where they are nested."""
    pattern = pack.made("stretches in title marks", lambda: _marks_pattern(pack))
    closing = {pair[1] for pair in pack.traits.title_marks}
    for m in pattern.finditer(text):
        start, end = m.start() + 1, m.end() - 1
        if m.group()[-1] not in closing:
            end = m.end()
        words = text[start:end]
        first = next((c for c in words if c.isalnum()), "")
        small = pack.traits.letter_case and first.isalpha() and first == first.lower()
        if words.strip() and not small and words.count(" ") < MOST_WORDS:
            lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip(" ,.;"))
            yield Span(start + lead, end - trail)


def _marks_pattern(pack: Pack) -> re.Pattern[str]:
    pairs = []
    for pair in pack.traits.title_marks:
        one, two = re.escape(pair[0]), re.escape(pair[1])
        pairs.append(rf"{one}[^{one}{two}\n]{{1,{LONGEST}}}{two}")
        if one != two:  # a mark that is never closed, where the sentence ends soon
            pairs.append(rf"{one}[^{one}{two}\n.]{{1,{_UNCLOSED}}}(?=[.\n]|$)")
    return re.compile("|".join(pairs))


def _before(words: str, nouns: _Nouns, pack: Pack) -> tuple[Kind | None, bool, dict[Kind, float]]:
    """What the nearest telling noun before a mark says it is; whether it is no name; and what is hinted at."""
    hints: dict[Kind, float] = {}
    ended = named = False
    for n, word in enumerate(reversed(_WORD.findall(words[-140:])[-BACK:])):
        low = word.lower()
        if not word[0].isalnum():
            if word in "-–—" and n:
                ended = True
                continue
            break
        meant = dictionary_words(low, pack)
        if not ended:
            kind = next((nouns.kinds[w] for w in sorted(meant) if w in nouns.kinds), None)
            if kind and not (named and kind in _NAMED_ALREADY):
                return kind, False, hints
            if not meant.isdisjoint(nouns.none):
                return None, True, hints
            if not meant.isdisjoint(nouns.hints):
                hints[Kind.FILM] = HINTED
                break
        elif not meant.isdisjoint(nouns.parts):
            hints[Kind.FILM] = HINTED
            break
        named = named or word[0].isupper()
        ends = not word[0].isupper() and low not in nouns.skipped
        if ends and not parts_of_speech(low, pack).isdisjoint(_ENDS):
            ended = True
    return None, False, hints


def _speaks_of_works(words: str, nouns: _Nouns, pack: Pack) -> bool:
    """Whether the words before a name speak of plays, books or songs, and of no film."""
    kinds = {
        nouns.kinds[w] for t in _WORD.findall(words.lower()) for w in dictionary_words(t, pack) if w in nouns.kinds
    }
    return Kind.WORK in kinds and Kind.FILM not in kinds


def _is_governed(words: str, nouns: _Nouns, pack: Pack) -> bool:
    """Whether the word before a mark makes a name change its case: a preposition, or a noun that rules it."""
    last = re.search(r"([\w-]+) $", words[-30:])
    if not last:
        return False
    word = last.group(1).lower()
    return word in nouns.governing or not dictionary_words(word, pack).isdisjoint(nouns.hints)


def _nouns(pack: Pack) -> _Nouns:
    evidence = pack.table("evidence")
    table = evidence["marked"]
    kinds = {word: Kind(kind) for kind, words in table["nouns"].items() if kind != "none" for word in words}
    known = {title_key(n, pack): Kind(kind) for kind, names in evidence["known"].items() for n in names}
    lists = {key: frozenset(table[key]) for key in ("hints", "parts", "skipped")}
    patterns = {key: re.compile(table[key]) for key in ("joints", "behind", "work_behind")}
    governing = frozenset(pack.table("names")["governing"])
    return _Nouns(kinds, frozenset(table["nouns"]["none"]), governing=governing, known=known, **lists, **patterns)  # type: ignore[arg-type]


def name_quoted(text: str, quoted: Sequence[Quoted], names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those in marks of the kind that their noun, the document and the tagger speak for."""
    nouns = pack.made("nouns before titles", lambda: _nouns(pack))
    votes: dict[tuple[str, ...], dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    own: list[dict[Kind, float]] = []
    inside: list[list[Name]] = []
    for q in quoted:
        tagged = [n for n in names if n.span.overlaps(Span(q.span.start - 1, q.span.end + 1))]
        here = _worth(q, tagged, nouns.known.get(title_key(q.span.of(text), pack)))
        inside.append(tagged)
        own.append(here)
        for kind, worth in here.items() if not q.none else ():
            known = votes[title_key(q.span.of(text), pack)]
            known[kind] = max(known[kind], worth)
    out: list[Name] = []
    dropped: set[Span] = set()
    for q, here, tagged in zip(quoted, own, inside, strict=True):
        if any(_reaches_out(n, q) for n in tagged):
            continue
        dropped |= {n.span for n in tagged}
        told = max(here.values(), default=0) >= TOLD
        shares = here if told else votes[title_key(q.span.of(text), pack)]
        if q.kind in _NAMED_ALREADY and votes[title_key(q.span.of(text), pack)].get(Kind.FILM, 0) >= TOLD:
            shares = {Kind.FILM: TOLD}  # "на Венецианском фестивале «…»": a film told by its noun elsewhere
        best = max(shares.items(), key=lambda v: (v[1], v[0] is Kind.FILM), default=None)
        if best is not None and best[1] >= LEAST and not q.none:
            out.append(Name(q.span, best[0], min(1.0, best[1])))
    return sorted([*(n for n in names if n.span not in dropped), *out], key=lambda n: n.span)


def _worth(q: Quoted, tagged: Sequence[Name], known: Kind | None) -> dict[Kind, float]:
    """What each kind is worth for a name in marks, by what stands beside it and what the tagger thinks."""
    here: dict[Kind, float] = defaultdict(float)
    for n in tagged:
        share = (min(n.span.end, q.span.end) - max(n.span.start, q.span.start)) / len(q.span)
        here[n.kind] += n.score * max(0.0, share)
    for kind, worth in q.hints.items():
        if q.listed and q.kind and kind is not q.kind:
            continue
        here[kind] += worth
    if known:
        here[known] += TOLD
    if q.kind:
        here[q.kind] += LISTED if q.listed else TOLD
    return here


def _reaches_out(name: Name, q: Quoted) -> bool:
    """Whether a tagged name is longer than what stands in marks: «Международный фестиваль «Крок»»."""
    if name.kind in (Kind.FILM, Kind.WORK, Kind.PERSON, Kind.CHARACTER):
        return False
    return name.span.start < q.span.start - 1 and name.span.end >= q.span.end and len(name.span) > len(q.span) + 3


def title_key(words: str, pack: Pack) -> tuple[str, ...]:
    """The words of a name, each as the dictionary word that it most likely is."""
    return tuple(likeliest_word(w, pack) for w in _WORD.findall(words.lower()) if w[0].isalnum())

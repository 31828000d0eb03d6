"""Where cues stand: verbs of saying and thinking with their auxiliaries, and phrases such as those of accord."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import CueClass, CueWord, Lexicon, VerbForm


class CueKind(Enum):
    """How a cue stands in its clause."""

    FINITE = auto()
    PARTICIPIAL = auto()
    PASSIVE = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue within a frame.

    Attributes:
        start: token index where the verb group begins, auxiliaries and adverbs included.
        end: after its last token.
        kind: how it stands.
        cue_class: what may stand around it; None for phrases.
        word: the verb.
        shown: token index where the words of the cue begin, without leading adverbs.
    """

    start: int
    end: int
    kind: CueKind
    cue_class: CueClass | None
    word: str
    shown: int


def find_cues(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Cue]:
    """The cues of a frame in order, without cue words whose neighbours show that they are used otherwise."""
    for i, token in enumerate(tokens):
        if token.form is not Form.WORD:
            continue
        phrase = next((p for p in lexicon.phrases.get(token.low, ()) if _stands(tokens, i, p)), None)
        if phrase:
            yield Cue(i, i + len(phrase), CueKind.PHRASE, None, " ".join(phrase), i)
            continue
        word = lexicon.cues.get(token.low)
        if word and not (token.capital and i > 0):
            cue = _verb_group(tokens, i, word, lexicon)
            if cue:
                yield cue


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return len(tokens) >= at + len(words) and all(tokens[at + k].low == w for k, w in enumerate(words))


def _verb_group(tokens: Sequence[Token], at: int, word: CueWord, lexicon: Lexicon) -> Cue | None:
    end = at + 1
    if particle := lexicon.particles.get(word.word):
        if end >= len(tokens) or tokens[end].low != particle:
            return None
        end += 1
    start, auxiliaries, negated, carried = _auxiliaries(tokens, at, lexicon)
    if carried:
        return Cue(start, end, CueKind.FINITE, word.cue_class, word.word, start)
    if negated and not word.cue_class.negatable:
        return None
    kind = _kind(tokens[start - 1] if start else None, word, auxiliaries, lexicon, negated=negated)
    if kind is None:
        return None
    shown = at
    for k in range(start, at):
        if not lexicon.is_adverb(tokens[k].low):
            shown = k
            break
    return Cue(start, end, kind, word.cue_class, word.word, shown)


def _auxiliaries(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, list[str], bool, bool]:
    start = at
    auxiliaries: list[str] = []
    negated = False
    while start > 0 and at - start < 6:
        low = tokens[start - 1].low
        for carrier in lexicon.carriers.get(low, ()):
            begin = start - len(carrier)
            if begin >= 0 and _stands(tokens, begin, carrier):
                return begin, [], False, True
        if lexicon.is_in(low, "have", "be", "do", "modals"):
            auxiliaries.append(low)
            negated = negated or low in lexicon.words["negations"]
        elif low in lexicon.words["negations"]:
            negated = True
            if lexicon.is_in(low, "contracted"):
                auxiliaries.append(low)
        elif not lexicon.is_adverb(low):
            break
        start -= 1
    return start, auxiliaries, negated, False


def _kind(
    before: Token | None, word: CueWord, auxiliaries: list[str], lexicon: Lexicon, *, negated: bool
) -> CueKind | None:
    modal = any(a in lexicon.words["modals"] for a in auxiliaries)
    be = bool(auxiliaries) and auxiliaries[0] in lexicon.words["be"]
    if modal or (before and lexicon.is_in(before.low, "infinitive_mark")):
        return None
    if VerbForm.ING in word.forms:
        if be:
            return CueKind.FINITE
        return CueKind.PARTICIPIAL if not auxiliaries else None
    if be:
        possessive = auxiliaries[0] in lexicon.words["possessive_marks"]
        return CueKind.PASSIVE if VerbForm.PARTICIPLE in word.forms and not possessive else None
    have = any(a in lexicon.words["have"] for a in auxiliaries)
    if have:
        return CueKind.FINITE if VerbForm.PARTICIPLE in word.forms else None
    if before and not _may_precede(before, word, lexicon):
        return None
    if word.forms & {VerbForm.PAST, VerbForm.THIRD}:
        return CueKind.FINITE
    if VerbForm.BASE in word.forms:
        done = any(a in lexicon.words["do"] or a in lexicon.words["negations"] for a in auxiliaries)
        if negated and not done:
            return None
        return CueKind.FINITE
    return None


def _may_precede(before: Token, word: CueWord, lexicon: Lexicon) -> bool:
    """Whether a verb may stand behind a word; behind most that cannot be its source it is a noun or an attribute."""
    if lexicon.is_in(before.low, "source_prepositions"):
        return False
    if lexicon.is_in(before.low, "determiners", "possessive_marks") or before.low in lexicon.possessives:
        # "A reported row", but "some said".
        return lexicon.is_in(before.low, "people") and VerbForm.PAST in word.forms
    return True

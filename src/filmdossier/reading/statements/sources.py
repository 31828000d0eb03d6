"""Noun phrases that may be sources, in front of their cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: No source runs over more tokens than this, its apposition apart.
LONGEST_SOURCE = 25
#: No apposition or relative clause between a source and its verb runs over more tokens than this.
LONGEST_INSERTION = 45
#: What sets off an insertion.
COMMAS = (",", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class Source:
    """A source within a frame: token indexes of the phrase, and of what explains it."""

    start: int
    end: int
    apposition: tuple[int, int] | None = None

    @property
    def outer_start(self) -> int:
        """First token of phrase and apposition."""
        return min(self.start, self.apposition[0]) if self.apposition else self.start

    @property
    def outer_end(self) -> int:
        """After the last token of phrase and apposition."""
        return max(self.end, self.apposition[1]) if self.apposition else self.end


def source_before(tokens: Sequence[Token], end: int, floor: int, lexicon: Lexicon) -> Source | None:
    """The source that ends right before token ``end`` (the first of a verb group), not reaching before ``floor``."""
    if end <= floor:
        return None
    last = tokens[end - 1]
    if last.low in COMMAS:
        return _before_insertion(tokens, end - 1, floor, lexicon)
    if last.low in lexicon.words["relatives"]:
        return _antecedent(tokens, end - 1, floor, lexicon)
    if last.low in lexicon.pronouns:
        return Source(end - 1, end)
    return phrase_before(tokens, end, floor, lexicon)


def _antecedent(tokens: Sequence[Token], at: int, floor: int, lexicon: Lexicon) -> Source | None:
    end = at - 1 if at > floor and tokens[at - 1].low in COMMAS else at
    phrase = phrase_before(tokens, end, floor, lexicon) if end > floor else None
    if phrase and tokens[end - 1].form is Form.NAME:
        return Source(_last_phrase(tokens, phrase.start, end, lexicon), end)
    return phrase


def _before_insertion(tokens: Sequence[Token], close: int, floor: int, lexicon: Lexicon) -> Source | None:
    mark = tokens[close].low
    for k in range(close - 1, max(floor, close - LONGEST_INSERTION), -1):
        if tokens[k].low != mark or k == close - 1:
            continue
        head = (
            phrase_before(tokens, k, floor, lexicon) if tokens[k - 1].low not in lexicon.pronouns else Source(k - 1, k)
        )
        if head and _is_insertion(tokens, k + 1, close, head, lexicon):
            return Source(head.start, head.end, (k + 1, close))
    return None


def _is_insertion(tokens: Sequence[Token], start: int, end: int, head: Source, lexicon: Lexicon) -> bool:
    first = tokens[start]
    words = tokens[start:end]
    if first.low in lexicon.words["relatives"]:
        return True
    if first.is_quote() or lexicon.is_in(first.low, "subject_pronouns", "conjunctions", "complementisers"):
        return False
    if any(t.low in lexicon.words["finite"] for t in words) and not any(
        t.low in lexicon.words["relatives"] for t in words
    ):
        return False
    if first.low.isdigit() or (lexicon.is_adverb(first.low) and len(words) == 1):
        return True
    if lexicon.is_in(first.low, "prepositions") or first.low.endswith(
        (*lexicon.participle_suffixes, *lexicon.finite_suffixes)
    ):
        return tokens[head.end - 1].form is Form.NAME or lexicon.is_source_noun(tokens[head.end - 1].low)
    has_role = any(lexicon.is_source_noun(t.low) for t in words[:8])
    if tokens[head.end - 1].form is Form.NAME:
        return has_role or lexicon.is_in(first.low, "articles")
    return first.form is Form.NAME or has_role


def phrase_before(tokens: Sequence[Token], end: int, floor: int, lexicon: Lexicon) -> Source | None:
    """The noun phrase that ends right before a token."""
    i = end
    stop = ""
    while i > floor and end - i < LONGEST_SOURCE:
        token = tokens[i - 1]
        if token.form is Form.NAME or token.low in lexicon.words["possessive_marks"]:
            i -= 1
            continue
        if token.form is Form.MARK and token.low == ")":
            j = i - 2
            while j > floor and tokens[j].low != "(" and i - j < 8:
                j -= 1
            if j <= floor or tokens[j].low != "(":
                break
            i = j
            continue
        if token.form is not Form.WORD:
            break
        if token.low in lexicon.words["conjunctions"]:
            if not joins_nouns(tokens, i - 1, floor, end, lexicon):
                break
        elif _stops_phrase(tokens, i - 1, lexicon):
            stop = token.low
            break
        i -= 1
    return _trimmed(tokens, i, end, stop, lexicon)


def joins_nouns(tokens: Sequence[Token], at: int, floor: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a conjunction joins two that speak rather than two clauses."""
    if at <= floor or at + 1 >= end:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    return (left.form is Form.NAME or lexicon.is_source_noun(left.low)) and (
        right.form is Form.NAME
        or lexicon.is_source_noun(right.low)
        or right.low in lexicon.honorifics
        or right.low.endswith(lexicon.plural_suffixes)
    )


def _stops_phrase(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    low = tokens[at].low
    if lexicon.is_in(low, "subject_pronouns", "relatives", "finite", "modals", "complementisers", "negations"):
        return True
    if low in lexicon.words["subordinators"]:
        return True
    cue = lexicon.cues.get(low)
    return bool(cue and cue.cue_class.clause == "any")


def _trimmed(tokens: Sequence[Token], start: int, end: int, stop: str, lexicon: Lexicon) -> Source | None:
    """Cuts what stands in front of the subject: adverbs, dates, phrases with a preposition."""
    while start < end and (
        lexicon.is_adverb(tokens[start].low)
        or lexicon.is_in(tokens[start].low, "days", "months", "conjunctions")
        or tokens[start].low in lexicon.words["possessive_marks"]
    ):
        start += 1
    if start >= end:
        return None
    first = tokens[start]
    leading = lexicon.is_in(first.low, "prepositions", "date_words") or first.low.endswith(lexicon.participle_suffixes)
    leading = leading or stop in lexicon.words["prepositions"]
    if leading and not lexicon.is_source_noun(first.low):
        start = _last_phrase(tokens, start, end, lexicon)
    first, last = tokens[start], tokens[end - 1]
    if lexicon.is_in(first.low, "prepositions") or lexicon.is_in(
        last.low, "prepositions", "articles", "infinitive_mark"
    ):
        return None
    if lexicon.is_in(last.low, "never_pronouns") or (first.form is Form.MARK):
        return None
    return Source(start, end)


def _last_phrase(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    i = end
    while i > start:
        token = tokens[i - 1]
        if token.form is Form.NAME:
            if i < end and tokens[i].form is not Form.WORD:
                break
        elif lexicon.is_in(token.low, "determiners") or token.low in lexicon.possessives:
            return i - 1
        elif not (
            lexicon.is_source_noun(token.low)
            or token.low in lexicon.honorifics
            or token.low in lexicon.words["possessive_marks"]
            or (i < end and lexicon.is_in(token.low, "resuming"))
        ):
            break
        i -= 1
    if i < end:
        return i
    for j in range(end - 1, start - 1, -1):
        if lexicon.is_in(tokens[j].low, "determiners") or tokens[j].low in lexicon.possessives:
            return j
    return start

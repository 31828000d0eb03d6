"""Noun phrases that may be sources: before a cue, after it, and the subject of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: No source runs over more tokens than this, its apposition apart.
LONGEST_SOURCE = 25
#: No apposition or relative clause between a source and its verb runs over more tokens than this.
LONGEST_INSERTION = 45
_COMMAS = (",", "-", "–", "—")


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
    if last.low in _COMMAS:
        return _before_insertion(tokens, end - 1, floor, lexicon)
    if last.low in lexicon.words["relatives"]:
        return _antecedent(tokens, end - 1, floor, lexicon)
    if last.low in lexicon.pronouns:
        return Source(end - 1, end)
    return _phrase_before(tokens, end, floor, lexicon)


def _antecedent(tokens: Sequence[Token], at: int, floor: int, lexicon: Lexicon) -> Source | None:
    end = at - 1 if at > floor and tokens[at - 1].low in _COMMAS else at
    return _phrase_before(tokens, end, floor, lexicon) if end > floor else None


def _before_insertion(tokens: Sequence[Token], close: int, floor: int, lexicon: Lexicon) -> Source | None:
    mark = tokens[close].low
    for k in range(close - 1, max(floor, close - LONGEST_INSERTION), -1):
        if tokens[k].low != mark or k == close - 1:
            continue
        head = _phrase_before(tokens, k, floor, lexicon) if tokens[k - 1].low not in lexicon.pronouns else Source(k - 1, k)
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
    if any(t.low in lexicon.words["finite"] for t in words) and not any(t.low in lexicon.words["relatives"] for t in words):
        return False
    if first.low.isdigit() or lexicon.is_adverb(first.low) and len(words) == 1:
        return True
    if lexicon.is_in(first.low, "prepositions") or first.low.endswith((*lexicon.participle_suffixes, *lexicon.finite_suffixes)):
        return tokens[head.end - 1].form is Form.NAME or lexicon.is_source_noun(tokens[head.end - 1].low)
    has_role = any(lexicon.is_source_noun(t.low) for t in words[:8])
    if tokens[head.end - 1].form is Form.NAME:
        return has_role or lexicon.is_in(first.low, "articles")
    return first.form is Form.NAME or has_role


def _phrase_before(tokens: Sequence[Token], end: int, floor: int, lexicon: Lexicon) -> Source | None:
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
            if not _joins_nouns(tokens, i - 1, floor, end, lexicon):
                break
        elif _stops_phrase(tokens, i - 1, lexicon):
            stop = token.low
            break
        i -= 1
    return _trimmed(tokens, i, end, stop, lexicon)


def _joins_nouns(tokens: Sequence[Token], at: int, floor: int, end: int, lexicon: Lexicon) -> bool:
    if at <= floor or at + 1 >= end:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    return (left.form is Form.NAME or lexicon.is_source_noun(left.low)) and (
        right.form is Form.NAME or lexicon.is_source_noun(right.low) or right.low in lexicon.honorifics
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
    if lexicon.is_in(first.low, "prepositions") or lexicon.is_in(last.low, "prepositions", "determiners", "infinitive_mark"):
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
        elif not (lexicon.is_source_noun(token.low) or token.low in lexicon.honorifics or token.low in lexicon.words["possessive_marks"]):
            break
        i -= 1
    if i < end:
        return i
    for j in range(end - 1, start - 1, -1):
        if lexicon.is_in(tokens[j].low, "determiners") or tokens[j].low in lexicon.possessives:
            return j
    return start


def source_after(tokens: Sequence[Token], start: int, lexicon: Lexicon, *, report: bool = False) -> Source | None:
    """The source that begins at token ``start``, with its apposition.

    Args:
        tokens: the frame's.
        start: index of its first token.
        lexicon: the pack's.
        report: whether a phrase such as "a report by …" is awaited, which prepositions go on with.
    """
    if start >= len(tokens):
        return None
    first = tokens[start]
    if first.low in lexicon.pronouns:
        return Source(start, start + 1)
    if first.form in (Form.MARK, Form.QUOTE) or lexicon.is_in(
        first.low, "complementisers", "prepositions", "finite", "subject_pronouns", "infinitive_mark", "never_pronouns", "adverbs"
    ):
        return None
    i = start
    noun = report
    while i < len(tokens) and i - start < LONGEST_SOURCE:
        token = tokens[i]
        if token.form is Form.NAME or token.low in lexicon.words["possessive_marks"]:
            i += 1
            continue
        if token.low == "(":
            j = i
            while j < len(tokens) and tokens[j].low != ")" and j - i < 8:
                j += 1
            if j < len(tokens) and tokens[j].low == ")":
                i = j + 1
                continue
        if token.form is not Form.WORD or lexicon.is_in(token.low, "relatives", "complementisers", "modals", "be", "subordinators"):
            break
        if lexicon.is_in(token.low, "days", "months") or i > start and lexicon.is_in(token.low, "date_words"):
            if i > start and lexicon.is_in(tokens[i - 1].low, "prepositions"):
                i -= 1
            break
        if token.low in lexicon.words["prepositions"] and not _goes_on(tokens, i, start, lexicon, noun=noun):
            break
        if token.low in lexicon.words["conjunctions"] and not _joins_nouns(tokens, i, start, len(tokens), lexicon):
            break
        if i > start and token.low.endswith(lexicon.participle_suffixes) and len(token.low) > 5:
            break
        noun = noun or lexicon.is_source_noun(token.low)
        i += 1
    while i > start and lexicon.is_in(tokens[i - 1].low, "prepositions", "determiners"):
        i -= 1
    if i == start:
        return None
    return Source(start, i, _apposition(tokens, start, i, lexicon))


def _goes_on(tokens: Sequence[Token], at: int, start: int, lexicon: Lexicon, *, noun: bool) -> bool:
    """Whether a preposition goes on with the source rather than begin what else is said of the saying."""
    low = tokens[at].low
    if low not in lexicon.words["source_prepositions"] or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if lexicon.is_in(after.low, "days", "months", "date_words") or after.low.isdigit():
        return False
    if low in lexicon.words["tight"]:
        return True
    if not noun or tokens[at - 1].form is Form.NAME:
        return False
    return not any(lexicon.is_in(t.low, "venue_nouns", "speeches") for t in tokens[at + 1 : at + 6])


def _apposition(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if end + 1 >= len(tokens) or tokens[end].low not in _COMMAS:
        return None
    stop = end + 1
    while stop < len(tokens) and stop - end < LONGEST_SOURCE:
        token = tokens[stop]
        if token.form is Form.QUOTE or token.low in (*_COMMAS, ":", ";") or token.low in lexicon.words["relatives"]:
            break
        if lexicon.is_in(token.low, "finite", "complementisers", "subordinators", "days"):
            break
        stop += 1
    words = tokens[end + 1 : stop]
    if not words:
        return None
    first = words[0]
    if lexicon.is_in(first.low, "prepositions", "conjunctions", "subject_pronouns") or first.low.endswith(lexicon.participle_suffixes):
        return None
    has_role = any(lexicon.is_source_noun(t.low) for t in words[:8])
    named = first.is_name(Kind.PERSON) and tokens[end - 1].form is not Form.NAME and len(words) == 1
    return (end + 1, stop) if named or has_role and tokens[end - 1].form is Form.NAME else None


def subject_of(tokens: Sequence[Token], floor: int, end: int, lexicon: Lexicon) -> Source | None:
    """The first phrase of a clause that may be the subject of a verb standing later in it."""
    for i in range(floor, end):
        token = tokens[i]
        after = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if after in lexicon.words["possessive_marks"]:
            continue
        before = tokens[i - 1].low if i > floor else ""
        if token.low in lexicon.pronouns:
            return Source(i, i + 1)
        hung = before in lexicon.words["prepositions"]
        if token.form is Form.NAME and not hung:
            following = tokens[i + 1] if i + 1 < end else None
            if following and (following.form is Form.NAME or lexicon.is_source_noun(following.low)):
                continue
            return _phrase_before(tokens, i + 1, floor, lexicon) or Source(i, i + 1)
        if lexicon.is_source_noun(token.low) and not hung and after and not (tokens[i + 1].form is Form.NAME):
            following_word = tokens[i + 1].low
            if lexicon.is_source_noun(following_word):
                continue
            phrase = _phrase_before(tokens, i + 1, floor, lexicon)
            if phrase:
                return phrase
        if token.low in lexicon.words["finite"]:
            return None
    return None

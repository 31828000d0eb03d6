"""Noun phrases that may be sources, behind their cue."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.sources import COMMAS, LONGEST_SOURCE, Source, joins_nouns


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
        first.low,
        "complementisers",
        "prepositions",
        "finite",
        "subject_pronouns",
        "infinitive_mark",
        "never_pronouns",
        "adverbs",
    ):
        return None
    if first.low.endswith(lexicon.participle_suffixes):
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
        if token.form is not Form.WORD or lexicon.is_in(token.low, "relatives", "complementisers", "subordinators"):
            break
        if lexicon.is_in(token.low, "finite") and not (report and _made_by(tokens, i, lexicon)):
            break
        if lexicon.is_in(token.low, "days", "months") or (i > start and lexicon.is_in(token.low, "date_words")):
            if i > start and lexicon.is_in(tokens[i - 1].low, "prepositions"):
                i -= 1
            break
        if token.low in lexicon.words["prepositions"] and not _goes_on(tokens, i, start, lexicon, noun=noun):
            break
        if token.low in lexicon.words["conjunctions"] and not joins_nouns(tokens, i, start, len(tokens), lexicon):
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


def _made_by(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle such as "drawn up by" stands here."""
    return any(lexicon.is_in(t.low, "agent_marks") for t in tokens[at + 1 : at + 4])


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
    if end + 1 >= len(tokens) or tokens[end].low not in COMMAS:
        return None
    stop = end + 1
    while stop < len(tokens) and stop - end < LONGEST_SOURCE:
        token = tokens[stop]
        if token.form is Form.QUOTE or token.low in (*COMMAS, ":", ";") or token.low in lexicon.words["relatives"]:
            break
        if lexicon.is_in(token.low, "finite", "complementisers", "subordinators", "days"):
            break
        stop += 1
    words = tokens[end + 1 : stop]
    if not words:
        return None
    first = words[0]
    if lexicon.is_in(first.low, "prepositions", "conjunctions", "subject_pronouns") or first.low.endswith(
        lexicon.participle_suffixes
    ):
        return None
    has_role = any(lexicon.is_source_noun(t.low) for t in words[:8])
    named = first.is_name(Kind.PERSON) and tokens[end - 1].form is not Form.NAME and len(words) == 1
    return (end + 1, stop) if named or (has_role and tokens[end - 1].form is Form.NAME) else None

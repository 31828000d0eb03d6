"""The subject of a clause, for verbs that stand away from it."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.sources import Source, phrase_before


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
            if token.mention is None and following and not _may_follow_subject(following, lexicon):
                continue
            if token.mention is not None and token.mention.kind not in (Kind.PERSON, Kind.ORGANISATION):
                continue
            return phrase_before(tokens, i + 1, floor, lexicon) or Source(i, i + 1)
        if lexicon.is_source_noun(token.low) and not hung and after and tokens[i + 1].form is not Form.NAME:
            following_word = tokens[i + 1].low
            if lexicon.is_source_noun(following_word):
                continue
            phrase = phrase_before(tokens, i + 1, floor, lexicon)
            if phrase:
                return phrase
        if token.low in lexicon.words["finite"]:
            return None
    return None


def _may_follow_subject(token: Token, lexicon: Lexicon) -> bool:
    return (
        token.form is not Form.WORD
        or lexicon.is_finite(token.low)
        or lexicon.is_adverb(token.low)
        or token.low in lexicon.cues
        or lexicon.is_in(token.low, "relatives", "conjunctions", "prepositions", "have", "be")
    )

"""What follows a cue: who is told, where and when, and then the words said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.reading.statements.addressees import addressee_end, behind_apposition
from filmdossier.reading.statements.adjuncts import read_adjuncts
from filmdossier.reading.statements.cues import Cue
from filmdossier.reading.statements.frames import Form, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: A finite verb that shows a clause is looked for among so many tokens.
CLAUSE_REACH = 16
#: Marks that what is said may begin with; those of quotations stand for themselves only around titles.
_OPENING = ("(", "[", '"', "“", "‘", "'", "«")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a cue (or a source that stands behind its cue), as token ranges.

    Attributes:
        content: index of the first token of what is said; None where nothing that follows is said.
        marked: whether a complementiser, a colon or a quotation shows that it is said.
        addressee: who is told.
        adjuncts: phrases of place, time and occasion in between.
    """

    content: int | None
    marked: bool = False
    addressee: Range | None = None
    adjuncts: tuple[Range, ...] = ()


def read_tail(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> Tail:
    """What follows a cue that stands before what is said."""
    i = cue.end
    addressee: Range | None = None
    traits = cue.cue_class
    if traits is None:
        return Tail(None)
    if traits.addressee != "none" and i < len(tokens):
        end = addressee_end(tokens, i, lexicon)
        ahead = tokens[end].low if end < len(tokens) else ""
        sure = end < len(tokens) and (
            tokens[end].is_quote() or lexicon.is_in(ahead, "complementisers", "infinitive_mark") or ahead == ":"
        )
        if end > i and (traits.addressee == "always" or sure):
            addressee, i = (i, end), behind_apposition(tokens, end, lexicon)
    i, told, adjuncts = read_adjuncts(tokens, i, lexicon)
    addressee = addressee or told
    content, marked = _content(tokens, i, cue, lexicon)
    if content is None and adjuncts and not addressee:
        # What looked like a phrase of place may begin what is said.
        again, marked = _content(tokens, cue.end, cue, lexicon)
        if again is not None and not lexicon.is_in(tokens[cue.end].low, "venue_prepositions"):
            return Tail(again, marked)
    return Tail(content, marked, addressee, tuple(adjuncts))


def _content(tokens: Sequence[Token], at: int, cue: Cue, lexicon: Lexicon) -> tuple[int | None, bool]:
    traits = cue.cue_class
    if traits is None or at >= len(tokens):
        return None, False
    token = tokens[at]
    if token.low == ":" and at + 1 < len(tokens):
        return (at + 1, True) if traits.quote else (None, False)
    if token.low == "," and at + 1 < len(tokens) and tokens[at + 1].is_quote() and traits.quote:
        return at + 1, True
    if token.is_quote():
        return (at, True) if traits.quote or traits.clause in ("any", "finite") else (None, False)
    if (
        lexicon.is_in(token.low, "claim_nouns")
        and at + 2 < len(tokens)
        and traits.object == "none"
        and not traits.naming
    ):
        behind = tokens[at + 1].low
        if lexicon.is_in(behind, "complementisers"):
            return at + 2, True
        if lexicon.is_in(behind, "subject_pronouns"):
            return at + 1, True
    if lexicon.is_in(token.low, "complementisers") and traits.clause != "none" and at + 1 < len(tokens):
        if tokens[at + 1].low == ",":
            return at + 2, True
        return at + 1, True
    if traits.question and lexicon.is_in(token.low, "question_words"):
        return at, True
    if traits.infinitive and _has_infinitive(tokens, at, lexicon, direct=not traits.raising):
        return at, True
    if traits.addressee == "maybe" and lexicon.is_in(token.low, "infinitive_mark") and at > cue.end:
        return at, True
    if traits.clause == "any":
        return (at, False) if _may_be_said(tokens, at, lexicon) else (None, False)
    if traits.clause == "finite" and is_clause(tokens, at, lexicon):
        return at, False
    return None, False


def _has_infinitive(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, direct: bool) -> bool:
    if not direct:
        window = tokens[at : at + 14]
        end = next(
            (k for k, t in enumerate(window) if lexicon.is_in(t.low, "finite", "complementisers") or t.low == ";"),
            len(window),
        )
        return any(lexicon.is_in(t.low, "infinitive_mark") for t in window[:end])
    i = at + 1 if lexicon.is_in(tokens[at].low, "negations") else at
    return i < len(tokens) and lexicon.is_in(tokens[i].low, "infinitive_mark")


def _may_be_said(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.form is Form.MARK or lexicon.is_in(token.low, "infinitive_mark", "conjunctions"):
        return token.low in _OPENING
    if lexicon.is_in(token.low, "prepositions", "as_words") and len(tokens) - at < 6:
        return False
    if lexicon.is_in(token.low, "empty") and tokens[min(at + 1, len(tokens) - 1)].form is Form.MARK:
        return False
    return len(tokens) - at >= 2


def is_clause(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a subject and a finite verb begin here, without a relative in between."""
    first = tokens[at]
    if lexicon.is_in(first.low, "subject_pronouns") and not lexicon.is_in(first.low, "determiners"):
        return True
    if lexicon.is_in(first.low, "finite"):
        return at + 1 < len(tokens)
    if first.form is Form.MARK or lexicon.is_in(
        first.low, "prepositions", "conjunctions", "as_words", "infinitive_mark"
    ):
        return False
    for i in range(at + 1, min(len(tokens), at + CLAUSE_REACH)):
        token = tokens[i]
        if lexicon.is_in(
            token.low, "relatives", "complementisers", "conjunctions", "infinitive_mark", "subordinators"
        ) or token.low in (",", ":", ";", "-", "–"):
            return False
        if lexicon.is_in(token.low, "subject_pronouns") and tokens[i - 1].low not in lexicon.words["prepositions"]:
            # "Allegations they had planted it": a clause hangs on the noun.
            return False
        if token.is_quote():
            return i > at + 1 and _is_predicate(tokens[i - 1], lexicon)
        if lexicon.is_in(token.low, "finite"):
            return token.low not in lexicon.words["possessive_marks"]
        if (
            lexicon.is_finite(token.low)
            and i + 1 < len(tokens)
            and not lexicon.is_in(tokens[i + 1].low, "prepositions")
        ):
            return True
    return False


def _is_predicate(before: Token, lexicon: Lexicon) -> bool:
    """Whether a quotation behind a token may hold the verb of its clause: a noun stands before it."""
    return before.form is Form.NAME or lexicon.is_source_noun(before.low)

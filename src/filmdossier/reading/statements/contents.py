"""How far what is said reaches, before a cue and behind it."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.reading.statements.frames import Form, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: What a verb of naming names stands between it and the quotation, in so many tokens at most.
NAMING_REACH = 16
_TRAILING = (",", ";", ":", "-", "–", "—", "(")


def before_content(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> tuple[Range, ...]:
    """What is said in the tokens before a source or a cue: quotations alone, or the whole clause."""
    while end > start and tokens[end - 1].low in _TRAILING:
        end -= 1
    while start < end and (tokens[start].low in (*_TRAILING, ")") or lexicon.is_in(tokens[start].low, "conjunctions")):
        start += 1
    if end <= start:
        return ()
    if tokens[end - 1].is_quote():
        alone = all(t.is_quote() or t.form is Form.MARK for t in tokens[start:end])
        if alone:
            return tuple((k, k + 1) for k in range(start, end) if tokens[k].is_quote())
        if tokens[end - 2].low in (",", ":"):
            return ((end - 1, end),)
        return ((start, end),)
    return ((start, end),) if end - start >= 2 else ()


def forward_content(tokens: Sequence[Token], start: int, limit: int, lexicon: Lexicon) -> tuple[Range, ...]:
    """What is said from a token on: a quotation alone where a mark or the end follows it, or all the rest."""
    if tokens[start].is_quote():
        after = tokens[start + 1] if start + 1 < limit else None
        if after is None or after.form is Form.MARK or lexicon.is_in(after.low, "conjunctions"):
            return ((start, start + 1),)
    found = trimmed(tokens, start, limit, lexicon)
    return (found,) if found[1] > found[0] else ()


def trimmed(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range:
    """A range without the joints at its end, and without a phrase there that says on what occasion it was said."""
    while end > start and (
        tokens[end - 1].low in _TRAILING
        or lexicon.is_in(tokens[end - 1].low, "conjunctions", "clause_joiners", "with_words", "as_words")
    ):
        end -= 1
    for k in range(end - 1, max(start, end - 9), -1):
        if tokens[k].low == "," and k + 1 < end and lexicon.is_in(tokens[k + 1].low, "venue_prepositions"):
            if any(lexicon.is_in(t.low, "speeches") for t in tokens[k + 2 : k + 5]):
                return start, k
            break
    return start, end


def is_object(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether an object begins at a token."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    return (
        token.form is Form.NAME
        or token.low in lexicon.possessives
        or lexicon.is_in(token.low, "determiners", "object_pronouns", "people", "bodies", "object_marks")
    )


def named_quote(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, passive: bool) -> int | None:
    """Index of the quotation that a verb of naming at ``at`` calls something, or None.

    A title ("a film called …") has nothing in between: that is no opinion.
    """
    named = passive
    for k in range(at, min(len(tokens), at + NAMING_REACH)):
        token = tokens[k]
        if token.is_quote():
            return k if named else None
        if (token.form is Form.MARK and token.low not in lexicon.words["possessive_marks"]) or lexicon.is_in(
            token.low, "complementisers", "relatives", "finite"
        ):
            return None
        if not lexicon.is_in(token.low, "articles", "agent_marks"):
            named = True
    return None

"""Who is told: the phrase right behind a verb of telling."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: What explains an addressee is no longer than this, in tokens.
LONGEST_APPOSITION = 16


def behind_apposition(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where what explains an addressee ends: "told N. N., the former governor, she …"."""
    if at + 1 >= len(tokens) or tokens[at].low != "," or not lexicon.is_in(tokens[at + 1].low, "articles"):
        return at
    close = next((k for k in range(at + 1, min(len(tokens), at + LONGEST_APPOSITION)) if tokens[k].low == ","), None)
    if close is None or close + 1 >= len(tokens):
        return at
    first = tokens[close + 1]
    goes_on = first.is_quote() or lexicon.is_in(first.low, "complementisers", "subject_pronouns")
    return close + 1 if goes_on else at


def addressee_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Where the phrase ends that names who is told, beginning at a token; the token itself where there is none."""
    i = start
    token = tokens[i]
    if lexicon.is_in(token.low, "object_pronouns"):
        return i + 1
    if lexicon.is_in(token.low, "determiners") or token.low in lexicon.possessives:
        i += 1
    began = i
    while i < len(tokens) and i - start < 12:
        token = tokens[i]
        if token.form is Form.NAME:
            if i > began and not (
                i == began + 1 and tokens[began].low.endswith(tuple(lexicon.words["possessive_marks"]))
            ):
                previous = tokens[i - 1]
                if (
                    previous.form is Form.WORD
                    and not previous.low.startswith(("'", "’"))
                    and not lexicon.is_in(previous.low, "kinds_of_outlet")
                ):
                    break
            i += 1
            continue
        if token.low in lexicon.words["possessive_marks"]:
            i += 1
            continue
        if token.form is not Form.WORD or lexicon.is_in(
            token.low, "complementisers", "prepositions", "determiners", "subject_pronouns", "finite", "question_words",
            "infinitive_mark", "subordinators", "days", "conjunctions", "adverbs", "date_words",
        ):  # fmt: skip
            if lexicon.is_in(token.low, "possessing") and i > began:
                i += 1
                continue
            break
        if token.low in lexicon.possessives or token.low in lexicon.pronouns:
            break
        if (
            i > began
            and tokens[i - 1].form is Form.NAME
            and not (lexicon.is_in(token.low, "outlet_nouns") or lexicon.is_source_noun(token.low))
        ):
            break
        i += 1
    return i

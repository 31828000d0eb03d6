"""Phrases of place, time and occasion that stand between a cue and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.reading.statements.frames import Form, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon


def read_adjuncts(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> tuple[int, Range | None, list[Range]]:
    """Phrases of place, time and occasion from a token on.

    Returns:
        The index behind them, who is told in one of them, and the phrases.
    """
    i = start
    told: Range | None = None
    adjuncts: list[Range] = []
    while i < len(tokens):
        token = tokens[i]
        if (
            token.low == ","
            and i + 1 < len(tokens)
            and lexicon.is_in(tokens[i + 1].low, "venue_prepositions", "adverbs")
        ):
            close = next((j for j in range(i + 1, min(len(tokens), i + 15)) if tokens[j].low == ","), None)
            if close is None:
                break
            adjuncts.append((i + 1, close))
            i = close + 1
            continue
        if lexicon.is_in(token.low, "addressee_prepositions") and not told:
            end = _phrase_end(tokens, i + 1, lexicon)
            if end == i + 1 or not (
                tokens[i + 1].form is Form.NAME
                or lexicon.is_in(tokens[i + 1].low, "determiners", "people")
                or tokens[i + 1].low in lexicon.possessives
            ):
                break
            told, i = (i + 1, end), end
            continue
        if lexicon.is_in(token.low, "venue_prepositions", "date_words", "days") or (
            token.low in lexicon.words["with_words"] and adjuncts
        ):
            end = _phrase_end(tokens, i + 1, lexicon)
            dated = lexicon.is_in(token.low, "date_words", "days")
            if dated and any(t.low in lexicon.words["possessive_marks"] for t in tokens[i:end]):
                # "Said last week's premiere had …": the subject of what is said.
                break
            if token.low in lexicon.words["with_words"] and any(
                lexicon.is_in(t.low, "interviews") for t in tokens[start:i]
            ):
                told = (i + 1, end)
            adjuncts.append((i, end))
            i = end
            continue
        if lexicon.is_adverb(token.low) and not lexicon.is_in(token.low, "both_and"):
            i += 1
            continue
        break
    return i, told, adjuncts


def _phrase_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Where the noun phrase that begins at ``start`` ends."""
    i = start
    if i < len(tokens) and (lexicon.is_in(tokens[i].low, "determiners") or tokens[i].low in lexicon.possessives):
        i += 1
    began = i
    while i < len(tokens):
        token = tokens[i]
        previous = tokens[i - 1]
        if token.form in (Form.QUOTE,) or (
            token.form is Form.MARK and token.low not in lexicon.words["possessive_marks"]
        ):
            break
        if lexicon.is_in(
            token.low,
            "complementisers",
            "subject_pronouns",
            "venue_prepositions",
            "finite",
            "conjunctions",
            "subordinators",
            "with_words",
            "question_words",
            "negations",
            "infinitive_mark",
        ):
            break
        if i > began and lexicon.is_in(previous.low, "days") and not token.low.isdigit():
            break
        if i > began and previous.low not in lexicon.words["prepositions"]:
            if lexicon.is_in(token.low, "determiners") or token.low in lexicon.possessives:
                break
            if (
                token.form is Form.NAME
                and previous.form is Form.WORD
                and "-" not in previous.low
                and previous.low not in lexicon.words["possessive_marks"]
                and not lexicon.is_in(previous.low, "adverbs")
            ):
                break
        i += 1
    return i

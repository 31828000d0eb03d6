"""What follows a cue: who is told, where and when, and then the words said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.reading.statements.cues import Cue
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon

Range = tuple[int, int]
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
        end = _addressee_end(tokens, i, lexicon)
        ahead = tokens[end].low if end < len(tokens) else ""
        sure = end < len(tokens) and (
            tokens[end].is_quote() or lexicon.is_in(ahead, "complementisers", "infinitive_mark") or ahead == ":"
        )
        if end > i and (traits.addressee == "always" or sure):
            addressee, i = (i, end), end
    i, told, adjuncts = read_adjuncts(tokens, i, lexicon)
    addressee = addressee or told
    content, marked = _content(tokens, i, cue, lexicon)
    if content is None and adjuncts and not addressee:
        # What looked like a phrase of place may begin what is said.
        again, marked = _content(tokens, cue.end, cue, lexicon)
        if again is not None and not lexicon.is_in(tokens[cue.end].low, "venue_prepositions"):
            return Tail(again, marked)
    return Tail(content, marked, addressee, tuple(adjuncts))


def _addressee_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
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

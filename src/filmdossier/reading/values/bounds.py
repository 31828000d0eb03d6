"""Words that bound a figure: more than, nearly, an estimated… or more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from filmdossier.model.span import Span
from filmdossier.model.values import Bound
from filmdossier.reading.values.lexer import Token

MOST_FILLERS = 3
"""How many words may stand between a bound and its figure (about a reported…)."""

LONGEST_MEASURE = 2
"""How long the name of what is counted may be between a figure and its bound where words are not written apart."""


def find_bound(
    tokens: Sequence[Token], first: int, after: int, enough: Callable[[Span], bool] = lambda _: True
) -> tuple[Bound, Span | None]:
    """How the words around the value over the tokens ``[first, after)`` bound it, and those words.

    Args:
        tokens: of the text.
        first: index of the value's first token.
        after: index behind its last.
        enough: whether the value is large enough for the words at a span to bound it.
    """
    i = first - 1
    for _ in range(MOST_FILLERS + 1):
        if i < 0:
            break
        values = tokens[i].values
        if "bound_before" in values and not _belongs_before(tokens, i):
            said = Span(tokens[i].start, tokens[i].end)
            if enough(said):
                return Bound(values["bound_before"]), said
        if "bound_filler" not in values:
            break
        i -= 1
    if after + 1 < len(tokens) and _is_one_word(tokens, after) and "bound_after" in tokens[after + 1].values:
        after += 1  # what is counted stands between: two million tickets or more
    if after < len(tokens) and "bound_after" in tokens[after].values:
        follows = tokens[after]
        return Bound(follows.values["bound_after"]), Span(follows.start, follows.end)
    return Bound.EXACT, None


def _is_one_word(tokens: Sequence[Token], i: int) -> bool:
    values = tokens[i].values
    if "unspaced" in values or "measure" in values:
        return tokens[i + 1].start == tokens[i].end <= tokens[i].start + LONGEST_MEASURE
    return "plain_word" in values and tokens[i + 1].start == tokens[i].end + 1


def _belongs_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether the bound stands behind another figure, and so bounds that ("a million or more, 300 of…")."""
    return i > 0 and "bound_after" in tokens[i].values and "number" in tokens[i - 1].values

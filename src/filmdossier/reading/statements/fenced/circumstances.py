"""To whom, where and when something was said."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.fenced.clauses import clause_of
from filmdossier.reading.statements.fenced.frames import Range
from filmdossier.reading.statements.fenced.lexicon import FencedLexicon
from filmdossier.reading.statements.fenced.people import People
from filmdossier.reading.statements.frames import Form, Token


def circumstances_of(
    article: Annotated, tokens: Sequence[Token], cue: Range, source: Range, lexicon: FencedLexicon, people: People
) -> tuple[str | None, str | None, Span | None]:
    """Who is told, the venue, and the words that date the saying, from the clause of a cue.

    Args:
        article: the article.
        tokens: the frame's.
        cue: the words that attribute.
        source: the source's, which are none of these.
        lexicon: the pack's.
        people: whom the article names.
    """
    start, end = clause_of(tokens, cue[0], lexicon)
    told: str | None = None
    venue: str | None = None
    inside = [k for k in range(start, end) if not source[0] <= k < source[1] and not cue[0] <= k < cue[1]]
    for k in inside:
        token = tokens[k]
        if token.form is Form.WORD and lexicon.is_in(token.low, "venues") and k > start:
            venue = venue or _phrase(article.text, tokens, k, end)
        elif told is None and _may_be_told(tokens, k, cue, lexicon):
            told = people.name_of(token) if token.form is Form.NAME else article.text[token.start + 1 : token.end - 1]
    span = Span(tokens[start].start, tokens[end - 1].end)
    date = next((v.span for v in article.values_in(span) if isinstance(v.value, DateExpression)), None)
    return told, venue, date


def _may_be_told(tokens: Sequence[Token], k: int, cue: Range, lexicon: FencedLexicon) -> bool:
    """Whether a name right behind the cue, or behind "in an interview with", is whom somebody told."""
    token = tokens[k]
    named = token.form is Form.NAME and (
        token.mention is None or token.mention.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.WORK)
    )
    if not named and not token.is_quote():
        return False
    if k == cue[1]:
        return True
    return any(t.form is Form.WORD and lexicon.is_in(t.low, "interviews") for t in tokens[max(0, k - 4) : k])


def _phrase(text: str, tokens: Sequence[Token], at: int, end: int) -> str:
    """The noun with the name behind it."""
    stop = at + 1
    while stop < end and stop - at < 4 and (tokens[stop].form is Form.NAME or tokens[stop].is_quote()):
        stop += 1
    return " ".join(text[tokens[at].start : tokens[stop - 1].end].split())

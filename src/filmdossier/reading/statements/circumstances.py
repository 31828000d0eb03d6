"""To whom, where and when something was said."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.dates import DateExpression
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.clauses import Tail
from filmdossier.reading.statements.frames import Form, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.people import People


def circumstances_of(
    article: Annotated, frame: tuple[int, Sequence[Token]], tail: Tail, lexicon: Lexicon, people: People
) -> tuple[str | None, str | None, Span | None]:
    """Who is told, the venue, and the words that date the saying.

    Args:
        article: the article.
        frame: number and tokens of the frame.
        tail: what follows the cue.
        lexicon: the pack's.
        people: whom the article names.
    """
    number, tokens = frame
    told = _told(article.text, (number, tokens), tail.addressee, lexicon, people) if tail.addressee else None
    venue: str | None = None
    date: Span | None = None
    for start, end in tail.adjuncts:
        words = tokens[start:end]
        if not words:
            continue
        span = Span(words[0].start, words[-1].end)
        if date is None:
            date = _date(article, words, span, lexicon)
        if venue is None and any(
            lexicon.is_in(t.low, "venue_nouns") or (t.is_name() and t.mention and t.mention.kind == "event")
            for t in words
        ):
            inner = words[1:] if lexicon.is_in(words[0].low, "prepositions") else words
            if inner:
                venue = " ".join(article.text[inner[0].start : inner[-1].end].split())
    return told, venue, date


def _told(
    text: str, frame: tuple[int, Sequence[Token]], addressee: Range, lexicon: Lexicon, people: People
) -> str | None:
    words = frame[1][addressee[0] : addressee[1]]
    if not words:
        return None
    names = [t for t in words if t.form is Form.NAME]
    others = [
        t
        for t in words
        if t.form is not Form.NAME and not lexicon.is_in(t.low, "articles", "outlet_nouns", "kinds_of_outlet")
    ]
    if len(names) == 1 and not others:
        return people.name_of(names[0])
    if not names and lexicon.is_in(words[0].low, "articles") and len(words) == 2:
        called = people.called(words[1].low, (frame[0], addressee[0]), person=lexicon.is_role(words[1].low))
        if called:
            return called.name
    return " ".join(text[words[0].start : words[-1].end].split())


def _date(article: Annotated, words: Sequence[Token], span: Span, lexicon: Lexicon) -> Span | None:
    value = next((v for v in article.values_in(span) if isinstance(v.value, DateExpression)), None)
    if value:
        return value.span
    at = next((k for k, t in enumerate(words) if lexicon.is_in(t.low, "days", "months", "date_words")), None)
    if at is None:
        return None
    start = at
    while start > 0 and words[start - 1].low.isdigit():
        start -= 1
    end = at + 1
    while end < len(words) and (
        words[end].low.isdigit() or lexicon.is_in(words[end].low, "days", "months", "date_words")
    ):
        end += 1
    return Span(words[start].start, words[end - 1].end)

"""Frames: sentences as attribution sees them, with each quotation and each name drawn together into one token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.quotations import Quotation

#: Indexes into a frame's tokens, half open.
Range = tuple[int, int]
#: No name that the tagger missed is longer than this, in words.
LONGEST_NAME = 6


class Form(Enum):
    """What a token stands for."""

    WORD = auto()
    MARK = auto()
    NAME = auto()
    QUOTE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, a whole name or a whole quotation.

    Attributes:
        start: first code point in the article.
        end: after the last.
        low: the word in small letters; empty for names and quotations.
        form: which of them it is.
        capital: begins with a capital letter.
        mention: what the tagger says of a name; None for a name known by its capitals alone.
        quotation: for a quotation.
    """

    start: int
    end: int
    low: str
    form: Form
    capital: bool = False
    mention: Mention | None = None
    quotation: Quotation | None = None

    @property
    def span(self) -> Span:
        """Its place in the article."""
        return Span(self.start, self.end)

    def is_quote(self) -> bool:
        """Whether it is a quotation."""
        return self.form is Form.QUOTE

    def is_name(self, *kinds: Kind) -> bool:
        """Whether it is a name, of one of the kinds where any are given; a name without a mention may be of any."""
        return self.form is Form.NAME and (not kinds or self.mention is None or self.mention.kind in kinds)


@dataclass(frozen=True)
class Frame:
    """One sentence's tokens, or those of several that one quotation holds together.

    Attributes:
        span: its place in the article.
        tokens: without the stop that ends it and without stops of abbreviations.
        paragraph: index of the paragraph that it begins in.
        heading: whether it is a headline.
    """

    span: Span
    tokens: Sequence[Token]
    paragraph: int
    heading: bool
    _starts: list[int] = field(default_factory=list, repr=False)

    def is_bare_quote(self) -> bool:
        """Whether there is nothing but one quotation, marks aside."""
        words = [t for t in self.tokens if t.form is not Form.MARK]
        return len(words) == 1 and words[0].is_quote()


def paragraphs_of(article: Annotated) -> list[Span]:
    """The spans of the article's paragraphs."""
    out: list[Span] = []
    last = -1
    for s in article.sentences:
        if s.paragraph != last:
            out.append(s.span)
            last = s.paragraph
        else:
            out[-1] = out[-1].joined(s.span)
    return out


def cut_frames(article: Annotated, quotations: Sequence[Quotation], lexicon: Lexicon) -> list[Frame]:
    """The article's frames in order."""
    starts = [q.span.start for q in quotations]
    names = [m for m in article.mentions if m.is_name]
    name_starts = [m.span.start for m in names]
    drawn = _Drawn(quotations, starts, names, name_starts)
    frames: list[Frame] = []
    pending: Span | None = None
    paragraph, heading = 0, False
    for s in article.sentences:
        if pending is None:
            pending, paragraph, heading = s.span, s.paragraph, s.heading
        else:
            pending, heading = pending.joined(s.span), False
        i = bisect_left(starts, pending.end) - 1
        k = bisect_left(name_starts, pending.end) - 1
        if (i >= 0 and quotations[i].span.end > pending.end) or (k >= 0 and names[k].span.end > pending.end):
            continue
        tokens = list(_tokens(article.text, pending, drawn, lexicon))
        frames += _split(pending, tokens, paragraph, heading)
        pending = None
    return frames


def _split(span: Span, tokens: list[Token], paragraph: int, heading: bool) -> Iterator[Frame]:
    """Cuts where a stop and a quotation follow each other without the blank that shows a new sentence."""
    begin = 0
    for i in range(1, len(tokens)):
        if tokens[i].is_quote() and tokens[i - 1].low in (".", "!", "?") and tokens[i - 1].form is Form.MARK:
            yield _frame(Span(tokens[begin].start, tokens[i - 1].end), tokens[begin:i], paragraph, heading)
            begin = i
    if begin < len(tokens):
        yield _frame(Span(tokens[begin].start, span.end) if begin else span, tokens[begin:], paragraph, heading)


def _frame(span: Span, tokens: list[Token], paragraph: int, heading: bool) -> Frame:
    while tokens and tokens[-1].low in (".", "!", "?", "…"):
        tokens = tokens[:-1]
    kept = [t for t in tokens if t.low != "."]
    return Frame(span, kept, paragraph, heading)


@dataclass(frozen=True)
class _Drawn:
    """What is drawn together into single tokens."""

    quotations: Sequence[Quotation]
    quote_starts: list[int]
    names: Sequence[Mention]
    name_starts: list[int]


def _tokens(text: str, span: Span, drawn: _Drawn, lexicon: Lexicon) -> Iterator[Token]:
    quotations, quote_starts, names, name_starts = drawn.quotations, drawn.quote_starts, drawn.names, drawn.name_starts
    q, n = bisect_left(quote_starts, span.start), bisect_left(name_starts, span.start)
    at = span.start
    while at < span.end:
        quotation = quotations[q] if q < len(quotations) and quote_starts[q] < span.end else None
        while n < len(names) and name_starts[n] < at:
            n += 1
        name = names[n] if n < len(names) and name_starts[n] < span.end else None
        if quotation and name and name.span.start >= quotation.span.start:
            name = None
        stop = name.span.start if name else quotation.span.start if quotation else span.end
        yield from _plain(text, at, max(at, stop), span.start, lexicon)
        if name:
            yield Token(name.span.start, name.span.end, "", Form.NAME, capital=True, mention=name)
            at, n = max(name.span.end, at + 1), n + 1
        elif quotation:
            yield Token(quotation.span.start, quotation.span.end, "", Form.QUOTE, quotation=quotation)
            at, q = quotation.span.end, q + 1
        else:
            at = span.end


def _plain(text: str, start: int, end: int, sentence_start: int, lexicon: Lexicon) -> Iterator[Token]:
    """Words and marks of a stretch without known names; runs of capitals become names."""
    run: list[Token] = []
    for m in lexicon.tokens.finditer(text, start, end):
        word = m.group()
        low = word.casefold().replace("’", "'")
        is_word = word[0].isalnum()
        form = Form.WORD if is_word or len(word) > 1 else Form.MARK
        token = Token(m.start(), m.end(), low, form, capital=is_word and word[0].isupper())
        inside = bool(run) and lexicon.is_in(low, "bodies", "reports")
        if (
            token.capital
            and len(run) < LONGEST_NAME
            and (inside or _may_be_name(low, m.start() == sentence_start, lexicon))
        ):
            if run and text[run[-1].end : token.start].strip(" .\n"):
                yield _joined(run)
                run = []
            run.append(token)
            continue
        if run:
            lone = (
                len(run) == 1
                and run[0].start == sentence_start
                and lexicon.is_source_noun(low)
                and low not in lexicon.cues
            )
            yield run[0] if lone else _joined(run)
            run = []
        yield token
    if run:
        yield _joined(run)


def _may_be_name(low: str, first: bool, lexicon: Lexicon) -> bool:
    if (
        low in lexicon.nations
        or lexicon.is_source_noun(low)
        or low in lexicon.honorifics
        or lexicon.is_in(low, "days", "months")
    ):
        return False
    if first:
        known = lexicon.is_in(
            low, "determiners", "prepositions", "conjunctions", "subordinators", "adverbs", "subject_pronouns",
            "negations", "question_words", "relatives", "finite", "never_pronouns",
        )  # fmt: skip
        return (
            not known
            and low not in lexicon.possessives
            and not low.endswith((*lexicon.participle_suffixes, *lexicon.finite_suffixes))
        )
    return low not in lexicon.pronouns and not lexicon.is_in(low, "determiners", "never_pronouns")


def _joined(run: list[Token]) -> Token:
    return Token(run[0].start, run[-1].end, "", Form.NAME, capital=True)

"""Frames: sentences as rows of words, marks, names and quotations, and the block of words said that one leads to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.directed import find_directed
from filmdossier.reading.statements.fenced.broken import broken, spoken_lines
from filmdossier.reading.statements.fenced.lexicon import FencedLexicon
from filmdossier.reading.statements.frames import Form, Token, paragraphs_of
from filmdossier.reading.statements.quotations import Quotation

#: Half-open ranges of a frame's tokens.
Range = tuple[int, int]
#: A line behind a colon that is shorter than this, in words, is an entry of a list.
SHORTEST_BLOCK = 4
#: Brackets that hold more tokens than this are left as they are.
LONGEST_BRACKETS = 16
_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:-\w+)*|\w+(?:[-’'.&]\w+)*|[^\w\s]")
#: Two of them stand for emphasis, or for other quotation marks.
_APOSTROPHES = ("'", "’")
_FINAL = (".", "!", "?", "…")
#: A dash and a small letter behind a question: who asks it.
_TOLD = re.compile(r"[ \t]*[—–-][ \t]+(\w)")
_COLON = re.compile(r":[ \t]*\n\s*")


@dataclass(frozen=True)
class Frame:
    """One sentence's tokens, or those of several that one quotation holds together.

    Attributes:
        span: its place in the article.
        tokens: without the stop that ends it.
        paragraph: index of its paragraph.
        heading: whether it is a headline or a caption.
        block: the paragraph without marks of its own that a colon at its end leads to.
    """

    span: Span
    tokens: Sequence[Token]
    paragraph: int
    heading: bool = False
    block: Span | None = None

    def is_bare_quote(self) -> bool:
        """Whether there is nothing but quotations, marks aside."""
        words = [t for t in self.tokens if t.form is not Form.MARK]
        return bool(words) and all(t.is_quote() for t in words)


def cut_frames(article: Annotated, lexicon: FencedLexicon) -> list[Frame]:
    """The article's frames in order; blocks are no frames."""
    text = article.text
    paragraphs = paragraphs_of(article)
    quotations = find_directed(text, paragraphs, article.pack.traits)
    groups = [broken(text, q, lexicon) for q in quotations] + list(spoken_lines(text, paragraphs, quotations, lexicon))
    parts = _apart(sorted((part for group in groups for part in group), key=lambda q: q.span))
    wholes = [group[0].span.joined(group[-1].span) for group in groups if len(group) > 1]
    return list(_Cutter(article, parts, sorted(wholes)).frames())


def _apart(quotations: Sequence[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    for q in quotations:
        if not out or q.span.start >= out[-1].span.end:
            out.append(q)
    return out


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without what stands in round brackets: it is no part of the sentence's clauses."""
    out: list[Token] = []
    opened = -1
    for token in tokens:
        if token.low == "(" and opened < 0:
            opened = len(out)
        out.append(token)
        if token.low == ")" and opened >= 0:
            if len(out) - opened <= LONGEST_BRACKETS:
                del out[opened:]
            opened = -1
    return out


class _Cutter:
    def __init__(self, article: Annotated, quotations: Sequence[Quotation], wholes: Sequence[Span]) -> None:
        self.article = article
        self.text = article.text
        self.quotations = quotations
        self.wholes = wholes
        self.whole_starts = [w.start for w in wholes]
        self.quote_starts = [q.span.start for q in quotations]
        self.names = [m for m in article.mentions if m.is_name]
        self.name_starts = [m.span.start for m in self.names]

    def frames(self) -> Iterator[Frame]:
        pending: Span | None = None
        paragraph, heading, done = 0, False, 0
        for s in self.article.sentences:
            if s.span.end <= done:
                continue
            span = Span(max(s.span.start, done), s.span.end)
            if pending is None:
                pending, paragraph, heading = span, s.paragraph, s.heading
            else:
                pending, heading = pending.joined(span), False
            if self._runs_on(pending.end):
                continue
            for colon in _COLON.finditer(self.text, pending.start, pending.end + 2):
                if not self._inside_quote(colon.start()) and (block := self._block(colon.end())):
                    yield self._frame(Span(pending.start, colon.start() + 1), paragraph, block=block)
                    done = block.end
                    pending = Span(done, pending.end) if pending.end > done else None
                    break
            if pending is not None and self.text[pending.start : pending.end].strip():
                yield self._frame(pending, paragraph, heading=heading)
            pending = None
        if pending is not None:
            yield self._frame(pending, paragraph, heading=heading)

    def _block(self, start: int) -> Span | None:
        """The paragraph that begins at a place, where it is prose."""
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        line = self.text[start:end].rstrip()
        words = line.count(" ") + 1
        if words < SHORTEST_BLOCK and not line.endswith(_FINAL):
            return None
        return Span(start, start + len(line)) if line else None

    def _runs_on(self, end: int) -> bool:
        """Whether a quotation or a name goes on behind a place, or the break of a quotation does."""
        i = bisect_left(self.quote_starts, end) - 1
        if i >= 0 and self.quotations[i].span.end > end:
            return True
        k = bisect_left(self.name_starts, end) - 1
        if k >= 0 and self.names[k].span.end > end:
            return True
        w = bisect_left(self.whole_starts, end) - 1
        if w >= 0 and self.wholes[w].end > end:
            return True
        told = _TOLD.match(self.text, end)
        return told is not None and told[1].islower()

    def _inside_quote(self, at: int) -> bool:
        i = bisect_right(self.quote_starts, at) - 1
        return i >= 0 and self.quotations[i].span.end > at

    def _frame(self, span: Span, paragraph: int, *, heading: bool = False, block: Span | None = None) -> Frame:
        tokens = _without_brackets(list(self._tokens(span)))
        while tokens and tokens[-1].low in _FINAL:
            tokens.pop()
        return Frame(span, tokens, paragraph, heading and block is None and self.text[span.end - 1] != ":", block)

    def _tokens(self, span: Span) -> Iterator[Token]:
        q = bisect_left(self.quote_starts, span.start)
        n = bisect_left(self.name_starts, span.start)
        at = span.start
        while at < span.end:
            while n < len(self.names) and self.name_starts[n] < at:
                n += 1
            quotation = self.quotations[q] if q < len(self.quotations) and self.quote_starts[q] < span.end else None
            name = self.names[n] if n < len(self.names) and self.name_starts[n] < span.end else None
            if quotation and name and name.span.start >= quotation.span.start:
                name = None
            elif quotation and name and name.span.end > quotation.span.start:
                quotation, q = None, q + 1
            stop = name.span.start if name else quotation.span.start if quotation else span.end
            yield from self._plain(at, max(at, stop), span.start)
            if name:
                yield Token(name.span.start, name.span.end, "", Form.NAME, capital=True, mention=name)
                at, n = max(name.span.end, at + 1), n + 1
            elif quotation:
                yield self._quote(quotation)
                at, q = quotation.span.end, q + 1
            else:
                at = span.end

    def _quote(self, quotation: Quotation) -> Token:
        span = quotation.span
        i = bisect_left(self.name_starts, span.start)
        titled = None
        if i < len(self.names) and self.names[i].span.end <= span.end:
            name = self.names[i]
            if len(name.span) + 4 >= len(span):
                titled = name
        return Token(span.start, span.end, "", Form.QUOTE, mention=titled, quotation=quotation)

    def _plain(self, start: int, end: int, first: int) -> Iterator[Token]:
        """Words and marks; words with a capital inside a sentence are names that nothing has tagged."""
        run: list[Token] = []
        for m in _WORD.finditer(self.text, start, end):
            word = m.group()
            if word in _APOSTROPHES:
                continue
            is_word = word[0].isalnum()
            capital = is_word and word[0].isupper()
            form = Form.WORD if is_word else Form.MARK
            token = Token(m.start(), m.end(), word.lower(), form, capital=capital)
            before = self.text[m.start() - 1 : m.start()]
            if (
                capital
                and m.start() > first
                and before not in ("/", "=", "_")
                and (not run or self.text[run[-1].end : token.start].isspace())
            ):
                run.append(token)
                continue
            if run:
                yield Token(run[0].start, run[-1].end, "", Form.NAME, capital=True)
                run = []
            yield token
        if run:
            yield Token(run[0].start, run[-1].end, "", Form.NAME, capital=True)

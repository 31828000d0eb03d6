"""Sentences as stretches between marks, with the quotations that stand by themselves among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.directed import find_directed
from filmdossier.reading.statements.quotations import Quotation
from filmdossier.reading.statements.running.lexicon import MASK, RunningLexicon

#: A quotation of so many code points with a mark inside it is somebody's words rather than a byname.
SPOKEN = 12
#: Sentences are cut at so many pieces: a stranger's endless one must not make every clause look through all of it.
MOST_PIECES = 150
#: A headline is no longer than this, in code points.
LONGEST_HEADING = 60
_FINAL = "。！？!?…"
_MARKS = re.compile(r"[，；：;:。！？!?\n]|,(?!\d)|…+|—+|-{2,}|(?<=\d),(?=\D)")
_ENDS = frozenset("。！？!?\n")
_INNER = re.compile(r"[，。！？；：…,!?]")
_BRACKETS = re.compile(r"[（(【\[][^）)】\]\n]{0,40}[）)】\]]")


class Form(Enum):
    """What a piece is."""

    WORDS = auto()
    QUOTE = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between marks, a mark, or a quotation set off by marks or by a cue."""

    form: Form
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The pieces of one sentence."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1].end


@dataclass(frozen=True)
class Cut:
    """An article cut into sentences.

    Attributes:
        masked: the text with names, titles, brackets and quotations masked; as long as the text.
        quotations: the outermost.
        sentences: in order.
    """

    masked: str
    quotations: Sequence[Quotation]
    sentences: Sequence[Sentence]


def cut(article: Annotated, lexicon: RunningLexicon) -> Cut:
    """The article's sentences, headings left out."""
    stretches = list(_stretches(article))
    quotations = find_directed(article.text, stretches, article.pack.traits)
    masked = _masked(article, quotations)
    sentences: list[Sentence] = []
    cutter = _Cutter(article.text, masked, quotations, lexicon)
    for stretch in stretches:
        sentences += cutter.sentences(stretch)
    return Cut(masked, quotations, sentences)


def _stretches(article: Annotated) -> Iterator[Span]:
    """The lines of the article, without the headline that a page has glued to the first."""
    ends = [s.span.end for s in article.sentences if s.heading and len(s.span) <= LONGEST_HEADING]
    starts = {s.span.end: s.span.start for s in article.sentences if s.heading}
    for m in re.finditer(r"[^\n]+", article.text):
        at = m.start()
        for end in ends[bisect_left(ends, at) : bisect_right(ends, m.end())]:
            if starts[end] > at:
                yield Span(at, starts[end])
            at = end
        if at < m.end():
            yield Span(at, m.end())


def _masked(article: Annotated, quotations: Sequence[Quotation]) -> str:
    text = article.text
    out = list(text)
    titles = [p for p in article.pack.traits.title_marks if len(p) == 2]
    spans = [m.span for m in article.mentions if m.is_name]
    spans += [q.span for q in quotations]
    for pair in titles:
        found = re.finditer(rf"{re.escape(pair[0])}[^{re.escape(pair)}\n]*{re.escape(pair[1])}", text)
        spans += [Span(m.start(), m.end()) for m in found]
    spans += [Span(m.start(), m.end()) for m in _BRACKETS.finditer(text)]
    for span in spans:
        out[span.start : span.end] = MASK * len(span)
    return "".join(out)


@dataclass(frozen=True)
class _Cutter:
    text: str
    masked: str
    quotations: Sequence[Quotation]
    lexicon: RunningLexicon

    def sentences(self, stretch: Span) -> Iterator[Sentence]:
        pieces: list[Piece] = []
        words = stretch.start
        for start, end, is_quote in self._events(stretch):
            if is_quote:
                if not self._stands_alone(words, start, end, stretch, pieces):
                    continue
                self._close(pieces, words, start)
                pieces.append(Piece(Form.QUOTE, start, end))
                words = end
                if self._ends_here(start, end, stretch):
                    yield Sentence(tuple(pieces))
                    pieces = []
                continue
            self._close(pieces, words, start)
            words = end
            if self.text[start] in _ENDS or len(pieces) >= MOST_PIECES:
                pieces.append(Piece(Form.MARK, start, end))
                yield Sentence(tuple(pieces))
                pieces = []
            elif pieces:
                pieces.append(Piece(Form.MARK, start, end))
        self._close(pieces, words, stretch.end)
        if pieces:
            yield Sentence(tuple(pieces))

    def _events(self, stretch: Span) -> list[tuple[int, int, bool]]:
        marks = [(m.start(), m.end(), False) for m in _MARKS.finditer(self.masked, stretch.start, stretch.end)]
        quotes = [
            (q.span.start, q.span.end, True) for q in self.quotations if stretch.start <= q.span.start < stretch.end
        ]
        return sorted([*marks, *quotes])

    def _close(self, pieces: list[Piece], start: int, end: int) -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if end > start:
            pieces.append(Piece(Form.WORDS, start, end))

    def _stands_alone(self, words: int, start: int, end: int, stretch: Span, pieces: Sequence[Piece]) -> bool:
        """Whether a quotation is set off: behind a mark or a cue, and with an end of its own."""
        before = self.masked[words:start].strip()
        if before and not self.lexicon.ends_with_cue(before):
            return False
        after = self.text[end : stretch.end].lstrip()[:1]
        return not after or bool(_MARKS.match(after)) or is_spoken(self.text, start, end)

    def _ends_here(self, start: int, end: int, stretch: Span) -> bool:
        inner = self.text[end - 2 : end - 1]
        after = self.text[end : stretch.end].lstrip()[:1]
        return inner in _FINAL and bool(after) and not _MARKS.match(after) and end - start > 2


def is_spoken(text: str, start: int, end: int) -> bool:
    """Whether words between quotation marks look like somebody's words rather than a byname.

    They have marks of their own, or end as a sentence does.
    """
    inner = text[start + 1 : end - 1].strip()
    if not inner:
        return False
    return inner[-1] in _FINAL or (len(inner) >= SPOKEN and bool(_INNER.search(inner)))

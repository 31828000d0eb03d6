"""The words of an article with everything marked that it claims and that is stated in it.

Marks lie within one another as their words do. Where two cross, the one that began later is closed and opened again.
Each thing has exactly one link: its own words, where nothing lies within them, else a sign behind their end. Taking the
tags away gives back the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from filmdossier.export.segments import find_paragraphs
from filmdossier.model.span import Span

#: Marks within one another, and paragraphs that one mark runs through; more is no article, and browsers give up on it.
_DEEPEST, _LONGEST = 12, 60
#: Characters that no page can hold; each is shown as one sign, so that offsets stay.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be marked.

    Attributes:
        key: ``c-`` and the id of a claim, or ``s-`` and that of a statement.
        style: of its words.
        label: of its link, where that is a sign.
        spans: its words.
    """

    key: str
    style: str
    label: str
    spans: tuple[Span, ...]

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement, which always has a sign."""
        return self.key.startswith("s-")


@dataclass(slots=True)
class _Piece:
    """As much of a mark as lies in one paragraph."""

    start: int
    end: int
    mark: Mark
    is_last: bool


def render_text(text: str, marks: Sequence[Mark], headline: str | None) -> tuple[Markup | None, Markup]:
    """The heading, where the text begins with it, and the paragraphs.

    Args:
        text: of the document.
        marks: in any order.
        headline: of the document.
    """
    paragraphs = list(find_paragraphs(text))
    pieces = _pieces(paragraphs, marks)
    writer = _Writer(text)
    heading, parts, end = None, [], 0
    for number, paragraph in enumerate(paragraphs):
        inner = "".join(writer.paragraph(paragraph, pieces.get(number, [])))
        if number == 0 and headline is not None and paragraph.of(text) == headline:
            heading = Markup(inner)  # noqa: S704  its words are escaped
        else:
            parts += [_words(text[end : paragraph.start]), "<p>", inner, "</p>"]
        end = paragraph.end
    return heading, Markup("".join([*parts, _words(text[end:])]))  # noqa: S704


def _words(words: str) -> str:
    return str(escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", words)))


def _pieces(paragraphs: Sequence[Span], marks: Iterable[Mark]) -> dict[int, list[_Piece]]:
    """The pieces of marks by the number of their paragraph."""
    starts = [p.start for p in paragraphs]
    found: dict[int, list[_Piece]] = {}
    for mark in marks:
        last: _Piece | None = None
        for span in mark.spans:
            first = max(bisect_right(starts, span.start) - 1, 0)
            for number in range(first, min(first + _LONGEST, len(paragraphs))):
                paragraph = paragraphs[number]
                if paragraph.start >= max(span.end, span.start + 1):
                    break
                start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
                if start <= end:
                    last = _Piece(start, end, mark, is_last=False)
                    found.setdefault(number, []).append(last)
        if last is not None:
            last.is_last = True
    for pieces in found.values():
        pieces.sort(key=lambda p: (p.start, -p.end, not p.mark.is_statement, p.mark.key))
    return found


class _Writer:
    """Writes paragraphs, and remembers which things have their place and their link."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._placed: set[str] = set()
        self._linked: set[str] = set()

    def paragraph(self, paragraph: Span, pieces: Sequence[_Piece]) -> Iterator[str]:
        """The words of a paragraph with its marks."""
        open_: list[tuple[_Piece, str]] = []
        position, n = paragraph.start, 0
        while n < len(pieces) or open_:
            following = pieces[n].start if n < len(pieces) else paragraph.end
            edge = min([following, *(p.end for p, _ in open_)])
            yield _words(self._text[position:edge])
            position = edge
            yield from self._close(open_, edge)
            while n < len(pieces) and pieces[n].start == edge:
                piece, n = pieces[n], n + 1
                following = pieces[n].start if n < len(pieces) else paragraph.end
                yield from self._open(piece, open_, following)
        yield _words(self._text[position : paragraph.end])

    def _close(self, open_: list[tuple[_Piece, str]], edge: int) -> Iterator[str]:
        """Close what ends here, and what lies within it; open again what goes on."""
        ending = next((k for k, (piece, _) in enumerate(open_) if piece.end <= edge), None)
        if ending is None:
            return
        closed = open_[ending:]
        del open_[ending:]
        for _, tag in reversed(closed):
            yield f"</{tag}>"
        for piece, _ in reversed(closed):
            if piece.end <= edge:
                yield self._sign(piece)
        for piece, _ in closed:
            if piece.end > edge:
                yield f'<span class="art-mark art-{piece.mark.style}" data-k="{piece.mark.key}">'
                open_.append((piece, "span"))

    def _open(self, piece: _Piece, open_: list[tuple[_Piece, str]], following: int) -> Iterator[str]:
        mark = piece.mark
        identity = "" if mark.key in self._placed else f' id="{mark.key}"'
        self._placed.add(mark.key)
        if piece.end == piece.start or len(open_) >= _DEEPEST:
            yield f'<span class="art-point"{identity} data-k="{mark.key}"></span>{self._sign(piece)}'
            return
        innermost = min(piece.end, *(p.end for p, _ in open_)) if open_ else piece.end
        if identity and not mark.is_statement and innermost <= following and following > piece.start:
            self._linked.add(mark.key)
            yield (
                f'<a class="art-mark art-{mark.style}"{identity} href="#i-{mark.key}" data-k="{mark.key}"'
                f' aria-describedby="d-{mark.key}">'
            )
            open_.append((piece, "a"))
        else:
            yield f'<span class="art-mark art-{mark.style}"{identity} data-k="{mark.key}">'
            open_.append((piece, "span"))

    def _sign(self, piece: _Piece) -> str:
        mark = piece.mark
        if not piece.is_last or mark.key in self._linked:
            return ""
        self._linked.add(mark.key)
        style = "art-said" if mark.is_statement else f"art-{mark.style}"
        return (
            f'<a class="art-sign {style}" href="#i-{mark.key}" data-k="{mark.key}"'
            f' aria-label="{escape(_UNFIT.sub(" ", mark.label))}"></a>'
        )

"""Quotations between marks that show their direction, one inside another.

Guillemets, low and high marks and corner brackets open or close by their shape; straight marks by what stands beside
them. An opening mark typed for a closing one closes where a sentence ends before it. What is never closed sets off
nothing, unless it opens its paragraph and a quotation inside it ends with the paragraph: two closing marks written as
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filmdossier.languages import Traits
from filmdossier.model.span import Span
from filmdossier.reading.statements.quotations import Quotation

_FINAL = ".!?…。！？，"
#: A quotation that holds another is no longer than this, in code points.
LONGEST = 6000
#: So many open quotations, of those last begun, may be the one that a mark closes.
_MOST_OPEN = 20


def find_directed(text: str, paragraphs: Sequence[Span], traits: Traits) -> list[Quotation]:
    """The outermost quotations of a text, in order.

    Args:
        text: the article.
        paragraphs: its paragraphs in order.
        traits: the language's quotation marks, in pairs.
    """
    closing = {pair[0]: pair[1] for pair in traits.quotation_marks if len(pair) == 2}
    out: list[Quotation] = []
    for paragraph in paragraphs:
        end = paragraph.start
        for start, close in sorted(_pairs(text, paragraph, closing, spaced=traits.spaces_between_words)):
            if start >= end:
                out.append(Quotation((Span(start, close + 1),)))
                end = close + 1
    return out


def _pairs(text: str, paragraph: Span, closing: dict[str, str], *, spaced: bool) -> Iterator[tuple[int, int]]:
    """Every opening mark with its closing one."""
    closers = frozenset(closing.values())
    opened: list[int] = []
    last = -1
    for i in range(paragraph.start, paragraph.end):
        c = text[i]
        if c not in closing and c not in closers:
            continue
        open_since = max(0, len(opened) - _MOST_OPEN) if c in closers else len(opened)
        partner = next((k for k in range(len(opened) - 1, open_since - 1, -1) if closing[text[opened[k]]] == c), None)
        if partner is not None and (c not in closing or _closes(text, i, paragraph, spaced=spaced)):
            start = opened[partner]
            del opened[partner:]
            if i - start < LONGEST:
                yield start, i
                last = i
        elif c in closing and opened and text[opened[-1]] == c and closing[c] != c and text[i - 1] in _FINAL:
            yield opened.pop(), i
            last = i
        elif c in closing and (closing[c] != c or _opens(text, i, paragraph, spaced=spaced)):
            opened.append(i)
    if opened and opened[0] == paragraph.start and last >= 0 and not text[last + 1 : paragraph.end].strip(_FINAL + " "):
        yield opened[0], last


def _closes(text: str, i: int, paragraph: Span, *, spaced: bool) -> bool:
    """Whether a mark that may open as well closes what is open."""
    after = text[i + 1] if i + 1 < paragraph.end else " "
    return not spaced or not (text[i - 1].isspace() and after.isalnum())


def _opens(text: str, i: int, paragraph: Span, *, spaced: bool) -> bool:
    before = text[i - 1] if i > paragraph.start else " "
    after = text[i + 1] if i + 1 < paragraph.end else " "
    return not spaced or (not after.isspace() and not before.isalnum())

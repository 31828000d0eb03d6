"""A sentence as rules see it: names, values and terms replaced by numbered tokens, everything else in small letters.

"Agnès Varda's drama, Vagabond, took $3m." becomes ``<P0>'s <G1>, <F2>, took <M3>.``
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.model.values import Duration, Money, Number, Ordinal, Percent, ValueMention
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.terms import Term

Item = Mention | ValueMention | Term

LETTERS: dict[object, str] = {
    Kind.PERSON: "P",
    Kind.CHARACTER: "C",
    Kind.FILM: "F",
    Kind.WORK: "W",
    Kind.ORGANISATION: "O",
    Kind.PLACE: "L",
    Kind.AWARD: "A",
    Kind.EVENT: "E",
    Money: "M",
    Number: "N",
    Ordinal: "R",
    Percent: "X",
    Duration: "U",
    "genre": "G",
    "nationality": "K",
    "territory": "T",
}
_DATE = "D"
#: Marks that open and close a title; they are no part of a shape, so that rules see one title, quoted or not.
_OPENING, _CLOSING = "\"'“‘«„《〈『「", "\"'”’»“》〉』」"
#: Opening marks in which names of all kinds stand: papers, prizes, companies.
_NAMING = "«„"
#: What stands inside the closing mark of a title, in American print.
_INSIDE = (",", ".")
#: Marks as shapes write them; the angle brackets are kept for tokens.
_PLAIN = str.maketrans({"‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "<": "(", ">": ")"})
_PLAIN |= str.maketrans({"’": "'", "\n": " ", "\t": " ", "\u00a0": " "})


def letter_of(item: Item) -> str:
    """The letter that stands for an item in shapes: a capital one for names and values, a small one for stand-ins."""
    if isinstance(item, Mention):
        return LETTERS[item.kind] if item.is_name else LETTERS[item.kind].lower()
    if isinstance(item, Term):
        return LETTERS[item.kind]
    return _DATE if isinstance(item.value, DateExpression) else LETTERS[type(item.value)]


@dataclass(frozen=True)
class Shape:
    """A sentence's shape.

    Attributes:
        span: of the sentence in the article.
        text: code points of the article in small letters, and tokens such as ``<P0>``.
        items: what the tokens stand for: ``<P0>`` is ``items[0]``.
        offsets: for each character of ``text``, and once more for its end, the offset in the article.
        ends: for each character, the offset behind what it stands for.
    """

    span: Span
    text: str
    items: tuple[Item, ...]
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span_of(self, start: int, end: int) -> Span:
        """The article's words behind a stretch of the shape."""
        if end <= start:
            at = self.offsets[min(start, len(self.offsets) - 1)]
            return Span(at, at)
        return Span(self.offsets[start], self.ends[end - 1])

    @cached_property
    def _places(self) -> list[int]:
        """Where each item's token begins; a sentence of a thousand numbers must not be searched a thousand times."""
        places, at = [], self.text.find("<")
        while at >= 0:
            places.append(at)
            at = self.text.find("<", at + 1)
        return places

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(item): number for number, item in enumerate(self.items)}

    def items_in(self, start: int, end: int, letters: str = "") -> list[Item]:
        """The items whose tokens stand in a stretch of the shape, of the given letters or of any."""
        numbers = range(bisect_left(self._places, start), bisect_left(self._places, end))
        return [self.items[n] for n in numbers if not letters or self.text[self._places[n] + 1] in letters]

    def position_of(self, item: Item) -> int:
        """Where the item's token begins in ``text``."""
        number = self._numbers.get(id(item))
        return self._places[self.items.index(item) if number is None else number]


def shape_sentence(text: str, span: Span, items: Iterable[Item]) -> Shape:
    """The shape of one sentence; of items that overlap, the one that begins first stands, then the longer one."""
    chosen = _without_overlaps([i for i in items if span.contains(i.span)])
    parts: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    at = span.start
    for number, item in enumerate(chosen):
        quoted = _quoted(text, item) if item.span.start > at else 0
        _copy(text, at, item.span.start - bool(quoted), parts, offsets, ends)
        token = f"<{letter_of(item)}{number}>"
        parts.append(token)
        offsets.extend([item.span.start] * len(token))
        ends.extend([item.span.end] * len(token))
        at = item.span.end
        if quoted:
            _copy(text, at, at + quoted - 1, parts, offsets, ends)
            at += quoted
    _copy(text, at, span.end, parts, offsets, ends)
    return Shape(span, "".join(parts), tuple(chosen), (*offsets, span.end), tuple(ends))


def shape_sentences(text: str, sentences: Iterable[Sentence], items: Iterable[Item]) -> list[Shape]:
    """The shapes of sentences in order; each takes the items that begin and end in it."""
    ordered = sorted(items, key=lambda i: i.span)
    shapes, at = [], 0
    for sentence in sentences:
        span = sentence.span
        while at < len(ordered) and ordered[at].span.start < span.start:
            at += 1
        end = at
        while end < len(ordered) and ordered[end].span.start < span.end:
            end += 1
        shapes.append(shape_sentence(text, span, ordered[at:end]))
        at = end
    return shapes


def _quoted(text: str, item: Item) -> int:
    """How many characters a title's closing mark is, with a comma inside it; 0 where the title is not in marks."""
    start, end = item.span.start, item.span.end
    if not isinstance(item, Mention) or text[start - 1] not in _OPENING:
        return 0
    if item.kind not in (Kind.FILM, Kind.WORK) and text[start - 1] not in _NAMING:
        return 0
    if text[end : end + 1] and text[end] in _CLOSING:
        return 1
    return 2 if text[end : end + 1] in _INSIDE and text[end + 1 : end + 2] in tuple(_CLOSING) else 0


def _without_overlaps(items: Sequence[Item]) -> list[Item]:
    out: list[Item] = []
    for item in sorted(items, key=lambda i: (i.span.start, not isinstance(i, Mention), -i.span.end)):
        if out and item.span.start < out[-1].span.end:
            continue
        out.append(item)
    return out


def _copy(text: str, start: int, end: int, parts: list[str], offsets: list[int], ends: list[int]) -> None:
    """Copies words in small letters, with plain marks and single blanks."""
    words = text[start:end].translate(_PLAIN)
    lowered = words.lower()
    if len(lowered) != len(words):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    if "  " not in lowered and not (parts and parts[-1][-1:] == " " and lowered[:1] == " "):
        parts.append(lowered)
        offsets.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
        return
    last = parts[-1][-1:] if parts else ""
    kept = []
    for i, c in enumerate(lowered):
        if c == " " and last == " ":
            continue
        kept.append(c)
        offsets.append(start + i)
        ends.append(start + i + 1)
        last = c
    parts.append("".join(kept))

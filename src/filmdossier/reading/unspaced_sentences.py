"""Where sentences end in texts without blanks between words, also where a page has glued headline and body together.

A mark ends a sentence wherever it stands, but not inside a title, and not inside a quotation that is a part of its
clause (the "Go!" that was heard). Full stops of other scripts count only before a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.span import Span

#: A first line of no more than this many code points without a final mark is a headline.
HEADLINE_LETTERS = 45
#: Any later line of no more than this many without a final mark is a subheading.
SUBHEAD_LETTERS = 24
#: Within so many code points a headline ends that a page has glued to its article.
GLUED = 70
_LONGEST_TITLE = 60
_REACH = 400
_OPENINGS = '“「『‘"«'
_CLOSERS = '”」』’"»)）】〗'
_ENDS_CLAUSE = "：:，,。！？!?…；;、 \n\t　"
_FINAL = "。！？!?…."


@dataclass(frozen=True)
class _Marks:
    """What tells the ends of a language's sentences.

    Attributes:
        ends: where a sentence may end, or a title that holds such marks.
        begins: words with which a page begins the article.
        closes: words with which it closes the headline.
        goes_on: a line that ends in one of these goes on in the next one.
    """

    ends: re.Pattern[str]
    begins: Any
    closes: Any
    goes_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Where a sentence ends.

    Attributes:
        at: index of the code point behind it.
        blank_line: whether a paragraph ends too.
        heading: whether what ends is known for a heading.
    """

    at: int
    blank_line: bool = False
    heading: bool = False


def find_ends(text: str, pack: Pack) -> Iterator[End]:
    """Where the sentences of a text end, in order; the text's own end is left out."""
    marks = pack.made("sentence marks", lambda: _marks(pack))
    begun = 0
    glued = _glued(text, 0, marks)
    for end in glued:
        yield end
        begun = end.at
    for m in marks.ends.finditer(text, begun):
        if m.group("title") or m.end() <= begun:
            continue
        if m.group("line"):
            blank_line = m.group("line").count("\n") > 1
            if blank_line or _line_ends(text, begun, m.start(), marks):
                yield End(m.end(), blank_line)
                begun = m.end()
                for end in _opener(text, begun, marks):
                    yield end
                    begun = end.at
        elif _mark_ends(text, begun, m):
            yield End(m.end())
            begun = m.end()


def is_heading(text: str, span: Span, *, first: bool) -> bool:
    """Whether a sentence is a headline or subheading: short, and no mark ends it."""
    words = span.of(text)
    if words.rstrip(_CLOSERS)[-1:] in _FINAL:
        return False
    return len(words) <= (HEADLINE_LETTERS if first else SUBHEAD_LETTERS)


def _marks(pack: Pack) -> _Marks:
    table = pack.table("sentences")
    titles = "|".join(
        rf"{re.escape(pair[0])}[^{re.escape(pair)}\n]{{1,{_LONGEST_TITLE}}}{re.escape(pair[1])}"
        for pair in pack.traits.title_marks
    )
    closers = re.escape(_CLOSERS)
    return _Marks(
        re.compile(
            rf"(?P<title>{titles or '(?!)'})|(?P<line>\n\s*)|(?P<wide>[。！？…]+[{closers}]*)"
            rf"|(?P<narrow>[.!?]+[{closers}]*(?=\s|$))"
        ),
        _alternatives(table.get("body_openers", ())),
        _alternatives(table.get("headline_closers", ())),
        tuple(table["unfinished"]),
    )


def _alternatives(patterns: Any) -> Any:
    return re2.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None


def _glued(text: str, at: int, marks: _Marks) -> list[End]:
    """The ends of a headline that no line break parts from its article, and of the words that begin the article."""
    head = text[at : at + GLUED]
    line = head.split("\n", maxsplit=1)[0]
    closing = marks.closes.search(line) if marks.closes else None
    if closing and closing.start() > 0 and not _holds_end(line[: closing.start()]):
        return [End(at + closing.end(), heading=True), *_glued(text, at + closing.end(), marks)]
    opening = marks.begins.search(head) if marks.begins else None
    if opening is None or opening.start() >= len(line) or _holds_end(line[: opening.start()]):
        return []
    headline = [End(at + opening.start(), heading=True)] if opening.start() else []
    return [*headline, End(at + opening.start() + _opened(text, at + opening.start(), marks), heading=True)]


def _holds_end(words: str) -> bool:
    return "。" in words or "；" in words


def _opener(text: str, at: int, marks: _Marks) -> Iterator[End]:
    """The end of the words that begin an article, if such stand here."""
    start = at
    while start < len(text) and text[start].isspace():
        start += 1
    if length := _opened(text, start, marks):
        yield End(start + length, heading=True)


def _opened(text: str, at: int, marks: _Marks) -> int:
    found = marks.begins.match(text[at : at + GLUED]) if marks.begins else None
    return found.end() if found else 0


def _line_ends(text: str, begun: int, end: int, marks: _Marks) -> bool:
    line = text[max(begun, text.rfind("\n", begun, end) + 1) : end].rstrip()
    if not line:
        return False
    bare = line.rstrip(_CLOSERS)
    if bare[-1:] in _FINAL:
        return True
    if bare[-1:] in "，,、；;：:—-" or bare.endswith(marks.goes_on):
        return False
    first = not text[:begun].strip()
    return end - begun <= (HEADLINE_LETTERS if first else SUBHEAD_LETTERS)


def _mark_ends(text: str, begun: int, m: re.Match[str]) -> bool:
    """Whether the mark ends the sentence rather than a quotation inside its clause."""
    after = text[m.end() : m.end() + 1]
    mark, closers = m.group(), m.group().rstrip(_CLOSERS)
    if m.group("narrow") or not after or after.isspace():
        return True
    if "。" in closers:
        return True
    if len(mark) == len(closers):
        return not (set(mark) == {"…"} and _is_inside(text, begun, m.start()))
    opening = _last_opening(text, begun, m.start())
    return opening <= begun or text[opening - 1] in _ENDS_CLAUSE


def _is_inside(text: str, begun: int, at: int) -> bool:
    """Whether a quotation that began in this sentence is still open."""
    opening = _last_opening(text, begun, at)
    return opening >= 0 and not any(c in text[opening + 1 : at] for c in "”」』’»")


def _last_opening(text: str, begun: int, at: int) -> int:
    """Where the last quotation before an index opens, not too far back; -1 where none does."""
    return max(text.rfind(c, max(begun, at - _REACH), at) for c in _OPENINGS)

"""Where sentences and paragraphs begin and end, also where lines break inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.model.span import Span
from filmdossier.reading.unspaced_sentences import End, find_ends, is_heading

#: A first line of no more than this many words without a final mark is a headline or a caption, not half a sentence.
HEADLINE_WORDS = 14
#: Any later line of no more than this many words without a final mark is a subheading.
SUBHEAD_WORDS = 6
#: The longest title that a stop may stand in, before it and behind it, in code points.
TITLE = 50
#: Sentences are cut here, in code points: a stranger's endless line must not make every later step slow.
LONGEST = 2000

_FINAL = r"[.!?…。！？]"
_CLOSERS = "\"'”’»)]」』"
_OPENERS = "\"'“‘«([「『"
_DASHES = "—– "
_END = re.compile(rf"{_FINAL}+[{re.escape(_CLOSERS)}]*(?=\s|$)|\n[ \t]*\n\s*|\n")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,3}")
_LAST_WORD = re.compile(r"(\w[\w.’'-]*)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        span: without surrounding blanks.
        paragraph: index of its paragraph, from 0.
        heading: whether it is a headline, subheading or caption rather than prose.
    """

    span: Span
    paragraph: int
    heading: bool = False


@dataclass(frozen=True)
class _Rules:
    abbreviations: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    unfinished: frozenset[str]
    captions: re.Pattern[str]
    title_marks: tuple[tuple[str, str], ...]


def _rules(pack: Pack) -> _Rules:
    table = pack.table("sentences")
    return _Rules(
        frozenset(table["abbreviations"]),
        frozenset(table["closing_abbreviations"]),
        frozenset(table["openers"]),
        frozenset(table["unfinished"]),
        re.compile("|".join(re.escape(m) for m in table["caption_marks"]) or r"(?!)"),
        tuple((marks[0], marks[1]) for marks in pack.traits.title_marks),
    )


def split_sentences(text: str, pack: Pack) -> list[Sentence]:
    """The sentences of a text in order; together they hold everything but the blanks between them.

    A full stop ends a sentence unless it belongs to an abbreviation or an initial, or a small letter follows. A blank
    line always
    ends one. A single line break ends one after a final mark, a headline or a caption; elsewhere it is only where the
    line was full.
    """
    if not pack.traits.spaces_between_words:
        return _split_unspaced(text, pack)
    rules = pack.made("sentences", lambda: _rules(pack))
    out: list[Sentence] = []
    start, paragraph = 0, 0
    for end, blank_line in _ends(text, rules):
        for span in _trimmed(text, start, end):
            out.append(Sentence(span, paragraph, _is_heading(text, span, rules, first=not out)))
        start = end
        if blank_line and out:
            paragraph = out[-1].paragraph + 1
    for span in _trimmed(text, start, len(text)):
        out.append(Sentence(span, paragraph, _is_heading(text, span, rules, first=not out)))
    return out


def _split_unspaced(text: str, pack: Pack) -> list[Sentence]:
    out: list[Sentence] = []
    start, paragraph = 0, 0
    for end in [*find_ends(text, pack), End(len(text))]:
        for span in _trimmed(text, start, end.at):
            out.append(Sentence(span, paragraph, end.heading or is_heading(text, span, first=not out)))
        start = end.at
        if end.blank_line and out:
            paragraph = out[-1].paragraph + 1
    return out


def _ends(text: str, rules: _Rules) -> Iterator[tuple[int, bool]]:
    begun = 0
    for m in _END.finditer(text):
        mark = m.group()
        if mark[0] == "\n":
            blank_line = mark.count("\n") > 1
            if blank_line or _line_ends_sentence(text, begun, m.start(), m.end(), rules):
                yield m.end(), blank_line
                begun = m.end()
        elif _stop_ends_sentence(text, begun, m, rules):
            yield m.end(), False
            begun = m.end()


def _stop_ends_sentence(text: str, begun: int, m: re.Match[str], rules: _Rules) -> bool:
    mark = m.group()
    after = text[m.end() : m.end() + 40].lstrip().lstrip(_OPENERS)
    if not after:
        return True
    if after.lstrip(_DASHES)[:1].islower():
        return False
    if mark == "!" and _ends_name(text, begun, m.start()):
        return False
    if mark[0] != "." or (len(mark) > 1 and mark[1] not in "."):
        # "?" and "!" may also end a title inside the sentence, which a small letter after it shows; a quoted question
        # followed
        # by its speaker is joined again by the statements.
        return True
    if mark == "." and _stands_in_title(text, begun, m.start(), rules):
        return False
    word = _LAST_WORD.search(text, max(begun, m.start() - 30), m.start())
    if not word:
        return True
    before = word.group()
    if len(before) == 1 and before.isalpha() and before.isupper():
        return False
    next_word = re.match(r"\w+", after)
    opened = bool(next_word and next_word.group() in rules.openers)
    if before in rules.abbreviations:
        return before in rules.closing and opened
    return opened or not (before.isupper() and _INITIALS.fullmatch(before))


def _stands_in_title(text: str, begun: int, at: int, rules: _Rules) -> bool:
    """Whether a stop stands inside the marks of a title, behind a word that does not introduce speech."""
    for opening, closing in rules.title_marks:
        opened = text.rfind(opening, max(begun, at - TITLE), at)
        if opened <= begun or text.find(closing, opened, at) >= 0:
            continue
        behind = text[at + 1 : at + 1 + TITLE]
        title, closed, _ = behind.partition(closing)
        before = text[begun:opened].rstrip()[-1:]
        if closed and before.isalnum() and opening not in title and not any(c in ".!?…\n" for c in title):
            return True
    return False


def _ends_name(text: str, begun: int, at: int) -> bool:
    """Whether an exclamation mark belongs to a name in mid-sentence: its word has a capital ("Wham! Films")."""
    word = _LAST_WORD.search(text, max(begun, at - 30), at)
    return bool(word and word.start() > begun + 1 and len(word.group()) > 1 and word.group()[0].isupper())


def _line_ends_sentence(text: str, begun: int, end: int, resume: int, rules: _Rules) -> bool:
    line_start = max(begun, text.rfind("\n", begun, end) + 1)
    line = text[line_start:end].rstrip()
    if not line:
        return False
    if rules.captions.search(line):
        return True
    last = line.rstrip(_CLOSERS)[-1:]
    if last in ",;:-–—":
        return False
    if last in ".!?…。！？":
        after = text[resume : resume + 20].lstrip().lstrip(_OPENERS)
        return not after[:1].islower()
    if text[resume : resume + 1].islower():
        return False
    word = _LAST_WORD.search(line)
    if word and word.group() in rules.unfinished:
        return False
    words = text[begun:end].count(" ") + 1
    return words <= (HEADLINE_WORDS if not text[:begun].strip() else SUBHEAD_WORDS)


def _is_heading(text: str, span: Span, rules: _Rules, *, first: bool) -> bool:
    words = span.of(text)
    if words.rstrip(_CLOSERS)[-1:] in ".!?…。！？":
        return False
    return bool(rules.captions.search(words)) or words.count(" ") < (HEADLINE_WORDS if first else SUBHEAD_WORDS)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " ，")
        cut = cut if cut > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)

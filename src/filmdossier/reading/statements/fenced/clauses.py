"""The clauses of a frame, and where what is said begins and ends in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.reading.statements.fenced.frames import Range
from filmdossier.reading.statements.fenced.lexicon import PARTICIPLE, FencedLexicon
from filmdossier.reading.statements.frames import Form, Token

#: Between a cue and the comma before what is said stands no insertion longer than this, in tokens.
LONGEST_INSERTION = 14
#: A phrase about something has at least so many tokens behind its preposition.
SHORTEST_TOPIC = 3
_FENCES = (",", ";", ":", "—", "–", "-", "(", ")")
_DASHES = ("—", "–", "-")
_TRAILING = (*_FENCES, ".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, found behind a cue.

    Attributes:
        contents: token ranges.
        begins: the token at which the words that lead to it begin.
        marked: whether a subordinator, a colon or quotation marks show it.
        block: whether the block behind the frame is what is said.
    """

    contents: tuple[Range, ...] = ()
    begins: int = 0
    marked: bool = False
    block: bool = False


def clause_of(tokens: Sequence[Token], at: int, lexicon: FencedLexicon) -> Range:
    """The clause around a token: what stands between marks, or behind a conjunction that joins verbs."""
    start = at
    while start > 0 and not _is_fence(tokens[start - 1]):
        start -= 1
    end = at + 1
    while end < len(tokens) and not _is_fence(tokens[end]):
        end += 1
    return start, end


def _is_fence(token: Token) -> bool:
    return token.form is Form.MARK and token.low in _FENCES


def is_speech(token: Token, text: str) -> bool:
    """Whether a quotation holds words said rather than a title or a byname."""
    if not token.is_quote():
        return False
    inner = text[token.start : token.end].strip("«»„“”\"'—–- ")
    return inner[-1:] in ".!?…," or (token.mention is None and inner.count(" ") >= 3)


def said_behind(
    tokens: Sequence[Token], at: int, lexicon: FencedLexicon, text: str, *, about: bool, block: bool
) -> Said | None:
    """What is said behind a cue or behind the source that follows it.

    Args:
        tokens: the frame's.
        at: the first token behind cue and source.
        lexicon: the pack's.
        text: the article.
        about: whether a phrase that tells the topic counts.
        block: whether a block follows the frame.
    """
    i = at
    fences = 0
    topic: Range | None = None
    while i < len(tokens):
        token = tokens[i]
        if token.low == ":":
            return _behind_colon(tokens, i, block=block)
        if token.is_quote() and is_speech(token, text) and (i == at or tokens[i - 1].form is not Form.WORD):
            return Said(((i, i + 1),), i, marked=True)
        if i > at and token.low in lexicon.cues and lexicon.cues[token.low].form != PARTICIPLE:
            break
        if _is_fence(token):
            found = _subordinate(tokens, at, i, lexicon)
            if found is not None:
                return found
            fences += 1
            if fences > 2 or i - at > LONGEST_INSERTION or token.low in (";", "(", ")"):
                break
            if topic is not None or (i == at and not _is_insertion(tokens, i, lexicon)):
                break
        elif (
            about
            and topic is None
            and fences == 0
            and lexicon.is_in(token.low, "about")
            and not _is_this(tokens, i, lexicon)
        ):
            topic = (i, _topic_end(tokens, i))
        i += 1
    if topic is not None and topic[1] - topic[0] > SHORTEST_TOPIC and not _is_correlate(tokens, topic):
        return Said((topic,), topic[0])
    return None


def _behind_colon(tokens: Sequence[Token], i: int, *, block: bool) -> Said | None:
    if i + 1 >= len(tokens):
        return Said((), i, marked=True, block=True) if block else None
    return Said((trimmed(tokens, i + 1, len(tokens)),), i, marked=True)


def _subordinate(tokens: Sequence[Token], at: int, fence: int, lexicon: FencedLexicon) -> Said | None:
    """The clause that a comma and a subordinator set off; any but "that" follows right behind, or a correlate."""
    i = fence + 1
    if tokens[fence].low != "," or i >= len(tokens) - 1 or not lexicon.is_in(tokens[i].low, "subordinators"):
        return None
    near = fence == at or lexicon.is_in(tokens[fence - 1].low, "correlates")
    if not near and not lexicon.is_in(tokens[i].low, "complementisers"):
        return None
    start = i + 1 if lexicon.is_in(tokens[i].low, "complementisers") else i
    if start < len(tokens) and tokens[start].low == ",":
        start += 1
    content = trimmed(tokens, start, len(tokens))
    return Said((content,), i, marked=True) if content[1] > content[0] else None


def _is_insertion(tokens: Sequence[Token], fence: int, lexicon: FencedLexicon) -> bool:
    """Whether an apposition behind a source begins at a comma: "X, the director, that …"."""
    close = next(
        (k for k in range(fence + 1, min(len(tokens), fence + LONGEST_INSERTION)) if tokens[k].low == ","), None
    )
    return close is not None and close + 1 < len(tokens) and lexicon.is_in(tokens[close + 1].low, "complementisers")


def _is_this(tokens: Sequence[Token], i: int, lexicon: FencedLexicon) -> bool:
    return any(
        all(i + k < len(tokens) and tokens[i + k].low == word for k, word in enumerate(phrase))
        for phrase in lexicon.about_this
    )


def _topic_end(tokens: Sequence[Token], i: int) -> int:
    end = i + 1
    while end < len(tokens) and not _is_fence(tokens[end]):
        end += 1
    return end


def _is_correlate(tokens: Sequence[Token], topic: Range) -> bool:
    """Whether nothing but "about the fact" stands there."""
    return topic[1] - topic[0] <= SHORTEST_TOPIC


def trimmed(tokens: Sequence[Token], start: int, end: int) -> Range:
    """A range without the marks at its ends."""
    while end > start and tokens[end - 1].form is Form.MARK and tokens[end - 1].low in _TRAILING:
        if tokens[end - 1].low == ")" and any(t.low == "(" for t in tokens[start : end - 1]):
            break
        end -= 1
    while start < end and tokens[start].form is Form.MARK and tokens[start].low in _TRAILING:
        start += 1
    return start, end


def said_before(tokens: Sequence[Token], floor: int, end: int, text: str) -> tuple[Range, ...]:
    """What is said in front of a cue: the quotations alone where one ends it, else the words since a floor."""
    start, end = trimmed(tokens, floor, end)
    if end <= start:
        return ()
    if tokens[end - 1].is_quote():
        alone = all(t.is_quote() or t.form is Form.MARK for t in tokens[start:end])
        if alone:
            return tuple((k, k + 1) for k in range(start, end) if tokens[k].is_quote())
        if is_speech(tokens[end - 1], text) and tokens[end - 2].low in (":", ".", "!", "?", "…", *_DASHES):
            return ((end - 1, end),)
    return ((start, end),) if end - start >= 2 else ()


def is_dash(token: Token) -> bool:
    """Whether a token is a dash."""
    return token.low in _DASHES

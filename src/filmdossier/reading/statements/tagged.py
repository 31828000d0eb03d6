"""What a learned tagger of attributions adds to the rules: sources and cues that the pack lacks, and clearer ends.

The tagger marks sources, cues and contents without saying which belongs to which. Its contents hold a leading
complementiser and marks. The rules stand where they found a quotation; the tagger stands where they found nothing, and
where a reported clause ends earlier than the sentence does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from filmdossier.model.span import Span
from filmdossier.reading.annotated import TaggedPart
from filmdossier.reading.statements.clauses import is_clause
from filmdossier.reading.statements.contents import trimmed
from filmdossier.reading.statements.frames import Form, Frame, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.matches import Match
from filmdossier.reading.statements.sources import Source

#: Parts that the tagger is less sure of are not used.
SURE = 0.6
#: To found a statement of its own, a cue, its source and its content must all reach this.
SURE_ALONE = 0.8
#: A source or a content belongs to a cue no farther away than this, in tokens.
REACH = 6


@dataclass(frozen=True, slots=True)
class _Part:
    label: str
    start: int
    end: int
    score: float

    def gap(self, other: _Part) -> int:
        """Tokens between two parts; 0 where they touch or overlap."""
        return max(0, self.start - other.end, other.start - self.end)


class TaggedParts:
    """An article's tagged parts, to be asked for by frame."""

    def __init__(self, parts: Sequence[TaggedPart]) -> None:
        self._parts = sorted((p for p in parts if p.score >= SURE), key=lambda p: p.span)
        self._starts = [p.span.start for p in self._parts]

    def __bool__(self) -> bool:
        return bool(self._parts)

    def revised(self, frame: Frame, matches: Sequence[Match], lexicon: Lexicon) -> list[Match]:
        """The matches of a frame with clearer ends, and with those that only the tagger found."""
        parts = self._of_frame(frame)
        if not parts:
            return list(matches)
        contents = [p for p in parts if p.label == "content"]
        out = [_with_clearer_end(m, contents, frame.tokens, lexicon) for m in matches]
        taken = [m.cue for m in out if m.cue] + [c for m in out for c in m.contents if _is_quote(frame.tokens, c)]
        for cue in (p for p in parts if p.label == "cue" and p.score >= SURE_ALONE):
            if any(cue.start < b and a < cue.end for a, b in taken):
                continue
            found = _found(cue, parts, frame.tokens, lexicon)
            if found and not any(_same_content(found.contents[0], c) for m in out for c in m.contents):
                out.append(found)
        return out

    def _of_frame(self, frame: Frame) -> list[_Part]:
        if not frame.tokens:
            return []
        i = bisect_left(self._starts, frame.span.start)
        starts = [t.start for t in frame.tokens]
        out = []
        while i < len(self._parts) and self._starts[i] < frame.span.end:
            part = self._parts[i]
            covered = _token_range(frame.tokens, starts, part.span)
            if covered:
                out.append(_Part(part.label, *covered, part.score))
            i += 1
        return out


def _token_range(tokens: Sequence[Token], starts: Sequence[int], span: Span) -> Range | None:
    first = bisect_left(starts, span.start)
    if first > 0 and tokens[first - 1].end > span.start:
        first -= 1
    last = bisect_left(starts, span.end)
    return (first, last) if last > first else None


def _is_quote(tokens: Sequence[Token], content: Range) -> bool:
    return content[1] - content[0] == 1 and tokens[content[0]].is_quote()


def _plain(part: _Part, tokens: Sequence[Token], lexicon: Lexicon) -> Range:
    """A content without its complementiser, and without the joints at its end."""
    start = part.start
    if start + 1 < part.end and lexicon.is_in(tokens[start].low, "complementisers"):
        start += 1
    return trimmed(tokens, start, part.end, lexicon)


def _with_clearer_end(match: Match, contents: Sequence[_Part], tokens: Sequence[Token], lexicon: Lexicon) -> Match:
    if match.needs_quote or not match.forward or not match.contents or _is_quote(tokens, match.contents[-1]):
        return match
    start, end = match.contents[-1]
    for part in contents:
        a, b = _plain(part, tokens, lexicon)
        joint = _begins_anew(tokens[b:end], lexicon)
        whole = any(lexicon.is_finite(t.low) for t in tokens[start:b])
        if abs(a - start) <= 1 and joint and whole:
            return replace(match, contents=(*match.contents[:-1], (start, b)))
    return match


def _begins_anew(rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what follows a content is joined to it rather than a part of it, as a relative clause would be."""
    if rest and rest[0].low == ",":
        rest = rest[1:]
    if not rest:
        return False
    first = rest[0].low
    return lexicon.is_in(first, "conjunctions", "clause_joiners", "with_words") or first.endswith(
        lexicon.participle_suffixes
    )


def _found(cue: _Part, parts: Sequence[_Part], tokens: Sequence[Token], lexicon: Lexicon) -> Match | None:
    source = _nearest(cue, parts, "source")
    content = _nearest(cue, parts, "content")
    if source is None or content is None or (source.start < content.end and content.start < source.end):
        return None
    plain = _plain(content, tokens, lexicon)
    if not _is_said(tokens, content.start, plain, lexicon) or not _can_speak(
        tokens[source.start : source.end], lexicon
    ):
        return None
    comma = next((k for k in range(source.start + 1, source.end) if tokens[k].low == ","), source.end)
    apposition = (comma + 1, source.end) if comma + 1 < source.end else None
    begins = min(cue.start, source.start)
    return Match(
        (cue.start, cue.end), Source(source.start, comma, apposition), None, (plain,), begins, max(cue.end, source.end)
    )


def _nearest(cue: _Part, parts: Sequence[_Part], label: str) -> _Part | None:
    near = [p for p in parts if p.label == label and p.score >= SURE_ALONE and p.gap(cue) <= REACH]
    return min(near, key=lambda p: p.gap(cue), default=None)


def _is_said(tokens: Sequence[Token], begins: int, content: Range, lexicon: Lexicon) -> bool:
    """Whether a content is a clause or a quotation: what is merely wanted or done is no statement."""
    if content[1] <= content[0]:
        return False
    return (
        _is_quote(tokens, content)
        or lexicon.is_in(tokens[begins].low, "complementisers")
        or is_clause(tokens[: content[1]], content[0], lexicon)
    )


def _can_speak(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(t.form is Form.NAME or t.low in lexicon.pronouns or lexicon.is_source_noun(t.low) for t in tokens)


def _same_content(a: Range, b: Range) -> bool:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * both > min(a[1] - a[0], b[1] - b[0])

"""One frame's attributions together: where one thing said ends because another begins, and quotations without a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.contents import trimmed
from filmdossier.reading.statements.cues import find_cues
from filmdossier.reading.statements.frames import Form, Frame, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.matches import Match, Matcher
from filmdossier.reading.statements.sources_behind import source_after
from filmdossier.reading.statements.subjects import subject_of


def match_frame(frame: Frame, lexicon: Lexicon, *, after_quote: bool) -> list[Match]:
    """The attributions of a frame in the order of their cues.

    Args:
        frame: the frame.
        lexicon: the pack's.
        after_quote: whether the frame before ends with a quotation that this one may attribute.
    """
    matches: list[Match] = []
    for cue in find_cues(frame.tokens, lexicon):
        found = Matcher(frame.tokens, lexicon, matches, after_quote=after_quote).match(cue)
        if found:
            matches.append(found)
    matches = [_shortened(m, matches[i + 1 :], frame.tokens, lexicon) for i, m in enumerate(matches)]
    matches += _uncued(frame.tokens, lexicon, matches)
    return [_checked(m, frame.tokens) for m in matches]


def _checked(match: Match, tokens: Sequence[Token]) -> Match:
    quoted = any(t.is_quote() for a, b in match.contents for t in tokens[a:b])
    if (match.forward and not match.contents) or (match.needs_quote and not quoted):
        return replace(match, contents=(), void=True)
    return match


def _shortened(match: Match, later: Sequence[Match], tokens: Sequence[Token], lexicon: Lexicon) -> Match:
    """A match whose last content ends where a coordinate one begins."""
    if not match.forward or not match.contents:
        return match
    start, end = match.contents[-1]
    stop = next((m.begins for m in later if m.coordinate and start < m.begins < end), None)
    if stop is None:
        return match
    shorter = trimmed(tokens, start, stop, lexicon)
    contents = (*match.contents[:-1], shorter) if shorter[1] > shorter[0] else match.contents[:-1]
    return replace(match, contents=contents)


def _uncued(tokens: Sequence[Token], lexicon: Lexicon, matches: Sequence[Match]) -> Iterator[Match]:
    """Quotations that a colon introduces, and those that a verb unknown to the pack attributes."""
    taken = {k for m in matches for a, b in m.contents for k in range(a, b)}
    for i, token in enumerate(tokens):
        if not token.is_quote() or i in taken or (token.quotation and token.quotation.single):
            continue
        if i > 1 and tokens[i - 1].low == ":":
            source = subject_of(tokens, 0, i - 1, lexicon)
            if source and (tokens[source.end - 1].is_name(Kind.PERSON) or tokens[source.start].low in lexicon.pronouns):
                yield Match(None, source, None, ((i, i + 1),), source.start, i)
            continue
        at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].low == "," else i + 1
        if at >= len(tokens) or tokens[at].form is not Form.WORD or not lexicon.is_cue_shape(tokens[at].low):
            continue
        source = source_after(tokens, at + 1, lexicon)
        if source and (tokens[source.end - 1].is_name(Kind.PERSON) or tokens[source.start].low in lexicon.pronouns):
            ended = source.outer_end == len(tokens) or tokens[source.outer_end].low == ","
            if ended and i == 0:
                yield Match((at, at + 1), source, None, ((i, i + 1),), at, source.outer_end)

"""What the cues of one clause begin: whose words follow, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.span import Span
from filmdossier.reading.statements.drafts import Draft
from filmdossier.reading.statements.running.framed import NEAR, QUOTED, SHORTEST, Begun, FrameReader
from filmdossier.reading.statements.running.lexicon import MASK, CueMatch, RunningLexicon
from filmdossier.reading.statements.running.people import Candidate, People
from filmdossier.reading.statements.running.pieces import Form, Piece
from filmdossier.reading.statements.voices import Voice

#: A source stands no farther before its cue than this, in code points.
REACH = 30
#: Between a verb that reports only with marks and a quotation stands no more, and nothing that shows a thing done.
FEW = 8
_COLONS = "：:"


@dataclass(frozen=True)
class CueReader:
    """Reads the clauses of one article."""

    text: str
    masked: str
    people: People
    lexicon: RunningLexicon

    def read(
        self, i: int, pieces: Sequence[Piece], *, running: bool, open_draft: Draft | None, after_quote: bool
    ) -> list[Begun]:
        """What the cues of the clause ``pieces[i]`` begin, in order.

        Args:
            i: index of the clause.
            pieces: of its sentence.
            running: whether reported words of an open statement run on into the clause.
            open_draft: the open statement.
            after_quote: whether a quotation waits to be attributed.
        """
        piece = pieces[i]
        framed = FrameReader(self.text, self.masked, self.people, self.lexicon).read(i, pieces)
        if framed is not None:
            return [framed]
        out: list[Begun] = []
        floor = piece.start
        for cue in self.lexicon.cues_in(self.masked[piece.start : piece.end], piece.start):
            if cue.start < floor:
                continue
            begun = self._begun(
                cue, floor, i, pieces, running=running or bool(out), open_draft=open_draft, after_quote=after_quote
            )
            if begun is None:
                continue
            if out and begun.content is not None and out[-1].content is not None:
                break
            out.append(begun)
            floor = cue.end
        return out

    def subject(self, piece: Piece) -> Candidate | None:
        """Who a clause is about: the first in it that nothing governs."""
        for candidate in self.people.candidates(piece.start, piece.end):
            if self.people.is_governed(candidate) or self._is_attribute(candidate, piece.end):
                continue
            return candidate
        return None

    def initial(self, piece: Piece) -> Candidate | None:
        """Whom a clause begins with."""
        candidate = self.subject(piece)
        if candidate is None or not self._is_lead(piece.start, candidate.start):
            return None
        return candidate

    def _is_lead(self, start: int, end: int) -> bool:
        words = self.masked[start:end].replace(MASK, "").strip()
        lead = self.lexicon.lead.search(words)
        return lead is not None and lead.start() == 0

    def _is_attribute(self, candidate: Candidate, end: int) -> bool:
        """Whether a candidate is said to have something rather than to speak."""
        return self.text.startswith(self.lexicon.possessives, candidate.end) and candidate.end < end

    def _begun(
        self,
        cue: CueMatch,
        floor: int,
        i: int,
        pieces: Sequence[Piece],
        *,
        running: bool,
        open_draft: Draft | None,
        after_quote: bool,
    ) -> Begun | None:
        piece = pieces[i]
        before = self.masked[floor : cue.start]
        if self.lexicon.not_said.search(before) and not self.lexicon.affirmed.search(before):
            return None
        follows = _Following(self, cue, i, pieces, after_quote=after_quote)
        if not follows.may_be_said:
            return None
        source = self._source(cue, floor)
        goes_on = False
        if source is None:
            if not self._is_lead(floor, cue.start):
                return None
            if open_draft is not None and running and floor == piece.start:
                if follows.content is not None or not cue.cue_class.quote:
                    return None
                goes_on = True
            found = self._elsewhere(i, pieces, open_draft, follows)
            if found is None:
                return None
            voice, span = found
            leads = True
        else:
            spoken = self.people.voice(source)
            if spoken is None:
                return None
            voice, span = spoken, Span(source.start, source.end)
            leads = self._is_lead(floor, source.start)
        return Begun(
            voice,
            span,
            Span(cue.start, cue.end),
            content=follows.content,
            content_end=piece.end,
            quotes=follows.quotes,
            closed=follows.closed,
            unmarked=follows.unmarked,
            leads=leads,
            goes_on=goes_on and follows.content is None and not follows.quotes,
            quoted_inside=follows.quoted_inside,
            told_to=follows.told_to,
        )

    def _elsewhere(
        self, i: int, pieces: Sequence[Piece], open_draft: Draft | None, follows: _Following
    ) -> tuple[Voice, Span] | None:
        """The source of a cue whose clause names none: that of the clauses before it, or whoever spoke."""
        if open_draft is not None:
            return open_draft.voice, open_draft.speaker_span
        for piece in reversed([p for p in pieces[:i] if p.form is Form.WORDS]):
            subject = self.subject(piece)
            voice = self.people.voice(subject) if subject else None
            if subject and voice is not None:
                return voice, Span(subject.start, subject.end)
        if follows.content is None:
            voice = self.people.topic(pieces[i].start)
            if voice is not None:
                return voice, Span(pieces[i].start, pieces[i].start)
        return None

    def _source(self, cue: CueMatch, floor: int) -> Candidate | None:
        """Who stands before a cue and may be its source."""
        start = max(floor, cue.start - REACH)
        found = self.people.candidates(start, cue.start)
        if cue.cue_class.naming:
            agents = [c for c in found if self.lexicon.agent.search(self.text, max(0, c.start - 2), c.start)]
            if agents:
                return agents[-1]
        for candidate in reversed(found):
            if candidate.noun in self.lexicon.never or self.people.is_governed(candidate):
                continue
            gap = self.masked[candidate.end : cue.start].replace(MASK, "").strip()
            if gap.startswith(self.lexicon.possessives) or gap.endswith(self.lexicon.possessives):
                continue
            if cue.cue_class.noun and len(gap) > NEAR:
                continue
            return candidate
        if not found:
            return self.people.surname(cue.start)
        return None


class _Following:
    """What follows a cue: words, a quotation, or nothing that is said."""

    def __init__(
        self, reader: CueReader, cue: CueMatch, i: int, pieces: Sequence[Piece], *, after_quote: bool = False
    ) -> None:
        self.content: int | None = None
        self.quotes: tuple[Span, ...] = ()
        self.closed = self.unmarked = self.quoted_inside = False
        self.told_to: str | None = None
        piece = pieces[i]
        text = reader.text
        after = pieces[i + 1 : i + 3]
        quote_next = bool(after) and (
            after[0].form is Form.QUOTE
            or (len(after) > 1 and after[0].form is Form.MARK and after[1].form is Form.QUOTE)
        )
        colon = bool(after) and text[after[0].start] in _COLONS
        words_next = len(after) > 1 and after[0].form is Form.MARK and after[1].form is Form.WORDS
        rest_start = cue.end
        while rest_start < piece.end and (
            text[rest_start].isspace() or (reader.masked[rest_start] == MASK and text[rest_start] in "（(")
        ):
            rest_start += 1
        rest = piece.end - rest_start
        kind = cue.cue_class
        self.may_be_said = False
        quoted = QUOTED.search(text, rest_start, piece.end) if rest else None
        if kind.naming:
            self.quotes = (Span(quoted.start(), quoted.end()),) if quoted else ()
            self.closed = True
            self.may_be_said = bool(quoted) or (not rest and quote_next)
            if not quoted:
                self.closed = False
        elif kind.object:
            if quoted and rest >= SHORTEST:
                self.content, self.quoted_inside, self.may_be_said = rest_start, True, True
                self.closed = True
            else:
                self.may_be_said = quote_next
        elif rest < SHORTEST:
            alone = after_quote and kind.quote and not words_next
            self.may_be_said = quote_next or alone or (words_next and kind.clause)
            if words_next and kind.clause and not quote_next:
                self.content = after[1].start
        elif cue.aspect:
            self.may_be_said = quote_next
        elif kind.addressee:
            told = reader.people.candidates(rest_start, piece.end)
            if told and told[0].start == rest_start and piece.end - told[0].end < SHORTEST:
                self.told_to = text[told[0].start : told[0].end]
                self.may_be_said = quote_next or words_next
                if not quote_next and words_next:
                    self.content = after[1].start
        elif kind.noun and not cue.said:
            few = rest <= FEW and not any(a in text[rest_start : piece.end] for a in reader.lexicon.aspects)
            self.may_be_said = quote_next and (few or (colon and rest <= REACH and kind.clause))
        elif kind.clause:
            self.may_be_said, self.content, self.unmarked = True, rest_start, True
            self.quoted_inside = bool(quoted) and len(quoted.group()) > NEAR if quoted else False

"""An article's statements, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.drafts import Draft, FoundStatement, finish
from filmdossier.reading.statements.fenced.cases import Cases
from filmdossier.reading.statements.fenced.circumstances import circumstances_of
from filmdossier.reading.statements.fenced.clauses import clause_of, is_speech
from filmdossier.reading.statements.fenced.cues import CueReader, Match
from filmdossier.reading.statements.fenced.frames import Frame, Range, cut_frames
from filmdossier.reading.statements.fenced.lexicon import FencedLexicon, lexicon_of
from filmdossier.reading.statements.fenced.people import People
from filmdossier.reading.statements.fenced.speakers import SpeakerReader
from filmdossier.reading.statements.frames import Form
from filmdossier.reading.statements.voices import Voice

#: A quotation without a cue belongs to who was heard no more than this many frames before.
ECHO = 2


def read_fenced(article: Annotated) -> list[FoundStatement]:
    """The statements of an article in order, each with the words that date it."""
    pack = article.pack
    lexicon = lexicon_of(pack)
    cases = pack.made("cases of statements", lambda: Cases(pack))
    frames = cut_frames(article, lexicon)
    people = People(article, frames, lexicon, cases)
    reader = _Reader(article, frames, lexicon, people, SpeakerReader(article.text, lexicon, cases, people))
    return finish(reader.drafts())


@dataclass
class _Reader:
    article: Annotated
    frames: Sequence[Frame]
    lexicon: FencedLexicon
    people: People
    sources: SpeakerReader
    found: list[Draft] = field(default_factory=list)
    #: The frame, a bare quotation, that waits to learn whether the next one attributes it.
    waiting: int | None = None

    @property
    def text(self) -> str:
        """The article."""
        return self.article.text

    def drafts(self) -> list[Draft]:
        """The statements of all frames."""
        for number, frame in enumerate(self.frames):
            if frame.heading:
                self._settle(number)
            elif frame.is_bare_quote():
                self._settle(number)
                if any(is_speech(t, self.text) for t in frame.tokens):
                    self.waiting = number
            else:
                self._read(number, frame)
        self._settle(len(self.frames))
        return self.found

    def _read(self, number: int, frame: Frame) -> None:
        matches = list(CueReader(frame, self.text, self.lexicon, self.sources).matches())
        if not any(m.waiting or self._takes_waiting(m, frame) for m in matches[:1]):
            self._settle(number)
        made: list[Draft] = []
        for n, match in enumerate(matches):
            later = next((m.begins for m in matches[n + 1 :] if self._is_coordinate(m, frame)), None)
            draft = self._draft(number, frame, match, later)
            if draft is not None and draft.contents:
                made.append(draft)
                self.people.hear(number, draft.voice)
        self.waiting = None
        if frame.block is not None and not any(d.contents[-1][0] == frame.block for d in made):
            made += self._block(number, frame, made)
        self.found += made
        if not made:
            self._note_subject(number, frame)

    def _takes_waiting(self, match: Match, frame: Frame) -> bool:
        """Whether a quotation opens the frame that the cue attributes: the one before it goes with it."""
        first = match.contents[0] if match.contents else None
        return first is not None and first[0] == 0 and frame.tokens[0].is_quote() and match.begins > 0

    def _is_coordinate(self, match: Match, frame: Frame) -> bool:
        """Whether an attribution stands beside what an earlier one says rather than inside it."""
        if not match.contents and not match.block:
            return False
        begins = match.begins
        return begins > 0 and self.lexicon.is_in(frame.tokens[begins].low, "conjunctions")

    def _draft(self, number: int, frame: Frame, match: Match, later: int | None) -> Draft | None:
        tokens = frame.tokens
        voice, span = self._voice(number, frame, match)
        if voice is None:
            return None
        cue = Span(tokens[match.cue[0]].start, tokens[match.cue[1] - 1].end) if match.cue else None
        draft = Draft(voice, span, cue, number)
        if match.previous:
            before = self.frames[number - 1] if number else None
            if before is None or before.heading or before.paragraph != frame.paragraph:
                return None
            self._add(draft, before, (self._behind_caption(before), len(before.tokens)))
            return draft
        if self.waiting is not None and (match.waiting or self._takes_waiting(match, frame)):
            self._add_quotes(draft, self.frames[self.waiting])
        for content in match.contents:
            start, end = content
            if later is not None and start < later < end:
                end = later
            self._add(draft, frame, (start, end))
        if match.block and frame.block is not None:
            draft.add(frame.block, quote=True)
        if match.cue is not None:
            source = match.source
            taken = (source.start, source.end) if source else match.cue
            told = circumstances_of(self.article, tokens, match.cue, taken, self.lexicon, self.people)
            draft.told_to, draft.venue, draft.date_span = told
        return draft

    def _behind_caption(self, frame: Frame) -> int:
        """Where a sentence begins that a caption without a stop stands before: at the last line with a capital."""
        for i in range(len(frame.tokens) - 1, 0, -1):
            between = self.text[frame.tokens[i - 1].end : frame.tokens[i].start]
            if "\n" in between and frame.tokens[i].capital:
                return i
        return 0

    def _voice(self, number: int, frame: Frame, match: Match) -> tuple[Voice | None, Span]:
        tokens = frame.tokens
        if match.source is not None:
            voice = self.sources.voice(frame, number, match.source)
            return voice, Span(tokens[match.source.start].start, tokens[match.source.end - 1].end)
        at = match.owner if match.owner is not None else (match.cue[0] if match.cue else 0)
        span = Span(tokens[at].start, tokens[at].end)
        if match.owner is not None:
            return self.people.of_gender(match.gender, number), span
        return self.people.topic(number, match.gender, reach=ECHO), span

    def _add(self, draft: Draft, frame: Frame, content: Range) -> None:
        tokens = frame.tokens[content[0] : content[1]]
        while tokens and tokens[-1].form is Form.MARK and tokens[-1].low in (",", ";", "—", "–", "-"):
            tokens = tokens[:-1]
        if not tokens:
            return
        quotes = [t for t in tokens if t.is_quote()]
        alone = len(quotes) > 0 and all(t.is_quote() or t.form is Form.MARK for t in tokens)
        if alone:
            for t in quotes:
                draft.add(t.span, quote=True)
            return
        draft.add(Span(tokens[0].start, tokens[-1].end), quote=False)
        draft.quoted_inside = draft.quoted_inside or any(t.mention is None for t in quotes)

    def _add_quotes(self, draft: Draft, frame: Frame) -> None:
        for t in frame.tokens:
            if t.is_quote():
                draft.add(t.span, quote=True)

    def _block(self, number: int, frame: Frame, made: Sequence[Draft]) -> list[Draft]:
        """A block that no verb of saying leads to: it belongs to whom the sentence is about."""
        assert frame.block is not None
        if made:
            draft = replace(made[-1], contents=[(frame.block, True)], cue=None, quoted_inside=False)
            return [draft]
        for start, end in self._clauses(frame):
            for tells in "mpo":
                for source in self.sources.nominatives(frame.tokens, start, end, tells):
                    voice = self.sources.voice(frame, number, source)
                    if voice is None or voice.gender not in ("", "m", "f") or voice.head:
                        continue
                    span = Span(frame.tokens[source.start].start, frame.tokens[source.end - 1].end)
                    draft = Draft(voice, span, None, number, [(frame.block, True)])
                    self.people.hear(number, voice)
                    return [draft]
        return []

    def _clauses(self, frame: Frame) -> list[Range]:
        out: list[Range] = []
        i = 0
        while i < len(frame.tokens):
            if frame.tokens[i].form is Form.MARK:
                i += 1
                continue
            start, end = clause_of(frame.tokens, i, self.lexicon)
            out.append((max(start, i), end))
            i = max(end, i + 1)
        return out

    def _settle(self, number: int) -> None:
        """Gives the waiting quotation to who spoke before it."""
        if self.waiting is None:
            return
        at, self.waiting = self.waiting, None
        frame = self.frames[at]
        last = self.found[-1] if self.found else None
        if last is not None and last.place == at - 1 and last.contents and all(quote for _, quote in last.contents):
            self._add_quotes(last, frame)
            last.place = at
            self.people.hear(at, last.voice)
            return
        if last is None or at - last.place > ECHO:
            return
        draft = Draft(last.voice, last.speaker_span, None, at)
        self._add_quotes(draft, frame)
        self.found.append(draft)
        self.people.hear(at, last.voice)

    def _note_subject(self, number: int, frame: Frame) -> None:
        """Notes the person that a frame is about in which nobody speaks."""
        for start, end in self._clauses(frame):
            for source in self.sources.nominatives(frame.tokens, start, end, "s"):
                head = frame.tokens[source.name if source.name is not None else source.head]
                if head.form is Form.NAME and head.mention is not None and head.mention.kind is Kind.PERSON:
                    self.people.hear(number, self.people.of_name(head))
                    return
                if head.low in self.lexicon.pronouns or self.lexicon.is_in(head.low, "roles"):
                    voice = self.sources.voice(frame, number, source)
                    if voice is not None and voice.gender != "o" and not voice.head:
                        self.people.hear(number, voice)
                        return

"""An article's statements, sentence by sentence: who begins to speak, and how far the words go."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.drafts import Draft, FoundStatement, finish
from filmdossier.reading.statements.running.cues import CueReader
from filmdossier.reading.statements.running.framed import Begun
from filmdossier.reading.statements.running.lexicon import lexicon_of
from filmdossier.reading.statements.running.people import People
from filmdossier.reading.statements.running.pieces import Form, Piece, Sentence, cut, is_spoken
from filmdossier.reading.statements.voices import Voice

#: A quotation of one word between marks that is no sentence is a byname.
_TRAILING = "，；：:;, —…"


def read_running(article: Annotated) -> list[FoundStatement]:
    """The statements of an article in order, each with the words that date it."""
    lexicon = lexicon_of(article.pack)
    found = cut(article, lexicon)
    people = People(article, found.masked, lexicon)
    reader = _Reader(article.text, CueReader(article.text, found.masked, people, lexicon), people)
    for number, sentence in enumerate(found.sentences):
        reader.read(number, sentence)
    reader.settle()
    return finish(reader.drafts)


@dataclass(slots=True)
class _Reader:
    text: str
    cues: CueReader
    people: People
    drafts: list[Draft] = field(default_factory=list)
    #: The statement that what follows may still belong to.
    open: Draft | None = None
    #: Where reported words began that still run on.
    begun: int | None = None
    #: Where they end as far as they have been read.
    ended: int = 0
    #: Whether they followed their cue without a mark: the speaker's pronoun ends them.
    unmarked: bool = False
    #: A quotation that waits to learn whether what follows attributes it.
    waiting: list[Piece] = field(default_factory=list)
    #: The sentence that it stands in.
    waits_since: int = 0
    number: int = 0
    #: The last sentence in which somebody was heard or noted.
    noted: int = -1

    def read(self, number: int, sentence: Sentence) -> None:
        """Reads one sentence after those before it."""
        self.number = number
        pieces = sentence.pieces
        for i, piece in enumerate(pieces):
            if piece.form is Form.QUOTE:
                self._quote(piece, first=i == 0, pieces=pieces)
            elif piece.form is Form.WORDS:
                self._words(i, pieces)
            elif self.text[piece.start] in "；;…" and piece.end < sentence.end and not self._goes_on(i, pieces):
                self._end()
        last_open = self.open
        self._end()
        if last_open is not None:
            last_open.place = number

    def settle(self) -> None:
        """Gives what waits to who spoke before it."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        last = self.drafts[-1] if self.drafts else None
        first = waiting[0]
        if last is not None and last.place >= self.waits_since - 1 and last.contents[-1][0].end <= first.start:
            between = self.text[last.contents[-1][0].end : first.start]
            if not between.strip("。！？!?\n " + _TRAILING):
                for piece in waiting:
                    last.add(Span(piece.start, piece.end), quote=True)
                last.place = self.waits_since
                return
        spoken = [p for p in waiting if is_spoken(self.text, p.start, p.end)]
        voice = self.people.topic(first.start)
        if spoken and voice is not None and last is not None and last.place >= self.waits_since - 2:
            draft = Draft(voice, Span(first.start, first.start), None, self.waits_since)
            for piece in spoken:
                draft.add(Span(piece.start, piece.end), quote=True)
            self._start(draft)

    def _quote(self, piece: Piece, *, first: bool, pieces: tuple[Piece, ...]) -> None:
        span = Span(piece.start, piece.end)
        if self.open is not None:
            self._flush()
            self.open.add(span, quote=True)
            return
        if first or self.waiting:
            if first:
                self.settle()
            self.waiting.append(piece)
            self.waits_since = self.number
            return
        mark = pieces[pieces.index(piece) - 1]
        if not is_spoken(self.text, piece.start, piece.end) or self.text[mark.start] in "—-":
            return
        found = self._uncued(pieces, piece)
        if found is None:
            return
        draft = Draft(found[0], found[1], None, self.number)
        draft.add(span, quote=True)
        self._start(draft)

    def _uncued(self, pieces: tuple[Piece, ...], quote: Piece) -> tuple[Voice, Span] | None:
        """Whose a quotation is that only a mark introduces: the subject's of a clause before it, or whoever spoke."""
        for piece in reversed([p for p in pieces if p.form is Form.WORDS and p.end <= quote.start]):
            subject = self.cues.subject(piece)
            if subject is None or subject.others or self._speaks_of_third(quote):
                continue
            voice = self.people.voice(subject)
            if voice is not None:
                return voice, Span(subject.start, subject.end)
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.place < self.number - 2:
            return None
        return last.voice, Span(quote.start, quote.start)

    def _speaks_of_third(self, quote: Piece) -> bool:
        """Whether a quotation begins with a pronoun for the subject before it, who then is not its speaker."""
        return self.text[quote.start + 1 : quote.end].lstrip().startswith(tuple(self.people.lexicon.pronouns))

    def _words(self, i: int, pieces: tuple[Piece, ...]) -> None:
        piece = pieces[i]
        running = self.begun is not None
        found = self.cues.read(i, pieces, running=running, open_draft=self.open, after_quote=bool(self.waiting))
        if not found and running and self.unmarked and self._is_narration(piece):
            self._end()
            running = False
        if not found:
            if running:
                self.ended = piece.end
                return
            if self.waiting:
                self.settle()
            self._note_subject(piece)
            return
        for begun in found:
            self._begin(begun, i, pieces)

    def _begin(self, begun: Begun, i: int, pieces: tuple[Piece, ...]) -> None:
        if self.waiting:
            if begun.leads and self._is_theirs(begun, i, pieces):
                waiting, self.waiting = self.waiting, []
                self._end()
                draft = self._draft(begun)
                for piece in waiting:
                    draft.add(Span(piece.start, piece.end), quote=True)
                self._start(draft)
                return
            self.settle()
        if begun.goes_on and self.open is not None:
            self._flush()
            self.begun = begun.content
            self.ended = begun.content_end
            return
        self._end()
        draft = self._draft(begun)
        if begun.quotes:
            for span in begun.quotes:
                draft.add(span, quote=True)
        self._start(draft)
        draft.quoted_inside = begun.quoted_inside
        if begun.closed:
            if begun.content is not None:
                draft.add(Span(begun.content, begun.content_end), quote=False)
            self.open = None
        elif begun.content is not None:
            self.begun, self.ended, self.unmarked = begun.content, begun.content_end, begun.unmarked

    def _is_theirs(self, begun: Begun, i: int, pieces: tuple[Piece, ...]) -> bool:
        """Whether quotations that wait belong to the cue behind them.

        They do in its own sentence, and where its words go on with another quotation and nobody speaks right before.
        """
        if self.waiting[0].start >= pieces[0].start:
            return True
        last = self.drafts[-1] if self.drafts else None
        attributed = last is not None and not self.text[last.contents[-1][0].end : self.waiting[0].start].strip(
            "。！？!?\n " + _TRAILING
        )
        following = next((p.form for p in pieces[i + 1 :] if p.form is not Form.MARK), None)
        alone = following is None and begun.content is None
        return not attributed and (alone or following is Form.QUOTE)

    def _draft(self, begun: Begun) -> Draft:
        return Draft(begun.voice, begun.speaker_span, begun.cue, self.number, told_to=begun.told_to)

    def _start(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.open = draft
        self.begun = None
        self.people.hear(draft.speaker_span.end, draft.voice)
        self.noted = self.number

    def _goes_on(self, i: int, pieces: tuple[Piece, ...]) -> bool:
        """Whether a strong mark stands inside reported words: a quotation or more of a list follows."""
        return i + 1 < len(pieces) and pieces[i + 1].form is Form.QUOTE

    def _is_narration(self, piece: Piece) -> bool:
        """Whether a clause begins with who is speaking, seen from outside."""
        subject = self.cues.initial(piece)
        if subject is None or self.open is None or self.begun is None:
            return False
        if not any(word in self.text[self.begun : self.ended] for word in self.people.lexicon.selves):
            return False
        voice = self.people.voice(subject)
        return voice is not None and voice.name == self.open.voice.name

    def _flush(self) -> None:
        if self.open is not None and self.begun is not None:
            end = self.ended
            while end > self.begun and self.text[end - 1] in _TRAILING:
                end -= 1
            self.open.add(Span(self.begun, max(self.begun, end)), quote=False)
        self.begun = None

    def _end(self) -> None:
        self._flush()
        if self.open is not None and not self.open.contents and self.open in self.drafts[-1:]:
            self.drafts.pop()
        self.open = None
        self.unmarked = False

    def _note_subject(self, piece: Piece) -> None:
        """Notes who a clause is about in which nobody speaks, the first of its sentence."""
        if self.noted == self.number:
            return
        subject = self.cues.subject(piece)
        if subject is None or subject.mention is None:
            return
        voice = self.people.voice(subject.others[0] if subject.others else subject)
        if voice is not None and voice.gender != "o":
            self.people.hear(subject.end, voice)
            self.noted = self.number

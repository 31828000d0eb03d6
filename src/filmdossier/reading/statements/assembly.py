"""An article's statements, put together from its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from filmdossier.model.mention import Kind
from filmdossier.model.reading import Statement, StatementKind
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.attribution import match_frame
from filmdossier.reading.statements.circumstances import circumstances_of
from filmdossier.reading.statements.drafts import FoundStatement
from filmdossier.reading.statements.frames import Frame, Range, Token, cut_frames, paragraphs_of
from filmdossier.reading.statements.lexicon import Lexicon, lexicon_of
from filmdossier.reading.statements.matches import Match
from filmdossier.reading.statements.quotations import Quotation, find_quotations
from filmdossier.reading.statements.speakers import Speakers
from filmdossier.reading.statements.tagged import TaggedParts
from filmdossier.reading.statements.voices import Voice

#: A quotation without a cue belongs to who was heard no more than this many frames before.
ECHO = 4
#: A frame of fewer tokens than this says nothing by itself.
STRAY = 2
#: Fewer words than this between single marks are a title or words held at arm's length.
SINGLE_WORDS = 4


@dataclass(slots=True)
class _Draft:
    """A statement while the article is still being read."""

    voice: Voice
    speaker_span: Span
    contents: list[Span]
    kind: StatementKind
    frame: int
    cue: Span | None = None
    told_to: str | None = None
    venue: str | None = None
    date_span: Span | None = None


def read_framed(article: Annotated) -> list[FoundStatement]:
    """The statements of an article in order, each with the words that date it."""
    lexicon = lexicon_of(article.pack)
    quotations = _spoken(article, find_quotations(article.text, paragraphs_of(article), article.pack.traits))
    frames = cut_frames(article, quotations, lexicon)
    drafts = _Assembly(
        article, frames, lexicon, Speakers(article, frames, lexicon), TaggedParts(article.attributions)
    ).drafts()
    return [_finished(i + 1, d) for i, d in enumerate(drafts)]


def _spoken(article: Annotated, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations without those that only set off a title."""
    kept = []
    for q in quotations:
        inner = Span(q.span.start + 1, max(q.span.start + 1, q.span.end - 1))
        titles = article.mentions_in(inner, Kind.FILM, Kind.WORK, Kind.CHARACTER)
        if not any(len(t.span) >= len(article.text[inner.start : inner.end].strip(" ,.")) for t in titles):
            kept.append(q)
    return kept


def _finished(number: int, d: _Draft) -> FoundStatement:
    statement = Statement(
        id=f"s{number}",
        kind=d.kind,
        speaker=d.voice.at(d.speaker_span),
        content=tuple(d.contents),
        cue=d.cue,
        told_to=d.told_to,
        venue=d.venue,
    )
    return FoundStatement(statement, d.date_span)


@dataclass
class _Assembly:
    article: Annotated
    frames: Sequence[Frame]
    lexicon: Lexicon
    speakers: Speakers
    tagged: TaggedParts
    found: list[_Draft] = field(default_factory=list)
    #: The frame, a bare quotation, that waits to learn whether the next one attributes it.
    waiting: int | None = None

    def drafts(self) -> list[_Draft]:
        for number, frame in enumerate(self.frames):
            if frame.heading:
                self._settle()
            elif frame.is_bare_quote():
                self._settle()
                if self._may_be_speech(frame):
                    self.waiting = number
            else:
                self._read(number, frame)
        self._settle()
        return sorted(self.found, key=lambda d: d.contents[0])

    def _may_be_speech(self, frame: Frame) -> bool:
        token = next(t for t in frame.tokens if t.is_quote())
        words = self.article.text[token.start : token.end].count(" ") + 1
        return token.quotation is not None and (not token.quotation.single or words >= SINGLE_WORDS)

    def _read(self, number: int, frame: Frame) -> None:
        matches = match_frame(frame, self.lexicon, after_quote=self.waiting is not None)
        if not (matches and not matches[0].contents and not matches[0].void):
            self._settle()
        if self.tagged:
            matches = self.tagged.revised(frame, matches, self.lexicon)
        drafts: list[_Draft | None] = []
        for match in matches:
            drafts.append(self._draft(number, frame, match, drafts))
        self.waiting = None
        made = [d for d in drafts if d is not None and d.contents]
        if not made and len(frame.tokens) < STRAY and self.found and self.found[-1].frame == number - 1:
            # The rest of a name that was taken for the end of a sentence.
            self.found[-1].frame = number
            return
        self.found += made
        if made:
            self.speakers.hear(number, made[-1].voice)
        else:
            self.speakers.note_subject(number, frame)

    def _draft(self, number: int, frame: Frame, match: Match, earlier: Sequence[_Draft | None]) -> _Draft | None:
        tokens = frame.tokens
        contents, kind = _contents(tokens, match.contents)
        if not match.contents and not match.void:
            if self.waiting is None:
                return None
            quote = next(t for t in self.frames[self.waiting].tokens if t.is_quote())
            contents, kind = list(_parts(quote)), StatementKind.DIRECT
        if match.source is not None:
            voice = self.speakers.voice(number, frame, match.source)
            span = Span(tokens[match.source.start].start, tokens[match.source.end - 1].end)
        else:
            shared = earlier[match.same_as] if match.same_as is not None and match.same_as < len(earlier) else None
            if shared is None:
                return None
            voice, span = shared.voice, shared.speaker_span
        if voice is None or not (contents or match.void):
            return None
        cue = Span(tokens[match.cue[0]].start, tokens[match.cue[1] - 1].end) if match.cue else None
        told, venue, date = circumstances_of(
            self.article, (number, tokens), match.tail, self.lexicon, self.speakers.people
        )
        return _Draft(voice, span, contents, kind, number, cue, told, venue, date)

    def _settle(self) -> None:
        """Gives the waiting quotation to who spoke before it."""
        if self.waiting is None:
            return
        number, self.waiting = self.waiting, None
        quote = next(t for t in self.frames[number].tokens if t.is_quote())
        parts = list(_parts(quote))
        last = self.found[-1] if self.found else None
        if (
            last
            and last.frame == number - 1
            and last.kind is StatementKind.DIRECT
            and last.contents[-1].end <= parts[0].start
        ):
            last.contents += parts
            last.frame = number
            self.speakers.hear(number, last.voice)
            return
        if last and last.frame == number - 1:
            voice, span = last.voice, last.speaker_span
        else:
            topic = self.speakers.topic(number, reach=ECHO)
            if topic is None:
                return
            voice, span = (
                topic,
                last.speaker_span if last and last.voice.name == topic.name else Span(parts[0].start, parts[0].start),
            )
        self.found.append(_Draft(voice, span, parts, StatementKind.DIRECT, number))
        self.speakers.hear(number, voice)


def _parts(token: Token) -> tuple[Span, ...]:
    return token.quotation.parts if token.quotation else (token.span,)


def _contents(tokens: Sequence[Token], ranges: Sequence[Range]) -> tuple[list[Span], StatementKind]:
    spans: list[Span] = []
    quoted, plain = False, False
    for start, end in ranges:
        if end <= start:
            continue
        if end - start == 1 and tokens[start].is_quote():
            spans += _parts(tokens[start])
            quoted = True
            continue
        spans.append(Span(tokens[start].start, tokens[end - 1].end))
        plain = True
        quoted = quoted or any(t.is_quote() for t in tokens[start:end])
    kind = StatementKind.MIXED if quoted and plain else StatementKind.DIRECT if quoted else StatementKind.INDIRECT
    return spans, kind

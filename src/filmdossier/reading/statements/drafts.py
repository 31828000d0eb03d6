"""Statements while an article is still being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmdossier.model.reading import Statement, StatementKind
from filmdossier.model.span import Span
from filmdossier.reading.statements.voices import Voice


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement, and the words that say when it was made, for a later step to resolve."""

    statement: Statement
    date_span: Span | None = None


@dataclass(slots=True)
class Draft:
    """A statement that may still grow.

    Attributes:
        voice: who speaks.
        speaker_span: the words that stand for it.
        cue: the words that attribute.
        contents: what is said, each part with whether it is a quotation.
        place: number of the sentence that it was last added to.
        quoted_inside: whether words reported hold words quoted.
        told_to, venue, date_span: circumstances.
    """

    voice: Voice
    speaker_span: Span
    cue: Span | None
    place: int
    contents: list[tuple[Span, bool]] = field(default_factory=list)
    quoted_inside: bool = False
    told_to: str | None = None
    venue: str | None = None
    date_span: Span | None = None

    def add(self, span: Span, *, quote: bool) -> None:
        """Adds a part, unless it is empty."""
        if span.end > span.start:
            self.contents.append((span, quote))

    @property
    def kind(self) -> StatementKind:
        """Whether the words are the speaker's own."""
        quotes = [quote for _, quote in self.contents]
        if all(quotes):
            return StatementKind.DIRECT
        return StatementKind.MIXED if any(quotes) or self.quoted_inside else StatementKind.INDIRECT

    def finished(self, number: int) -> FoundStatement:
        """The statement, with its number as its id."""
        statement = Statement(
            id=f"s{number}",
            kind=self.kind,
            speaker=self.voice.at(self.speaker_span),
            content=tuple(span for span, _ in self.contents),
            cue=self.cue,
            told_to=self.told_to,
            venue=self.venue,
        )
        return FoundStatement(statement, self.date_span)


def finish(drafts: list[Draft]) -> list[FoundStatement]:
    """The statements that say something, in the order of what they say, numbered from ``s1``."""
    full = sorted((d for d in drafts if d.contents), key=lambda d: d.contents[0][0])
    return [d.finished(n) for n, d in enumerate(full, 1)]

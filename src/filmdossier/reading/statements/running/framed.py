"""Clauses that name their source in a frame: "according to …", "in the eyes of …", "the paper … reports"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.span import Span
from filmdossier.reading.statements.running.lexicon import RunningLexicon
from filmdossier.reading.statements.running.people import People
from filmdossier.reading.statements.running.pieces import Form, Piece
from filmdossier.reading.statements.voices import Voice

#: Between a noun that is a cue as well and its source stand no more code points than this.
NEAR = 14
#: Reported words are at least this long, in code points.
SHORTEST = 2
QUOTED = re.compile(r"[“「『\"][^”」』\"]*[”」』\"]")


@dataclass(frozen=True, slots=True)
class Begun:
    """A statement that a clause begins.

    Attributes:
        voice, speaker_span, cue: as in a statement.
        content: where reported words begin; None where a quotation is awaited or given.
        content_end: where they end within the clause.
        quotes: quotations in the clause itself that are what is said.
        closed: whether nothing more belongs to it.
        unmarked: whether reported words follow the cue without a mark.
        leads: whether source and cue begin their clause, so that they may attribute what stands before.
        goes_on: whether it goes on with the open statement rather than begin another.
        quoted_inside: whether the reported words hold a quotation.
        told_to: who is told.
    """

    voice: Voice
    speaker_span: Span
    cue: Span | None
    content: int | None = None
    content_end: int = 0
    quotes: tuple[Span, ...] = ()
    closed: bool = False
    unmarked: bool = False
    leads: bool = False
    goes_on: bool = False
    quoted_inside: bool = False
    told_to: str | None = None


@dataclass(frozen=True)
class FrameReader:
    """Reads the frames of one article."""

    text: str
    masked: str
    people: People
    lexicon: RunningLexicon

    def read(self, i: int, pieces: Sequence[Piece]) -> Begun | None:
        """A clause that names its source in a frame: "according to …", "in the eyes of …", "in the words of …"."""
        piece = pieces[i]
        if (reported := self._report(i, pieces)) is not None:
            return reported
        for name, (begins, ends) in self.lexicon.frames.items():
            opening = begins.match(self.masked, piece.start, piece.end)
            if name in ("words", "met_with"):
                opening = begins.search(self.masked, piece.start, piece.end)
            if not opening:
                continue
            closing = ends.search(self.masked, opening.end(), piece.end)
            while closing and name == "according" and (m := ends.match(self.masked, closing.end(), piece.end)):
                closing = m
            if not closing:
                continue
            begun = self._in_frame(name, opening.end(), closing, i, pieces)
            if begun is not None:
                return begun
        return None

    def _in_frame(self, name: str, start: int, closing: re.Match[str], i: int, pieces: Sequence[Piece]) -> Begun | None:
        piece = pieces[i]
        if name == "met_with":
            return self._met_with(start, closing, piece)
        found = self.people.candidates(start, closing.start())
        if not found and name == "according":
            return self._outlet(start, closing, i, pieces)
        if not found or found[-1].noun in self.lexicon.never:
            return None
        source = found[-1]
        if not self.lexicon.between.fullmatch(self.text, source.end, closing.start()):
            return None
        voice = self.people.voice(source)
        if voice is None:
            return None
        span, cue = Span(source.start, source.end), Span(closing.start(), closing.end())
        quoted = QUOTED.search(self.text, closing.end(), piece.end)
        if name != "according" and quoted:
            return Begun(voice, span, cue, quotes=(Span(quoted.start(), quoted.end()),))
        if piece.end - closing.end() >= SHORTEST:
            if name != "according":
                return None
            return Begun(voice, span, cue, closing.end(), piece.end, unmarked=True)
        return self._after_frame(Begun(voice, span, cue), i, pieces)

    def _after_frame(self, begun: Begun, i: int, pieces: Sequence[Piece]) -> Begun | None:
        """A frame that fills its clause: what is said follows the mark behind it."""
        following = [p for p in pieces[i + 1 :] if p.form is not Form.MARK]
        if not following:
            return None
        if following[0].form is Form.QUOTE:
            return begun
        return Begun(begun.voice, begun.speaker_span, begun.cue, following[0].start, following[0].start)

    def _outlet(self, start: int, closing: re.Match[str], i: int, pieces: Sequence[Piece]) -> Begun | None:
        """A paper or agency that stands between title marks, or that nothing has tagged."""
        marked = self.lexicon.marked.fullmatch(self.text, start, closing.start())
        if not marked:
            return None
        span = Span(marked.start("name"), marked.end("name"))
        begun = Begun(Voice(marked.group("name"), "o"), span, Span(closing.start(), closing.end()))
        if pieces[i].end - closing.end() >= SHORTEST:
            return Begun(begun.voice, begun.speaker_span, begun.cue, closing.end(), pieces[i].end, unmarked=True)
        return self._after_frame(begun, i, pieces)

    def _report(self, i: int, pieces: Sequence[Piece]) -> Begun | None:
        """A paper or agency that reports on a day: "《X》8月29日报道，…"."""
        m = self.lexicon.report.match(self.text, pieces[i].start, pieces[i].end)
        if not m:
            return None
        span, cue = Span(m.start("name"), m.end("name")), Span(m.start("cue"), m.end("cue"))
        begun = Begun(Voice(m.group("name"), "o"), span, cue)
        if pieces[i].end - m.end() >= SHORTEST:
            return Begun(begun.voice, span, cue, m.end(), pieces[i].end, unmarked=True)
        return self._after_frame(begun, i, pieces)

    def _met_with(self, start: int, closing: re.Match[str], piece: Piece) -> Begun | None:
        quoted = QUOTED.match(self.text, start)
        if not quoted or closing.start() - quoted.end() > 6:
            return None
        cue = Span(closing.start(), closing.end())
        for candidate in reversed(self.people.candidates(piece.start, start - 1)):
            voice = self.people.voice(candidate)
            if voice and not self.people.is_governed(candidate):
                span = Span(candidate.start, candidate.end)
                return Begun(voice, span, cue, quotes=(Span(quoted.start(), quoted.end()),), closed=True)
        surname = self.people.surname(start - 1)
        voice = self.people.voice(surname) if surname else None
        if surname is None or voice is None:
            return None
        span = Span(surname.start, surname.end)
        return Begun(voice, span, cue, quotes=(Span(quoted.start(), quoted.end()),), closed=True)

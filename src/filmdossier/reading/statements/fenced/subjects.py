"""Whose words a verb of saying tells: its subject, before it or behind it, in its clause or in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.fenced.clauses import clause_of, is_speech
from filmdossier.reading.statements.fenced.lexicon import GERUND, IMPERSONAL, PAST, SEVERAL, CueWord, FencedLexicon
from filmdossier.reading.statements.fenced.sources import Source, SourceReader
from filmdossier.reading.statements.frames import Form, Token

#: A subject stands no further than this behind its verb, in tokens.
REACH = 12


@dataclass(frozen=True)
class SubjectFinder:
    """Finds the subjects of the verbs of one frame."""

    tokens: Sequence[Token]
    text: str
    lexicon: FencedLexicon
    sources: SourceReader

    def of_cue(self, i: int, cue: CueWord, start: int, end: int) -> tuple[Source | None, bool]:
        """The source of a cue, and whether it stands behind it."""
        tokens = self.tokens
        if cue.form == IMPERSONAL:
            found = self.sources.at_place(tokens, start, i) or self.sources.at_place(tokens, i + 1, end)
            return found, found is not None and found.start > i
        if cue.form == GERUND:
            return self._subject_elsewhere(start, cue), False
        before = list(self.sources.nominatives(tokens, start, i, cue.form))
        if before:
            return before[-1], False
        relative = next((k for k in range(start, i) if self.lexicon.is_in(tokens[k].low, "relatives")), None)
        if relative is not None:
            return self._antecedent(start), False
        after = self._behind(i + 1, end, cue)
        if after is not None and self._may_follow(i + 1, after.start):
            return after, True
        outlet = self._outlet(i + 1)
        if outlet is not None:
            return outlet, True
        if cue.form in SEVERAL:
            placed = self.sources.at_place(tokens, start, i)
            if placed is not None:
                return placed, False
        return self._subject_elsewhere(start, cue), False

    def _behind(self, start: int, end: int, cue: CueWord) -> Source | None:
        """The subject behind a verb; a paper that has one form for all cases right before it is whom it was told to."""
        found = list(self.sources.nominatives(self.tokens, start, end, cue.form))
        if len(found) > 1 and found[1].start <= found[0].end + 1:
            first = self.tokens[found[0].head]
            if first.form is Form.NAME and first.mention is not None and first.mention.kind is Kind.ORGANISATION:
                return found[1]
        return found[0] if found else None

    def _may_follow(self, start: int, end: int) -> bool:
        """Whether nothing but who is told, adverbs and phrases of place stand between a verb and its subject."""
        return end - start <= REACH and all(
            t.form is not Form.MARK and t.low not in self.lexicon.cues for t in self.tokens[start:end]
        )

    def _outlet(self, at: int) -> Source | None:
        """A paper between quotation marks behind its verb: "writes «X»"."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if (
            not token.is_quote()
            or is_speech(token, self.text)
            or (token.mention is not None and token.mention.kind in (Kind.FILM, Kind.WORK))
        ):
            return None
        ends = (
            at + 1 == len(self.tokens)
            or self.tokens[at + 1].form is Form.MARK
            or self.lexicon.is_in(self.tokens[at + 1].low, "prepositions")
        )
        return Source(at, at + 1, at) if ends else None

    def _antecedent(self, start: int) -> Source | None:
        """Whom a relative clause is about: the name or noun right in front of its comma."""
        i = start - 2
        while i >= 0 and self.tokens[i].form is not Form.MARK:
            token = self.tokens[i]
            if token.form is Form.NAME and (
                token.mention is None or token.mention.kind in (Kind.PERSON, Kind.ORGANISATION)
            ):
                return Source(i, i + 1, i, i)
            if self.sources.speaking_noun(token, nominative=False):
                return Source(i, i + 1, i)
            i -= 1
        return None

    def _subject_elsewhere(self, start: int, cue: CueWord) -> Source | None:
        """The subject of an earlier clause of the sentence, the nearest; behind a gerund also that of the next."""
        tells = cue.form if cue.form in PAST | SEVERAL else "s"
        end = start
        while end > 0:
            begin, _ = (
                clause_of(self.tokens, end - 1, self.lexicon)
                if self.tokens[end - 1].form is not Form.MARK
                else (end - 1, end)
            )
            found = [
                s
                for s in self.sources.nominatives(self.tokens, begin, end, tells)
                if s.start == 0 or not self.lexicon.is_in(self.tokens[s.start - 1].low, "as_words")
            ]
            if found:
                return found[0]
            end = min(begin, end - 1)
        return None

    def may_be_dropped(self, i: int, cue: CueWord, start: int) -> bool:
        """Whether a sentence may begin with a verb whose subject goes without saying."""
        return (
            cue.form in PAST
            and start == 0
            and all(self.lexicon.is_in(t.low, "adverbs", "conjunctions") for t in self.tokens[:i])
        )

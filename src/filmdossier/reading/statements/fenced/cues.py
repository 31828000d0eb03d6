"""What one cue attributes: its source, and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.fenced.clauses import (
    Said,
    clause_of,
    is_dash,
    is_speech,
    said_before,
    said_behind,
    trimmed,
)
from filmdossier.reading.statements.fenced.frames import Frame, Range
from filmdossier.reading.statements.fenced.lexicon import (
    GERUND,
    PARTICIPLE,
    PAST,
    SEVERAL,
    CueWord,
    FencedLexicon,
)
from filmdossier.reading.statements.fenced.sources import Source, SourceReader
from filmdossier.reading.statements.fenced.subjects import SubjectFinder
from filmdossier.reading.statements.frames import Form, Token

#: A verb of naming names within so many tokens.
NAMING = 12
#: A verb between commas has its subject so many tokens behind it.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An attribution within a frame, in token indexes.

    Attributes:
        cue: the words that attribute; None for a colon alone.
        source: the source's phrase; None where it is the subject of the article so far, or that of an earlier frame.
        contents: what is said.
        begins: the first token that belongs to the attribution.
        block: whether the block behind the frame is what is said.
        previous: whether the frame before is what is said.
        waiting: whether the quotation in the frame before is what is said, if there is one.
        gender: what the cue tells of a source that is not named.
        owner: the possessive that stands for the source.
    """

    cue: Range | None
    source: Source | None
    contents: tuple[Range, ...] = ()
    begins: int = 0
    block: bool = False
    previous: bool = False
    waiting: bool = False
    gender: str = ""
    owner: int | None = None


@dataclass(frozen=True)
class CueReader:
    """Reads the cues of one frame."""

    frame: Frame
    text: str
    lexicon: FencedLexicon
    sources: SourceReader

    @property
    def subjects(self) -> SubjectFinder:
        """Who is meant by its verbs."""
        return SubjectFinder(self.tokens, self.text, self.lexicon, self.sources)

    @property
    def tokens(self) -> Sequence[Token]:
        """The frame's."""
        return self.frame.tokens

    def matches(self) -> Iterator[Match]:
        """The attributions of the frame in the order of their cues."""
        tokens, floor = self.tokens, 0
        running: Range | None = None
        for i, token in enumerate(tokens):
            if i < floor or token.form is not Form.WORD:
                continue
            found: Match | None = None
            cue = self.lexicon.cues.get(token.low)
            if cue is not None and not self._is_denied(i):
                found = self._cue(i, cue, floor)
            elif self.lexicon.is_in(token.low, "by", "according"):
                found = self._by(i)
            if found is not None and not self._is_part_of(running, found):
                yield found
                running = next((c for c in found.contents if c[1] > i), running)
                floor = max(floor, found.cue[1] if found.cue else 0)

    def _is_part_of(self, running: Range | None, match: Match) -> bool:
        """Whether an attribution only repeats a part of what an earlier one says.

        That is a byname, or a verb of thinking without a subject of its own in front.
        """
        if running is None or match.cue is None or not running[0] <= match.cue[0] < running[1]:
            return False
        if self.lexicon.is_in(self.tokens[match.begins].low, "conjunctions"):
            return False
        cue = self.lexicon.cues.get(self.tokens[match.cue[0]].low)
        named = cue is not None and cue.cue_class.naming
        behind = match.source is None or match.source.start > match.cue[0] or match.source.start < running[0]
        return named or (cue is not None and behind)

    def _is_denied(self, i: int) -> bool:
        """Whether a verb is negated, or tells what may be said."""
        start, _ = clause_of(self.tokens, i, self.lexicon)
        if i > 0 and self.lexicon.is_in(self.tokens[i - 1].low, "negations"):
            return True
        return any(self.lexicon.is_in(t.low, "conditional") for t in self.tokens[start:i])

    def _cue(self, i: int, cue: CueWord, floor: int) -> Match | None:
        if cue.form == PARTICIPLE:
            return None
        start, end = clause_of(self.tokens, i, self.lexicon)
        start = max(start, floor)
        source, behind = self.subjects.of_cue(i, cue, start, end)
        gender = cue.form if cue.form in PAST else "p" if cue.form in SEVERAL else ""
        if source is None and not self.subjects.may_be_dropped(i, cue, start):
            return None
        if cue.cue_class.naming:
            return self._naming(i, source, gender)
        shown = (i, i + 1)
        after = source.end if source is not None and behind else i + 1
        previous = self._previous(start, end)
        if previous is not None and self.frame.block is None:
            return replace(previous, cue=shown, source=source, gender=gender)
        led = self._led(start, i)
        said = None
        if led is None:
            said = said_behind(
                self.tokens,
                after,
                self.lexicon,
                self.text,
                about=cue.cue_class.about,
                block=self.frame.block is not None,
            )
            if said is None and behind:
                said = said_behind(self.tokens, i + 1, self.lexicon, self.text, about=cue.cue_class.about, block=False)
            if said is not None and not self._fits(said, cue):
                said = None
        near = source is not None and behind and source.start - i <= NEAR
        parenthetical = () if cue.form == GERUND else self._parenthetical(i, cue, start, end, led, near=near)
        if parenthetical and (said is None or not said.marked or all(self._is_speech(c) for c in said.contents)):
            more = tuple(c for c in (said.contents if said and said.marked else ()) if c not in parenthetical)
            return Match(shown, source, (*parenthetical, *more), start, gender=gender)
        if said is not None:
            return Match(shown, source, said.contents, start, block=said.block, gender=gender)
        if cue.cue_class.quote and cue.cue_class.inverted and start == 0 and end >= len(self.tokens) - 1:
            return Match(shown, source, (), start, waiting=True, gender=gender)
        return None

    def _fits(self, said: Said, cue: CueWord) -> bool:
        if said.block or any(self._is_speech(c) for c in said.contents):
            return cue.cue_class.quote or said.block
        return cue.cue_class.clause

    def _is_speech(self, content: Range) -> bool:
        return content[1] - content[0] == 1 and is_speech(self.tokens[content[0]], self.text)

    def _naming(self, i: int, source: Source | None, gender: str) -> Match | None:
        for k in range(i + 1, min(len(self.tokens), i + NAMING)):
            token = self.tokens[k]
            if token.is_quote():
                titled = token.mention is not None and token.mention.kind in (Kind.FILM, Kind.WORK)
                if titled or (k == i + 1 and not is_speech(token, self.text)):
                    return None
                return Match((i, i + 1), source, ((k, k + 1),), i, gender=gender)
            if token.form is Form.MARK:
                return None
        return None

    def _previous(self, start: int, end: int) -> Match | None:
        """What "about this … reported" tells of: the sentence before is what was said, or the clauses before."""
        for k in range(start, end):
            for phrase in self.lexicon.about_this:
                if tuple(t.low for t in self.tokens[k : k + len(phrase)]) == phrase:
                    if start == 0:
                        return Match(None, None, (), start, previous=True)
                    before = said_before(self.tokens, 0, start, self.text)
                    return Match(None, None, before, start)
        return None

    def _led(self, start: int, i: int) -> int | None:
        """Where "as" stands in front of a cue, as in "as X said"."""
        if start < i and self.lexicon.is_in(self.tokens[start].low, "as_words"):
            return start
        return None

    def _parenthetical(
        self, i: int, cue: CueWord, start: int, end: int, led: int | None, *, near: bool
    ) -> tuple[Range, ...]:
        """What is said around a cue in a clause of its own: "as X said, …", "…, says X", "«…», — says X"."""
        tokens = self.tokens
        if led is not None and cue.cue_class.parenthesis:
            before = said_before(tokens, 0, start, self.text)
            after = trimmed(tokens, end, len(tokens))
            return (*before, *((after,) if after[1] > after[0] else ()))
        if start == 0 or not cue.cue_class.inverted:
            return ()
        ahead = tokens[start - 1]
        quoted = is_dash(ahead) and any(t.is_quote() for t in tokens[max(0, start - 3) : start])
        first = all(self.lexicon.is_in(t.low, "adverbs") for t in tokens[start:i])
        if not quoted and not (first and near and cue.cue_class.parenthesis and ahead.low == ","):
            return ()
        if not quoted and self.lexicon.is_in(tokens[start].low, "subordinators", "relatives", "conjunctions"):
            return ()
        contents = said_before(tokens, 0, start, self.text)
        if quoted and end < len(tokens):
            further = next((k for k in range(end, min(len(tokens), end + 3)) if tokens[k].is_quote()), None)
            if further is not None:
                contents = (*contents, (further, further + 1))
        elif contents and end < len(tokens) and tokens[end].low == ",":
            contents = (*contents, trimmed(tokens, end, len(tokens)))
        return contents

    def _by(self, i: int) -> Match | None:
        """A phrase that names its source, as in "in the words of X"."""
        tokens, lexicon = self.tokens, self.lexicon
        k = i + 1
        owner: int | None = None
        if lexicon.is_in(tokens[i].low, "by"):
            nouns = 0
            while k < len(tokens) and lexicon.is_in(tokens[k].low, "by_modifiers"):
                k += 1
            while k < len(tokens) and lexicon.is_in(tokens[k].low, "by_nouns"):
                if tokens[k].low in lexicon.possessives:
                    if nouns:
                        break
                    owner = k
                else:
                    nouns += 1
                k += 1
            if not nouns or not self.sources.is_owned(tokens, k, owner):
                return None
        else:
            while k < len(tokens) and (
                tokens[k].low in lexicon.possessives or lexicon.is_in(tokens[k].low, "opinions")
            ):
                owner = k if tokens[k].low in lexicon.possessives else owner
                k += 1
            if owner == k - 1 and k < len(tokens) and self.sources.cases.is_noun(tokens[k].low):
                k += 1
        source = None if owner is not None else self.sources.behind(tokens, k)
        if source is None and owner is None:
            return None
        end = self._phrase_end(source.end if source is not None else k)
        contents = self._around(i, end)
        if not contents:
            return None
        shown = (i, source.start if source is not None else k)
        return Match(
            shown,
            source,
            contents,
            i,
            gender=lexicon.possessives[tokens[owner].low] if owner is not None else "",
            owner=owner,
        )

    def _phrase_end(self, end: int) -> int:
        """The comma that closes a phrase with a preposition behind the source, where one does."""
        tokens = self.tokens
        if end < len(tokens) and self.lexicon.is_in(tokens[end].low, "prepositions"):
            comma = next((k for k in range(end, min(len(tokens), end + NAMING)) if tokens[k].form is Form.MARK), None)
            if comma is not None and tokens[comma].low == ",":
                return comma
        return end

    def _around(self, start: int, end: int) -> tuple[Range, ...]:
        """What is said before and behind a phrase that names its source."""
        tokens = self.tokens
        behind = trimmed(tokens, end, len(tokens))
        if end == len(tokens) and self.frame.block is None and start == 0:
            return ()
        floor = 0
        if start > 1 and self.lexicon.is_in(tokens[start - 1].low, "conjunctions"):
            floor = start - 1
        elif start > 2 and tokens[start - 1].low == "," and self.lexicon.is_in(tokens[start - 2].low, "conjunctions"):
            floor = start - 2
        elif start > 0 and tokens[start - 1].low in (";",):
            floor = start
        before = trimmed(tokens, floor, start)
        if before[1] - before[0] == 1 and tokens[before[0]].form is Form.WORD:
            before = (start, start)
        return tuple(r for r in (before, behind) if r[1] > r[0])

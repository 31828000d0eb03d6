"""What one cue attributes: its source, and what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from filmdossier.reading.statements.adjuncts import read_adjuncts
from filmdossier.reading.statements.clauses import Tail, read_tail
from filmdossier.reading.statements.contents import before_content, forward_content, is_object, named_quote, trimmed
from filmdossier.reading.statements.cue_sources import SourceFinder
from filmdossier.reading.statements.cues import Cue, CueKind
from filmdossier.reading.statements.frames import Form, Range, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.sources import COMMAS, Source
from filmdossier.reading.statements.sources_behind import source_after


@dataclass(frozen=True, slots=True)
class Match:
    """An attribution within a frame, in token indexes.

    Attributes:
        cue: token range of the cue's words; None for a quotation that a colon alone introduces.
        source: the source's phrase; None where it is that of an earlier match.
        same_as: index of that earlier match within the frame.
        contents: token ranges of what is said; empty where it is the quotation that ends the frame before.
        begins: first token that belongs to the attribution rather than to what an earlier one says.
        ends: after the last token of cue, source and adjuncts.
        coordinate: whether it ends what an earlier match says.
        forward: whether its last content runs on until something ends it.
        needs_quote: whether it stands only where a quotation remains in its content.
        void: whether it turned out to say nothing, and stands only for those that share its source.
        tail: who is told, where and when.
    """

    cue: Range | None
    source: Source | None
    same_as: int | None
    contents: tuple[Range, ...]
    begins: int
    ends: int
    coordinate: bool = False
    forward: bool = False
    needs_quote: bool = False
    void: bool = False
    tail: Tail = field(default_factory=lambda: Tail(None))


@dataclass(frozen=True)
class Matcher:
    """Matches the cues of one frame, each after those before it.

    Attributes:
        tokens: the frame's.
        lexicon: the pack's.
        earlier: the frame's matches so far.
        after_quote: whether the frame before ends with a quotation that this one may attribute.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    earlier: Sequence[Match]
    after_quote: bool

    @property
    def floor(self) -> int:
        """The first token that no earlier match holds."""
        return max((m.ends for m in self.earlier), default=0)

    @cached_property
    def finder(self) -> SourceFinder:
        """What finds the sources of the frame's further cues."""
        forward = bool(self.earlier) and self.earlier[-1].forward
        return SourceFinder(self.tokens, self.lexicon, self.floor, len(self.earlier), forward)

    def match(self, cue: Cue) -> Match | None:
        """The attribution that a cue makes, or None."""
        if cue.kind is CueKind.PHRASE:
            return self._phrase(cue)
        if cue.cue_class is None or cue.start < self.floor:
            return None
        if cue.kind is CueKind.PASSIVE:
            return self._named(cue, None) if cue.cue_class.naming else None
        if cue.kind is CueKind.FINITE and cue.cue_class.inverted and (found := self._inverted(cue)):
            return found
        source, same_as, coordinate = self.finder.source_of(cue)
        if source is None and same_as is None:
            return None
        if source is not None and not self.finder.may_speak(source, cue):
            return None
        if cue.cue_class.naming:
            return self._named(cue, source, same_as)
        if cue.cue_class.object != "none":
            return self._object(cue, source, same_as, coordinate=coordinate)
        return self._clause(cue, source, same_as, coordinate=coordinate)

    def _inverted(self, cue: Cue) -> Match | None:
        """The verb before its source, behind what is said."""
        before = self.finder.before(cue.start)
        quote = before is not None and before.is_quote()
        comma = before is not None and before.low == ","
        if comma and cue.start > 1:
            quote = self.tokens[cue.start - 2].is_quote()
        dangling = before is None and self.after_quote
        if not (quote or comma or dangling):
            return None
        source = source_after(self.tokens, cue.end, self.lexicon)
        if source is None or not self.finder.may_speak(source, cue):
            return None
        rest = self.tokens[source.end :]
        if (
            rest
            and rest[0].low not in (*COMMAS, ":")
            and not self.lexicon.is_in(
                rest[0].low,
                "prepositions",
                "subordinators",
                "days",
                "date_words",
                "conjunctions",
                "relatives",
                "adverbs",
                "as_words",
            )
            and not rest[0].low.endswith(self.lexicon.participle_suffixes)
        ):
            return None
        if comma and not quote:
            stop = next(
                (
                    k
                    for k, t in enumerate(rest)
                    if t.low == "," or self.lexicon.is_in(t.low, "relatives", "conjunctions")
                ),
                len(rest),
            )
            if any(self.lexicon.is_finite(t.low) for t in rest[:stop]):
                return None
        end, told, adjuncts = read_adjuncts(self.tokens, source.outer_end, self.lexicon)
        content = () if dangling else before_content(self.tokens, self.floor, cue.start, self.lexicon)
        if not content and not dangling:
            return None
        tail = Tail(None, addressee=told, adjuncts=tuple(adjuncts))
        contents = list(content)
        if end + 1 < len(self.tokens) and self.tokens[end].low in (",", ":") and self.tokens[end + 1].is_quote():
            contents.append((end + 1, end + 2))
            end += 2
        elif not quote and self._goes_on(end):
            contents.append((end + 1, len(self.tokens)))
        forward = len(contents) > len(content) and not self.tokens[contents[-1][0]].is_quote()
        ends = max(end, source.outer_end)
        return Match((cue.shown, cue.end), source, None, tuple(contents), cue.start, ends, True, forward, tail=tail)

    def _goes_on(self, at: int) -> bool:
        """Whether what is said goes on behind the comma that closes a cue and its source, with its verb."""
        rest = self.tokens[at : at + 2]
        return len(rest) == 2 and rest[0].low == "," and self.lexicon.is_in(rest[1].low, "finite")

    def _phrase(self, cue: Cue) -> Match | None:
        source = source_after(self.tokens, cue.end, self.lexicon, report=True)
        if source is None:
            return None
        end, _, adjuncts = read_adjuncts(self.tokens, source.outer_end, self.lexicon)
        before = before_content(self.tokens, self.floor, cue.start, self.lexicon)
        contents = list(before)
        forward = False
        if end < len(self.tokens) and self.tokens[end].low in (",", ":", "-", "–"):
            contents.append((end + 1, len(self.tokens)))
            forward = True
        if not contents:
            return None
        tail = Tail(None, adjuncts=tuple(adjuncts))
        return Match(
            (cue.start, cue.end), source, None, tuple(contents), cue.start, end, bool(before), forward, tail=tail
        )

    def _clause(self, cue: Cue, source: Source | None, same_as: int | None, *, coordinate: bool) -> Match | None:
        tokens = self.tokens
        if cue.cue_class is None:
            return None
        begins = source.outer_start if source else cue.start
        lead = self.finder.before(begins)
        shown = (cue.shown, cue.end)
        behind_quote = (
            source is not None
            and lead is not None
            and (lead.is_quote() or (lead.low == "," and begins > 1 and tokens[begins - 2].is_quote()))
        )
        parenthetical = cue.end < len(tokens) and tokens[cue.end].low == ","
        tail = read_tail(tokens, cue, self.lexicon)
        if behind_quote and not (
            tail.marked and tail.content is not None and tail.content > 0 and self._spoken_again(tail.content)
        ):
            tail = replace(tail, content=None)
        if tail.content is None:
            return self._final(cue, source, begins, tail, behind_quote=behind_quote, parenthetical=parenthetical)
        contents: tuple[Range, ...] = forward_content(tokens, tail.content, self._limit(cue, source), self.lexicon)
        if behind_quote or (parenthetical and source and lead is not None and lead.low == "," and cue.cue_class.after):
            contents = (*before_content(tokens, self.floor, begins, self.lexicon), *contents)
        if not contents:
            return None
        return Match(
            shown, source, same_as, contents, begins, tail.content, coordinate or behind_quote, True, tail=tail
        )

    def _spoken_again(self, content: int) -> bool:
        return self.tokens[content].is_quote()

    def _limit(self, cue: Cue, source: Source | None) -> int:
        """Where what is said must end: with the relative clause that the cue stands in."""
        before = self.finder.before(cue.start)
        if (
            source
            and before
            and before.low in self.lexicon.words["relatives"]
            and cue.start > 1
            and self.tokens[cue.start - 2].low in COMMAS
        ):
            return next((k for k in range(cue.end, len(self.tokens)) if self.tokens[k].low in COMMAS), len(self.tokens))
        return len(self.tokens)

    def _final(
        self, cue: Cue, source: Source | None, begins: int, tail: Tail, *, behind_quote: bool, parenthetical: bool
    ) -> Match | None:
        """What is said stands before source and cue, and may go on behind them."""
        tokens = self.tokens
        if source is None or cue.cue_class is None or not cue.cue_class.after:
            return None
        end = max([cue.end, *(r[1] for r in tail.adjuncts), tail.addressee[1] if tail.addressee else 0])
        before = self.finder.before(begins)
        if begins == 0 or all(t.form is not Form.QUOTE and self.lexicon.is_adverb(t.low) for t in tokens[:begins]):
            if self.after_quote and cue.cue_class.quote and end >= len(tokens) - 1:
                return Match((cue.shown, cue.end), source, None, (), begins, end, True, tail=tail)
            return None
        if not behind_quote and not (before and before.low == "," and cue.cue_class.clause != "none"):
            return None
        rest = tokens[end:]
        at_end = (
            not rest
            or rest[0].low in (",", ";", ":", "-", "–")
            or self.lexicon.is_in(rest[0].low, "conjunctions", "subordinators", "prepositions")
        )
        if not behind_quote and not at_end and not rest[0].low.endswith(self.lexicon.participle_suffixes):
            return None
        contents = list(before_content(tokens, self.floor, begins, self.lexicon))
        if not contents:
            return None
        forward = False
        if end + 1 < len(tokens) and tokens[end].low in (",", ":", "-", "–"):
            if tokens[end + 1].is_quote():
                contents.append((end + 1, end + 2))
                end += 2
            elif (
                parenthetical
                and not behind_quote
                and not tokens[end + 1].low.endswith(self.lexicon.participle_suffixes)
            ):
                contents.append((end + 1, len(tokens)))
                forward = True
        return Match((cue.shown, cue.end), source, None, tuple(contents), begins, end, True, forward, tail=tail)

    def _named(self, cue: Cue, source: Source | None, same_as: int | None = None) -> Match | None:
        quote = named_quote(self.tokens, cue.end, self.lexicon, passive=cue.kind is CueKind.PASSIVE)
        if quote is None:
            return None
        if cue.kind is CueKind.PASSIVE:
            agent = next(
                (
                    k
                    for k in range(cue.end, min(len(self.tokens), quote + 8))
                    if self.tokens[k].low in self.lexicon.words["agent_marks"]
                ),
                None,
            )
            source = source_after(self.tokens, agent + 1, self.lexicon, report=True) if agent is not None else None
            if source is None:
                return None
        begins = source.outer_start if source and cue.kind is not CueKind.PASSIVE else cue.start
        return Match((cue.shown, cue.end), source, same_as, ((quote, quote + 1),), begins, quote + 1, True)

    def _object(self, cue: Cue, source: Source | None, same_as: int | None, *, coordinate: bool) -> Match | None:
        tokens = self.tokens
        if cue.cue_class is None or not is_object(tokens, cue.end, self.lexicon):
            return None
        if cue.cue_class.object == "quote" and cue.kind is CueKind.PARTICIPIAL:
            return None
        begins = source.outer_start if source else cue.start
        colon = next(
            (k for k in range(cue.end, len(tokens) - 1) if tokens[k].low == ":" and tokens[k + 1].is_quote()), None
        )
        if colon is not None:
            return Match((cue.shown, cue.end), source, same_as, ((colon + 1, colon + 2),), begins, colon, coordinate)
        content = trimmed(tokens, cue.shown, self._limit(cue, source), self.lexicon)
        if cue.cue_class.object == "quote" and not any(t.is_quote() for t in tokens[cue.end : content[1]]):
            return None
        needs_quote = cue.cue_class.object == "quote"
        return Match((cue.shown, cue.end), source, same_as, (content,), begins, cue.end, coordinate, True, needs_quote)

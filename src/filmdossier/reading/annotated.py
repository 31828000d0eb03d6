"""What is known of an article before statements and claims are read from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A stretch that the attribution tagger marked: ``source``, ``cue`` or ``content``."""

    span: Span
    label: str
    score: float = 1.0


@dataclass(frozen=True)
class Annotated:
    """A text with its sentences, values, mentions and tagged parts of attributions, each in order of its place.

    ``mentions`` do not overlap one another; a value inside a name is no value and has been left out.
    """

    text: str
    pack: Pack
    sentences: Sequence[Sentence]
    values: Sequence[ValueMention] = ()
    mentions: Sequence[Mention] = ()
    attributions: Sequence[TaggedPart] = field(default=())

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.span.start for m in self.mentions]

    @cached_property
    def _value_starts(self) -> list[int]:
        return [v.span.start for v in self.values]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds a code point, or of the last one that begins before it; 0 at the least."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def mentions_in(self, span: Span, *kinds: Kind) -> list[Mention]:
        """The mentions that lie in a span, of the given kinds or of any."""
        i = bisect_right(self._mention_starts, span.start - 1)
        out = []
        while i < len(self.mentions) and self.mentions[i].span.end <= span.end:
            if not kinds or self.mentions[i].kind in kinds:
                out.append(self.mentions[i])
            i += 1
        return out

    def values_in(self, span: Span) -> list[ValueMention]:
        """The values that lie in a span."""
        i = bisect_right(self._value_starts, span.start - 1)
        out = []
        while i < len(self.values) and self.values[i].span.end <= span.end:
            out.append(self.values[i])
            i += 1
        return out

"""Which source a cue takes, and whether such a source can say such a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.cues import Cue, CueKind
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.lexicon import Lexicon, VerbForm
from filmdossier.reading.statements.sources import COMMAS, Source, source_before
from filmdossier.reading.statements.subjects import subject_of


@dataclass(frozen=True)
class SourceFinder:
    """Finds the sources of a frame's cues.

    Attributes:
        tokens: the frame's.
        lexicon: the pack's.
        floor: the first token that no earlier attribution holds.
        earlier: how many attributions stand before.
        forward: whether what the last of them says may still run on.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    floor: int
    earlier: int
    forward: bool

    def before(self, index: int) -> Token | None:
        """The token in front of an index."""
        return self.tokens[index - 1] if index > 0 else None

    def source_of(self, cue: Cue) -> tuple[Source | None, int | None, bool]:
        """The source in front of a cue, or the earlier match that shares it, and whether the cue is coordinate."""
        before = self.before(cue.start)
        joined = before is not None and (
            before.low in COMMAS or before.is_quote() or self.lexicon.is_in(before.low, "conjunctions")
        )
        if cue.kind is CueKind.PARTICIPIAL:
            if before is not None and not joined:
                source = source_before(self.tokens, cue.start, self.floor, self.lexicon)
                lead = self.before(source.start) if source else None
                if source and lead and lead.low in self.lexicon.words["with_words"]:
                    return source, None, True
                return None, None, False
            return (*self._shared(cue), True)
        if before is not None and self.lexicon.is_in(before.low, "conjunctions"):
            if self.earlier and self.forward and cue.cue_class is not None and cue.cue_class.negatable:
                # "It said it would appeal and did not expect …": one thing said.
                return None, None, False
            return (*self._shared(cue), True)
        source = source_before(self.tokens, cue.start, self.floor if self.earlier else 0, self.lexicon)
        if source is None or not self._agrees(source, cue):
            return None, None, False
        lead = self.before(source.outer_start)
        if lead is not None and lead.low in self.lexicon.words["with_words"]:
            # "With the star tipped to win": a participle.
            return None, None, False
        coordinate = lead is not None and self.lexicon.is_in(lead.low, "conjunctions", "clause_joiners")
        return source, None, coordinate

    def _agrees(self, source: Source, cue: Cue) -> bool:
        """Whether a verb in its base form has several for its source ("critics say", not "his big hope")."""
        forms = self.lexicon.cues[cue.word].forms
        if forms != {VerbForm.BASE} or cue.end - cue.start > 1:
            return True
        head = self.tokens[source.end - 1]
        if head.low in self.lexicon.pronouns:
            return self.lexicon.pronouns[head.low] == "p"
        several = head.low.endswith(self.lexicon.plural_suffixes) or self.lexicon.is_in(head.low, "people", "bodies")
        phrase = self.tokens[source.start : source.end]
        named = (
            head.form is Form.NAME
            and (head.mention is None or head.mention.kind is not Kind.PERSON)
            and len(phrase) == 1
        )
        joined = any(
            self.lexicon.is_in(t.low, "conjunctions", "people") or t.low.endswith(self.lexicon.plural_suffixes)
            for t in phrase
        )
        return several or named or joined

    def _shared(self, cue: Cue) -> tuple[Source | None, int | None]:
        if self.earlier:
            return None, self.earlier - 1
        return subject_of(self.tokens, 0, cue.start, self.lexicon), None

    def may_speak(self, source: Source, cue: Cue) -> bool:
        """Whether a phrase can be the source of a cue: somebody, a body or a report, no film."""
        phrase = self.tokens[source.start : source.end]
        lexicon = self.lexicon
        if cue.cue_class is not None and cue.cue_class.reports:
            return any(lexicon.is_in(t.low, "reports") for t in phrase)
        if len(phrase) > 1 and phrase[-1].is_name(Kind.PERSON) and lexicon.is_role(phrase[-2].low):
            return True
        end = next((k for k, t in enumerate(phrase) if k and lexicon.is_in(t.low, "prepositions")), len(phrase))
        head = phrase[end - 1]
        if head.mention is not None and head.mention.kind in (Kind.FILM, Kind.CHARACTER, Kind.AWARD):
            return False
        if len(phrase) == 1 and head.low in lexicon.pronouns:
            return True
        if cue.cue_class is not None and cue.cue_class.clause == "any":
            return True
        lead = self.before(cue.start)
        if lead and lexicon.is_in(lead.low, "relatives") and any(lexicon.is_in(t.low, "reports") for t in phrase):
            # "A banner on the poster, which claimed …".
            return True
        if source.apposition and any(
            t.form is Form.NAME for t in self.tokens[source.apposition[0] : source.apposition[1]]
        ):
            return True
        if head.form is Form.NAME or head.low[:1].isdigit() or head.low in ("'", ")"):
            return True
        return any(lexicon.is_source_noun(t.low) for t in (head, phrase[0])) or any(
            lexicon.is_in(t.low, "people", "surnamed") for t in phrase[:end]
        )

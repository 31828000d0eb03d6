"""Who the phrases are that name sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.fenced.frames import Frame
from filmdossier.reading.statements.fenced.people import People
from filmdossier.reading.statements.fenced.sources import Source, SourceReader
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.voices import Voice


@dataclass(frozen=True)
class SpeakerReader(SourceReader):
    """Reads the noun phrases of one article, and knows its people."""

    people: People

    def voice(self, frame: Frame, number: int, source: Source) -> Voice | None:
        """Who a phrase is."""
        tokens = frame.tokens
        head = tokens[source.head]
        if head.low in self.lexicon.pronouns:
            return self.people.of_pronoun(head, number)
        if source.name is not None:
            return self._named(tokens, source)
        if head.is_quote():
            return Voice(head.mention.name if head.mention else self._inner(head), "o")
        noun = self.speaking_noun(head, nominative=False)
        # "The author of «X»" is somebody known by the film.
        bare = all(t.is_quote() for t in tokens[source.head + 1 : source.end])
        one = self.lexicon.is_in(noun, "roles") and not self.cases.is_several(head.low)
        if one and not self._is_another(tokens, source):
            meant = self.people.of_role(noun, number, source.head, strictly=not bare)
            if meant is not None and (bare or not self.lexicon.is_in(noun, "relational")):
                return meant
        return self._words(tokens, source, noun)

    def _is_another(self, tokens: Sequence[Token], source: Source) -> bool:
        """Whether a determiner shows that somebody not named yet is meant."""
        before = [t.low for t in tokens[source.start : source.head]]
        return any(w in self.lexicon.possessives or w in self.lexicon.words["others"] for w in before)

    def _inner(self, token: Token) -> str:
        return self.text[token.start + 1 : token.end - 1].strip(" .,")

    def _named(self, tokens: Sequence[Token], source: Source) -> Voice:
        name = source.name if source.name is not None else source.head
        voice = self.people.of_name(tokens[name])
        if source.other is not None:
            second = self.people.of_name(tokens[source.other])
            joint = self.text[tokens[name].end : tokens[source.other].start].strip()
            return Voice(f"{voice.name} {joint} {second.name}", "p")
        organisation = next(
            (
                self.people.name_of(t)
                for t in tokens[source.head : name]
                if t.form is Form.NAME and t.mention is not None and t.mention.kind is Kind.ORGANISATION
            ),
            None,
        )
        role = self.speaking_noun(tokens[source.head], nominative=False) if source.head < name else voice.role
        return Voice(voice.name, voice.gender, role or voice.role, organisation or voice.organisation)

    def _words(self, tokens: Sequence[Token], source: Source, noun: str) -> Voice:
        """Those without a name keep the words; what is written speaks for whose it is."""
        whole = " ".join(self.text[tokens[source.start].start : tokens[source.end - 1].end].split())
        several = self.cases.is_several(tokens[source.head].low)
        if (
            self.lexicon.is_in(noun, "reports")
            and noun not in self.lexicon.words["kept"]
            and source.end > source.head + 1
        ):
            owner = next((t for t in tokens[source.head + 1 : source.end] if t.form is Form.NAME), None)
            if owner is not None and owner is tokens[source.head + 1]:
                return self.people.of_name(owner)
            start = tokens[source.head + 1].start
            return Voice(self.cases.phrase(self.text[start : tokens[source.end - 1].end]), "o", head=noun)
        name = self.cases.phrase(whole)
        if len(name) > 1 and name[0].isupper() and not name[1].isupper():
            name = name[0].lower() + name[1:] if tokens[source.start].form is Form.WORD else name
        gender = "p" if several else "o" if not self.lexicon.is_in(noun, "roles") else self.cases.gender_of(noun)
        return Voice(name, gender, head=noun)

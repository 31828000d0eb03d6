"""Noun phrases that may be sources: whom they name, and where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.fenced.cases import Cases
from filmdossier.reading.statements.fenced.lexicon import SEVERAL, FencedLexicon
from filmdossier.reading.statements.frames import Form, Token

#: No source runs over more tokens than this.
LONGEST = 14


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase within a frame.

    Attributes:
        start, end: token indexes.
        head: index of the noun, name or pronoun that decides.
        name: index of the name that the phrase introduces; None where it stands for itself.
        other: index of a second name, of two that a conjunction joins.
    """

    start: int
    end: int
    head: int
    name: int | None = None
    other: int | None = None


@dataclass(frozen=True)
class SourceReader:
    """Reads the noun phrases of one article."""

    text: str
    lexicon: FencedLexicon
    cases: Cases

    def nominatives(self, tokens: Sequence[Token], start: int, end: int, tells: str) -> Iterator[Source]:
        """The phrases in a stretch that may be the subject of a verb form, in order."""
        i = start
        weak: list[Source] = []
        strong = False
        while i < end:
            if self._may_head(tokens, i, tells) and not self._is_governed(tokens, i, start):
                source = self.phrase(tokens, i, end)
                if self._is_weak(tokens, i, start):
                    weak += [source] if tokens[i].form is Form.NAME else []
                else:
                    strong = True
                    yield source
                i = max(i + 1, source.end)
            else:
                i = self._behind_preposition(tokens, i, end)
        if not strong:
            yield from weak

    def _is_weak(self, tokens: Sequence[Token], i: int, floor: int) -> bool:
        """Whether a name or noun behind a noun may be whose that is."""
        if i == floor or tokens[i - 1].form is not Form.WORD or not self.cases.is_noun(tokens[i - 1].low):
            return False
        if tokens[i].form is Form.WORD:
            return self.cases.may_belong(tokens[i].low)
        return tokens[i].form is Form.NAME and self.cases.is_fixed(self.text[tokens[i].start : tokens[i].end])

    def _behind_preposition(self, tokens: Sequence[Token], i: int, end: int) -> int:
        """The next token, behind a preposition with its words."""
        if not self.lexicon.is_in(tokens[i].low, "prepositions"):
            return i + 1
        k = i + 1
        while k < end and tokens[k].form is Form.WORD and self.cases.is_modifier(tokens[k].low):
            k += 1
        return max(i + 1, min(end, k + 1))

    def _may_head(self, tokens: Sequence[Token], i: int, tells: str) -> bool:
        token = tokens[i]
        if token.form is Form.NAME:
            if token.mention is not None and token.mention.kind not in (Kind.PERSON, Kind.ORGANISATION):
                return False
            joined = i + 2 < len(tokens) and self.lexicon.is_in(tokens[i + 1].low, "conjunctions")
            person = token.mention is not None and token.mention.kind is Kind.PERSON
            if tells in SEVERAL and person and not joined:
                return False
            return self.cases.is_nominative(token, self.text)
        if token.is_quote():
            return token.mention is not None and token.mention.kind is Kind.ORGANISATION
        if token.low in self.lexicon.pronouns:
            gender = self.lexicon.pronouns[token.low]
            return (gender == "p") == (tells in SEVERAL) and not (tells in "mf" and gender in "mf" and gender != tells)
        return (
            bool(self.speaking_noun(token))
            and self.cases.is_nominative(token, self.text)
            and self.cases.agrees(token.low, tells)
        )

    def speaking_noun(self, token: Token, *, nominative: bool = True) -> str:
        """The dictionary form of a noun for somebody or something that speaks; empty for other words."""
        if token.form is not Form.WORD or self.lexicon.is_in(
            token.low, "conjunctions", "prepositions", "never", "adverbs"
        ):
            return ""
        lists = ("roles", "people", "bodies", "reports")
        if self.lexicon.is_in(token.low, *lists):
            return token.low
        noun = self.cases.noun_of(token.low, nominative=nominative)
        if noun and (self.lexicon.is_in(noun, *lists) or self.cases.is_animate(token.low)):
            return noun
        last = noun.rsplit("-", 1)[-1] if "-" in noun else ""
        return last if last and self.lexicon.is_in(last, "roles", "bodies") else ""

    def _is_governed(self, tokens: Sequence[Token], i: int, floor: int) -> bool:
        """Whether a preposition stands before a phrase, adjectives apart."""
        k = i - 1
        mention = tokens[i].mention
        named = tokens[i].form is Form.NAME and (mention is None or mention.kind is not Kind.PERSON)
        if named and k > floor and self.speaking_noun(tokens[k], nominative=False):
            # "In a talk with the paper X": the name goes with its noun.
            k -= 1
        while k >= floor and tokens[k].form is Form.WORD and self.cases.is_modifier(tokens[k].low):
            k -= 1
        return k >= 0 and tokens[k].form is Form.WORD and self.lexicon.is_in(tokens[k].low, "prepositions")

    def is_owned(self, tokens: Sequence[Token], at: int, owner: int | None) -> bool:
        """Whether a possessive tells whose words they are, or a phrase behind them does."""
        return owner is not None or self.behind(tokens, at) is not None

    def behind(self, tokens: Sequence[Token], at: int) -> Source | None:
        """The phrase behind "in the words of": the first name or noun, adjectives apart, with what belongs to it."""
        k = at
        while k < len(tokens) and tokens[k].form is Form.WORD and self._modifies(tokens[k].low):
            k += 1
        if k >= len(tokens):
            return None
        token = tokens[k]
        if token.form is Form.MARK or (token.form is Form.WORD and not self.cases.is_noun(token.low)):
            return None
        if token.mention is not None and token.mention.kind not in (Kind.PERSON, Kind.ORGANISATION, Kind.WORK):
            return None
        source = self.phrase(tokens, k, len(tokens), oblique=True)
        return Source(min(at, source.start), source.end, source.head, source.name)

    def phrase(self, tokens: Sequence[Token], head: int, limit: int, *, oblique: bool = False) -> Source:
        """The phrase around its head: adjectives before it, what belongs to it behind it, and the name it introduces.

        Args:
            tokens: the frame's.
            head: index of its noun, name or pronoun.
            limit: it ends here at the latest.
            oblique: whether it stands in another case than the nominative.
        """
        start = head
        while start > 0 and tokens[start - 1].form is Form.WORD and self._modifies(tokens[start - 1].low):
            start -= 1
        first = tokens[head]
        if first.low in self.lexicon.pronouns:
            return Source(head, head + 1, head)
        end, name = head + 1, head if first.form is Form.NAME else None
        person = first.form is Form.NAME and (first.mention is None or first.mention.kind is Kind.PERSON)
        while end < limit and end - head < LONGEST and not person:
            token = tokens[end]
            if token.form is Form.NAME:
                if self._is_introduced(tokens, head, end, oblique=oblique):
                    name, end = end, end + 1
                    break
                end += 1
                continue
            named = tokens[end - 1].form is Form.NAME and not self.lexicon.is_in(token.low, "conjunctions", "roles")
            if token.is_quote() or (token.form is Form.WORD and not named and self._belongs(tokens, end, head)):
                end += 1
                continue
            break
        other: int | None = None
        joined = name is not None and name == end - 1 and end + 1 < limit
        if joined and self.lexicon.is_in(tokens[end].low, "conjunctions") and _is_person(tokens[end + 1]):
            other, end = end + 1, end + 2
        return Source(start, end, head, name, other)

    def _modifies(self, low: str) -> bool:
        if self.lexicon.is_in(low, "relatives", "relative_forms", "conjunctions", "prepositions"):
            return False
        return (
            low not in self.lexicon.pronouns
            and low not in self.lexicon.cues
            and (
                self.cases.is_modifier(low)
                or low in self.lexicon.possessives
                or self.lexicon.is_in(low, "determiners")
                or low[:1].isdigit()
            )
        )

    def _belongs(self, tokens: Sequence[Token], i: int, head: int) -> bool:
        """Whether a word goes on with the phrase: a genitive, or a conjunction with another role."""
        low = tokens[i].low
        if low in self.lexicon.cues or low in self.lexicon.pronouns or self.cases.is_verb(low):
            return False
        if self.lexicon.is_in(low, "conjunctions"):
            return i + 1 < len(tokens) and bool(self.speaking_noun(tokens[i + 1]))
        if self.lexicon.is_in(low, "prepositions"):
            return i == head + 1 and self.lexicon.is_in(low, "linking")
        if self.lexicon.is_in(low, "months", "date_words", "adverbs", "subordinators"):
            return False
        if low in self.lexicon.possessives or self.lexicon.is_in(low, "roles"):
            return True
        return any(f.case == "gent" for f in self.cases.forms(low)) or (
            i > head + 1 and self.lexicon.is_in(tokens[i - 1].low, "linking") and self.cases.is_noun(low)
        )

    def _is_introduced(self, tokens: Sequence[Token], head: int, at: int, *, oblique: bool) -> bool:
        """Whether a name behind a noun is whom the noun describes, rather than whose he is."""
        token = tokens[at]
        if token.mention is not None and token.mention.kind is not Kind.PERSON:
            return False
        if not oblique and not self.cases.is_nominative(token, self.text):
            return False
        noun = self.speaking_noun(tokens[head], nominative=not oblique)
        if oblique and not self.lexicon.is_in(noun, "roles"):
            return False
        if self.lexicon.is_in(noun, "bodies", "reports", "people"):
            return False
        if self.lexicon.is_in(noun, "relational") and self.cases.is_fixed(self.text[token.start : token.end]):
            return False
        return token.mention is not None or not self.text[token.start : token.end].isascii()

    def at_place(self, tokens: Sequence[Token], start: int, end: int) -> Source | None:
        """The source that a phrase of place names: "in the statement of the studio", "on the site of the festival"."""
        for i in range(start, end):
            if not self.lexicon.is_in(tokens[i].low, "places"):
                continue
            for k in range(i + 1, min(end, i + 5)):
                if tokens[k].form is Form.NAME or self.speaking_noun(tokens[k], nominative=False):
                    return self.phrase(tokens, k, end)
                if tokens[k].form is not Form.WORD or not self.cases.is_modifier(tokens[k].low):
                    break
        return None


def _is_person(token: Token) -> bool:
    return token.form is Form.NAME and token.mention is not None and token.mention.kind is Kind.PERSON

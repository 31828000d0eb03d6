"""Whom an article names as what, and who is meant by a pronoun or by "the actor"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.fenced.cases import Cases
from filmdossier.reading.statements.fenced.frames import Frame
from filmdossier.reading.statements.fenced.lexicon import FencedLexicon
from filmdossier.reading.statements.frames import Form, Token
from filmdossier.reading.statements.voices import Voice

#: A pronoun means somebody heard or spoken of no more frames before.
REACH = 8
#: A role stands so many tokens before its name at most.
LONGEST_ROLE = 6


@dataclass(slots=True)
class Known:
    """What the article says of one name."""

    name: str
    person: bool
    gender: str = ""
    role: str | None = None
    organisation: str | None = None
    mentions: int = 0
    heads: set[str] = field(default_factory=set)


class People:
    """The people and bodies of one article."""

    def __init__(self, article: Annotated, frames: Sequence[Frame], lexicon: FencedLexicon, cases: Cases) -> None:
        self.text = article.text
        self.lexicon = lexicon
        self.cases = cases
        self.known: dict[str, Known] = {}
        self._by_head: dict[str, list[tuple[int, int, Known]]] = {}
        self._anaphors = {m.span.start: m for m in article.mentions if not m.is_name}
        self._topics: list[tuple[int, Voice]] = []
        self._full: dict[str, str] = {}
        for number, frame in enumerate(frames):
            for i, token in enumerate(frame.tokens):
                if token.form is Form.NAME and _may_speak(token):
                    self._introduce(number, frame.tokens, i)

    def name_of(self, token: Token) -> str:
        """The name that a token stands for, in its dictionary form."""
        words = " ".join(self.text[token.start : token.end].split())
        if token.mention is not None:
            return token.mention.name
        if words.isascii():
            return words
        named = self.cases.phrase(words) if " " not in words else words
        return self._full.get(words, named)

    def _introduce(self, number: int, tokens: Sequence[Token], i: int) -> None:
        token = tokens[i]
        name = self.name_of(token)
        person = token.mention is None or token.mention.kind is Kind.PERSON
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = Known(name, person, self.cases.name_gender(name) if person else "o")
        known.mentions += 1
        if not person:
            return
        for noun in self._nouns_before(tokens, i, name):
            known.heads.add(noun)
            if known.role is None:
                known.role = noun
            self._by_head.setdefault(noun, []).append((number, i, known))
            if not known.gender and not self.lexicon.is_in(noun, "feminine_or_masculine"):
                gender = self.cases.gender_of(noun)
                known.gender = gender if gender == "f" else known.gender

    def _nouns_before(self, tokens: Sequence[Token], i: int, name: str) -> list[str]:
        """The roles in front of a name that agree with it in case, the nearest first."""
        out: list[str] = []
        nominative = not self.cases.is_oblique(tokens[i], self.text)
        fixed = self.cases.is_fixed(name)
        for k in range(i - 1, max(-1, i - 1 - LONGEST_ROLE), -1):
            token = tokens[k]
            if token.form is Form.NAME and token.mention is not None and token.mention.kind is Kind.PERSON:
                break
            if token.form is Form.MARK or self.cases.is_verb(token.low):
                break
            if self.lexicon.is_in(token.low, "prepositions"):
                break
            noun = token.low if token.low in self.lexicon.words["roles"] else ""
            if token.form is Form.WORD and not noun:
                noun = self.cases.noun_of(token.low, nominative=False)
            if noun not in self.lexicon.words["roles"] or noun in out:
                continue
            if fixed:
                agrees = not self.lexicon.is_in(noun, "relational")
            else:
                agrees = self.cases.is_nominative(token, self.text) == nominative
            if agrees:
                out.append(noun)
        return out

    def hear(self, number: int, voice: Voice) -> None:
        """Notes who speaks, or is spoken of, in a frame."""
        self._topics.append((number, voice))

    def topic(self, number: int, gender: str = "", *, reach: int = REACH) -> Voice | None:
        """Whoever was heard or spoken of last before the end of a frame and may be meant by a pronoun of the gender."""
        for at, voice in reversed(self._topics):
            if number - at > reach:
                return None
            if gender == "p":
                if voice.gender in ("p", "o"):
                    return voice
            elif voice.gender in ("", "m", "f") and (not gender or voice.suits(gender)):
                return voice
        return None

    def of_name(self, token: Token) -> Voice:
        """The voice that a name is."""
        name = self.name_of(token)
        known = self.known.get(name)
        if known is None:
            return Voice(name, "o")
        return Voice(name, known.gender if known.person else "o", known.role, known.organisation)

    def of_pronoun(self, token: Token, number: int) -> Voice | None:
        """Whom a pronoun means."""
        gender = self.lexicon.pronouns[token.low]
        return self.of_gender(gender, number) or self._anaphor(token)

    def of_gender(self, gender: str, number: int) -> Voice | None:
        """Whom a pronoun of a gender means in a frame; what is learnt of a person's gender is kept."""
        voice = self.topic(number, gender)
        if voice is not None and gender in ("m", "f") and not voice.gender:
            if voice.name in self.known:
                self.known[voice.name].gender = gender
            return replace(voice, gender=gender)
        return voice

    def _anaphor(self, token: Token) -> Voice | None:
        m: Mention | None = self._anaphors.get(token.start)
        if m is None or m.kind not in (Kind.PERSON, Kind.ORGANISATION):
            return None
        known = self.known.get(m.name)
        return Voice(m.name, known.gender if known else "", known.role if known else None)

    def of_role(self, noun: str, number: int, at: int, *, strictly: bool = False) -> Voice | None:
        """The person whom "the actor" means: the one of that role last named before, else whoever the article is about.

        Args:
            noun: the role.
            number: of the frame.
            at: index of the token.
            strictly: whether only somebody with that role will do.
        """
        alike = self.lexicon.alike.get(noun, frozenset((noun,)))
        found: tuple[int, int, Known] | None = None
        for head in sorted(alike):
            places = self._by_head.get(head, [])
            i = bisect_left(places, (number, at), key=lambda p: (p[0], p[1]))
            if i and (found is None or places[i - 1][:2] > found[:2]):
                found = places[i - 1]
        gender = "" if self.lexicon.is_in(noun, "feminine_or_masculine") else self.cases.gender_of(noun)
        topic = self.topic(number, gender)
        if found is None and strictly:
            return None
        if topic is not None and (found is None or topic.name in self._named(alike)):
            return topic
        known = found[2] if found is not None else self._main(gender)
        if known is None:
            return None
        return Voice(known.name, known.gender, known.role, known.organisation)

    def _main(self, gender: str) -> Known | None:
        """The person whom the article names first and more than once."""
        return next(
            (k for k in self.known.values() if k.person and k.mentions > 1 and (not k.gender or k.gender == gender)),
            None,
        )

    def _named(self, heads: frozenset[str]) -> set[str]:
        return {known.name for head in heads for _, _, known in self._by_head.get(head, [])[-50:]}


def _may_speak(token: Token) -> bool:
    return token.mention is None or token.mention.kind in (Kind.PERSON, Kind.ORGANISATION)

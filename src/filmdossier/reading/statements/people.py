"""Who is introduced in an article as what: roles, organisations and genders of the people and bodies it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmdossier.model.mention import Kind
from filmdossier.reading.statements.frames import Form, Frame, Token
from filmdossier.reading.statements.lexicon import Lexicon

#: A role before or behind a name is no longer than this, in tokens.
LONGEST_ROLE = 6
#: A description is resolved among so many mentions before it.
WINDOW = 300
_SPEAKING = (Kind.PERSON, Kind.ORGANISATION)


@dataclass(slots=True)
class Known:
    """What the article says of one name.

    Attributes:
        name: the fullest form.
        person: whether it is a person's rather than an organisation's.
        gender: ``m``, ``f`` or empty.
        role: as stated nearest to its first introduction.
        organisation: that the role is held at.
        heads: the nouns that the article calls it by.
        mentions: how often it is named.
    """

    name: str
    person: bool
    gender: str = ""
    role: str | None = None
    organisation: str | None = None
    heads: set[str] = field(default_factory=set)
    mentions: int = 0


class People:
    """The names of an article and what it says of them."""

    def __init__(self, text: str, frames: Sequence[Frame], lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.known: dict[str, Known] = {}
        self._full: dict[str, str] = {}
        self._places: list[tuple[int, int]] = []
        self._named: list[Known] = []
        for number, frame in enumerate(frames):
            for i, token in enumerate(frame.tokens):
                if token.is_name(*_SPEAKING):
                    self._introduce(number, frame.tokens, i)

    def name_of(self, token: Token) -> str:
        """The fullest form of the name at a token."""
        if token.mention is not None:
            return token.mention.name
        words = " ".join(self.text[token.start : token.end].split())
        return self._full.get(words, words)

    def of(self, token: Token) -> Known | None:
        """What is known of the name at a token."""
        return self.known.get(self.name_of(token)) if token.form is Form.NAME else None

    def called(self, noun: str, before: tuple[int, int], *, person: bool) -> Known | None:
        """The name last mentioned before a place that the article calls by a noun, or by one much like it.

        A body may also be named behind the place, where a headline's paragraph speaks of "its distributor" first.
        """
        alike = self.lexicon.alike.get(noun, frozenset())
        at = bisect_left(self._places, before)
        similar: Known | None = None
        for known in reversed(self._named[max(0, at - WINDOW) : at]):
            if known.person == person and noun in known.heads:
                return known
            if similar is None and known.person == person and known.heads & alike:
                similar = known
        if similar is None and not person:
            return next((k for k in self._named[at : at + WINDOW] if not k.person and noun in k.heads), None)
        return similar

    def last(self, before: tuple[int, int], reach: int, gender: str) -> Known | None:
        """The person last named before a place, in the same frame or one of so many before it."""
        at = bisect_left(self._places, before)
        for k in range(at - 1, max(-1, at - WINDOW), -1):
            known = self._named[k]
            if before[0] - self._places[k][0] > reach:
                break
            told = known.role or known.gender or known.mentions > 1
            if known.person and told and known.gender in ("", gender):
                return known
        return None

    def _introduce(self, number: int, tokens: Sequence[Token], i: int) -> None:
        token = tokens[i]
        words = " ".join(self.text[token.start : token.end].split())
        if token.mention is None and " " in words:
            self._full.setdefault(words.rsplit(" ", 1)[1], words)
        name = self.name_of(token)
        person = token.mention.kind is Kind.PERSON if token.mention else not self._is_body_before(tokens, i)
        known = self.known.setdefault(name, Known(name, person))
        known.mentions += 1
        self._places.append((number, i))
        self._named.append(known)
        before = tokens[i - 1].low if i else ""
        if before in self.lexicon.honorifics:
            known.gender = known.gender or self.lexicon.honorifics[before]
        self._role_before(tokens, i, known)
        self._role_after(tokens, i, known)
        for phrase, role in self.lexicon.introductions.items():
            if i >= len(phrase) and all(tokens[i - len(phrase) + k].low == w for k, w in enumerate(phrase)):
                known.heads.add(role)

    def _is_body_before(self, tokens: Sequence[Token], i: int) -> bool:
        return i > 0 and self.lexicon.is_in(tokens[i - 1].low, "bodies")

    def _role_before(self, tokens: Sequence[Token], i: int, known: Known) -> None:
        start = i - 1 if i and tokens[i - 1].low in self.lexicon.honorifics else i
        end = start
        if not start or not self._is_head(tokens[start - 1].low, person=known.person):
            return
        while start > 0 and end - start < LONGEST_ROLE and self._is_modifier(tokens[start - 1], first=start == end):
            start -= 1
        while start < end and (
            self.lexicon.is_in(tokens[start].low, "adverbs", "prepositions", "object_marks")
            or tokens[start].low[:1].isdigit()
            or tokens[start].low in self.lexicon.nations
        ):
            start += 1
        if start == end:
            return
        organisation = None
        at = start - 1
        if at >= 0 and tokens[at].low in self.lexicon.words["possessive_marks"]:
            at -= 1
        if (
            at >= 0
            and tokens[at].is_name(Kind.ORGANISATION)
            and (tokens[at].mention or at < start - 1)
            and known.person
        ):
            organisation = self.name_of(tokens[at])
        role = self.text[tokens[start].start : tokens[end - 1].end]
        if start == 0 and not role[1:2].isupper():
            role = role[:1].lower() + role[1:]
        self._note(known, role, tokens[end - 1].low, organisation)

    def _role_after(self, tokens: Sequence[Token], i: int, known: Known) -> None:
        if i + 2 >= len(tokens) or tokens[i + 1].low not in (",", "-", "–", "("):
            return
        start = i + 2
        while start < len(tokens) and self.lexicon.is_in(tokens[start].low, "articles"):
            start += 1
        determined = start > i + 2
        if (
            start < len(tokens)
            and tokens[start].form is Form.NAME
            and start + 1 < len(tokens)
            and self._modifies(tokens[start + 1])
        ):
            start += 1
        if start < len(tokens) and tokens[start].low in self.lexicon.nations:
            start += 1
        at = start
        while at < len(tokens) and at - start < LONGEST_ROLE and self._is_modifier(tokens[at], first=False):
            at += 1
            if self._is_head(tokens[at - 1].low, person=known.person) and not (
                at < len(tokens) and self._modifies(tokens[at])
            ):
                break
        if at == start or not self._is_head(tokens[at - 1].low, person=known.person):
            return
        if not determined and at < len(tokens) and tokens[at].form is Form.NAME:
            # "X, actor Y": the next one in a list.
            return
        head = tokens[at - 1].low
        end = self._role_end(tokens, at)
        held = self._organisation_after(tokens, at, end)
        organisation = self.name_of(tokens[held]) if held is not None else None
        stop = end
        if held is not None:
            stop = next((k for k in range(held, at - 1, -1) if self.lexicon.is_in(tokens[k].low, "prepositions")), at)
        while stop > at and self.lexicon.is_in(tokens[stop - 1].low, "prepositions", "articles"):
            stop -= 1
        self._note(known, self.text[tokens[start].start : tokens[stop - 1].end], head, organisation)

    def _role_end(self, tokens: Sequence[Token], at: int) -> int:
        lexicon = self.lexicon
        end = at
        while end < len(tokens) and end - at < 14:
            token = tokens[end]
            joined = (
                token.low in lexicon.words["conjunctions"] and end + 1 < len(tokens) and self._modifies(tokens[end + 1])
            )
            if token.form is Form.QUOTE or (
                token.form is Form.MARK and token.low not in lexicon.words["possessive_marks"]
            ):
                break
            if not joined and lexicon.is_in(
                token.low, "relatives", "finite", "conjunctions", "complementisers", "days", "subordinators"
            ):
                break
            if token.low.endswith(lexicon.participle_suffixes) or self._is_own_work(tokens, end):
                break
            end += 1
        return end

    def _is_own_work(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether "of the film" begins here."""
        ahead = tokens[at : at + 3]
        lists = ("possessing", "articles", "own_works")
        return len(ahead) == len(lists) and all(self.lexicon.is_in(t.low, w) for t, w in zip(ahead, lists, strict=True))

    def _organisation_after(self, tokens: Sequence[Token], start: int, end: int) -> int | None:
        for k in range(start, end):
            token = tokens[k]
            if not token.is_name(Kind.ORGANISATION) or k == start:
                continue
            lead = next((t.low for t in reversed(tokens[start:k]) if self.lexicon.is_in(t.low, "prepositions")), "")
            if lead and not self.lexicon.is_in(lead, "held_at"):
                continue
            if k + 1 < end and tokens[k + 1].low in self.lexicon.words["possessive_marks"]:
                continue
            return k
        return None

    def _modifies(self, token: Token) -> bool:
        return token.form is Form.WORD and (
            self.lexicon.is_source_noun(token.low) or self.lexicon.is_in(token.low, "role_adjuncts")
        )

    def _is_modifier(self, token: Token, *, first: bool) -> bool:
        if token.form is not Form.WORD:
            return False
        lexicon = self.lexicon
        return first or (not lexicon.is_in(
            token.low, "determiners", "prepositions", "finite", "conjunctions", "relatives", "complementisers",
            "subordinators", "possessive_marks", "subject_pronouns", "adverbs",
        ) and token.low not in lexicon.possessives and token.low not in lexicon.cues)  # fmt: skip

    def _is_head(self, low: str, *, person: bool) -> bool:
        return self.lexicon.is_role(low) if person else self.lexicon.is_in(low, "bodies") or self.lexicon.is_role(low)

    def _note(self, known: Known, role: str, head: str, organisation: str | None) -> None:
        role = " ".join(role.split())
        if known.role is None or (organisation and not known.organisation):
            known.role, known.organisation = role, organisation or known.organisation
        known.heads.add(head)
        if "-" in head:
            known.heads.add(head.rsplit("-", 1)[1])
        known.gender = known.gender or self.lexicon.gendered.get(head, "")

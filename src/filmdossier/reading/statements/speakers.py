"""Who a source is: its full name, its role and organisation, also where a pronoun or "the director" stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.outlets import is_outlet_name
from filmdossier.reading.statements.frames import Form, Frame, Token
from filmdossier.reading.statements.lexicon import Lexicon
from filmdossier.reading.statements.people import Known, People
from filmdossier.reading.statements.sources import Source
from filmdossier.reading.statements.subjects import subject_of
from filmdossier.reading.statements.voices import Voice

#: A pronoun looks for what it stands for in so many frames back.
REACH = 8


class Speakers:
    """Resolves the sources of one article, frame by frame in order."""

    def __init__(self, article: Annotated, frames: Sequence[Frame], lexicon: Lexicon) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self.people = People(article.text, frames, lexicon)
        self._anaphors = {m.span.start: m for m in article.mentions if not m.is_name}
        self._topics: list[tuple[int, Voice]] = []

    def hear(self, number: int, voice: Voice) -> None:
        """Notes who speaks, or is spoken of, in a frame."""
        self._topics.append((number, voice))

    def topic(self, number: int, *, reach: int = REACH) -> Voice | None:
        """The person last heard or spoken of before a frame."""
        for at, voice in reversed(self._topics):
            if number - at > reach:
                return None
            if voice.gender in ("", "m", "f"):
                return voice
        return None

    def note_subject(self, number: int, frame: Frame) -> None:
        """Notes the subject of a frame in which nobody speaks."""
        source = subject_of(frame.tokens, 0, len(frame.tokens), self.lexicon)
        if source is None:
            self._note_followed(number, frame)
            return
        head = frame.tokens[source.end - 1]
        if head.low in self.lexicon.pronouns:
            found = self._pronoun(number, frame, source, head)
            if found:
                self.hear(number, found)
            return
        known = self.people.of(head)
        if (known is not None and (head.mention or known.role or known.gender)) or _is_speaking_noun(
            head, self.lexicon
        ):
            voice = self.voice(number, frame, source, spoken=False)
            if voice:
                self.hear(number, voice)

    def _note_followed(self, number: int, frame: Frame) -> None:
        """Notes the person whom a relative clause at the end of a frame goes on about."""
        tokens = frame.tokens
        for k in range(len(tokens) - 1, 1, -1):
            if not self.lexicon.is_in(tokens[k].low, "person_relatives"):
                continue
            head = tokens[k - 2] if tokens[k - 1].low == "," else tokens[k - 1]
            if head.mention and head.is_name(Kind.PERSON):
                self.hear(number, self._named(head))
            return

    def voice(self, number: int, frame: Frame, source: Source, *, spoken: bool = True) -> Voice | None:
        """Who speaks at a source; None where it is nobody.

        Args:
            number: of the frame.
            frame: the frame.
            source: the source in it.
            spoken: whether it does speak; a mere subject without a name is not taken for who spoke last.
        """
        tokens = frame.tokens[source.start : source.end]
        if not tokens:
            return None
        if len(tokens) == 1 and tokens[0].low in self.lexicon.pronouns:
            found = self._pronoun(number, frame, source, tokens[0])
            # "It tells a story": what stands for no outlet or body before it is a thing, and says nothing.
            is_thing = self.lexicon.pronouns[tokens[0].low] == "o"
            return found or (None if is_thing else self._words(tokens, ""))
        if any(t.low in self.lexicon.words["surnamed"] for t in tokens[1:-1]):
            return self._words(tokens, "", next((t.low for t in tokens if self.lexicon.is_role(t.low)), None))
        if report := self._report(tokens):
            return report
        head = self._head_name(tokens)
        if head is None and source.apposition:
            inside = frame.tokens[source.apposition[0] : source.apposition[1]]
            plain = not any(self.lexicon.is_in(t.low, "prepositions", "relatives", "possessive_marks") for t in inside)
            head = inside[-1] if inside and plain and inside[-1].is_name(Kind.PERSON) else None
            if head is not None:
                return self._named(head, *self._role_of(tokens))
        if head is not None:
            behind = [t for t in tokens if t.start > head.start and self.lexicon.is_in(t.low, "bodies")]
            words = self.text[behind[0].start : behind[-1].end] if behind else None
            return self._named(head, " ".join(words.split()) if words else None)
        return self._described(number, source, tokens, spoken=spoken)

    def _named(self, head: Token, role: str | None = None, organisation: str | None = None) -> Voice:
        known = self.people.of(head)
        name = self.people.name_of(head)
        if known is None:
            return Voice(name, "o", role, organisation)
        gender = known.gender if known.person else "o"
        return Voice(name, gender, role or known.role, organisation or known.organisation)

    def _head_name(self, tokens: Sequence[Token]) -> Token | None:
        """The name that a phrase is about: not its possessor, and nothing that hangs on a preposition."""
        lexicon = self.lexicon
        last = tokens[-1]
        if len(tokens) > 1 and tokens[0].form is Form.NAME and last.mention and lexicon.is_role(tokens[-2].low):
            # "Song of the Sea director N. N.": the title before the role may hold a preposition.
            return last if last.is_name(Kind.PERSON) else None
        end = next((k for k, t in enumerate(tokens) if k and lexicon.is_in(t.low, "prepositions")), len(tokens))
        names = [k for k in range(end) if tokens[k].form is Form.NAME]
        if len(names) > 1 and any(lexicon.is_in(t.low, "conjunctions") for t in tokens[names[0] : names[-1]]):
            return None
        for k in reversed(names):
            rest = tokens[k + 1 : end]
            if rest and rest[0].low in lexicon.words["possessive_marks"]:
                continue
            if all(t.form is not Form.WORD or lexicon.is_in(t.low, "outlet_nouns", "bodies") for t in rest):
                return tokens[k]
            if rest and rest[0].low.endswith(lexicon.finite_suffixes) and tokens[k].is_name(Kind.PERSON):
                return tokens[k]
            return None
        return None

    def _report(self, tokens: Sequence[Token]) -> Voice | None:
        """Whose report, review or table it is, or the report itself."""
        lexicon = self.lexicon
        at = next((k for k, t in enumerate(tokens) if lexicon.is_in(t.low, "reports")), None)
        if at is None or self._head_name(tokens) is not None:
            return None
        agent = next((k for k in range(at + 1, len(tokens)) if lexicon.is_in(tokens[k].low, "report_agents")), None)
        if agent is None:
            owner = next((t for t in tokens[:at] if t.is_name(Kind.ORGANISATION, Kind.WORK) and t.mention), None)
            return self._named(owner) if owner else self._words(tokens, "o")
        named = [
            tokens[k]
            for k in range(agent + 1, len(tokens))
            if tokens[k].is_name(Kind.ORGANISATION, Kind.PERSON, Kind.WORK)
            and not (k + 1 < len(tokens) and tokens[k + 1].low in lexicon.words["possessive_marks"])
        ]
        if named:
            return self._named(named[-1])
        by = tokens[agent].low in lexicon.words["agent_marks"]
        return self._words(tokens[agent + 1 :] if by and agent + 1 < len(tokens) else tokens, "o")

    def _described(self, number: int, source: Source, tokens: Sequence[Token], *, spoken: bool) -> Voice | None:
        """Who is meant by a description without a name."""
        lexicon = self.lexicon
        first = tokens[0].low
        end = next((k for k, t in enumerate(tokens) if k and lexicon.is_in(t.low, "prepositions")), len(tokens))
        head = tokens[end - 1].low
        if anaphor := self._anaphor(tokens):
            return self._of_mention(anaphor)
        definite = first in lexicon.possessives or (
            lexicon.is_in(first, "articles") and not lexicon.is_in(first, "indefinite")
        )
        old = head[:1].isdigit() and "-" in head
        place = (number, source.start)
        mouthpiece = lexicon.is_in(head, "mouthpieces")
        if definite and (old or lexicon.is_role(head)) and not mouthpiece and first not in lexicon.possessives:
            called = None if old else self.people.called(head, place, person=True)
            if called:
                return self._of_known(called)
            topic = self.topic(number) if spoken else None
            gender = lexicon.gendered.get(head, "")
            if topic and (not gender or topic.suits(gender)) and (old or not topic.head):
                role, organisation = self._role_of(tokens)
                return Voice(topic.name, topic.gender or gender, topic.role or role, topic.organisation or organisation)
        if definite and (lexicon.is_in(head, "bodies") or (first in lexicon.possessives and lexicon.is_role(head))):
            called = self.people.called(head, place, person=False)
            if called:
                return self._of_known(called)
        if definite and lexicon.is_in(head, "press") and (outlet := self._outlet(number, head)):
            return outlet
        if definite and mouthpiece:
            for at, voice in reversed(self._topics):
                if number - at <= REACH and voice.head == head:
                    return voice
        if lexicon.is_in(head, "people"):
            return self._words(tokens, "p")
        role, organisation = self._role_of(tokens)
        gender = lexicon.gendered.get(head, "") if lexicon.is_role(head) else "o"
        return self._words(tokens, gender, role, organisation, head)

    def _outlet(self, number: int, head: str) -> Voice | None:
        """The medium heard last: what "the newspaper" means after one has been named."""
        for at, voice in reversed(self._topics):
            known = self.people.known.get(voice.name)
            if number - at <= REACH and known is not None and not known.person:
                called = {h for h in known.heads if self.lexicon.is_in(h, "press")}
                if head in called or (not called and is_outlet_name(known.name, self.article.pack)):
                    return voice
        return None

    def _role_of(self, tokens: Sequence[Token]) -> tuple[str | None, str | None]:
        """Role and organisation that a phrase without a person's name tells."""
        lexicon = self.lexicon
        end = next((k for k, t in enumerate(tokens) if k and lexicon.is_in(t.low, "prepositions")), len(tokens))
        start = end
        while (
            start > 0
            and tokens[start - 1].form is Form.WORD
            and not lexicon.is_in(tokens[start - 1].low, "determiners", "possessive_marks")
        ):
            if tokens[start - 1].low in lexicon.possessives:
                break
            start -= 1
        if start == end or not (
            lexicon.is_role(tokens[end - 1].low) or lexicon.is_in(tokens[end - 1].low, "people", "bodies")
        ):
            return None, None
        organisation = next((self.people.name_of(t) for t in tokens if t.is_name(Kind.ORGANISATION)), None)
        return " ".join(self.text[tokens[start].start : tokens[end - 1].end].split()), organisation

    def _of_known(self, known: Known) -> Voice:
        return Voice(known.name, known.gender if known.person else "o", known.role, known.organisation)

    def _of_mention(self, mention: Mention) -> Voice:
        known = self.people.known.get(mention.name)
        if known:
            return self._of_known(known)
        return Voice(mention.name, "" if mention.kind is Kind.PERSON else "o")

    def _anaphor(self, tokens: Sequence[Token]) -> Mention | None:
        """The mention that the tagger resolved, where it stands for the whole phrase."""
        for token in tokens[:2]:
            mention = self._anaphors.get(token.start)
            if (
                mention
                and mention.span.end == tokens[-1].end
                and mention.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.EVENT)
            ):
                return mention
        return None

    def _pronoun(self, number: int, frame: Frame, source: Source, token: Token) -> Voice | None:
        gender = self.lexicon.pronouns[token.low]
        subject = subject_of(frame.tokens, 0, source.start, self.lexicon)
        earlier = frame.tokens[subject.end - 1] if subject else None
        if (
            earlier
            and earlier.is_name(Kind.PERSON)
            and gender in "mf"
            and (voice := self._named(earlier)).suits(gender)
        ):
            return voice
        for at, voice in reversed(self._topics):
            if number - at > REACH:
                break
            if voice.suits(gender):
                return voice
        if mention := self._anaphor([token]):
            return self._of_mention(mention)
        return self._last_named(number, source.start, gender)

    def _last_named(self, number: int, at: int, gender: str) -> Voice | None:
        """The person last named before a place, in whatever part of a sentence."""
        if gender not in "mf":
            return None
        known = self.people.last((number, at), REACH, gender)
        return self._of_known(known) if known else None

    def _words(
        self,
        tokens: Sequence[Token],
        gender: str,
        role: str | None = None,
        organisation: str | None = None,
        head: str = "",
    ) -> Voice:
        return Voice(
            " ".join(self.text[tokens[0].start : tokens[-1].end].split()),
            gender,
            role,
            organisation,
            head or tokens[-1].low,
        )


def _is_speaking_noun(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a noun that somebody who speaks may be called by."""
    return token.form is Form.WORD and (lexicon.is_role(token.low) or lexicon.is_in(token.low, "bodies"))

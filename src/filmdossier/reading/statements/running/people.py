"""Who may be the source of a cue: names, pronouns and nouns in the words before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.running.lexicon import MASK, RunningLexicon
from filmdossier.reading.statements.voices import Voice

#: A pronoun stands for somebody spoken of no farther back than this, in code points.
REACH = 600
#: What stands before a name is looked at over so many code points.
BEFORE = 16
_CLOSING = '”’」』"'
_OPENING = '“‘「『"'


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a source.

    Attributes:
        start, end: the words, role included.
        mention: for a name.
        noun: the word, for a noun or a pronoun.
    """

    start: int
    end: int
    mention: Mention | None = None
    noun: str = ""
    others: tuple[Candidate, ...] = ()


class People:
    """The people and bodies of one article."""

    def __init__(self, article: Annotated, masked: str, lexicon: RunningLexicon) -> None:
        self.article = article
        self.text = article.text
        self.masked = masked
        self.lexicon = lexicon
        self._names = [
            m for m in article.mentions if m.is_name and m.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.CHARACTER)
        ]
        self._starts = [m.span.start for m in self._names]
        self._by_first: dict[str, list[Mention]] = {}
        self._by_role: dict[str, list[Mention]] = {}
        self._roles: dict[str, str] = {}
        self._topics: list[tuple[int, Voice]] = []
        self._genders: dict[str, str] = {}
        for m in self._names:
            if m.kind is Kind.PERSON:
                self._introduce(m)

    def _introduce(self, m: Mention) -> None:
        self._by_first.setdefault(m.name[:1], []).append(m)
        role = self.lexicon.role.search(self.text, max(0, m.span.start - BEFORE), m.span.start)
        if role:
            self._by_role.setdefault(role.group().strip(_OPENING), []).append(m)
            self._roles.setdefault(m.name, role.group().strip(_OPENING))

    def hear(self, at: int, voice: Voice) -> None:
        """Notes who speaks or is spoken of at a place."""
        self._topics.append((at, voice))

    def topic(self, at: int, gender: str = "") -> Voice | None:
        """The person last heard or spoken of before a place, whom a pronoun of the gender may mean.

        Of several, one whose gender is known goes before a nearer one of whom it is not.
        """
        known = self._topic(at, lambda voice: bool(gender) and voice.gender == gender)
        return known or self._topic(at, lambda voice: self._may_mean(voice, gender))

    @staticmethod
    def _may_mean(voice: Voice, gender: str) -> bool:
        if gender == "p":
            return voice.gender == "p"
        return voice.gender in ("m", "f", "") and (not gender or voice.suits(gender))

    def _topic(self, at: int, may_mean: Callable[[Voice], bool]) -> Voice | None:
        for place, voice in reversed(self._topics):
            if at - place > REACH:
                break
            if place > at:
                continue
            if may_mean(voice):
                return voice
        return None

    def candidates(self, start: int, end: int) -> list[Candidate]:
        """Those in a stretch, in order, joint ones as one."""
        return list(self._joined(sorted([*self._named(start, end), *self._nouns(start, end)], key=lambda c: c.start)))

    def _named(self, start: int, end: int) -> Iterator[Candidate]:
        for i in range(bisect_left(self._starts, start), len(self._names)):
            m = self._names[i]
            if m.span.end > end:
                break
            if m.kind is not Kind.CHARACTER:
                yield self._with_role(m, start)

    def _with_role(self, m: Mention, floor: int) -> Candidate:
        role = self.lexicon.role.search(self.text, max(floor, m.span.start - BEFORE), m.span.start)
        begin = role.start() if role else m.span.start
        return Candidate(begin, m.span.end, m)

    def _nouns(self, start: int, end: int) -> Iterator[Candidate]:
        for m in self.lexicon.speakers.finditer(self.masked, start, end):
            word = m.group()
            known = self._called(word, m.start(), m.end(), start)
            yield known or Candidate(self._extended(m.start(), start), m.end(), noun=word)
        yield from self._short_forms(start, end)

    def _called(self, word: str, start: int, end: int, floor: int) -> Candidate | None:
        """Somebody called by "director Li": a title behind the surname of somebody named before."""
        before = self.text[start - 1 : start]
        if start - 1 < floor or word in self.lexicon.never or before not in self._by_first:
            return None
        if not self.lexicon.title.match(word) or self.masked[start - 1] == MASK:
            return None
        meant = self._last(self._by_first[before], start)
        return Candidate(start - 1, end, meant) if meant else None

    def _short_forms(self, start: int, end: int) -> Iterator[Candidate]:
        """A surname with a short title, "“Lord” Fan"."""
        for i in range(start, end):
            if self.text[i] not in self._by_first:
                continue
            title = self.lexicon.title.match(self.text, i + 1)
            if title and title.end() <= end and not self._is_named(i) and len(title.group()) < len("导演"):
                meant = self._last(self._by_first[self.text[i]], i)
                if meant:
                    yield Candidate(i, title.end(), meant)

    def _is_named(self, at: int) -> bool:
        i = bisect_left(self._starts, at + 1) - 1
        return i >= 0 and self._names[i].span.end > at

    def surname(self, at: int) -> Candidate | None:
        """Somebody named before of whom the surname alone stands before a place."""
        first = self.text[at - 1 : at]
        if first not in self._by_first or self.masked[at - 1 : at] == MASK:
            return None
        meant = self._last(self._by_first[first], at)
        return Candidate(at - 1, at, meant) if meant else None

    @staticmethod
    def _last(mentions: Sequence[Mention], at: int) -> Mention | None:
        at = bisect_left(mentions, at + 1, key=lambda m: m.span.end)
        return mentions[at - 1] if at else None

    def _extended(self, start: int, floor: int) -> int:
        m = self.lexicon.before_speaker.search(self.masked, max(floor, start - BEFORE), start)
        return m.start() if m else start

    def _joined(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Overlapping candidates as the longest of them, a role and its name as one, and "X and Y" as one."""
        out: list[Candidate] = []
        for c in found:
            if out and c.start < out[-1].end:
                last = out[-1]
                out[-1] = replace(c, start=min(last.start, c.start)) if c.end > last.end else last
                continue
            gap = self._gap(out[-1].end, c.start) if out else None
            if (
                out
                and gap in ("", *self.lexicon.among)
                and not out[-1].mention
                and c.mention
                and out[-1].noun not in self.lexicon.pronouns
            ):
                out[-1] = replace(c, start=out[-1].start)
            elif out and gap in self.lexicon.possessives and not c.mention and c.noun not in self.lexicon.pronouns:
                out[-1] = Candidate(out[-1].start, c.end, noun=self.text[out[-1].start : c.end])
            elif out and gap and self.lexicon.joint.fullmatch(gap) and not self.is_governed(out[-1]):
                first = out[-1]
                out[-1] = Candidate(first.start, c.end, c.mention, c.noun, (*(first.others or (first,)), c))
            else:
                out.append(c)
        yield from out

    def _gap(self, start: int, end: int) -> str | None:
        """The words between two candidates without brackets and marks, where they are few."""
        if end - start > BEFORE:
            return None
        return self.masked[start:end].replace(MASK, "").strip(_OPENING + _CLOSING + " ")

    def is_governed(self, candidate: Candidate) -> bool:
        """Whether a word before a candidate shows that it is no subject."""
        floor = max(0, candidate.start - BEFORE)
        return bool(self.lexicon.governed.search(self.text, floor, candidate.start))

    def voice(self, candidate: Candidate) -> Voice | None:
        """Who a candidate is."""
        if candidate.others:
            return self._several(candidate)
        if candidate.mention is not None:
            return self.of_mention(candidate.mention)
        noun = candidate.noun
        if noun in self.lexicon.never:
            return None
        if noun in self.lexicon.pronouns:
            return self._of_pronoun(candidate)
        if noun in self._by_role:
            meant = self._last(self._by_role[noun], candidate.start)
            if meant and self.text[candidate.start : candidate.end] == noun:
                return self.of_mention(meant)
        return Voice(self.text[candidate.start : candidate.end].strip(), "o", head=noun)

    def of_mention(self, m: Mention) -> Voice:
        """The voice that a name is."""
        if m.kind is not Kind.PERSON:
            return Voice(m.name, "o")
        return Voice(m.name, self._genders.get(m.name, ""), self._roles.get(m.name))

    def _of_pronoun(self, candidate: Candidate) -> Voice | None:
        gender = self.lexicon.pronouns[candidate.noun]
        voice = self._introduced(candidate.start, gender) or self.topic(candidate.start, gender)
        if voice is None:
            voice = self._anaphor(candidate)
        if voice is None:
            return Voice(candidate.noun, "p", head=candidate.noun) if gender == "p" else None
        if gender in ("m", "f") and not voice.gender:
            self._genders[voice.name] = gender
            return replace(voice, gender=gender)
        return voice

    def _introduced(self, at: int, gender: str) -> Voice | None:
        """Whoever is named right before the comma in front of a pronoun: "called X, who said"."""
        i = bisect_left(self._starts, at) - 1
        if i < 0 or gender == "p":
            return None
        m = self._names[i]
        between = self.text[m.span.end : at]
        if m.kind is not Kind.PERSON or len(between) > 1 or between.strip("，,"):
            return None
        voice = self.of_mention(m)
        governed = self.is_governed(self._with_role(m, max(0, m.span.start - BEFORE)))
        return voice if voice.suits(gender or voice.gender) and not governed else None

    def _anaphor(self, candidate: Candidate) -> Voice | None:
        """Whom the reader has found the pronoun to mean."""
        span = Span(candidate.start, candidate.end)
        found = [m for m in self.article.mentions_in(span, Kind.PERSON, Kind.ORGANISATION) if not m.is_name]
        return self.of_mention(found[0]) if found else None

    def _several(self, candidate: Candidate) -> Voice | None:
        voices = [self.voice(c) for c in candidate.others]
        names = [v.name for v in voices if v]
        if len(names) < len(voices) or not names:
            return None
        words = self.text[candidate.start : candidate.end]
        for c, name in zip(candidate.others, names, strict=True):
            words = words.replace(self.text[c.start : c.end], name, 1)
        kept = "".join(ch for ch, masked in zip(words, words, strict=True) if masked != MASK)
        return Voice(kept, "p")

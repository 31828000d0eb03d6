"""Words that stand for a person named before: "he", "her", "the director"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from filmdossier.model.mention import Mention
from filmdossier.reading.films.stand_ins import stand_in
from filmdossier.reading.films.words import FilmWords
from filmdossier.reading.shapes import Shape

#: How many people, those spoken of last, a pronoun may mean.
_REMEMBERED = 6


@dataclass
class PersonWalk:
    """What a reader knows of the people when they come to a sentence.

    Attributes:
        last: the person who was spoken of first in the last sentence that speaks of one.
        spoken: the people of the sentences so far, those of the last one first.
        by_role: who was called "director", "actor" … last.
        female: for people (entity numbers) whose sex a word or their first name shows, whether they are women.
        text: of the article, where names change with their case; then only a name in the nominative is spoken of first.
    """

    words: FilmWords
    text: str = ""
    last: Mention | None = None
    spoken: list[Mention] = field(default_factory=list)
    by_role: dict[str, Mention] = field(default_factory=dict)
    female: dict[int, bool] = field(default_factory=dict)

    def read(self, shape: Shape, named: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
        """The stand-ins of a sentence, and its people in order, those whom only a pronoun means included.

        "He" is the first person of the sentence before it, "his" the nearest that is no rival or bystander; where none
        stands before it, the last sentence's first. Nobody is meant whom a word or a first name shows to be of the
        other sex.
        """
        found: list[Mention] = []
        people = list(named)
        for person in named:
            self._learn_sex(shape, person)
        first = shape.position_of(people[0]) if people else len(shape.text)
        for m in self.words.patterns["he"].finditer(shape.text):
            before = [p for p in named if shape.position_of(p) < m.start()]
            if m.group("his"):
                rivals = [p for p in before if self._is_rival(shape, p)]
                nearest = [*(p for p in reversed(before) if p not in rivals), *reversed(rivals)]
            else:
                nearest = [*(people[:1] if first < m.start() else []), *before]
            meant = self._first_fitting(m.group("he"), [*nearest, *([self.last] if self.last else []), *self.spoken])
            if meant is None:
                continue
            found.append(stand_in(shape, m.span("he"), meant))
            if m.start() < first:
                first, people = m.start(), [meant, *people]
        found.extend(self._by_role(shape))
        found.extend(self._trade_of(shape))
        if people:
            self.last = self._subject(shape, people)
            self.spoken = [*people, *self.spoken][:_REMEMBERED]
        return found, people

    def _subject(self, shape: Shape, people: Sequence[Mention]) -> Mention | None:
        """Whom a sentence speaks of: the first of its people.

        Where names change with their case, the first in the nominative; nobody new where there is none.
        """
        if not self.text:
            return people[0]
        for person in people:
            words = " ".join(person.span.of(self.text).casefold().split())
            at = shape.position_of(person) if person in shape.items else 0
            governed = re.search(r"(?<!\w)(?:\w+) $", shape.text[:at][-20:])
            after_preposition = governed is not None and governed.group().strip() in self.words.governing
            full = " " in person.name or self.last is None
            if person.is_name and full and not after_preposition and words in person.name.casefold():
                return person
        return self.last

    def _first_fitting(self, pronoun: str, people: Iterable[Mention]) -> Mention | None:
        wanted = pronoun in self.words.she
        return next((p for p in people if self.female.get(p.entity, wanted) is wanted), None)

    def _is_rival(self, shape: Shape, person: Mention) -> bool:
        return bool(self.words.patterns["rival"].search(shape.text[: shape.position_of(person)]))

    def _learn_sex(self, shape: Shape, person: Mention) -> None:
        if person.entity in self.female:
            return
        for word in (*self._words_before(shape, person), person.name.casefold().split()[0]):
            if word in self.words.female or word in self.words.male:
                self.female[person.entity] = word in self.words.female
                return
        sex = self.words.sex_of(person.name.casefold().split()[0])
        if sex is not None:
            self.female[person.entity] = sex

    def _words_before(self, shape: Shape, person: Mention) -> list[str]:
        return re.findall(r"[\w.-]+", shape.text[: shape.position_of(person)][-40:])[-1:]

    def _by_role(self, shape: Shape) -> list[Mention]:
        for m in self.words.patterns["role_name"].finditer(shape.text):
            item = shape.items[int(m.group("person"))]
            if isinstance(item, Mention):
                self.by_role[m.group("role")] = item
        return [
            stand_in(shape, m.span(), self.by_role[m.group("role")])
            for m in self.words.patterns["the_role"].finditer(shape.text)
            if m.group("role") in self.by_role
        ]

    def _trade_of(self, shape: Shape) -> list[Mention]:
        """At the head of a sentence, "the star of F" is the person spoken of last."""
        m = self.words.patterns["trade_of"].search(shape.text)
        return [stand_in(shape, m.span("the"), self.last)] if m and self.last else []

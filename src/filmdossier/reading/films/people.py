"""Words that stand for a person named before: "he", "her", "the director"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from filmdossier.model.mention import Mention
from filmdossier.reading.films.stand_ins import stand_in
from filmdossier.reading.films.words import FilmWords
from filmdossier.reading.shapes import Shape


@dataclass
class PersonWalk:
    """What a reader knows of the people when they come to a sentence.

    Attributes:
        last: the person who was spoken of first in the last sentence that speaks of one.
        by_role: who was called "director", "actor" … last.
    """

    words: FilmWords
    last: Mention | None = None
    by_role: dict[str, Mention] = field(default_factory=dict)

    def read(self, shape: Shape, named: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
        """The stand-ins of a sentence, and its people in order, those whom only a pronoun means included.

        "He" is the first person of the sentence before it, "his" the nearest; where none stands before it, the last
        sentence's first.
        """
        found: list[Mention] = []
        people = list(named)
        first = shape.position_of(people[0]) if people else len(shape.text)
        for m in self.words.patterns["he"].finditer(shape.text):
            before = [p for p in named if shape.position_of(p) < m.start()]
            person = people[0] if first < m.start() else self.last
            if m.group("his") and before:
                person = before[-1]
            if person is None:
                continue
            found.append(stand_in(shape, m.span("he"), person))
            if m.start() < first:
                first, people = m.start(), [person, *people]
        found.extend(self._by_role(shape))
        if people:
            self.last = people[0]
        return found, people

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

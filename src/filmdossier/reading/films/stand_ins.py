"""Phrases that stand for a film named elsewhere: "the sequel", "it", "a low-budget thriller"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.films.words import FilmWords
from filmdossier.reading.shapes import Shape

#: How many characters before and behind a film tell whether it is called a sequel.
_SEQUEL_BEFORE, _SEQUEL_AFTER = 30, 60

#: How many characters behind a definite phrase may lead up to a title.
_NAMED_AFTER = 40

#: After so many sentences that speak of no film, "the film" is the article's first one again.
DIGRESSION = 2

#: A film so many characters from the beginning of a shape begins its sentence.
_HEAD = 30

#: A film at its place in a shape.
Place = tuple[int, Mention]


def stand_in(shape: Shape, span: tuple[int, int], named: Mention) -> Mention:
    """A mention of what ``named`` names, at a place of the shape that does not name it."""
    return Mention(shape.span_of(*span), named.kind, named.entity, named.name, is_name=False)


@dataclass
class FilmWalk:
    """What a reader knows of the films when they come to a sentence.

    Attributes:
        topic: the film spoken of last, by the first mention in the last sentence that has one.
        topic_at: the sentence that spoke of it last, as an index.
        topic_heads: whether that sentence began with it.
        first: the film that the article spoke of first, which a digression comes back to.
        main: the film that the whole article names most, or None.
        sequel: the film that the article has called a sequel.
        film_of: for people (entity numbers), the film in whose sentence they were named first.
        spoken: the films (entity numbers) spoken of so far.
        begun: whether there is one.
    """

    words: FilmWords
    topic: Mention | None = None
    topic_at: int = 0
    topic_heads: bool = False
    first: Mention | None = None
    main: Mention | None = None
    sequel: Mention | None = None
    film_of: dict[int, Mention] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)
    begun: bool = False
    number: int = -1

    def read(self, shape: Shape, films: Sequence[Mention], ahead: Mention | None) -> list[Place]:
        """The stand-ins of a sentence at their places.

        Args:
            shape: of the sentence.
            films: that it names.
            ahead: the film that the next sentences name first.
        """
        self.number += 1
        found = [(m.start(), film) for m in self._find("definite", shape) if (film := self._definite(shape, m, films))]
        if not films and not found and ahead is not None and ahead.entity not in self.spoken:
            found.extend(
                (m.start("the"), stand_in(shape, m.span("the"), ahead))
                for m in list(self._find("indefinite", shape))[:1]
                if m.group("head").strip() and not shape.text[: m.start()].endswith(", ")
                if not self.begun or m.start() == 0
            )
        for m in self._find("it", shape):
            before = [f for f in films if shape.position_of(f) < m.start()]
            film = before[0] if before else self.topic
            if film is not None:
                found.append((m.start(), stand_in(shape, m.span("it"), film)))
        return found

    def turn(self, named_once: frozenset[int], *, firmly: bool) -> None:
        """Comes back, where a new paragraph begins, from a film that the article names but once to its main one.

        Args:
            named_once: the films (entity numbers) that one sentence names.
            firmly: whether the paragraph before has more than one sentence. Where it has not, the next one may well go
                on about the film that the last one began with.
        """
        if self.main and self.topic and self.topic.entity in named_once and (firmly or not self.topic_heads):
            self.topic, self.topic_at = self.main, self.number

    def tells_of_another(self, shape: Shape) -> bool:
        """Whether a sentence speaks of a film that it does not name: "He also made a comedy with …"."""
        return self.begun and any(
            m.group("head").strip() and not self.words.patterns["says_what"].search(shape.text[: m.start()])
            for m in self._find("another", shape)
        )

    def is_set_against(self, shape: Shape, film: Mention, films: Sequence[Mention]) -> bool:
        """Whether a sentence that names these films sets this one against what it speaks of: "whereas F …"."""
        places = {m.start("film") for m in self._find("against", shape)}
        return any(f.entity == film.entity and shape.position_of(f) in places for f in films)

    def note(self, shape: Shape, places: Sequence[Place], people: Sequence[Mention]) -> None:
        """Remembers what a sentence says, for the next ones."""
        for at, film in places:
            near = shape.text[max(0, at - _SEQUEL_BEFORE) : at] + shape.text[at : at + _SEQUEL_AFTER]
            if self.sequel is None and film.is_name and any(word in near for word in self.words.sequel):
                self.sequel = film
        if places:
            self.topic, self.topic_at = places[0][1], self.number
            self.topic_heads = places[0][0] <= _HEAD
            self.first = self.first or self.topic
            self.begun = True
            self.spoken.update(film.entity for _, film in places)
            for person in people:
                self.film_of.setdefault(person.entity, self.topic)

    def _find(self, pattern: str, shape: Shape) -> Iterator[re.Match[str]]:
        return self.words.patterns[pattern].finditer(shape.text)

    def _definite(self, shape: Shape, m: re.Match[str], films: Sequence[Mention]) -> Mention | None:
        """What a definite phrase stands for; None where a name beside it says so, or where it means no film at hand."""
        if m.group("of") is not None:
            return self._owned(shape, m)
        if not m.group("head").strip():
            return None
        if self.words.patterns["made_after"].search(shape.text[max(0, m.start() - 30) : m.start()]):
            return None
        if self.words.patterns["named_after"].search(shape.text[m.end() : m.end() + _NAMED_AFTER]):
            return None
        film = self._meant(shape, m, films)
        if film is None or self.is_set_against(shape, film, films):
            return None
        if "whole" in m.re.groupindex:
            return stand_in(shape, m.span("whole"), film)
        end = m.end("the") if "<" in m.group("middle") else m.end("middle")
        return stand_in(shape, (m.start("the"), end), film)

    def _owned(self, shape: Shape, m: re.Match[str]) -> Mention | None:
        """The film that a person was first named with: "Smith's comedy"."""
        if self.words.patterns["owned_film"].search(shape.text[m.end() : m.end() + 60]):
            return None
        owners = [i for i in shape.items_in(0, m.start(), "Pp") if isinstance(i, Mention)]
        film = self.film_of.get(owners[-1].entity) if owners else None
        return stand_in(shape, m.span("of"), film) if film else None

    def _meant(self, shape: Shape, m: re.Match[str], films: Sequence[Mention]) -> Mention | None:
        words = m.group().split()
        apposed = self.words.patterns["named_before"].search(shape.text[max(0, m.start() - 30) : m.start()])
        if apposed:
            item = shape.items[int(apposed.group("film"))]
            return item if isinstance(item, Mention) else None
        if not self.words.predecessor.isdisjoint(words):
            return None
        if not self.words.sequel.isdisjoint(words):
            return self.sequel or self.first
        if m.group("the") in self.words.own:
            return None
        before = [film for film in films if shape.position_of(film) < m.start()]
        if before:
            return before[-1]
        return self.topic if self.number - self.topic_at <= DIGRESSION else self.first


def films_in(shape: Shape, beside: frozenset[int]) -> list[Mention]:
    """The films that a sentence names, without those that only say who somebody is."""
    films = [i for i in shape.items if isinstance(i, Mention) and i.kind is Kind.FILM]
    return [f for f in films if shape.position_of(f) not in beside]

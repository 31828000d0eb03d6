"""Who a verb about prizes speaks of: the people and films on its left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_pieces import Piece, is_named, is_stand_in
from filmdossier.reading.claims.awards_words import last_match

#: How far back before a name its preposition may stand.
BACK = 70


@dataclass
class Party:
    """Those who get or are nominated for something.

    Attributes:
        start: where their words begin in the shape.
        people: persons, in order.
        films: entity numbers of films; with people, the film that they are said to be of.
        foreign: whether the words name something that is neither (a television show).
    """

    start: int
    people: list[Mention] = field(default_factory=list)
    films: list[int] = field(default_factory=list)
    foreign: bool = False

    def members(self) -> Iterator[tuple[Mention | None, int | None]]:
        """Each person with each film; None where there is no person, or no film."""
        people: list[Mention | None] = [*self.people] or [None]
        films: list[int | None] = [*self.films] or [None]
        yield from itertools.product(people, films)

    def __bool__(self) -> bool:
        return bool(self.people or self.films or self.foreign)


@dataclass(frozen=True)
class SubjectReader:
    """A sentence's shape with its pieces and the language's marks."""

    text: str
    pieces: Sequence[Piece]
    marks: Any

    def names(self, start: int, end: int, letters: str = "PFW") -> list[Piece]:
        """The names of these letters in a stretch."""
        return [p for p in self.pieces if p.kind == "name" and p.label in letters and start <= p.start < end]

    def has(self, mark: str, start: int, end: int) -> Any:
        """Whether a mark's pattern matches the stretch."""
        return self.marks[mark].search(self.text[max(0, start) : max(0, end)])

    # ---- on the left of a verb
    def subject(self, left: int, at: int) -> Party:
        """Whoever a verb at ``at`` speaks of, looked for from ``left`` on; empty where nobody is named."""
        if relative := self.has("relative", 0, at):
            return self._antecedent(relative.start(), self.text[relative.start() : at])
        names = self.names(left, at, "PFWC")
        free = [n for n in names if not self.is_blocked(n, left)]
        if len(free) > 1 and self._begins_clause(names, free[-1], at):
            free = free[-1:]
        between = self.text[names[-1].end : at] if names else ","
        if (
            not free
            and "," not in between
            and between.count(" ") <= 3
            and not self.has("by_before", left, names[-1].start)
        ):
            free = names[-1:]
        return self._party(free[0], names, at) if free else Party(at)

    def nearest(self, at: int) -> Party:
        """The name right before ``at``, without those that it stands in a list with."""
        names = self.names(0, at)
        if not names or not self.has("next_to", names[-1].end, at):
            return Party(at)
        last = names[-1]
        return (
            Party(last.start, self._person(last), [])
            if is_named(last, "P")
            else Party(last.start, [], [self.entity(last)], is_named(last, "W"))
        )

    def nearest_name(self, at: int) -> Party:
        """The person or film whose name ends at ``at``."""
        last = next((n for n in reversed(self.names(0, at)) if n.end == at), None)
        if last is None:
            return Party(at)
        return (
            Party(last.start, self._person(last), [])
            if is_named(last, "P")
            else Party(last.start, [], [self.entity(last)], is_named(last, "W"))
        )

    def _begins_clause(self, names: Sequence[Piece], name: Piece, at: int) -> bool:
        """Whether a name right before a verb begins a clause of its own: "P wrote it and P won"."""
        before = names[names.index(name) - 1].end
        return bool(
            self.has("next_to_verb", name.end, at)
            and self.has("new_clause", before, name.start)
            and not self.has("no_clause", before, name.start)
        )

    def is_blocked(self, name: Piece, left: int) -> bool:
        """Whether the words before a name keep it from being a subject."""
        before = max(left, name.start - BACK), name.start
        return bool(self.has("preposition", *before) and not self.has("noun_star", *before))

    def _antecedent(self, at: int, pronoun: str) -> Party:
        who = "who" in pronoun
        names = self.names(0, at, "P" if who else "FW")
        if not names or at - names[-1].end > 60:
            return Party(at, foreign=not who)
        last = names[-1]
        chain = [last]
        for earlier in reversed(names[:-1]):
            if not self.has("joined_and", earlier.end, chain[0].start):
                break
            chain.insert(0, earlier)
        start = last if self.has("singular", at, at + len(pronoun)) else chain[0]
        party = self._party(start, self.names(0, at), at)
        if who and not party.films:
            party.films = self._film_of(start)
        return party

    def _party(self, first: Piece, names: Sequence[Piece], at: int) -> Party:
        """The party that begins with a name: possessives lead on to what is possessed, lists to their other members."""
        index = names.index(first)
        following = names[index + 1] if index + 1 < len(names) else None
        if is_named(first, "W", "C"):
            if following is not None and is_named(following, "P") and self.has("of_film", first.end, following.start):
                return self._party(following, names, at)
            return Party(first.start, foreign=True)
        if (
            is_named(first, "F")
            and following is not None
            and is_named(following, "P")
            and self.has("of_film", first.end, following.start)
        ):
            party = self._party(following, names, at)
            party.start = first.start
            party.films = party.films or [self.entity(first)]
            return party
        if is_stand_in(first) and is_named(first, "P"):
            person = next((n for n in names[index + 1 :] if is_named(n, "P")), None)
            if person is not None and self.has("own_apposed", first.end, person.start):
                films = [self.entity(n) for n in names[index + 1 : names.index(person)] if is_named(n, "F")]
                return Party(person.start, self._person(person), films[:1])
        if (
            is_stand_in(first)
            and is_named(first, "P")
            and following is not None
            and self.has("stand_owned", first.end, following.start)
            and not self.has("conjunct", first.end, following.start)
        ):
            return self._party(following, names, at)
        if is_named(first, "P") and self.has("possessive", first.end, first.end + 4):
            if self.has("own_work", first.end, at):
                film = [n for n in names[index + 1 :] if is_named(n, "F")]
                return Party(first.start, self._person(first), [self.entity(film[0])] if film else [])
            for owned in names[index + 1 : index + 4]:
                if self.has("owned", first.end, owned.start):
                    party = self._party(owned, names, at)
                    party.start = first.start
                    return party
            if self.has("own_film", first.end, at):
                return Party(first.start, foreign=True)
        return self._listed(first, names, at)

    def _listed(self, first: Piece, names: Sequence[Piece], at: int) -> Party:
        party = Party(first.start)
        last = first
        members, closed = [first], 1
        for name in names[names.index(first) + 1 :]:
            if not self.has("joined", last.end, name.start) or name.label != first.label:
                break
            members.append(name)
            closed = len(members) if self.has("conjunct", last.end, name.start) else closed
            last = name
        members = members[:closed]
        last = members[-1]
        behind = next((n for n in names if n.start >= last.end), None)
        if (
            is_named(last, "F")
            and behind is not None
            and is_named(behind, "P")
            and self.has("of_film", last.end, behind.start)
        ):
            party = self._party(behind, names, at)
            party.start = first.start
            party.films = [self.entity(m) for m in members]
            return party
        party.foreign = any(is_named(m, "W") for m in members)
        party.people = [m.mention for m in members if is_named(m, "P") and m.mention]
        if party.people:
            if len(members) == 1:
                inside = [
                    n
                    for n in names
                    if n.start > last.end
                    and is_named(n, "F")
                    and self.has("with_film", last.end, n.start)
                    and not self.has("other_work", last.end, n.start)
                ]
                party.films = [self.entity(inside[0])] if len(inside) == 1 else []
            party.films = party.films or self._film_of(first) or self._appears_in(last, names)
        else:
            party.films = [self.entity(m) for m in members if is_named(m, "F")]
        return party

    def _appears_in(self, last: Piece, names: Sequence[Piece]) -> list[int]:
        """The film that a clause on people says they are in: "P and P, who star in F, won"."""
        behind = next((n for n in names if n.start >= last.end), None)
        told = behind is not None and is_named(behind, "F") and self.has("who_in", last.end, behind.start)
        return [self.entity(behind)] if behind is not None and told else []

    def _film_of(self, person: Piece) -> list[int]:
        if not self.has("its_person", max(0, person.start - 40), person.start):
            return []
        before = self.names(0, person.start, "F")
        return [self.entity(before[-1])] if before else []

    def _person(self, piece: Piece) -> list[Mention]:
        return [piece.mention] if piece.mention else []

    @staticmethod
    def entity(piece: Piece) -> int:
        """The entity number of a name."""
        return piece.mention.entity if piece.mention else -1

    def clause_start(self, start: int, end: int) -> int:
        """Where the clause that holds ``end`` begins, after ``start``: behind the last mark that parts clauses."""
        found = last_match(self.marks["clause"], self.text[start:end])
        return start + found.end() if found else start

    def clause_end(self, start: int, end: int | None = None) -> int:
        """Where the clause that begins at ``start`` ends, before ``end``: at the first mark that parts clauses."""
        end = len(self.text) if end is None else end
        found = self.marks["clause"].search(self.text[start:end])
        return start + found.start() if found else end

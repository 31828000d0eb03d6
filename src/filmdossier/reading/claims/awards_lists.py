"""Whom prizes are for: the people and films on the right of a verb, and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_pieces import Piece, is_named, is_stand_in
from filmdossier.reading.claims.awards_subjects import BACK, Party, SubjectReader


@dataclass(frozen=True)
class Reader(SubjectReader):
    """Reads both sides of a verb about prizes."""

    def honoured(self, start: int, end: int) -> tuple[list[Mention], list[int]]:
        """The people and films that a prize is for: "for his role in F", "for its director, P"."""
        if stop := self.has("tail_stop", start, end):
            end = start + stop.start()
        people: list[Mention] = []
        films: list[int] = []
        at, last = start, ""
        for name in self.names(start, end, "PFWC"):
            owner = self.has("possessive", name.end, name.end + 4)
            if is_named(name, "F"):
                if self.has("as_role", at, name.start):
                    continue
                if films and self.has("own_clause", at, name.start):
                    break
                if last == "F" and self.has("part_of", at, name.start):
                    films.pop()
                further = last == "F" and not is_stand_in(name) and self.listed(at, name.start)
                first = self.has("with_film", start - 5 if not films else at, name.start)
                if (further or first) and not self.has("of_film", name.end, self._next_person(name)):
                    films.append(self.entity(name))
                    last = "F"
            elif is_named(name, "P") and name.mention and not is_stand_in(name) and not owner:
                further = last == "P" and self.listed(at, name.start)
                first = not people and not films and self.has("for_person", at, name.start)
                if (further or first) and not self.has("role_name", start, name.start):
                    people.append(name.mention)
                    last = "P"
                elif films:
                    break
            at = name.end
        return people, films

    def character(self, start: int, end: int) -> str | None:
        """The part whose player a clause honours: "for playing C in F"."""
        names = (n for n in self.names(start, end, "PC") if not is_stand_in(n))
        return next((n.mention.name for n in names if n.mention and self.has("character", start, n.start)), None)

    def _next_person(self, name: Piece) -> int:
        following = self.names(name.end, name.end + BACK, "P")
        return following[0].start if following else name.end

    def awardees(self, start: int, end: int) -> list[Party]:
        """A list of those who get something: "P for F, P for F and P", "F, F and F"."""
        parties: list[Party] = []
        at = start
        names = self.names(start, end)
        for index, name in enumerate(names):
            following = names[index + 1] if index + 1 < len(names) else None
            joined = (not parties and self._leads_in(start, name.start)) or (
                bool(parties) and self.listed(at, name.start)
            )
            if is_stand_in(name) and is_named(name, "P"):
                at = name.end
                continue
            if is_named(name, "P"):
                if parties and self.has("by_before", at, name.start):
                    break
                owner = self.has("possessive", name.end, name.end + 4)
                if owner and following is not None and not is_named(following, "P"):
                    at = at if joined else name.end
                    continue
                if (joined or self._starts_item(at, name.start, parties)) and not self.has(
                    "role_name", max(start, name.start - BACK), name.start
                ):
                    parties.append(Party(name.start, [name.mention] if name.mention else []))
            elif parties and parties[-1].people:
                attached = parties[-1].films and self.listed(at, name.start)
                if attached or self.has("with_film", at, name.start):
                    if is_named(name, "F"):
                        parties[-1].films.append(self.entity(name))
                elif joined:
                    parties.append(Party(name.start, [], [self.entity(name)], is_named(name, "W")))
            elif joined:
                if (
                    is_named(name, "F")
                    and following is not None
                    and is_named(following, "P")
                    and self.has("of_film", name.end, following.start)
                ):
                    continue
                parties.append(
                    Party(name.start, [], [self.entity(name)] if is_named(name, "F") else [], is_named(name, "W"))
                )
            at = name.end
        return [p for p in parties if p]

    def _leads_in(self, start: int, at: int) -> bool:
        return bool(self.has("leads_in", start, at))

    def _starts_item(self, at: int, start: int, parties: Sequence[Party]) -> bool:
        return bool(parties and parties[-1].people and self.listed(at, start))

    def listed(self, at: int, start: int) -> bool:
        """Whether the words between two names make them members of one list."""
        return bool(self.has("joined_and", at, start)) and not self.has("not_listed", at, start)

    def position(self, party: Party, before: int) -> int:
        """Where the first person of a party is named, before a place."""
        return next((n.start for n in self.names(0, before, "P") if party.people and n.mention is party.people[0]), 0)

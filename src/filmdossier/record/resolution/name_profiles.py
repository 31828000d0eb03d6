"""What is known of a person or organisation from one mention or many."""

from __future__ import annotations

from filmdossier.model.mentions import NameMention
from filmdossier.record.resolution.persons import parse_person
from filmdossier.record.resolution.tallies import Tally
from filmdossier.record.resolution.years import first_year

_ACTING = "cast_member"
_OFFICE = "position_held"
_MAKING = frozenset({_ACTING, "director", "screenwriter", "composer", "cinematographer"})
"""Producers hold offices too."""
_SAYING = "speaker"


class NameProfile:
    """Names, roles and times, each with how many mentions say so.

    Attributes:
        kind: ``person`` or ``organisation``.
        names: as written.
        roles: predicates, whatever the film.
        films: predicate and film, as ``predicate|film``.
        film_ids: the films alone.
        characters: film and character, as ``film|character``.
        organisations: where they hold a position.
        years: in which they were active or written about.
        documents: where they are named.
        size: how many mentions.
    """

    def __init__(self, mention: NameMention | None = None) -> None:
        self.kind = ""
        self.names: Tally[str] = Tally()
        self.roles: Tally[str] = Tally()
        self.films: Tally[str] = Tally()
        self.film_ids: dict[str, None] = {}
        self.characters: Tally[str] = Tally()
        self.organisations: Tally[str] = Tally()
        self.years: Tally[int] = Tally()
        self.documents: set[str] = set()
        self.size = 0
        if mention is not None:
            self.see(mention)

    def see(self, mention: NameMention) -> None:
        """Take in what one more mention says."""
        roles, self.kind = mention.roles, self.kind or mention.kind
        self.names.see((mention.name,))
        self.roles.see({r.predicate for r in roles})
        self.documents.add(mention.document)
        self.size += 1
        if films := {r.film for r in roles if r.film}:
            self.films.see({f"{r.predicate}|{r.film}" for r in roles if r.film})
            self.film_ids |= dict.fromkeys(sorted(films))
            played = {
                f"{r.film}|{r.detail.casefold()}" for r in roles if r.film and r.detail and r.predicate == _ACTING
            }
            self.characters.see(played)
        self.organisations.see({r.organisation for r in roles if r.organisation})
        dated = {y for r in roles if (y := first_year(r.year)) is not None}
        written = first_year(mention.published)
        self.years.see(dated or ({written} if written is not None else ()))

    def add(self, other: NameProfile) -> None:
        """Take in what another profile knows."""
        self.kind = self.kind or other.kind
        for name in ("names", "roles", "films", "characters", "organisations", "years"):
            getattr(self, name).add(getattr(other, name))
        self.film_ids |= other.film_ids
        self.documents |= other.documents
        self.size += other.size

    @property
    def tier(self) -> int:
        """How much the name tells: 2 a full one, 1 with initials, 0 a single part."""
        if self.kind != "person":
            return 2
        best = 0
        for name in self.names.leading:
            parsed = parse_person(name)
            best = max(best, 2 if len(parsed.full) > 1 else 1 if len(parsed.parts) > 1 else 0)
        return best

    @property
    def trade(self) -> str:
        """``office`` where all that is known is an office outside films, ``films`` where it is credits; else empty."""
        known = set(self.roles.counts) - {_SAYING}
        if known == {_OFFICE} and not self.film_ids:
            return "office"
        return "films" if known and known <= _MAKING else ""

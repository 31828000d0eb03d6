"""What is known of a film from one mention or many."""

from __future__ import annotations

from filmdossier.model.mentions import FilmMention
from filmdossier.record.keys import name_keys
from filmdossier.record.resolution.tallies import Tally
from filmdossier.record.resolution.titles import parse_title
from filmdossier.record.resolution.years import days_of, first_year, spanning, years_of


class FilmProfile:
    """Titles, years, people and the rest, each with how many mentions say so.

    Attributes:
        titles, years, directors, companies, countries, follows: what the mentions say.
        cast: actors, by what the spellings of their names share.
        published: years in which the documents came out that are mainly about it.
        seen: years in which any of the documents came out.
        days: first and last day, as ordinals, on which the documents may have come out; None where none is dated.
        size: how many mentions.
    """

    def __init__(self, mention: FilmMention | None = None) -> None:
        self.titles: Tally[str] = Tally()
        self.years: Tally[int] = Tally()
        self.directors: Tally[str] = Tally()
        self.cast: dict[str, str] = {}
        self.companies: Tally[str] = Tally()
        self.countries: Tally[str] = Tally()
        self.follows: Tally[str] = Tally()
        self.seen: Tally[int] = Tally()
        self.published: Tally[int] = Tally()
        self.days: tuple[int, int] | None = None
        self.size = 0
        if mention is not None:
            self.see(mention)

    def see(self, mention: FilmMention) -> None:
        """Take in what one more mention says."""
        evidence, names = mention.evidence, {mention.title, *mention.names}
        self.titles.see(n for n in names if n.strip())
        bracketed = {y for n in names if (y := parse_title(n).year)}
        self.years.see({y for e in evidence.get("year", ()) for y in years_of(e)} | bracketed)
        self.directors.see(set(evidence.get("director", ())))
        for name in sorted(evidence.get("cast", ())):
            for identity in name_keys(name, "person")[:1]:
                self.cast[identity] = min(name, self.cast.get(identity, name))
        self.companies.see(set(evidence.get("company", ())))
        self.countries.see(set(evidence.get("country", ())))
        self.follows.see(set(evidence.get("follows", ())))
        if (year := first_year(mention.published)) is not None:
            self.seen.see((year,))
            if mention.main:
                self.published.see((year,))
        self.days = spanning(self.days, days_of(mention.published))
        self.size += 1

    def add(self, other: FilmProfile) -> None:
        """Take in what another profile knows."""
        for name in ("titles", "years", "directors", "companies", "countries", "follows", "seen", "published"):
            getattr(self, name).add(getattr(other, name))
        for identity, actor in other.cast.items():
            self.cast[identity] = min(actor, self.cast.get(identity, actor))
        self.days = spanning(self.days, other.days)
        self.size += other.size

    @property
    def tier(self) -> int:
        """How much tells it apart from another film of its title: 2 much, 1 something, 0 nothing."""
        if self.years and self.directors:
            return 2
        return 1 if self.years or self.directors or len(self.cast) > 1 else 0

"""What is known of a film from one mention or many."""

from __future__ import annotations

from collections.abc import Iterable

from filmdossier.model.mentions import FilmMention
from filmdossier.record.resolution.tallies import Tally
from filmdossier.record.resolution.titles import parse_title
from filmdossier.record.resolution.years import first_year, years_of


class FilmProfile:
    """Titles, years, people and the rest, each with how many mentions say so.

    Attributes:
        titles, years, directors, cast, companies, countries, follows: what the mentions say.
        published: years in which the documents came out that are mainly about it.
        seen: years in which any of the documents came out.
        size: how many mentions.
    """

    def __init__(self, mention: FilmMention | None = None) -> None:
        evidence = mention.evidence if mention else {}
        names = sorted({mention.title, *mention.names}) if mention else []
        self.titles = Tally[str](n for n in names if n.strip())
        bracketed = {y for n in names if (y := parse_title(n).year)}
        self.years = Tally[int]({y for e in evidence.get("year", ()) for y in years_of(e)} | bracketed)
        self.directors = Tally[str](set(evidence.get("director", ())))
        self.cast = Tally[str](set(evidence.get("cast", ())))
        self.companies = Tally[str](set(evidence.get("company", ())))
        self.countries = Tally[str](set(evidence.get("country", ())))
        self.follows = Tally[str](set(evidence.get("follows", ())))
        year = first_year(mention.published) if mention else None
        self.seen = Tally[int]([year] if year is not None else [])
        self.published = Tally[int]([year] if year is not None and mention and mention.main else [])
        self.size = 1 if mention else 0

    def add(self, other: FilmProfile) -> None:
        """Take in what another profile knows."""
        for name in ("titles", "years", "directors", "cast", "companies", "countries", "follows", "seen", "published"):
            getattr(self, name).add(getattr(other, name))
        self.size += other.size

    @property
    def tier(self) -> int:
        """How much tells it apart from another film of its title: 2 much, 1 something, 0 nothing."""
        if self.years and self.directors:
            return 2
        return 1 if self.years or self.directors or len(self.cast.counts) > 1 else 0

    @classmethod
    def of(cls, mentions: Iterable[FilmMention]) -> FilmProfile:
        """What several mentions know together."""
        pooled = cls()
        for mention in mentions:
            pooled.add(cls(mention))
        return pooled

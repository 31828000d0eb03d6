"""What is known of a film from one mention or many."""

from __future__ import annotations

from collections.abc import Iterable

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
        evidence = mention.evidence if mention else {}
        names = sorted({mention.title, *mention.names}) if mention else []
        self.titles = Tally[str](n for n in names if n.strip())
        bracketed = {y for n in names if (y := parse_title(n).year)}
        self.years = Tally[int]({y for e in evidence.get("year", ()) for y in years_of(e)} | bracketed)
        self.directors = Tally[str](set(evidence.get("director", ())))
        self.cast = {i: n for n in sorted(evidence.get("cast", ()), reverse=True) for i in name_keys(n, "person")[:1]}
        self.companies = Tally[str](set(evidence.get("company", ())))
        self.countries = Tally[str](set(evidence.get("country", ())))
        self.follows = Tally[str](set(evidence.get("follows", ())))
        year = first_year(mention.published) if mention else None
        self.seen = Tally[int]([year] if year is not None else [])
        self.published = Tally[int]([year] if year is not None and mention and mention.main else [])
        self.days = days_of(mention.published) if mention else None
        self.size = 1 if mention else 0

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

    @classmethod
    def of(cls, mentions: Iterable[FilmMention]) -> FilmProfile:
        """What several mentions know together."""
        pooled = cls()
        for mention in mentions:
            pooled.add(cls(mention))
        return pooled

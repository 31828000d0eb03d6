"""What charts show, as data: the API hands out the same."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

Number = int | float
Role = Literal["stands", "earlier", "otherwise", "aside"]


class Source(BaseModel):
    """One claim to read for a value, where it stands."""

    claim: str = Field(description="Global id of the claim.")
    document: str = Field(description="Id of the article that makes it.")
    outlet: str = Field(description="Who published the article.")
    published: str | None = Field(description="EDTF date of publication.")
    language: str = Field(description="Of the article, BCP 47.")
    words: str = Field(description="The words of the value, as the article has them.")

    @property
    def path(self) -> str:
        """Where the words are highlighted in their article, below the root."""
        return f"/articles/{self.document}#c-{self.claim}"


class FigurePoint(BaseModel):
    """What stood, or what somebody said otherwise, on one day."""

    as_of: str = Field(description="EDTF date up to which the figure counts.")
    earliest: str = Field(description="First day that the date may denote, ISO 8601.")
    latest: str = Field(description="Last day that the date may denote, ISO 8601.")
    value: Number = Field(description="In units of the currency, tickets or screens.")
    low: Number | None = Field(description="Least value that the words leave open; null without a limit.")
    high: Number | None = Field(description="Greatest value that the words leave open; null without a limit.")
    says: str = Field(description="The value in words, with its bound.")
    role: Role = Field(description="Whether it agrees with what stands, led up to it, or contradicts it.")
    witnesses: int = Field(description="How many independent witnesses it has.")
    source: Source | None = Field(description="The claim to read for it.")


class FigureSeries(BaseModel):
    """One running figure of one territory over time."""

    predicate: str = Field(description="box_office, admissions or screens.")
    territory: str | None = Field(description="ISO 3166-1 alpha-2 or UN M49 code; null where none is stated.")
    territory_name: str = Field(description="Its English name.")
    period: str | None = Field(description="total (so far), opening_weekend, weekend, day, week, year, other.")
    unit: str = Field(description="ISO 4217 code of the currency, tickets, or screens.")
    stands: str | None = Field(description="What stands, in words.")
    points: list[FigurePoint] = Field(description="In order of their dates.")
    left_out: int = Field(description="Points beside these, thinned out where there are very many.")


class Figures(BaseModel):
    """A film's running figures over time."""

    film: str = Field(description="Id of the film.")
    name: str = Field(description="Its title.")
    as_of: str | None = Field(description="EDTF date that limits what was known, or null for all that is known.")
    series: list[FigureSeries]


class Event(BaseModel):
    """One date that somebody gives of one event."""

    kind: str = Field(description="release, festival, award or nomination.")
    lane: str = Field(description="What happened, and where: events of one lane are one, or alike.")
    territory: str | None = Field(description="Code of the territory, where one is stated.")
    date: str = Field(description="EDTF date.")
    earliest: str | None = Field(description="First day that it may denote, ISO 8601; null where it is open.")
    latest: str | None = Field(description="Last day that it may denote, ISO 8601; null where it is open.")
    says: str = Field(description="What is said of it, in words.")
    role: Role = Field(description="Whether the date stands, contradicts what stands, or was set aside.")
    aside: str | None = Field(description="Why it was set aside: planned, denied, opinion, wrong.")
    witnesses: int = Field(description="How many independent witnesses it has.")
    source: Source | None = Field(description="The claim to read for it.")


class Timeline(BaseModel):
    """What happened with a film, and when."""

    film: str = Field(description="Id of the film.")
    name: str = Field(description="Its title.")
    as_of: str | None = Field(description="EDTF date that limits what was known, or null for all that is known.")
    events: list[Event]
    left_out: int = Field(description="Events beside these, where there are very many.")


class Place(BaseModel):
    """Something that a place has to do with a film."""

    kind: Literal["shot", "set", "premiere", "release", "festival"] = Field(
        description="Whether the film was shot, plays, was first shown, is in cinemas, or was at a festival there."
    )
    name: str = Field(description="Of the place, as the record has it.")
    says: str = Field(description="What is said of it, in words.")
    latitude: float | None = Field(
        description="Degrees north, of a city or within an area; null where the place is unknown."
    )
    longitude: float | None = Field(description="Degrees east; null where the place is not in the gazetteer.")
    witnesses: int = Field(description="How many independent witnesses it has.")
    source: Source | None = Field(description="The claim to read for it.")


class Places(BaseModel):
    """Where a film was shot, plays, and was shown."""

    film: str = Field(description="Id of the film.")
    name: str = Field(description="Its title.")
    as_of: str | None = Field(description="EDTF date that limits what was known, or null for all that is known.")
    places: list[Place]
    left_out: int = Field(description="Places beside these, where there are very many.")

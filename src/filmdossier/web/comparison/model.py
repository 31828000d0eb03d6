"""Two films side by side, as data."""

from __future__ import annotations

from pydantic import BaseModel, Field


class ComparedFilm(BaseModel):
    """One of the two."""

    id: str = Field(description="Of the film.")
    name: str = Field(description="Its title.")
    year: str | None = Field(description="EDTF date or interval.")
    articles: int = Field(description="How many speak of it.")
    claims: int = Field(description="How many claims they make on it.")
    findings: int = Field(description="How many things do not add up.")


class ComparedValue(BaseModel):
    """What stands of one film."""

    says: str = Field(description="In words.")
    as_of: str | None = Field(description="EDTF date up to which a running figure counts.")
    witnesses: int = Field(description="How many independent witnesses it has.")
    is_contested: bool = Field(description="Whether anybody says otherwise.")
    in_both: bool = Field(description="Whether it is said of the other film, too.")
    document: str | None = Field(description="Id of an article that says so.")
    claim: str | None = Field(description="Global id of the claim there.")


class ComparedRow(BaseModel):
    """What is said of the two films in one respect."""

    family: str = Field(description="people, work, places, dates, figures, honours or other.")
    predicate: str = Field(description="As in the catalogue.")
    label: str = Field(description="What that is called.")
    details: list[str] = Field(description="What narrows it down: territory, period, currency.")
    cells: tuple[list[ComparedValue], list[ComparedValue]] = Field(description="Of the first film, and of the second.")
    more: tuple[int, int] = Field(description="Values beside these.")
    same: bool = Field(description="Whether the two agree in it.")
    ratio: float | None = Field(description="The first film's figure divided by the second's, in one currency.")


class SharedPerson(BaseModel):
    """A person or organisation that has a part in both films."""

    id: str = Field(description="Below /people/.")
    name: str = Field(description="The spelling that it goes by in the first film.")
    kind: str = Field(description="person or organisation.")
    roles: tuple[list[str], list[str]] = Field(description="In words: in the first film, and in the second.")


class Comparison(BaseModel):
    """Two films side by side."""

    films: tuple[ComparedFilm, ComparedFilm]
    people: list[SharedPerson] = Field(description="Who has a part in both.")
    rows: list[ComparedRow] = Field(description="By family, in the order of the catalogue.")

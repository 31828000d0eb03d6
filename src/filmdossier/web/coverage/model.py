"""One film's coverage as data."""

from __future__ import annotations

from pydantic import BaseModel, Field

from filmdossier.web.charts.model import Role


class CoverageGroup(BaseModel):
    """Outlets of one country, or those of unknown countries that write one language."""

    key: str = Field(description="ISO 3166-1 alpha-2 code of the country; -LANGUAGE where it is unknown.")
    name: str = Field(description="In words.")
    is_country: bool = Field(description="Whether the country is known.")
    articles: int = Field(description="How many articles on the film.")
    outlets: int = Field(description="How many outlets.")
    names: list[str] = Field(description="Outlets of most articles.")
    first: str | None = Field(description="EDTF date of the first article.")
    last: str | None = Field(description="EDTF date of the last article.")
    facts: int = Field(description="On how many facts it says anything.")
    otherwise: int = Field(description="On how many of these one of its articles contradicts what stands.")


class CoverageArticle(BaseModel):
    """An article that gives a value, at the claim that says so."""

    outlet: str = Field(description="Who published it.")
    published: str | None = Field(description="EDTF")
    document: str = Field(description="Id of the article.")
    claim: str = Field(description="Global id of the claim.")


class CoverageValue(BaseModel):
    """A value that outlets of one group give."""

    says: str = Field(description="In words.")
    as_of: str | None = Field(description="EDTF date up to which a running figure counts.")
    role: Role = Field(description="Whether it stands, led up to what stands, contradicts it, or was set aside.")
    articles: int = Field(description="How many articles of the group give it.")
    outlets: int = Field(description="Of how many outlets.")
    witnesses: int = Field(description="How many independent witnesses these rest on.")
    sources: list[CoverageArticle] = Field(description="Some of them, the earliest first.")


class CoverageCell(BaseModel):
    """What one group says of one fact."""

    group: str = Field(description="Key of the group.")
    values: list[CoverageValue] = Field(description="What stands first; empty where the group is silent.")
    more: int = Field(description="Values beside these.")


class CoverageFact(BaseModel):
    """One fact, and what each group says of it."""

    fact: str = Field(description="Id of the fact.")
    predicate: str = Field(description="As in the catalogue.")
    label: str = Field(description="What that is called.")
    details: list[str] = Field(description="What narrows it down: territory, period, day.")
    stands: str = Field(description="The value that stands, in words.")
    is_contested: bool = Field(description="Whether anybody says otherwise.")
    cells: list[CoverageCell] = Field(description="In the order of the groups.")


class Coverage(BaseModel):
    """Who reports what of a film, by country of outlet."""

    film: str = Field(description="Id of the film.")
    name: str = Field(description="Its title.")
    groups: list[CoverageGroup] = Field(description="Those of most articles first.")
    facts: list[CoverageFact] = Field(description="A page of the facts asked for, contested ones first.")
    total: int = Field(description="How many facts are asked for.")
    next: int | None = Field(description="Offset of the next page, if there is one.")

"""What the tools answer with: values in words, each with the places that say so. Nothing is unbounded."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(extra="forbid")


class Source(Answer):
    """One place that says so. Quote ``words`` or ``sentence`` exactly, and name the outlet and the date."""

    words: str = Field(description="The words of the value, exactly as the article has them.")
    sentence: str = Field(description="The sentence or sentences around them; cut where it is very long.")
    outlet: str = Field(description="Who published it.")
    published: str | None = Field(description="When, as an EDTF date; null where that is not known.")
    language: str = Field(description="BCP 47.")
    headline: str | None
    status: str = Field(
        description="How far the article stands behind it: asserted, planned, estimated, reported, denied or opinion."
    )
    attributed_to: list[str] = Field(description="Whom the article names as its source, nearest first.")
    url: str | None = Field(description="Address of the article; null where it has none.")
    permalink: str = Field(description="Where the claim is shown in its article, or its name where nothing shows it.")
    claim: str = Field(description="Id of the claim.")
    article: str = Field(description="Id of the article, for the tool article.")


class Value(Answer):
    """One value that some give a fact."""

    says: str = Field(description="The value in words.")
    value: dict[str, Any] = Field(description="The value as data.")
    as_of: str | None = Field(description="Up to when a running figure counts, EDTF.")
    set_aside: str | None = Field(
        description="Why it does not contest the value that stands: earlier, planned, denied, opinion or wrong."
    )
    witnesses: list[str] = Field(description="Independent sources behind it; at most 12 are named.")
    witness_count: int
    sources: list[Source] = Field(description="A few of the places that say so.")


class FactAnswer(Answer):
    """What is said on one point. The first value stands; the others are what others say."""

    predicate: str
    label: str
    about: str = Field(description="What narrows it down: territory, period, kind; or nothing.")
    stands: Value
    contested: bool = Field(description="Whether somebody says otherwise and has not been set aside. Say so if true.")
    others: list[Value]
    why: list[str] = Field(description="Why the first value stands.")


class FindingAnswer(Answer):
    """Something that does not add up."""

    rule: str
    severity: str
    message: str = Field(description="What is wrong, with its arithmetic.")
    judged: str | None = Field(description="What a person holds of it: right, wrong or unsure; null where nobody has.")
    sources: list[Source]


class FilmHead(Answer):
    """Which film."""

    id: str
    title: str
    titles: list[str] = Field(description="Every title, in every language.")
    year: str | None
    articles: int
    permalink: str


class FilmAnswer(Answer):
    """A film's dossier."""

    film: FilmHead
    as_of: str | None = Field(description="The day up to which articles were counted; null for all.")
    facts: list[FactAnswer]
    facts_left_out: int = Field(description="How many further facts there are; ask for single predicates to get them.")
    findings: int = Field(description="How many things do not add up; see the tool findings.")


class FoundFilm(Answer):
    """A film that a search found."""

    id: str
    title: str
    year: str | None
    articles: int
    claims: int
    findings: int
    permalink: str


class FoundPerson(Answer):
    """A person or organisation that a search found."""

    id: str
    name: str
    articles: int


class SearchAnswer(Answer):
    """What was found."""

    films: list[FoundFilm]
    people: list[FoundPerson]


class Point(Answer):
    """A figure at one time."""

    as_of: str | None
    says: str
    low: str | None = Field(description="The least that the words allow, exact.")
    high: str | None = Field(description="The most that the words allow, exact.")
    sources: list[Source]


class Series(Answer):
    """One running figure over time."""

    predicate: str
    label: str
    about: str
    points: list[Point]
    points_left_out: int


class FiguresAnswer(Answer):
    """Figures of a film: over time, and those that stand alone."""

    film: FilmHead
    series: list[Series]
    figures: list[FactAnswer]


class StatementAnswer(Answer):
    """What somebody is said to have said."""

    speaker: str
    role: str | None
    organisation: str | None
    kind: str = Field(description="direct: the speaker's own words; indirect: reported; mixed: partly quoted.")
    words: list[str] = Field(description="The words, as the article has them.")
    said_on: str | None
    told_to: str | None
    outlet: str
    published: str | None
    language: str
    url: str | None
    permalink: str
    statement: str = Field(description="Id of the statement.")
    article: str = Field(description="Id of the article.")


class StatementsAnswer(Answer):
    """Statements about a film."""

    film: FilmHead
    statements: list[StatementAnswer]
    left_out: int


class ClaimAnswer(Answer):
    """A claim of one article."""

    label: str
    says: str
    film: str | None = Field(description="The title that the article gives the film that it is about.")
    source: Source


class ArticleAnswer(Answer):
    """An article and what it says."""

    article: str
    headline: str | None
    outlet: str
    published: str | None
    language: str
    url: str | None
    permalink: str
    text: str = Field(description="The text from the offset on; cut where it is long.")
    next_offset: int | None = Field(description="Where the rest of the text begins, or null.")
    claims: list[ClaimAnswer]
    claims_left_out: int
    statements: list[StatementAnswer]
    statements_left_out: int


class FindingsAnswer(Answer):
    """What does not add up."""

    film: FilmHead | None
    findings: list[FindingAnswer]


class Compared(Answer):
    """One point of two films side by side; null where nothing is said."""

    label: str
    about: str
    first: Value | None
    second: Value | None


class CompareAnswer(Answer):
    """Two films side by side."""

    first: FilmHead
    second: FilmHead
    points: list[Compared]
    left_out: int


class PersonAnswer(Answer):
    """A person or organisation."""

    id: str
    kind: str
    name: str
    names: list[str] = Field(description="Every spelling.")
    articles: int
    films: list[FoundFilm]

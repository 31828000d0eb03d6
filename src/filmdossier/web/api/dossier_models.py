"""What the API answers about one film, as its documentation describes it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

Object = dict[str, Any]


class Attributed(BaseModel):
    """Whom an article names as its source."""

    name: str
    kind: str = Field(description="person, organisation, outlet, or unnamed words")
    date: str | None = Field(description="EDTF date of that report, where the article tells it")
    span: list[int] = Field(description="begin and end of the name in the article, in code points")


class SourceClaim(BaseModel):
    """A claim with its words, and the article that makes it."""

    claim: str = Field(description="id, the same wherever the same words of the same text are read the same way")
    says: str = Field(description="the value in English words, with the bound that the article puts on it")
    value: Object = Field(description="as the predicate reference describes it")
    qualifiers: Object = Field(description="what narrows it down: territory, period, as_of, bound…")
    status: str = Field(description="asserted, planned, estimated, reported, denied or opinion")
    words: str = Field(description="the words of the value in the article")
    evidence: str = Field(description="the sentence or sentences to read for it")
    value_span: list[int] = Field(description="begin and end of the words in the article's text, in code points")
    evidence_span: list[int] = Field(description="begin and end of the evidence likewise")
    attribution: list[Attributed] = Field(description="nearest first")
    witness: str | None = Field(default=None, description="the independent witness that it counts for")
    document: str = Field(description="id of the article: SHA-256 of its text; see /articles/{article}")
    source: str = Field(description="address or path that the article was read from")
    publisher: str | None
    outlet: str = Field(description="the publisher, else the host of the address, else the name of the file")
    published: str | None = Field(description="EDTF date")


class PositionModel(BaseModel):
    """One value that some say a fact has."""

    value: Object
    says: str = Field(description="the value in English words")
    low: float | None = Field(description="what the stated words leave open, from")
    high: float | None = Field(description="… to; null without a limit")
    date: str | None = Field(description="EDTF date, of values that are dates")
    as_of: str | None = Field(description="EDTF date up to which a running figure counts")
    aside: str | None = Field(
        description="why it does not contest the value that stands: earlier, planned, denied, opinion, wrong; else null"
    )
    witness_count: int = Field(description="independent witnesses: articles that rest on one report count once")
    witnesses: list[str] = Field(description="their names, as many as are told")
    claim_count: int
    sources: list[SourceClaim] = Field(description="some of the claims; all: /films/{film}/claims?fact=…")


class FactModel(BaseModel):
    """Claims that speak of the same thing, reconciled."""

    id: str = Field(description="of predicate and key, the same from record to record")
    predicate: str
    label: str
    family: str
    key: Object = Field(description="what makes it this fact: territory, period, kind, currency, name…")
    contested: bool = Field(description="whether somebody says otherwise, of the same time and not set aside")
    judged_by: str | None = Field(description="the person who decided, if one did")
    reasons: list[str] | None = Field(description="why the first value stands; only where explain is asked for")
    position_count: int
    positions: list[PositionModel] = Field(description="the value that stands first")


class SeriesModel(BaseModel):
    """One running figure over time."""

    number: int
    predicate: str
    label: str
    key: Object
    point_count: int
    points: list[PositionModel] = Field(description="the latest, in order of their dates")


class FeatureModel(BaseModel):
    """One piece of evidence for or against two mentions being one."""

    name: str
    weight: float
    detail: str


class ComparisonModel(BaseModel):
    """Two mentions compared."""

    left: str
    right: str
    score: float
    verdict: str
    judged_by: str | None
    features: list[FeatureModel]


class CreditModel(BaseModel):
    """A person or organisation of the film."""

    id: str
    kind: str
    name: str = Field(description="the spelling that stands")
    names: list[str] = Field(description="every spelling, most witnesses first")
    roles: list[str]
    mention_count: int
    comparisons: list[ComparisonModel] | None = Field(description="why spellings are one; only with explain")
    doubts: list[ComparisonModel] = Field(description="what people should decide")


class FindingModel(BaseModel):
    """Something that does not add up."""

    number: int = Field(description="its place among those of the film, from 1: the anchor #f-{number} of the page")
    id: str
    rule: str
    severity: Literal["error", "warning", "notice"]
    message: str = Field(description="what is wrong, with its arithmetic")
    claim_count: int
    claims: list[str] = Field(description="ids of claims concerned")


class EditModel(BaseModel):
    """What an outlet changed in an article without saying so."""

    source: str
    earlier: str
    later: str
    earlier_seen: str | None
    later_seen: str | None
    gone: list[SourceClaim]
    new: list[SourceClaim]


class Counts(BaseModel):
    """How much there is, also of what is not all told here."""

    articles: int
    witnesses: int
    claims: int
    facts: int
    contested: int
    series: int
    credits: int
    findings: int
    statements: int


class FilmDossier(BaseModel):
    """Everything claimed about one film, reconciled; lists are bounded, and counted in full."""

    id: str
    name: str
    names: list[str] = Field(description="all titles, most frequent first")
    year: str | None = Field(description="EDTF date or interval")
    as_of: str | None = Field(description="the day that limits what was known, if one was asked for")
    undated: int = Field(description="articles left out since nothing says when they appeared")
    later: int = Field(description="articles left out since they appeared later")
    first: str | None = Field(description="EDTF date of the first dated article")
    last: str | None = Field(description="EDTF date of the last dated article")
    counts: Counts
    facts: list[FactModel]
    series: list[SeriesModel]
    credits: list[CreditModel]
    comparisons: list[ComparisonModel] | None = Field(description="why its titles are one film; only with explain")
    doubts: list[ComparisonModel] = Field(description="other films that may be this one")
    findings: list[FindingModel]
    edits: list[EditModel]


class SpeakerModel(BaseModel):
    """Who speaks, as the article puts it."""

    name: str
    role: str | None
    organisation: str | None


class StatementModel(BaseModel):
    """Something that somebody is said to have said."""

    statement: str = Field(description="id: the anchor #s-{statement} of the article's page")
    kind: Literal["direct", "indirect", "mixed"]
    speaker: SpeakerModel
    speaker_key: str = Field(description="what to choose statements of this speaker by")
    speaker_name: str = Field(description="the spelling that stands")
    topics: list[str] = Field(description="families of the claims whose words stand within it")
    parts: list[str] = Field(description="the stretches of its content")
    content: list[list[int]] = Field(description="where each stands in the article")
    told_to: str | None
    venue: str | None
    date: str | None
    document: str
    source: str
    publisher: str | None
    outlet: str
    published: str | None


class StatementPage(BaseModel):
    """A page of statements."""

    statements: list[StatementModel]
    total: int
    next: int | None = Field(description="offset of the next page, or null")


class FilmArticleModel(BaseModel):
    """An article about the film."""

    document: str
    source: str
    publisher: str | None
    outlet: str
    published: str | None
    title: str | None
    language: str = Field(description="BCP 47")
    claim_count: int = Field(description="claims that it makes about the film")


class FilmArticlePage(BaseModel):
    """A page of articles."""

    articles: list[FilmArticleModel]
    total: int
    next: int | None = Field(description="offset of the next page, or null")


class FilmClaim(SourceClaim):
    """A claim, and the value of which fact it supports."""

    predicate: str
    fact: str = Field(description="id of the fact")
    position: int = Field(description="which of the fact's values it supports; 1 is the one that stands")


class FilmClaimPage(BaseModel):
    """A page of claims."""

    claims: list[FilmClaim]
    total: int
    next: int | None = Field(description="offset of the next page, or null")


class FactPage(BaseModel):
    """A page of facts."""

    facts: list[FactModel]
    total: int
    next: int | None = Field(description="offset of the next page, or null")

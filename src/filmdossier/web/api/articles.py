"""Articles: their text, what was read from it, their versions, and how that stands in the films' records."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from filmdossier.model.errors import StoreError
from filmdossier.store.captures import UNREPEATABLE
from filmdossier.store.store import Store
from filmdossier.web.article.differences import Stretch, compare
from filmdossier.web.article.loading import LONGEST_ID, SHORTEST_ID, Article, captures_of, find_article, load_article
from filmdossier.web.article.standing import load_standing
from filmdossier.web.article.versions import ClaimChanges, changed_claims, neighbours
from filmdossier.web.article.written import fit, written_article, written_changes
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["articles"])

ArticleId = Annotated[
    str,
    Path(
        description=f"Id of the article, the SHA-256 of its text; {SHORTEST_ID} digits do if no other begins so.",
        min_length=SHORTEST_ID,
        max_length=LONGEST_ID,
    ),
]
Since = Annotated[
    str | None,
    Query(
        description="Id of the version to compare with; without it, the one that the source held before, else after.",
        min_length=SHORTEST_ID,
        max_length=LONGEST_ID,
    ),
]


class Version(BaseModel):
    """A text that a source was found to hold."""

    source: str = Field(description="Path or address.")
    document: str = Field(description="Id of the article, as it was then.")
    captured: str = Field(description="When it was first found there, ISO 8601 in UTC.")


class ArticleFilm(BaseModel):
    """A film that the article speaks of."""

    local: str = Field(description="Its id within the reading.")
    mention: str = Field(description="The id of this mention of it; judgements take it.")
    film: str | None = Field(description="The film in the store; null where nothing was derived.")
    name: str | None = Field(description="The title that it goes by there.")


class Value(BaseModel):
    """A value that some give of a fact."""

    value: dict[str, Any] = Field(description="In the form of its predicate.")
    says: str = Field(description="In words.")
    as_of: str | None = Field(description="EDTF date up to which a running figure counts.")
    aside: str | None = Field(description="Why it contests nothing: earlier, planned, denied, opinion, wrong.")
    witnesses: list[str] = Field(description="The independent sources behind it.")
    claims: list[str] = Field(description="Ids of claims behind it, the first twenty.")
    claim_count: int = Field(description="How many claims are behind it.")


class Place(BaseModel):
    """How a value that the article gives stands in the record of a film."""

    film: str = Field(description="Id of the film.")
    fact: str = Field(description="Id of the fact in its record.")
    predicate: str
    claims: list[str] = Field(description="The article's own claims of that value.")
    stand: Literal["stands", "contested", "contests", "earlier", "aside"] = Field(
        description="It stands; stands though others say otherwise; contests what stands; grew since; is set aside."
    )
    only_here: bool = Field(description="Whether no other article says so.")
    one_report: bool = Field(description="Whether others say so, but all of them rest on one report.")
    value: Value
    others: list[Value] = Field(description="The value that stands instead, or those that contest this one.")
    reasons: list[str] = Field(description="Why the value that stands does.")


class Report(BaseModel):
    """A claim of the witness's own, in the store."""

    document: str
    claim: str


class RestsOn(BaseModel):
    """Claims that count for another witness than the article's own outlet."""

    witness: str
    claims: list[str] = Field(description="The article's claims that do.")
    cited: bool = Field(description="Whether the article names it as its source; else it tells the same story.")
    report: Report | None


class RecordFinding(BaseModel):
    """What does not add up between this article and others."""

    film: str = Field(description="Id of the film in whose record it was found.")
    rule: str
    severity: str
    message: str
    claims: list[str] = Field(description="Ids of the claims concerned, of this article and others.")


class ArticleAnswer(BaseModel):
    """An article."""

    id: str = Field(description="SHA-256 of its text.")
    captured: str | None = Field(description="When it was first found, ISO 8601 in UTC.")
    replaced_by: str | None = Field(description="The article that its source holds now, where it holds this no more.")
    reading: dict[str, Any] = Field(
        description="The reading in the form of the contract, with the text; claims and statements by their global ids."
    )
    films: list[ArticleFilm]
    versions: list[Version] = Field(description="What its sources have held, by source, the latest last.")
    places: list[Place] = Field(description="How what it says stands in the records of its films.")
    rests_on: list[RestsOn] = Field(description="Whose reports it rests on.")
    findings: list[RecordFinding] = Field(description="What does not add up with other articles.")


class TextChange(BaseModel):
    """A stretch of the text, and what became of it."""

    change: Literal["same", "gone", "new"]
    words: str


class Changes(BaseModel):
    """What one version of an article has and another has not."""

    earlier: str
    later: str
    text: list[TextChange] = Field(description="The text in order, word by word.")
    gone: list[dict[str, Any]] = Field(description="Claims that only the earlier version makes.")
    new: list[dict[str, Any]] = Field(description="Claims that only the later version makes.")


class VersionPage(BaseModel):
    """What a source has held."""

    versions: list[Version]


def changes_of(store: Store, document: str, other: str | None) -> tuple[Article, Article, list[Stretch], ClaimChanges]:
    """Two versions of an article, the earlier first, and what one has and the other has not.

    Args:
        store: where.
        document: an id that leads to one of them.
        other: an id that leads to the other; None for the version before it, else the one after it.

    Raises:
        StoreError: one of them is not there, or there is no other.
    """
    one = load_article(store, find_article(store, document))
    before, after = neighbours(one)
    if other is None:
        beside = before or after
        if beside is None:
            raise StoreError(f"{one.document.id[:12]}: its source held no other words; say which to compare with")
        other = beside.document
    two = load_article(store, find_article(store, other))
    earlier, later = sorted((two, one), key=lambda a: _order(one, a))
    stretches = compare(earlier.document.text, later.document.text)
    return earlier, later, stretches, changed_claims(store, earlier.document.id, later.document.id)


def _order(one: Article, other: Article) -> tuple[int, str]:
    """Where a version stands among those of the source that both came from; else when it was captured."""
    for captures in one.captures.values():
        documents = [c.document for c in captures]
        if {one.document.id, other.document.id} <= set(documents):
            return documents.index(other.document.id), ""
    return 0, other.captured or ""


@router.get("/articles")
def get_versions(
    store: StoreDep,
    _: Reader,
    source: Annotated[str, Query(description="Path or address, as it was added.", min_length=1, max_length=4000)],
) -> VersionPage:
    """What a source was found to hold, the text that it holds now last."""
    held = () if source in UNREPEATABLE else captures_of(store, source)
    versions = [Version(source=fit(c.source), document=c.document, captured=c.captured) for c in held]
    return VersionPage(versions=versions)


@router.get("/articles/{article}")
def get_article(store: StoreDep, _: Reader, article: ArticleId) -> ArticleAnswer:
    """An article: its text, what was read from it, its versions, and how that stands in the films' records."""
    found = load_article(store, find_article(store, article))
    return ArticleAnswer.model_validate(written_article(found, load_standing(store, found)))


@router.get("/articles/{article}/changes")
def get_changes(store: StoreDep, _: Reader, article: ArticleId, since: Since = None) -> Changes:
    """What another version of the article has changed: the words, and the claims."""
    return Changes.model_validate(written_changes(*changes_of(store, article, since)))

"""What people should decide: the queue, and each item of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, Field

from filmdossier.model.record import Comparison
from filmdossier.store.store import Store
from filmdossier.web.api.judgements import JudgementRow, row_of
from filmdossier.web.api.people import Weighed, weighed
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.reviewing.queue import Item, Show, count, find_item, some
from filmdossier.web.reviewing.quotes import Quote, quotes_of
from filmdossier.web.reviewing.sides import FilmNamed, Side, side_of

router = APIRouter(tags=["review"])

#: How far down the queue one can look. What is decided leaves it, so that one works at its top.
DEEPEST = 2000
Shown = Annotated[Show, Query(description="everything, or one kind")]
FilmId = Annotated[str | None, Query(max_length=64, description="in the record of one film alone")]
Key = Annotated[
    str, Path(min_length=1, max_length=64, description="id of a finding, or two mentions' with a hyphen between")
]


class Left(BaseModel):
    """How much nobody has decided."""

    films: int = Field(description="pairs of films")
    people: int = Field(description="pairs of people or of organisations")
    findings: int


class ReviewItem(BaseModel):
    """One thing to decide."""

    key: str = Field(description="below /review/")
    kind: str = Field(description="film, person, organisation or finding")
    names: list[str] = Field(description="what both are called; of a finding, nothing")
    message: str | None = Field(description="of a finding, with its arithmetic")
    rule: str | None = Field(description="of a finding")
    severity: str | None = Field(description="of a finding: error, warning or notice")
    score: float | None = Field(description="of a pair, from 0 to 1")
    film: str | None = Field(description="id of the film in whose record it is")


class ReviewPage(BaseModel):
    """Some of the queue, the most valuable first."""

    items: list[ReviewItem]
    left: Left
    next: int | None = Field(description="offset of the next items")


class ReviewDetail(BaseModel):
    """One thing to decide, with what it takes to decide it."""

    item: ReviewItem
    film: FilmNamed | None
    sides: list[Side] = Field(description="of a pair, both")
    features: list[Weighed] = Field(description="of a pair, what speaks for and against its being one")
    quotes: list[Quote] = Field(description="of a finding, claims that it rests on")
    claims: int = Field(description="of a finding, how many claims it rests on in all")
    judgements: list[JudgementRow] = Field(description="those on it that stand")


def item_row(item: Item) -> ReviewItem:
    """An item as it goes out."""
    doubt, found = item.doubt, item.finding
    return ReviewItem(
        key=item.key,
        kind=item.kind,
        names=[doubt.left_name, doubt.right_name] if doubt else [],
        message=found.finding.message if found else None,
        rule=found.finding.rule if found else None,
        severity=found.finding.severity if found else None,
        score=doubt.score if doubt else None,
        film=item.film or None,
    )


def detail_of(store: Store, item: Item) -> ReviewDetail:
    """An item with what it takes to decide it."""
    films = store.films_by_id([item.film]) if item.film else []
    doubt, found = item.doubt, item.finding
    features: list[Weighed] = []
    if doubt:
        features = weighed(Comparison(doubt.left, doubt.right, doubt.score, "doubt", doubt.features))
    subjects = {doubt.left, doubt.right} if doubt else {item.key}
    holding = [j for j in store.judgements_on(subjects) if set(j.subjects) == subjects]
    return ReviewDetail(
        item=item_row(item),
        film=FilmNamed(id=films[0].id, name=films[0].name) if films else None,
        sides=[side_of(store, doubt.kind, m) for m in (doubt.left, doubt.right)] if doubt else [],
        features=features,
        quotes=quotes_of(store, found.finding.claims) if found else [],
        claims=len(found.finding.claims) if found else 0,
        judgements=[row_of(j, {}) for j in holding],
    )


def film_of(store: Store, given: str | None) -> str | None:
    """The film that an id leads to.

    Raises:
        HTTPException: there is none.
    """
    if not given:
        return None
    found = store.film(given)
    if found is None:
        raise HTTPException(404, f"{given[:64]}: no film has that id")
    return found.id


@router.get("/review")
def get_review(
    store: StoreDep,
    _: Reader,
    show: Shown = "all",
    film: FilmId = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=DEEPEST)] = 0,
) -> ReviewPage:
    """What nobody has decided: errors, films that may be one, warnings, people that may be one, notices."""
    found = some(store, show, film_of(store, film), offset, limit + 1)
    left = count(store)
    return ReviewPage(
        items=[item_row(i) for i in found[:limit]],
        left=Left(films=left.films, people=left.people, findings=left.findings),
        next=offset + limit if len(found) > limit and offset + limit <= DEEPEST else None,
    )


@router.get("/review/{key}")
def get_item(store: StoreDep, _: Reader, key: Key) -> ReviewDetail:
    """One thing to decide, or decided: both sides with their words, or a finding with the claims that it rests on."""
    item = find_item(store, key)
    if item is None:
        raise HTTPException(404, f"{key}: there is nothing to decide by that key")
    return detail_of(store, item)

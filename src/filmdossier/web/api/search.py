"""Everything that some words lead to: films, people and organisations, articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.languages.romanisation import romanise
from filmdossier.model.dossier import FilmSummary
from filmdossier.store.articles import ArticleHit
from filmdossier.store.derived import PersonSummary
from filmdossier.store.store import Store
from filmdossier.web.api.films import Asked, FilmRow, Words, row_of
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["search"])

#: Films told of each person that is found.
_FILMS_OF_ONE = 3
#: Hits marked in one passage.
_MARKED = 40


class FilmLink(BaseModel):
    """A film, to be linked."""

    id: str
    name: Words
    year: str | None = Field(description="EDTF")


class PersonRow(BaseModel):
    """A person or organisation that was found."""

    id: str = Field(description="below /people/")
    kind: str = Field(description="person or organisation")
    name: Words = Field(description="the spelling that it goes by")
    romanised: Words | None = Field(description="that in Latin letters, where it is in others")
    articles: int = Field(description="how many name it")
    films: list[FilmLink] = Field(description="of those it has a part in the ones most written about")


class ArticleRow(BaseModel):
    """An article that has the words."""

    id: str = Field(description="below /articles/")
    title: Words | None
    opening: Words = Field(description="how the text begins")
    outlet: Words = Field(description="who published it, as far as is known")
    published: Words | None = Field(description="EDTF")
    language: Words = Field(description="BCP 47")
    start: int = Field(description="where the passage begins in the text, in code points")
    passage: Words = Field(description="where to read the words")
    hits: list[tuple[int, int]] = Field(description="what was searched for, in code points of the passage")


class Found(BaseModel):
    """What some words lead to; of each kind the likeliest first."""

    films: list[FilmRow]
    people: list[PersonRow]
    articles: list[ArticleRow]
    more_films: bool
    more_people: bool
    more_articles: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of each kind is wanted."""

    films: int
    people: int
    articles: int


def search(store: Store, query: str, wanted: Wanted) -> Found:
    """What some words lead to.

    Args:
        store: where.
        query: anything that somebody typed.
        wanted: how much of each kind at the most.
    """
    films = store.films_by_id([h.entity for h in store.search(query, "film", wanted.films + 1)])
    people = store.people_by_id([h.entity for h in store.search(query, "person", wanted.people + 1)])
    articles = store.documents_with(query, wanted.articles + 1)
    return Found(
        films=[row_of(f) for f in films[: wanted.films]],
        people=[_person(store, p) for p in people[: wanted.people]],
        articles=[_article(a) for a in articles[: wanted.articles]],
        more_films=len(films) > wanted.films,
        more_people=len(people) > wanted.people,
        more_articles=len(articles) > wanted.articles,
    )


def _person(store: Store, person: PersonSummary) -> PersonRow:
    latin = romanise(person.name, person=person.kind == "person")
    films = store.main_films_of([person.id], _FILMS_OF_ONE)
    return PersonRow(
        id=person.id,
        kind=person.kind,
        name=person.name,
        romanised=latin if latin != person.name else None,
        articles=person.documents,
        films=[_link(f) for f in films],
    )


def _link(film: FilmSummary) -> FilmLink:
    return FilmLink(id=film.id, name=film.name, year=film.year)


def _article(found: ArticleHit) -> ArticleRow:
    d, start = found.document, found.passage.start
    return ArticleRow(
        id=d.id,
        title=d.title,
        opening=found.opening,
        outlet=outlet_in_words(d),
        published=d.published,
        language=d.language,
        start=start,
        passage=found.words,
        hits=[(h.start - start, h.end - start) for h in found.hits[:_MARKED]],
    )


@router.get("/search")
def get_found(
    store: StoreDep,
    _: Reader,
    q: Asked,
    limit: Annotated[int, Query(ge=1, le=50, description="how much of each kind at the most")] = 10,
) -> Found:
    """Films by title, people and organisations by name, articles by their words; names also in Latin letters."""
    return search(store, q, Wanted(limit, limit, limit))

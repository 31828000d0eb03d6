"""Films in lists."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, BeforeValidator, Field

from filmdossier.languages.romanisation import romanise
from filmdossier.model.dossier import FilmSummary, Gross
from filmdossier.model.reading import plain
from filmdossier.store.film_list import FilmKey, key_of
from filmdossier.store.store import Store
from filmdossier.web import cursors
from filmdossier.web.article.written import fit
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["films"])

Order = Literal["articles", "latest", "changed", "findings", "gross", "title"]
Limit = Annotated[int, Query(ge=1, le=200, description="how many at the most")]
After = Annotated[str | None, Query(max_length=cursors.LONGEST, description="`next` of the page before")]
#: Strangers' words, which can hold what no JSON holds.
Words = Annotated[str, BeforeValidator(fit)]
#: What is searched for: a title, a name, or words.
Asked = Annotated[str, Query(max_length=200, description="words, the last of which may be unfinished; in any script")]

#: Films that one search leads to, at the most.
_FOUND = 200
_LEADING: dict[str, type | tuple[type, ...]] = {
    "articles": int,
    "findings": int,
    "latest": (str, type(None)),
    "changed": (str, type(None)),
    "gross": (int, float, type(None)),
    "title": type(None),
}


class GrossIn(BaseModel):
    """What a film took."""

    amount: int | float = Field(description="as it stands in the record")
    currency: str = Field(description="ISO 4217")
    usd: int | float | None = Field(description="about how many US dollars that was, to order films by; null: unknown")


class FilmRow(BaseModel):
    """One film in a list."""

    id: str = Field(description="below /films/; the id of any of its mentions leads there, too")
    name: Words = Field(description="the title that it goes by")
    romanised: Words | None = Field(description="the title in Latin letters, where it is in others")
    year: str | None = Field(description="EDTF")
    articles: int
    claims: int
    findings: int
    latest: str | None = Field(description="EDTF date of the latest article about it")
    gross: GrossIn | None = Field(description="the largest gross that stands, whatever its territory")
    changed: str | None = Field(description="when its record last became another, ISO 8601 in UTC; null: not noted")


class FilmPage(BaseModel):
    """A page of a list of films."""

    films: list[FilmRow]
    next: str | None = Field(description="give it as `after` for the next page; null on the last one")


def list_films(
    store: Store, query: str, order: Order, limit: int, after: str | None
) -> tuple[list[FilmSummary], str | None]:
    """A page of films, and where the next one begins, if there is one.

    Raises:
        HTTPException: the cursor is none of this list (400).
    """
    if query.strip():
        start = cursors.parsed(after, str, int)[1] if after else 0
        start = min(max(start, 0), _FOUND)
        found = store.films_called(query, min(start + limit + 1, _FOUND))[start:]
        return found[:limit], cursors.written(["q", start + limit]) if len(found) > limit else None
    found = store.films(order, limit + 1, after=_key(order, after))
    page = found[:limit]
    return page, cursors.written([order, *key_of(page[-1], order)]) if len(found) > limit else None


def _key(order: Order, after: str | None) -> FilmKey | None:
    if not after:
        return None
    of, leading, folded, film = cursors.parsed(after, str, _LEADING[order], str, str)
    if of != order or not (film.isascii() and film.isalnum()) or not _is_plain(leading):
        cursors.refuse()
    return FilmKey(leading, folded, film)


def _is_plain(leading: object) -> bool:
    return not isinstance(leading, str) or (leading.isascii() and leading.isprintable())


def row_of(film: FilmSummary) -> FilmRow:
    """A film as the API lists it."""
    latin = romanise(film.name)
    return FilmRow(
        id=film.id,
        name=film.name,
        romanised=latin if latin != film.name else None,
        year=film.year,
        articles=film.documents,
        claims=film.claims,
        findings=film.findings,
        latest=film.latest,
        gross=_gross(film.gross),
        changed=film.changed,
    )


def _gross(gross: Gross | None) -> GrossIn | None:
    if gross is None:
        return None
    return GrossIn(amount=plain(gross.amount), currency=gross.currency, usd=gross.usd)


@router.get("/films")
def get_films(
    store: StoreDep, _: Reader, q: Asked = "", order: Order = "articles", limit: Limit = 50, after: After = None
) -> FilmPage:
    """Films by title or person (at most 200, the likeliest first), or all of them in one order or another."""
    found, following = list_films(store, q, order, limit, after)
    return FilmPage(films=[row_of(f) for f in found], next=following)

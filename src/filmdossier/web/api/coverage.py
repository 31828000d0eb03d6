"""Who reports what of a film, by country of outlet."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from filmdossier.store.store import Store
from filmdossier.web.api.dossiers import FilmId
from filmdossier.web.caching import cache_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.coverage.matrix import Matrix, chosen_rows, fact_in, groups_in, matrix_of
from filmdossier.web.coverage.model import Coverage
from filmdossier.web.dossier.known import Film, find_film

router = APIRouter(tags=["films"])

Show = Annotated[
    Literal["figures", "disputed", "all"],
    Query(description="Figures and dates, facts on which somebody says otherwise, or all facts."),
]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=100)]


def coverage_matrix(store: Store, film: Film) -> Matrix:
    """The facts of a film by groups of outlets, made once for every state of the store."""
    key = ("coverage", film)
    return cache_of(store).records.get(key, lambda: matrix_of(store, film), lambda matrix: matrix.size)


def coverage_of(store: Store, film: Film, show: str, offset: int, limit: int) -> Coverage:
    """A page of the facts of a film by groups of outlets, made once for every state of the store."""

    def make() -> Coverage:
        matrix = coverage_matrix(store, film)
        rows = chosen_rows(matrix, show)
        return Coverage(
            film=film.id,
            name=film.summary.name,
            groups=groups_in(matrix),
            facts=[fact_in(matrix, fact, cells) for fact, cells in rows[offset : offset + limit]],
            total=len(rows),
            next=offset + limit if len(rows) > offset + limit else None,
        )

    key = ("coverage", film, show, offset, limit)
    return cache_of(store).records.get(key, make, lambda made: 10 * len(made.facts) + 10)


@router.get("/films/{film}/coverage")
def get_coverage(
    store: StoreDep, _: Reader, film: FilmId, show: Show = "figures", offset: Offset = 0, limit: Limit = 40
) -> Coverage:
    """Which outlets report which value of which fact, by country; where that is unknown, by language."""
    return coverage_of(store, find_film(store, film), show, offset, limit)

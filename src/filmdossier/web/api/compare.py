"""Two films side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from filmdossier.store.store import Store
from filmdossier.web.caching import cache_of
from filmdossier.web.comparison.model import Comparison
from filmdossier.web.comparison.profiles import Profile, profile_of
from filmdossier.web.comparison.sides import compared
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import Film, find_film

router = APIRouter(tags=["films"])


def comparison(store: Store, films: tuple[Film, Film]) -> Comparison:
    """Two films side by side; what is compared of each is made once for every state of the store."""
    first, second = (_profile(store, film) for film in films)
    return compared(first, second)


def _profile(store: Store, film: Film) -> Profile:
    key = ("profile", film)
    return cache_of(store).records.get(key, lambda: profile_of(store, film), lambda profile: profile.size)


@router.get("/compare", responses={404: {"description": "There is no such film."}})
def get_comparison(
    store: StoreDep,
    _: Reader,
    film: Annotated[list[str], Query(min_length=2, max_length=2, description="Ids of the two films.")],
) -> Comparison:
    """What stands of two films in each respect, side by side, and who has a part in both."""
    first, second = (find_film(store, given) for given in film)
    if first.id == second.id:
        raise HTTPException(400, "Those are one film; give two.")
    return comparison(store, (first, second))

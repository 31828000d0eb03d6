"""Which film a user means by a title or an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filmdossier.model.errors import StoreError

if TYPE_CHECKING:
    from filmdossier.store.derived import FilmSummary
    from filmdossier.store.store import Store

_SHOWN = 6


def choose_film(store: Store, words: str) -> FilmSummary:
    """The film of that title, or of that id (any id that has ever led to it, or the beginning of one).

    Raises:
        StoreError: there is none, or several could be meant; the message lists them with their ids.
    """
    if (film := store.film(words)) is not None:
        return film
    hits = store.search(words, kind="film", limit=50)
    films = [f for h in hits if h.is_exact and (f := store.film(h.entity))]
    if len(films) == 1:
        return films[0]
    if len(films) > 1:
        raise StoreError(f"{words}: {len(films)} films are called that: {_listed(films)}; give the id of one")
    others = [f for h in hits[:_SHOWN] if (f := store.film(h.entity))]
    if len(others) == 1:
        return others[0]
    if others:
        raise StoreError(f"{words}: no film is called exactly that; there is {_listed(others)}; give a title or an id")
    raise StoreError(f"{words}: no film here is called that; see what there is with: filmdossier films")


def _listed(films: list[FilmSummary]) -> str:
    shown = [f"{f.name} ({f.year}) [{f.id}]" if f.year else f"{f.name} [{f.id}]" for f in films[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(films) - _SHOWN} more" if len(films) > _SHOWN else "")

"""The queue of what people should decide, an item at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.store.store import Store
from filmdossier.web.api.review import DEEPEST, FilmId, Shown, detail_of, film_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.reviewing.queue import Counts, Item, Show, count, find_item, key_of, some
from filmdossier.web.reviewing.wording import VERDICTS, in_words
from filmdossier.web.templating import page

router = APIRouter()
#: Of one film, the queue is counted so far.
_COUNTED = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue one is."""

    show: Show
    film: str | None
    n: int

    def address(self, root: str, **changes: Any) -> str:
        """Of the page that shows a place, this one or another."""
        parts = {"show": self.show, "film": self.film, "n": self.n, **changes}
        defaults = {"show": "all", "film": None, "n": 0}
        given = {name: value for name, value in parts.items() if value != defaults.get(name, "")}
        return f"{root}/review" + (f"?{urlencode(given)}" if given else "")


@router.get("/review")
def show_review(
    request: Request,
    store: StoreDep,
    person: Reader,
    show: Shown = "all",
    film: FilmId = None,
    n: Annotated[int, Query(ge=0, le=DEEPEST, description="place in the queue")] = 0,
    item: Annotated[str, Query(max_length=64, description="key of an item to show, wherever it is")] = "",
    done: Annotated[int, Query(ge=0, le=2**53, description="number of a judgement that was just made")] = 0,
    undone: Annotated[int, Query(ge=-1, le=2**53, description="number of one that was just withdrawn")] = -1,
    later: Annotated[bool, Query(description="whether records are still being derived")] = False,
) -> Response:
    """One thing to decide, and how many are left."""
    root = str(request.scope.get("root_path", ""))
    place = Place(show, film_of(store, film), n)
    about = _judgement(store, undone)
    key = item or (about and key_of(about)) or ""
    shown = find_item(store, key) if key else None
    is_missing, has_next = bool(item) and shown is None, shown is not None
    if shown is None:
        shown, has_next, place = _at(store, place)
    context: dict[str, Any] = {
        "detail": detail_of(store, shown) if shown else None,
        "place": place,
        "film": store.film(place.film) if place.film else None,
        "left": _left(store, place, count(store)),
        "kinds": [(kind, name, place.address(root, show=kind, n=0)) for kind, name in _KINDS],
        "every_film": place.address(root, film=None, n=0),
        "here": place.address(root),
        "before": place.address(root, n=place.n - 1) if place.n else "",
        "after": _after(root, place, has_next=has_next, is_off=bool(key)),
        "said": _said(store, done, undone, later=later),
        "missing": is_missing,
        "verdicts": {str(v): words for v, words in VERDICTS.items()},
        "is_empty": not store.films(limit=1),
    }
    return page(request, "review.html.jinja", person=person, **context)


_KINDS: tuple[tuple[Show, str], ...] = (
    ("all", "All"),
    ("films", "Films"),
    ("people", "People and organisations"),
    ("findings", "Findings"),
)


def _at(store: Store, place: Place) -> tuple[Item | None, bool, Place]:
    """The item at a place, and whether one comes after it; past the end, the first again."""
    found = some(store, place.show, place.film, place.n, 2)
    if not found and place.n:
        place = Place(place.show, place.film, 0)
        found = some(store, place.show, place.film, 0, 2)
    return (found[0] if found else None), len(found) > 1, place


def _after(root: str, place: Place, *, has_next: bool, is_off: bool) -> str:
    """Where to go on: to the queue from an item that was asked for by its key, else to the next."""
    if is_off:
        return place.address(root)
    return place.address(root, n=place.n + 1) if has_next and place.n < DEEPEST else ""


def _left(store: Store, place: Place, counts: Counts) -> dict[str, str]:
    """How many are left of each kind."""
    if place.film is None:
        return {kind: f"{counts.of(kind):,}" for kind, _ in _KINDS}
    found = {kind: len(some(store, kind, place.film, 0, _COUNTED + 1)) for kind, _ in _KINDS}
    return {kind: str(n) if n <= _COUNTED else f"more than {_COUNTED}" for kind, n in found.items()}


def _judgement(store: Store, number: int) -> Judgement | None:
    return next((j for j in store.judgements() if j.id == number), None) if number > 0 else None


def _said(store: Store, done: int, undone: int, *, later: bool) -> str:
    """What has just happened."""
    if undone == 0:
        return "Nothing is left to undo: all your judgements are withdrawn."
    if judgement := _judgement(store, undone):
        return f"Undone. {in_words(store, judgement)}."
    if judgement := _judgement(store, done):
        value = f" to {value_in_words(judgement.value)}" if judgement.verdict is Verdict.CORRECTED else ""
        more = " It is kept; the records take it in later, as they are very large." if later else ""
        return f"{in_words(store, judgement)}{value}.{more}"
    return ""

"""What the charts of a film show, as data."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query

from filmdossier.store.store import Store
from filmdossier.web.api.dossiers import FilmId
from filmdossier.web.charts.kinds import FIGURES, PLACES, TIMELINE, Kind, chart_data
from filmdossier.web.charts.model import Figures, Places, Timeline
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import as_day, find_film

router = APIRouter(tags=["films"])
D = TypeVar("D")

AsOf = Annotated[
    str, Query(max_length=40, description="EDTF date: nothing counts but articles that had appeared by then.")
]
_NONE: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such film."},
    400: {"description": "The day is no EDTF date."},
}


def known_by(store: Store, kind: Kind[D], film: str, as_of: str) -> D:
    """What a chart shows of the film that an id leads to.

    Raises:
        UnknownFilmError: there is no such film.
        DateError: the day is no EDTF date.
    """
    return chart_data(store, kind, find_film(store, film), as_day(as_of))


@router.get("/films/{film}/figures", responses=_NONE)
def get_figures(store: StoreDep, _: Reader, film: FilmId, as_of: AsOf = "") -> Figures:
    """Running figures of a film over time, by territory and currency, each with the claim to read for it."""
    return known_by(store, FIGURES, film, as_of)


@router.get("/films/{film}/timeline", responses=_NONE)
def get_timeline(store: StoreDep, _: Reader, film: FilmId, as_of: AsOf = "") -> Timeline:
    """Releases by territory, festivals and awards of a film, each with the dates that are given of it."""
    return known_by(store, TIMELINE, film, as_of)


@router.get("/films/{film}/places", responses=_NONE)
def get_places(store: StoreDep, _: Reader, film: FilmId, as_of: AsOf = "") -> Places:
    """Where a film was shot, plays, and was shown, with coordinates where the place is in the gazetteer."""
    return known_by(store, PLACES, film, as_of)

"""The charts of a film: which there are, and each as data and as SVG, made once for every state of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from filmdossier.export.dossier_words import counted
from filmdossier.model.wording import date_in_words
from filmdossier.store.store import Store
from filmdossier.web.caching import cache_of
from filmdossier.web.charts.events import timeline_of
from filmdossier.web.charts.figures import figures_of
from filmdossier.web.charts.figures_chart import figures_chart
from filmdossier.web.charts.finishing import finished
from filmdossier.web.charts.map_chart import places_chart
from filmdossier.web.charts.material import Material, material_of
from filmdossier.web.charts.model import Figures, Places, Timeline
from filmdossier.web.charts.places import places_of
from filmdossier.web.charts.shapes import Shapes
from filmdossier.web.charts.timeline_chart import timeline_chart
from filmdossier.web.dossier.known import Film

D = TypeVar("D")
#: Widths that charts are drawn in, in pixels; the widest that fits is taken.
WIDTHS = (320, 400, 520, 640, 760, 880, 1000)
DEFAULT_WIDTH = 880


@dataclass(frozen=True)
class Kind(Generic[D]):
    """One kind of chart.

    Attributes:
        name: in its address.
        title: what it is called.
        about: how to read it, for those who do not see it.
        data: what it shows of a film.
        size: how much that is; nothing where there is nothing to draw.
        shapes: what it is made of, for a width.
    """

    name: str
    title: str
    about: str
    data: Callable[[Store, Material], D]
    size: Callable[[D], int]
    shapes: Callable[[D, int], Shapes]


FIGURES: Kind[Figures] = Kind(
    "figures",
    "Figures over time",
    "A panel for each currency or unit. Every mark is one figure, at the day up to which it counts, and leads to its "
    "words in the article. A bar spans what the words leave open, an arrow a figure that is only a bound, a hollow "
    "mark contradicts what stands.",
    figures_of,
    lambda data: sum(len(s.points) for s in data.series),
    figures_chart,
)
TIMELINE: Kind[Timeline] = Kind(
    "timeline",
    "Releases and events",
    "A row for each event. Every mark is one date that is given of it, and leads to its words in the article. A bar "
    "spans the days that a vague date may denote; hollow marks contradict what stands, or were set aside.",
    timeline_of,
    lambda data: len(data.events),
    timeline_chart,
)
PLACES: Kind[Places] = Kind(
    "places",
    "Places",
    "A map. Every mark is one place, and leads to its words in the article; its shape tells whether the film was shot, "
    "plays, or was shown there. Places that are not found on the map are listed below it.",
    places_of,
    lambda data: len(data.places),
    places_chart,
)


def width_within(room: int) -> int:
    """The widest width that fits, or the narrowest."""
    return max((w for w in WIDTHS if w <= room), default=WIDTHS[0])


def chart_data(store: Store, kind: Kind[D], film: Film, as_of: str | None) -> D:
    """What a chart shows of a film."""
    key = ("chart", kind.name, film, as_of)
    return cache_of(store).records.get(
        key, lambda: kind.data(store, material_of(store, film, as_of)), lambda data: kind.size(data) + 1
    )


def chart(
    store: Store, kind: Kind[Any], film: Film, as_of: str | None, width: int, *, root: str, styles: Sequence[str]
) -> bytes:
    """A chart of a film as an SVG document, or nothing where there is nothing to draw.

    Args:
        store: where.
        kind: which.
        film: of which film.
        as_of: EDTF date that limits what was known, or None.
        width: one of `WIDTHS`.
        root: the path below which the server is.
        styles: addresses of style sheets, for who opens the chart by itself.
    """
    key = ("svg", kind.name, film, as_of, width, root, *styles)
    return cache_of(store).texts.get(key, lambda: _drawn(store, kind, film, as_of, width, root, styles), len)


def _drawn(
    store: Store, kind: Kind[Any], film: Film, as_of: str | None, width: int, root: str, styles: Sequence[str]
) -> bytes:
    data = chart_data(store, kind, film, as_of)
    number = kind.size(data)
    if not number:
        return b""
    known = f", as known on {date_in_words(as_of)}" if as_of else ""
    return finished(
        kind.shapes(data, width),
        name=kind.name,
        title=f"{kind.title}: {film.summary.name}{known}, {counted(number, 'mark')}",
        description=kind.about,
        root=root,
        styles=styles,
    )

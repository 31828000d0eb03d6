"""The map of a film's places: the outline of the land, a mark for each place by kind, names where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from filmdossier.export.dossier_words import counted
from filmdossier.web.charts import hues
from filmdossier.web.charts.finishing import words_of
from filmdossier.web.charts.gazetteer import Point
from filmdossier.web.charts.key import KeyItem, add_key
from filmdossier.web.charts.measuring import shortened, width_of
from filmdossier.web.charts.model import Place, Places
from filmdossier.web.charts.projection import Window, window_on
from filmdossier.web.charts.shapes import SMALL, Shapes

#: Shape, colour and name of each kind.
_LOOKS = {
    "shot": ("diamond", hues.PLACES, "shot here"),
    "set": ("triangle-up", hues.WORK, "plays here"),
    "premiere": ("square", hues.DATES, "first shown here"),
    "release": ("circle", hues.PEOPLE, "in cinemas"),
    "festival": ("cross", hues.HONOURS, "at a festival"),
}
_SIZE = 110
_STEP = 14
"""Pixels between marks that would lie on one another."""
#: Where a mark may stand, in steps from its place, the nearest first.
_AROUND = sorted(product(range(-3, 4), repeat=2), key=lambda p: (p[0] ** 2 + p[1] ** 2, -p[0], p[1]))
_LINE = 17
_LONGEST = 170
_CREDIT = "Outline: Natural Earth. Cities: GeoNames, CC BY 4.0"


@dataclass(frozen=True)
class _Dot:
    place: Place
    x: float
    y: float


def places_chart(places: Places, width: int) -> Shapes:
    """The map of a film's places, for a chart so many pixels wide; below it the places that nothing is known of."""
    known = [p for p in places.places if p.latitude is not None]
    unknown = [p for p in places.places if p.latitude is None]
    shapes = Shapes(width)
    if known:
        height = round(width * (0.5 if width >= 600 else 0.8))
        window = window_on([_point(p) for p in known], width, height)
        shapes.land = window
        dots = _apart([_Dot(p, *window.place(_point(p))) for p in known])
        for dot in dots:
            shape, hue, _ = _LOOKS[dot.place.kind]
            shapes.point((dot.x, dot.y), shape, _SIZE, hues.PAPER, hue, _mark(shapes, dot.place))
        _add_names(shapes, dots, window)
        shapes.height += height
        kinds = dict.fromkeys(p.kind for p in known)
        items = [KeyItem(_LOOKS[k][2], _LOOKS[k][0], _LOOKS[k][1], _LOOKS[k][1]) for k in kinds]
        add_key(shapes, [*items, KeyItem(_CREDIT, "")])
    if unknown:
        _add_list(shapes, unknown)
    return shapes


def _mark(shapes: Shapes, place: Place) -> int:
    return shapes.mark(_words(place), place.source.path if place.source else None)


def _point(place: Place) -> Point:
    assert place.latitude is not None
    assert place.longitude is not None
    return Point(place.latitude, place.longitude, "")


def _apart(dots: Sequence[_Dot]) -> list[_Dot]:
    """Marks beside one another where they would lie on one another, each as near to its place as there is room."""
    found: list[_Dot] = []
    for dot in dots:
        places = ((dot.x + right * _STEP, dot.y + down * _STEP) for right, down in _AROUND)
        free = (p for p in places if all(abs(p[0] - o.x) >= _STEP - 1 or abs(p[1] - o.y) >= _STEP - 1 for o in found))
        x, y = next(free, (dot.x, dot.y))
        found.append(_Dot(dot.place, x, y))
    return found


def _words(place: Place) -> str:
    source = place.source
    return words_of(
        f"{place.name}: {_LOOKS[place.kind][2]}",
        place.says,
        counted(place.witnesses, "witness", "witnesses"),
        f"{source.outlet}: “{source.words}”" if source else "",
    )


def _add_names(shapes: Shapes, dots: Sequence[_Dot], window: Window) -> None:
    """Names right, left, above or below their marks, wherever they meet nothing; else they are only in its words."""
    taken = [(d.x - 7, d.y - 7, d.x + 7, d.y + 7) for d in dots]
    named: set[str] = set()
    for dot in dots:
        if dot.place.name in named:
            continue
        label = shortened(dot.place.name, SMALL, _LONGEST)
        wide = width_of(label, SMALL)
        right, left, middle = dot.x + 10, dot.x - 10 - wide, dot.x - wide / 2
        for x, y in ((right, dot.y), (left, dot.y), (middle, dot.y - 15), (middle, dot.y + 15)):
            box = (x, y - 7, x + wide, y + 7)
            is_inside = box[0] >= 2 and box[2] <= window.width - 2 and box[1] >= 2 and box[3] <= window.height - 2
            if is_inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                named.add(dot.place.name)
                shapes.label((x, y), label, size=SMALL)
                break


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _add_list(shapes: Shapes, places: Sequence[Place]) -> None:
    """The places that are in no gazetteer, in lines, each name a link."""
    title = "Not on the map:"
    shapes.label((2, 10), title, size=SMALL, hue=hues.QUIET)
    x, y = width_of(title, SMALL) + 10, 10.0
    for place in places:
        said = f"{place.name} ({_LOOKS[place.kind][2].removesuffix(' here')})"
        label = shortened(said, SMALL, shapes.width - 8)
        wide = width_of(label, SMALL)
        if x > 2 and x + wide > shapes.width:
            x, y = 2.0, y + _LINE
        shapes.label((x, y), label, size=SMALL, mark=_mark(shapes, place))
        x += wide + 14
    shapes.height += y + _LINE

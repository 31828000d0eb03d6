"""Running figures over time, a table for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmdossier.export.claim_words import qualifiers_in_words
from filmdossier.export.dossier_facts import stated
from filmdossier.export.dossier_figures import change_in_words, without_currency
from filmdossier.export.dossier_words import best_claim, other_forms, witnesses_in_words
from filmdossier.export.families import label_of
from filmdossier.model.dossier import Dossier
from filmdossier.model.record import Record, Series
from filmdossier.model.wording import date_in_words
from filmdossier.web.dossier.bounds import Bounds
from filmdossier.web.dossier.quotes import Quote, quote_of
from filmdossier.web.dossier.wording import Words, several, words_of

#: Names of witnesses shown for a point, and claims loaded of it.
_NAMED, _BEHIND = 3, 1


@dataclass(frozen=True, slots=True)
class Point:
    """What stood when.

    Attributes:
        when: the day, in words; ``edtf`` the same as a date.
        said: the figure, without the currency of the series.
        also: other figures that agree with it.
        change: since the point before, in words.
        witnesses: names of the first; ``witness_count`` of all.
        quote: the claim that says so best.
    """

    when: str
    edtf: str
    said: Words
    also: tuple[Words, ...]
    change: str
    witnesses: tuple[Words, ...]
    witness_count: int
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A running figure; ``number`` is its place in the record, ``earlier`` counts points that are not here."""

    number: int
    label: str
    details: tuple[Words, ...]
    points: tuple[Point, ...]
    earlier: int


def choose_series(record: Record, most: int) -> tuple[list[tuple[int, Series]], int]:
    """The running figures that say more than the facts do, as many as are shown, and how many there are in all.

    That is those of several points, or of claims that no fact rests on.
    """
    told: set[str] = set()
    if any(len(s.points) == 1 for s in record.series):
        told = {c for f in record.facts for p in f.positions for c in p.claims}
    telling = [
        (n, s)
        for n, s in enumerate(record.series)
        if len(s.points) > 1 or any(c not in told for p in s.points for c in p.claims)
    ]
    shown = sorted(telling, key=lambda k: -len(k[1].points))[:most]
    return sorted(shown, key=lambda k: k[0]), len(telling)


def quoted_points(series: Series, bounds: Bounds) -> Iterator[str]:
    """The ids of claims to quote for a running figure."""
    for point in series.points[-bounds.points :]:
        yield from point.claims[:_BEHIND]


def series_views(dossier: Dossier, chosen: Sequence[tuple[int, Series]], most: int) -> tuple[SeriesView, ...]:
    """Running figures in words, the latest points of each."""
    return tuple(series_view(dossier, number, s, max(len(s.points) - most, 0), most) for number, s in chosen)


def series_view(dossier: Dossier, number: int, series: Series, begin: int, most: int) -> SeriesView:
    """A running figure in words, so many points of it from one on."""
    points = []
    before = series.points[begin - 1] if begin else None
    for point in series.points[begin : begin + most]:
        best = best_claim(dossier, point)
        said = stated(point, best)
        names = witnesses_in_words(dossier, point)
        also = (without_currency(w, point, series.key) for w in other_forms(dossier, point, said))
        points.append(
            Point(
                date_in_words(point.as_of or "") or "undated",
                point.as_of or "",
                words_of(without_currency(said, point, series.key)),
                several(also)[:2],
                change_in_words(before, point),
                several(names[:_NAMED]),
                len(names),
                quote_of(best) if best else None,
            )
        )
        before = point
    details = tuple(words_of(d) for d in qualifiers_in_words(series.key) if d)
    return SeriesView(number, label_of(series.predicate), details, tuple(points), begin)

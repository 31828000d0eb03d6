"""Articles on a film over time, a row for each group of outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filmdossier.export.dossier_words import counted, outlet_in_words
from filmdossier.model.sourced import DocumentHead
from filmdossier.model.wording import date_in_words
from filmdossier.web.charts import hues
from filmdossier.web.charts.finishing import words_of
from filmdossier.web.charts.key import KeyItem, add_key
from filmdossier.web.charts.measuring import shortened
from filmdossier.web.charts.shapes import SIZE, Shapes
from filmdossier.web.charts.time_axis import TimeAxis
from filmdossier.web.coverage.matrix import Matrix

_BIN, _DOT = 9, 34
_LEFT, _ROOM, _NAME, _BOTTOM = 4, 46, 22, 30
#: Articles on one another of which each is a dot of its own.
_HIGHEST = 5


@dataclass(frozen=True)
class Articles:
    """The articles of each group that have a day, in the order of the groups."""

    groups: Sequence[tuple[str, Sequence[tuple[date, DocumentHead]]]]

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(len(articles) for _, articles in self.groups)


def articles_of(matrix: Matrix) -> Articles:
    """The articles on a film that are known to have appeared in a month or less."""
    dated: dict[str, list[tuple[date, DocumentHead]]] = {group.name: [] for group in matrix.order}
    for i, head in matrix.told.heads.items():
        if (day := head.date) and day.earliest and day.latest and (day.latest - day.earliest).days <= 31:
            dated[matrix.told.groups[i].name].append((day.earliest, head))
    key = lambda article: (article[0], article[1].id)  # noqa: E731  used once
    return Articles([(name, sorted(found, key=key)) for name, found in dated.items() if found])


def coverage_chart(articles: Articles, width: int) -> Shapes:
    """A row for each group: a dot for each article, or bars where there are too many."""
    shapes = Shapes(width)
    time = TimeAxis.over([day for _, found in articles.groups for day, _ in found], width - 2 * _LEFT)
    bins = [_binned(found, time) for _, found in articles.groups]
    most = max(len(stack) for row in bins for stack in row.values())
    for (name, found), row in zip(articles.groups, bins, strict=True):
        said = f"{name}: {counted(len(found), 'article')}"
        shapes.label((2, 12), shortened(said, SIZE * 1.08, width - 4), is_bold=True)
        shapes.height += _NAME
        for place, stack in sorted(row.items()):
            _add_stack(shapes, place, stack, most)
        time.draw(shapes, _LEFT, _ROOM, has_grid=False)
        shapes.height += _ROOM + _BOTTOM
    dots = most <= _HIGHEST
    add_key(shapes, [KeyItem("an article", hue=hues.PEOPLE, fill=hues.PEOPLE) if dots else KeyItem("articles", "bar")])
    return shapes


def _binned(found: Sequence[tuple[date, DocumentHead]], time: TimeAxis) -> dict[float, list[DocumentHead]]:
    row: dict[float, list[DocumentHead]] = {}
    for day, head in found:
        row.setdefault(int(time.place(day) / _BIN) * _BIN + _BIN / 2, []).append(head)
    return row


def _add_stack(shapes: Shapes, place: float, stack: Sequence[DocumentHead], most: int) -> None:
    x = _LEFT + place
    if most <= _HIGHEST:
        for n, head in enumerate(stack):
            mark = shapes.mark(_words(head), f"/articles/{head.id}")
            shapes.point((x, _ROOM - 5 - n * _BIN), "circle", _DOT, hues.PEOPLE, hues.PEOPLE, mark)
        return
    top = _ROOM * (1 - len(stack) / most)
    first, last = (stack[n].published or "" for n in (0, -1))
    span = date_in_words(first) if first == last else f"{date_in_words(first)} to {date_in_words(last)}"
    mark = shapes.mark(words_of(counted(len(stack), "article"), span), None)
    shapes.rect(
        (x - _BIN / 2 + 1, x + _BIN / 2 - 1), (top, _ROOM), hues.PEOPLE, hues.PEOPLE, is_dashed=False, mark=mark
    )


def _words(head: DocumentHead) -> str:
    when = date_in_words(head.published) if head.published else ""
    return words_of(outlet_in_words(head), when, head.title or "")

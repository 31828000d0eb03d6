"""The list of films at every width."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from filmdossier.export.films_table import print_films
from filmdossier.model.dossier import FilmSummary

FILMS = [
    FilmSummary("026f277151690d73", "Red Silk", "2025", 1210, 18_100, 5, "2026-02-25"),
    FilmSummary("15f4822b68294900", "红丝绸与一个非常长的片名为了看看它如何折叠并且继续下去", "2024/2025", 1, 3, 0),
    FilmSummary("25f4822b68294900", "\x1b[2J[bold]", None, 0, 0, 0, "odd"),
]


def shown(width: int, films: list[FilmSummary] = FILMS) -> str:
    out = io.StringIO()
    print_films(films, Console(file=out, width=width, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 56, 60, 72, 88, 100, 200])
def test_every_film_is_listed_within_the_width(width: int) -> None:
    view = shown(width)
    for line in view.splitlines():
        assert cell_len(line.rstrip()) <= width
    for film in FILMS:
        assert film.id in view
    assert "\x1b" not in view
    assert "[bold]" in view


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (100, "Id Film Articles Claims Findings Latest"),
        (72, "Id Film Articles Claims Findings"),
        (60, "Id Film Articles Findings"),
    ],
)
def test_columns_fold_away(width: int, headings: str) -> None:
    assert " ".join(shown(width).splitlines()[0].split()) == headings


def test_a_line_tells_everything() -> None:
    line = shown(100).splitlines()[1]
    assert " ".join(line.split()) == "026f277151690d73 Red Silk (2025) 1,210 18,100 5 25 February 2026"


def test_narrow_terminals_get_lines() -> None:
    assert [line.rstrip() for line in shown(50, FILMS[:1]).splitlines()] == [
        "Red Silk (2025)",
        "  026f277151690d73 · 1,210 articles · 5 findings",
    ]


def test_no_films_say_what_to_do() -> None:
    assert "filmdossier add" in shown(80, [])

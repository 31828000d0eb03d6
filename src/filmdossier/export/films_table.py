"""The list of films in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from filmdossier.export.dossier_words import counted
from filmdossier.export.layout import Encodable, clean, dim, indented
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.wording import date_in_words

#: From these widths on, the latest date, the number of claims, and anything at all has a column of its own.
_WITH_LATEST = 88
_WITH_CLAIMS = 72
_WITH_COLUMNS = 56


def print_films(summaries: Iterable[FilmSummary], console: Console) -> None:
    """Print films, one a line, in the order given; on narrow terminals with fewer columns, or one below the other."""
    films = list(summaries)
    if not films:
        console.print(Text("No films yet; add articles with: filmdossier add SOURCE", style="italic"))
    elif console.width < _WITH_COLUMNS:
        for film in films:
            console.print(Encodable(_lines(film)))
    else:
        console.print(Encodable(_table(films, console.width)))


def _table(films: list[FilmSummary], width: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False, expand=False)
    table.add_column("Id", no_wrap=True, style="dim")
    table.add_column("Film", overflow="fold", ratio=1)
    table.add_column("Articles", justify="right", no_wrap=True)
    if width >= _WITH_CLAIMS:
        table.add_column("Claims", justify="right", no_wrap=True)
    table.add_column("Findings", justify="right", no_wrap=True)
    if width >= _WITH_LATEST:
        table.add_column("Latest", no_wrap=width >= 100, style="dim")
    for film in films:
        row: list[str | Text] = [clean(film.id), _name(film), f"{film.documents:,}"]
        if width >= _WITH_CLAIMS:
            row.append(f"{film.claims:,}")
        row.append(_findings(film))
        if width >= _WITH_LATEST:
            row.append(clean(date_in_words(film.latest)) if film.latest else "")
        table.add_row(*row)
    return table


def _name(film: FilmSummary) -> Text:
    text = Text(clean(film.name) or "Without a title", style="bold", overflow="fold")
    if film.year:
        text.append(f" ({clean(date_in_words(film.year))})", style="not bold dim")
    return text


def _findings(film: FilmSummary) -> Text:
    return Text(f"{film.findings:,}", style="yellow" if film.findings else "dim")


def _lines(film: FilmSummary) -> RenderableType:
    parts = [clean(film.id), counted(film.documents, "article")]
    if film.findings:
        parts.append(counted(film.findings, "finding"))
    return Group(_name(film), indented(dim(" · ".join(parts))))

"""A reading in the terminal: film by film, families of claims, statements, each with its words."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from filmdossier.export.layout import TONES, clean, heading, indented, side_by_side, words_in_quotes
from filmdossier.export.view import ClaimView, FilmView, StatementView, arrange
from filmdossier.model.reading import Reading
from filmdossier.model.wording import quoted


def print_reading(reading: Reading, console: Console) -> None:
    """Print one reading to a console of any width."""
    console.print(build_view(reading, console.width))


def build_view(reading: Reading, width: int) -> RenderableType:
    """The reading as rich shows it.

    Args:
        reading: what is shown.
        width: columns of the terminal; East Asian letters take two, and rich counts them so.
    """
    view = arrange(reading)
    meta = [v for v in (view.publisher, view.published, view.source) if v]
    parts: list[RenderableType] = [
        Rule(style="dim", characters="─"),
        Text(clean(view.title), style="bold"),
        Text(clean(" · ".join(meta)), style="dim"),
    ]
    for film in view.films:
        if film.groups:
            parts += [Text(), *_film(film, width)]
    if view.statements:
        parts += [Text(), heading("Statements")]
        parts += [_statement(s) for s in view.statements]
    if view.findings:
        parts += [Text(), heading("What does not add up")]
        parts += [
            indented(Text.assemble((clean(severity), "bold red"), "  ", clean(message)))
            for severity, message in view.findings
        ]
    if not any(f.groups for f in view.films) and not view.statements:
        parts += [Text(), Text("Nothing was read from this article.", style="italic")]
    return Group(*parts, Text())


def _film(film: FilmView, width: int) -> Iterable[RenderableType]:
    title = heading(film.title)
    if film.aliases:
        title.append_text(Text("  " + clean(" · ".join(film.aliases)), style="not bold not underline dim"))
    yield title
    for family, claims in film.groups:
        yield indented(Text(family.name, style=f"bold {TONES[family.key]}"))
        rows = [(c.label, _value(c), words_in_quotes(c.words)) for c in claims]
        yield side_by_side(rows, TONES[family.key], width)


def _value(claim: ClaimView) -> Text:
    text = Text(clean(claim.value), style="bold", overflow="fold")
    if claim.status:
        text.append(f" [{claim.status}]", style="not bold red")
    for detail in claim.details:
        text.append(" · " + clean(detail), style="not bold dim")
    return text


def _statement(statement: StatementView) -> Padding:
    line = Text(clean(statement.speaker), style="bold", overflow="fold")
    if statement.position:
        line.append(f", {clean(statement.position)}", style="not bold")
    line.append(" · " + clean(" · ".join(statement.details)), style="not bold dim")
    words = Text(" […] ".join(quoted(clean(p)) for p in statement.parts), style="italic", overflow="fold")
    return indented(Group(line, indented(words)))

"""A reading in the terminal: film by film, families of claims, statements, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from filmdossier.export.families import Family
from filmdossier.export.view import ClaimView, FilmView, StatementView, arrange
from filmdossier.export.wording import quoted
from filmdossier.model.reading import Reading

#: From this width on, claims stand in columns; below it, each takes lines of its own.
_WIDE = 76
_LABEL = 16
# Control characters would reach the terminal as commands, and marks of direction would turn lines around.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_BLANKS = re.compile(r"\s+")
_TONES = {
    "people": "blue",
    "work": "yellow",
    "places": "green",
    "dates": "magenta",
    "figures": "red",
    "honours": "cyan",
    "other": "default",
}


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
        parts += [Text(), _heading("Statements")]
        parts += [_statement(s) for s in view.statements]
    if view.findings:
        parts += [Text(), _heading("What does not add up")]
        parts += [
            _indented(Text.assemble((clean(severity), "bold red"), "  ", clean(message)))
            for severity, message in view.findings
        ]
    if not any(f.groups for f in view.films) and not view.statements:
        parts += [Text(), Text("Nothing was read from this article.", style="italic")]
    return Group(*parts, Text())


def clean(words: str) -> str:
    """Words that a terminal takes as words: on one line, without control characters."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", words)).strip()


def _indented(what: RenderableType, columns: int = 2) -> Padding:
    return Padding(what, (0, 0, 0, columns), expand=False)


def _heading(words: str) -> Text:
    return Text(clean(words), style="bold underline")


def _film(film: FilmView, width: int) -> Iterable[RenderableType]:
    heading = _heading(film.title)
    if film.aliases:
        heading.append_text(Text("  " + clean(" · ".join(film.aliases)), style="not bold not underline dim"))
    yield heading
    for family, claims in film.groups:
        yield _indented(Text(family.name, style=f"bold {_TONES[family.key]}"))
        if width >= _WIDE:
            yield Padding(_columns(family, claims), (0, 0, 0, 4))
        else:
            yield _indented(_stack(family, claims), 4)


def _columns(family: Family, claims: Iterable[ClaimView]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_LABEL, style=_TONES[family.key])
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    table.expand = True
    last = ""
    for claim in claims:
        label = "" if claim.label == last else claim.label
        last = claim.label
        table.add_row(label, _value(claim), _quoted(claim.words))
    return table


def _stack(family: Family, claims: Iterable[ClaimView]) -> Group:
    lines: list[RenderableType] = []
    for claim in claims:
        lines.append(Text.assemble((f"{claim.label}: ", _TONES[family.key]), _value(claim), overflow="fold"))
        lines.append(_indented(_quoted(claim.words)))
    return Group(*lines)


def _value(claim: ClaimView) -> Text:
    text = Text(clean(claim.value), style="bold", overflow="fold")
    if claim.status:
        text.append(f" [{claim.status}]", style="not bold red")
    for detail in claim.details:
        text.append(" · " + clean(detail), style="not bold dim")
    return text


def _quoted(words: str) -> Text:
    return Text(quoted(clean(words)), style="italic", overflow="fold")


def _statement(statement: StatementView) -> Padding:
    line = Text(clean(statement.speaker), style="bold", overflow="fold")
    if statement.position:
        line.append(f", {clean(statement.position)}", style="not bold")
    line.append(" · " + clean(" · ".join(statement.details)), style="not bold dim")
    words = Text(" […] ".join(quoted(clean(p)) for p in statement.parts), style="italic", overflow="fold")
    return _indented(Group(line, _indented(words)))

"""A dossier in the terminal: what stands, who says so, who says otherwise, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from filmdossier.export.dossier_doubts import doubt_section, identity_section
from filmdossier.export.dossier_facts import fact_sections
from filmdossier.export.dossier_figures import series_section
from filmdossier.export.dossier_findings import edit_section, finding_section
from filmdossier.export.dossier_people import spelling_section, statement_section
from filmdossier.export.dossier_words import all_witnesses, counted
from filmdossier.export.layout import Encodable, clean, dim
from filmdossier.model.dossier import Dossier
from filmdossier.model.wording import date_in_words


def print_dossier(dossier: Dossier, console: Console, explain: bool = False) -> None:
    """Print a dossier to a console of any width and encoding.

    Args:
        dossier: what is shown.
        console: where.
        explain: show also why each value stands, which articles stand behind each witness, and why films and names
            are taken for one.
    """
    console.print(Encodable(build_dossier(dossier, console.width, explain=explain)))


def build_dossier(dossier: Dossier, width: int, *, explain: bool = False) -> RenderableType:
    """The dossier as rich shows it, for a terminal of so many columns."""
    parts: list[RenderableType] = list(_head(dossier))
    facts = list(fact_sections(dossier, width, explain=explain))
    if facts:
        parts += [Text(), *facts]
    sections = (
        series_section(dossier, width),
        statement_section(dossier),
        spelling_section(dossier),
        doubt_section(dossier),
        finding_section(dossier),
        edit_section(dossier),
        identity_section(dossier) if explain else iter(()),
    )
    for section in sections:
        lines = list(section)
        if lines:
            parts += [Text(), *lines]
    if len(parts) == len(list(_head(dossier))):
        parts += [Text(), Text("Nothing is claimed about this film.", style="italic")]
    return Group(*parts, Text())


def _head(dossier: Dossier) -> Iterator[RenderableType]:
    film = dossier.record.film
    yield Rule(style="dim", characters="─")
    title = Text(clean(film.name) or "Without a title", style="bold", overflow="fold")
    if film.year:
        title.append(f" ({clean(date_in_words(film.year))})", style="not bold")
    yield title
    others = [clean(n) for n in film.names if clean(n) != clean(film.name)]
    if others:
        yield Text(" · ".join(others), overflow="fold")
    yield dim(" · ".join(_measure(dossier)))
    if dossier.as_of:
        yield Text(f"As it was known on {clean(date_in_words(dossier.as_of))}", style="yellow")
    if dossier.undated:
        yield Text(f"{counted(len(dossier.undated), 'article')} without a date left out", style="yellow")


def _measure(dossier: Dossier) -> Iterator[str]:
    articles = counted(len(dossier.record.documents), "article")
    yield f"{articles}, {counted(len(all_witnesses(dossier)), 'independent witness', 'independent witnesses')}"
    documents = (dossier.documents[d] for d in dossier.record.documents if d in dossier.documents)
    dates = sorted((d.date.earliest, d.published) for d in documents if d.published and d.date and d.date.earliest)
    if dates:
        first, last = date_in_words(dates[0][1]), date_in_words(dates[-1][1])
        yield first if first == last else f"{first} to {last}"
    yield dossier.record.film.id

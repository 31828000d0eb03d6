"""``filmdossier films``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from filmdossier.cli.store_options import json_option, opened, store_option
from filmdossier.model.reading import plain


@click.command("films")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@store_option
@json_option
@click.option(
    "--sort",
    type=click.Choice(["title", "articles", "findings", "latest", "changed", "gross"]),
    default="articles",
    show_default=True,
    help="What comes first.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at the most.")
def command(words: tuple[str, ...], *, db: str | None, as_json: bool, sort: str, limit: int) -> None:
    """List the films that the store knows, or those that a title or the name of a person leads to.

    \b
    filmdossier films
    filmdossier films red silk
    filmdossier films volgin
    filmdossier films --sort findings --limit 10
    filmdossier films --json
    """  # noqa: D301  click wants the character itself
    with opened(db) as store:
        found = store.films_called(" ".join(words), limit=limit) if words else store.films(order=sort, limit=limit)
        total = store.counts()["films"]
    if as_json:
        for film in found:
            click.echo(json.dumps(plain(asdict(film)), ensure_ascii=False))
        return
    if words and not found:
        click.echo(f"no film or person here is called {' '.join(words)}")
        return
    from rich.console import Console  # noqa: PLC0415

    from filmdossier.export.films_table import print_films  # noqa: PLC0415

    print_films(found, Console(file=sys.stdout, highlight=False, markup=False, emoji=False))
    if not words and total > len(found):
        click.echo(f"{len(found)} of {total} films; --limit {total} lists all")

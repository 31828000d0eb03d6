"""``filmdossier demo``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from filmdossier.cli.output import Output, output_options
from filmdossier.cli.store_options import bring_up_to_date, opened

if TYPE_CHECKING:
    from filmdossier.engine.reading import Prepared
    from filmdossier.store.store import Store


@click.command("demo")
@output_options
@click.option("--language", metavar="TAG", help="Only the samples in this language.")
@click.option("--readings", is_flag=True, help="Show what each article says, not what they come to together.")
@click.option("--db", metavar="PATH|URL", help="Keep the store, to try the other commands on.")
def command(
    *, as_json: bool, page: str | None, romanised: bool, language: str | None, readings: bool, db: str | None
) -> None:
    """Read the bundled sample press, and show the record of the film that it writes most about.

    The articles are our own, on real facts. Most are about one film and disagree, as the press did. With --json, --html
    or --readings, they come out one by one.

    \b
    filmdossier demo
    filmdossier demo --db demo.db && filmdossier check draft.txt --db demo.db
    filmdossier demo --html demo.html
    filmdossier demo --json > demo.jsonl
    """  # noqa: D301  click wants the character itself
    pieces = read_press(language)
    if as_json or page or readings:
        output = Output(as_json=as_json, page=page, romanised=romanised)
        for piece in pieces:
            output.add(piece.reading)
        output.finish()
        return
    with _store(db) as store:
        keep_press(store, pieces)
        _show(store, romanised=romanised)
    from filmdossier.store.address import parse_address  # noqa: PLC0415

    # As messages name it: without a password.
    kept = parse_address(db).shown if db else "demo.db"
    asked = "" if db else f"keep the store with: filmdossier demo --db {kept}, then "
    click.echo(f"{asked}try: filmdossier show Barbie --db {kept}, filmdossier audit --db {kept}", err=True)


def read_press(language: str | None) -> Iterator[Prepared]:
    """The sample articles, read one after the other; in one language, or all of them."""
    from filmdossier import read  # noqa: PLC0415
    from filmdossier.engine.reading import prepare  # noqa: PLC0415
    from filmdossier.press import load_samples  # noqa: PLC0415

    for piece in load_samples(language):
        source = f"press/{piece.language}/{piece.slug}.txt"
        published = piece.published if piece.given else None
        reading = read(piece.text, published=published, language=piece.language, source=source, publisher=piece.outlet)
        yield prepare(reading, source)


@contextmanager
def _store(db: str | None) -> Iterator[Store]:
    if db is not None:
        with opened(db, create=True) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as folder, opened(str(Path(folder) / "demo.db"), create=True) as store:
        yield store


def keep_press(store: Store, pieces: Iterator[Prepared]) -> None:
    """Keep articles that were read, and derive their records."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from filmdossier.engine.adding import keep  # noqa: PLC0415

    for piece in pieces:
        keep(store, piece, datetime.now(UTC).isoformat(timespec="microseconds"))
    bring_up_to_date(store)


def _show(store: Store, *, romanised: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from filmdossier.engine.dossiers import load_dossier  # noqa: PLC0415
    from filmdossier.export.dossier_view import print_dossier  # noqa: PLC0415
    from filmdossier.export.films_table import print_films  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    films = store.films("articles")
    print_films(films, console)
    if films:
        console.print()
        dossier = load_dossier(store, films[0].id)
        if romanised:
            from filmdossier.export.romanised import beside_names  # noqa: PLC0415

            dossier = beside_names(dossier)
        print_dossier(dossier, console)

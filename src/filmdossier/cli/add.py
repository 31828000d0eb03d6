"""``filmdossier add``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import click

from filmdossier.cli.output import FAILED, tell
from filmdossier.cli.read import checked_date
from filmdossier.cli.store_options import bring_up_to_date, json_option, opened, store_option

INTERRUPTED = 130
"""What shells give a program that Ctrl-C ended."""


@click.command("add")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@store_option
@json_option
@click.option("--list", "listed", type=click.File("r", "utf-8"), metavar="FILE", help="More sources, one a line.")
@click.option("--published", callback=checked_date, metavar="DATE", help="When they were published (EDTF).")
@click.option("--publisher", metavar="NAME", help="Who published them, if they do not say so themselves.")
@click.option("--language", metavar="TAG", help="Their language, as in en; recognised if left out.")
@click.option("--again", is_flag=True, help="Read again what has been read before.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes that read; one a core if left out.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
def command(
    sources: tuple[str, ...],
    *,
    db: str | None,
    as_json: bool,
    listed: IO[str] | None,
    published: str | None,
    publisher: str | None,
    language: str | None,
    again: bool,
    jobs: int | None,
    allow_private: bool,
) -> None:
    """Read articles and keep what they say.

    A SOURCE is a text or HTML file, an http(s) address, or - for standard input. What is in the store already is passed
    over, so a run that was broken off goes on where it was when it is started again. Other words at the same address
    are kept as a new version.

    \b
    filmdossier add press/*.txt page.html https://example.org/article
    filmdossier add --publisher "Sample daily" --published 2025-09-05 article.txt
    find press -name '*.html' | filmdossier add --list -
    """  # noqa: D301  click wants the character itself
    from filmdossier.engine.adding import State, add_articles, processes_for  # noqa: PLC0415
    from filmdossier.engine.reading import Options  # noqa: PLC0415

    wanted = [*sources, *_listed(listed)]
    if not wanted:
        raise click.UsageError("name at least one source, or give a list of them with --list")
    options = Options(published, language, publisher, allow_private)
    counts: Counter[str] = Counter()
    with opened(db, create=True, up_to_date=False) as store:
        outcomes = add_articles(store, wanted, options, again=again, processes=processes_for(len(wanted), jobs))
        try:
            with _progress(len(wanted)) as advance:
                for outcome in outcomes:
                    counts[outcome.state] += 1
                    advance()
                    if outcome.error is not None:
                        tell(outcome.error)
                    if as_json:
                        click.echo(json.dumps(_written(outcome), ensure_ascii=False))
        except KeyboardInterrupt:
            done = f"{counts.total()} of {len(wanted)}"
            tell(f"stopped after {done}; what was read is kept, and the same call goes on with the rest")
            sys.exit(INTERRUPTED)
        bring_up_to_date(store)
        if not as_json:
            total = store.counts()
            said = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
            click.echo(f"{said}; the store holds {total['documents']} articles about {total['films']} films")
    if counts[State.FAILED]:
        sys.exit(FAILED)


def _listed(file: IO[str] | None) -> Iterator[str]:
    if file is not None:
        yield from (line.strip() for line in file if line.strip())


def _written(outcome: object) -> dict[str, object]:
    names = ("source", "state", "document", "previous", "findings", "error")
    values = {name: getattr(outcome, name) for name in names}
    return {k: v if v is None or isinstance(v, int) else str(v) for k, v in values.items()}


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda: bar.advance(task)

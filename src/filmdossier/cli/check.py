"""``filmdossier check``."""

from __future__ import annotations

import sys

import click

from filmdossier.cli.output import FAILED, tell
from filmdossier.cli.read import checked_date
from filmdossier.cli.store_options import json_option, load_rates, opened_if_any, store_option
from filmdossier.model.errors import FilmdossierError

FOUND = 1


@click.command("check")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@json_option
@click.option("--published", callback=checked_date, metavar="DATE", help="When they are to be published (EDTF).")
@click.option("--language", metavar="TAG", help="Their language, as in en; recognised if left out.")
@click.option("--alone", is_flag=True, help="Look inside the articles only, not at the store.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
def command(
    sources: tuple[str, ...],
    *,
    db: str | None,
    as_json: bool,
    published: str | None,
    language: str | None,
    alone: bool,
    allow_private: bool,
) -> None:
    """Check copy before it goes out: what does not add up inside it, and against what the store knows.

    Nothing is kept. Exit status: 0 nothing found, 1 findings, 2 a source could not be read.

    \b
    filmdossier check draft.txt
    filmdossier check --published 2025-09-17 draft.txt
    filmdossier check --alone --json *.txt
    """  # noqa: D301  click wants the character itself
    from rich.console import Console  # noqa: PLC0415

    from filmdossier.engine.checking import check_against, check_alone  # noqa: PLC0415
    from filmdossier.engine.reading import Options, load, read_article  # noqa: PLC0415
    from filmdossier.export.exact import exact_json  # noqa: PLC0415
    from filmdossier.export.findings_text import print_checked, written_finding  # noqa: PLC0415

    options = Options(published, language, allow_private=allow_private)
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    found, failed = 0, False
    with opened_if_any(None if alone else db, wanted=not alone) as store:
        rates = load_rates(store)
        for source in sources:
            try:
                reading = read_article(load(source, options), rates)
                checked = check_alone(reading) if store is None else check_against(store, reading, rates)
            except FilmdossierError as e:
                tell(e)
                failed = True
                continue
            found += len(checked.findings)
            if as_json:
                for finding in checked.findings:
                    click.echo(exact_json(written_finding(checked, finding)))
            else:
                print_checked(checked, console)
    sys.exit(FAILED if failed else FOUND if found else 0)

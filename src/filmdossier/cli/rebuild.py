"""``filmdossier rebuild``."""

from __future__ import annotations

import click

from filmdossier.cli.store_options import bring_up_to_date, opened, store_option


@click.command("rebuild")
@store_option
def command(*, db: str | None) -> None:
    """Derive all records anew from claims and judgements.

    Nothing that was read or judged is touched, and the records come out the same to the byte. It is of use after an
    update of filmdossier that reconciles or audits in another way.

    \b
    filmdossier rebuild
    filmdossier rebuild --db postgresql://localhost/press
    """  # noqa: D301  click wants the character itself
    with opened(db, up_to_date=False) as store:
        bring_up_to_date(store, everything=True)
        counts = store.counts()
    click.echo(f"{counts['films']} films derived from {counts['claims']} claims in {counts['documents']} articles")

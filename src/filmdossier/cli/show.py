"""``filmdossier show``."""

from __future__ import annotations

import sys

import click

from filmdossier.cli.output import romanise_option
from filmdossier.cli.read import checked_date
from filmdossier.cli.store_options import json_option, load_rates, opened, store_option


@click.command("show")
@click.argument("film", nargs=-1, required=True, metavar="FILM")
@store_option
@json_option
@romanise_option
@click.option("--as-of", callback=checked_date, metavar="DATE", help="As it was known on a day (EDTF).")
@click.option("--explain", is_flag=True, help="Why these values stand, and why these names are one.")
def command(
    film: tuple[str, ...], *, db: str | None, as_json: bool, romanised: bool, as_of: str | None, explain: bool
) -> None:
    """Show a film's dossier: what is said, by how many independent witnesses, and who says otherwise.

    FILM is a title or an id, as films lists them. The beginning of an id is enough.

    \b
    filmdossier show "Red Silk"
    filmdossier show "Red Silk" --as-of 2025-09-10
    filmdossier show "Red Silk" --explain
    filmdossier show "红丝绸" --romanise
    filmdossier show "Red Silk" --json
    """  # noqa: D301  click wants the character itself
    from filmdossier.cli.choosing import choose_film  # noqa: PLC0415
    from filmdossier.engine.dossiers import load_dossier, load_dossier_as_of, load_shown  # noqa: PLC0415

    with opened(db) as store:
        chosen = choose_film(store, " ".join(film))
        if as_of is None:
            dossier = (load_dossier if as_json or explain else load_shown)(store, chosen.id)
        else:
            dossier = load_dossier_as_of(store, chosen.id, as_of, load_rates(store))
    if as_json:
        from filmdossier.export.dossier import dossier_to_dict  # noqa: PLC0415
        from filmdossier.export.exact import exact_json  # noqa: PLC0415

        data = dossier_to_dict(dossier, explain=explain)
        if romanised:
            from filmdossier.export.romanised import with_romanised  # noqa: PLC0415

            data = with_romanised(data)
        click.echo(exact_json(data))
        return
    if romanised:
        from filmdossier.export.romanised import beside_names  # noqa: PLC0415

        dossier = beside_names(dossier)
    from rich.console import Console  # noqa: PLC0415

    from filmdossier.export.dossier import print_dossier  # noqa: PLC0415

    print_dossier(dossier, Console(file=sys.stdout, highlight=False, markup=False, emoji=False), explain=explain)

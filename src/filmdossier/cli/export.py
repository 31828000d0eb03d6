"""``filmdossier export``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from filmdossier.cli.store_options import opened, store_option

if TYPE_CHECKING:
    from filmdossier.export.tables import Row
    from filmdossier.store.store import Store

#: Films whose rows are in memory at a time.
_STEP = 200


@click.command("export")
@click.argument("film", nargs=-1, metavar="[FILM]")
@store_option
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", show_default=True)
@click.option(
    "--what",
    type=click.Choice(["claims", "facts"]),
    default="claims",
    show_default=True,
    help="Every claim with its words, or the facts of the records with the values said.",
)
@click.option("--out", "-o", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to; - prints.")
def command(film: tuple[str, ...], *, db: str | None, form: str, what: str, out: str) -> None:
    """Write out claims or records: one row each, with its words, offsets and source.

    All films, or one. JSON is JSON Lines. A file is written whole or not at all.

    \b
    filmdossier export > claims.csv
    filmdossier export "Red Silk" --what facts --format json
    filmdossier export --format parquet --out claims.parquet
    """  # noqa: D301  click wants the character itself
    from filmdossier.cli.choosing import choose_film  # noqa: PLC0415
    from filmdossier.export.csv_file import write_csv  # noqa: PLC0415
    from filmdossier.export.json_lines import write_json_lines  # noqa: PLC0415
    from filmdossier.export.parquet_file import write_parquet  # noqa: PLC0415
    from filmdossier.export.tables import CLAIM_COLUMNS, FACT_COLUMNS  # noqa: PLC0415

    write = {"csv": write_csv, "json": write_json_lines, "parquet": write_parquet}[form]
    if form == "parquet" and out == "-":
        raise click.UsageError("Parquet is no text; name a file with --out")
    with opened(db) as store:
        chosen = [choose_film(store, " ".join(film)).id] if film else None
        rows = _claims(store, chosen) if what == "claims" else _facts(store, chosen)
        count = write(CLAIM_COLUMNS if what == "claims" else FACT_COLUMNS, rows, out)
    click.echo(f"filmdossier: wrote {count} {what}" + (f" to {out}" if out != "-" else ""), err=True)


def _films(store: Store, chosen: list[str] | None) -> Iterator[list[str]]:
    if chosen is not None:
        yield chosen
        return
    offset = 0
    while films := store.films("title", limit=_STEP, offset=offset):
        yield [f.id for f in films]
        offset += _STEP


def _claims(store: Store, chosen: list[str] | None) -> Iterator[Row]:
    """The claims about films, film by film; then, of all films, those about the world around them."""
    from filmdossier.export.tables import claim_rows, standing_claims  # noqa: PLC0415
    from filmdossier.record.writing import parse_record  # noqa: PLC0415

    for films in _films(store, chosen):
        for film in films:
            record = parse_record(store.record(film))
            claims = store.claims_of_films(record.film.members)
            names = dict.fromkeys(record.film.members, (record.film.id, record.film.name))
            yield from claim_rows(claims, names, standing=standing_claims(record), origins=record.origins)
    if chosen is None:
        documents = store.document_ids()
        for at in range(0, len(documents), _STEP):
            yield from claim_rows(store.world_claims(documents[at : at + _STEP]))


def _facts(store: Store, chosen: list[str] | None) -> Iterator[Row]:
    from filmdossier.export.tables import fact_rows  # noqa: PLC0415
    from filmdossier.record.writing import parse_record  # noqa: PLC0415

    for films in _films(store, chosen):
        for film in films:
            yield from fact_rows(parse_record(store.record(film)))

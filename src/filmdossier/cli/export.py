"""``filmdossier export``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from filmdossier.cli.store_options import opened, store_option

if TYPE_CHECKING:
    from filmdossier.export.tables import Row
    from filmdossier.store.store import Store

#: Films whose rows are in memory at a time.
_STEP = 200
_TABLES = ("csv", "json", "parquet")
#: Forms for other programs, see `filmdossier.export.for_machines.FORMS`.
_FOR_MACHINES = ("jsonld", "quickstatements", "annotations", "claimreview", "bibtex", "ris", "csl")


@click.command("export")
@click.argument("film", nargs=-1, metavar="[FILM]")
@store_option
@click.option(
    "--format", "form", type=click.Choice([*_TABLES, *_FOR_MACHINES]), default="csv", show_default=True, metavar="FORM"
)
@click.option(
    "--what",
    type=click.Choice(["claims", "facts"]),
    default="claims",
    show_default=True,
    help="For tables: every claim with its words, or the facts of the records with the values said.",
)
@click.option("--item", metavar="Q…", help="For quickstatements: the film's item of Wikidata; else a new one is made.")
@click.option("--no-comments", is_flag=True, help="For quickstatements: commands alone, not what was left out and why.")
@click.option("--base", metavar="URL", help="Address of the server that shows the store, for links to it.")
@click.option("--out", "-o", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to; - prints.")
def command(
    film: tuple[str, ...],
    *,
    db: str | None,
    form: str,
    what: str,
    item: str | None,
    no_comments: bool,
    base: str | None,
    out: str,
) -> None:
    """Write out claims or records, or a film in a form that other programs take in.

    Tables, of all films or one, a row each with its words, offsets and source: csv, json (JSON Lines), parquet.

    Of one film: jsonld (schema.org), quickstatements (Wikidata), annotations (W3C Web Annotations), claimreview
    (findings that a person confirmed), and its articles as citations: bibtex, ris, csl.

    A file is written whole or not at all.

    \b
    filmdossier export > claims.csv
    filmdossier export "Red Silk" --what facts --format json
    filmdossier export --format parquet --out claims.parquet
    filmdossier export "Red Silk" --format jsonld --out red-silk.jsonld
    filmdossier export "Red Silk" --format quickstatements --item Q4115189
    filmdossier export "红丝绸" --format bibtex --out press.bib
    """  # noqa: D301  click wants the character itself
    if item is not None and form != "quickstatements":
        raise click.UsageError("--item is for --format quickstatements")
    if form in _TABLES:
        _write_table(db, film, form, what, out)
        return
    if not film:
        raise click.UsageError(f"{form} is of one film; name it")
    _write_film(db, " ".join(film), form, item, comments=not no_comments, base=base, out=out)


def _write_film(
    db: str | None, film: str, form: str, item: str | None, *, comments: bool, base: str | None, out: str
) -> None:
    from filmdossier.cli.choosing import choose_film  # noqa: PLC0415
    from filmdossier.engine.dossiers import load_dossier  # noqa: PLC0415
    from filmdossier.engine.judged import judged_findings  # noqa: PLC0415
    from filmdossier.export.for_machines import FilmSource, film_in, reviews_in  # noqa: PLC0415
    from filmdossier.export.links import Links, web_address  # noqa: PLC0415
    from filmdossier.export.quickstatements import is_item  # noqa: PLC0415
    from filmdossier.export.target import open_target  # noqa: PLC0415

    if item is not None and not is_item(item):
        raise click.UsageError(f"--item {item}: that is no item of Wikidata; those look like Q42")
    if base is not None and web_address(base) is None:
        raise click.UsageError(f"--base {base}: that is no address; give one such as https://press.example.org")
    with opened(db) as store:
        chosen = choose_film(store, film)
        links = Links(base.rstrip("/") if base else None)
        if form == "claimreview":
            text = reviews_in(store, chosen.id, partial(judged_findings, store), links)
        else:
            text = film_in(form, FilmSource(store, load_dossier(store, chosen.id), links, item, comments))
    with open_target(out) as file:
        file.write(text.encode("utf-8", "backslashreplace"))
        if not text.endswith("\n"):
            file.write(b"\n")
    click.echo(f"filmdossier: wrote {chosen.name} as {form}" + (f" to {out}" if out != "-" else ""), err=True)


def _write_table(db: str | None, film: tuple[str, ...], form: str, what: str, out: str) -> None:
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

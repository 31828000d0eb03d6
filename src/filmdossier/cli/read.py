"""``filmdossier read``."""

from __future__ import annotations

import sys

import click

from filmdossier.cli.output import FAILED, Output, output_options, progress, tell
from filmdossier.model.errors import FilmdossierError, InputError
from filmdossier.model.reading import Basis, Published


def checked_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An EDTF date as given, or a wrong call."""
    if value is None:
        return None
    from filmdossier.model.dates import normalize_edtf  # noqa: PLC0415

    if normalize_edtf(value) is None:
        raise click.BadParameter(f"{value!r} is no EDTF date; write it as 2025-09-05, 2025-09 or 2025-09-01/2025-09-05")
    return value


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@output_options
@click.option(
    "--published",
    callback=checked_date,
    metavar="DATE",
    help="When the articles were published, if known from elsewhere (EDTF).",
)
@click.option("--language", metavar="TAG", help="Their language, as in en; recognised if left out.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too.")
def command(
    sources: tuple[str, ...],
    *,
    as_json: bool,
    page: str | None,
    romanised: bool,
    published: str | None,
    language: str | None,
    allow_private: bool,
) -> None:
    """Read articles into claims and statements.

    A SOURCE is a text or HTML file, an http(s) address, or - for standard input. Results come in the order given.
    A source that cannot be read is named on standard error; the others are read all the same.

    \b
    filmdossier read article.txt
    filmdossier read page.html https://example.org/article -
    filmdossier read --json a.txt b.txt > readings.jsonl
    filmdossier read --romanise статья.txt 报道.txt
    filmdossier read --html page.html --published 2025-09-05 article.txt
    """  # noqa: D301  click wants the character itself
    from filmdossier import read  # noqa: PLC0415
    from filmdossier.languages.pack import load_pack, pack_tags  # noqa: PLC0415
    from filmdossier.sources.load import load_article  # noqa: PLC0415

    languages = pack_tags()
    if language is not None:
        if language.split("-")[0].casefold() not in languages:
            raise click.BadParameter(
                f"no pack reads {language!r}; there is {', '.join(languages)}", param_hint="--language"
            )
        load_pack(language)
    output = Output(as_json=as_json, page=page, romanised=romanised)
    failed = False
    with progress(sources) as going:
        for source in going:
            try:
                article = load_article(
                    source,
                    stdin=sys.stdin.buffer,
                    languages=languages,
                    language=language,
                    allow_private=allow_private,
                )
                date = Published(published, Basis.GIVEN) if published else article.published
                reading = read(
                    article.text,
                    published=date,
                    language=article.language,
                    source=source,
                    title=article.title,
                    publisher=article.publisher,
                )
            except FilmdossierError as e:
                tell(e if isinstance(e, InputError) else f"{source}: {e}")
                failed = True
                continue
            output.add(reading)
    output.finish()
    if failed:
        sys.exit(FAILED)

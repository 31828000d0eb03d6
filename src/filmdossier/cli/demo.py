"""``filmdossier demo``."""

from __future__ import annotations

import click

from filmdossier.cli.output import Output, output_options


@click.command("demo")
@output_options
@click.option("--language", metavar="TAG", help="Only the samples in this language.")
def command(*, as_json: bool, page: str | None, language: str | None) -> None:
    """Read the bundled sample press: ten short articles of our own on real facts.

    Five of them are about one film and disagree, as the press did.

    \b
    filmdossier demo
    filmdossier demo --html demo.html
    filmdossier demo --json > demo.jsonl
    """  # noqa: D301  click wants the character itself
    from filmdossier import read  # noqa: PLC0415
    from filmdossier.press import load_samples  # noqa: PLC0415

    output = Output(as_json=as_json, page=page)
    for piece in load_samples(language):
        output.add(
            read(
                piece.text,
                published=piece.published if piece.given else None,
                language=piece.language,
                source=f"press/{piece.language}/{piece.slug}.txt",
                publisher=piece.outlet,
            )
        )
    output.finish()

"""``filmdossier mcp``."""

from __future__ import annotations

import click

from filmdossier.cli.store_options import opened, store_option


@click.command("mcp")
@store_option
@click.option("--base", metavar="URL", help="Address of the server that shows the store, for permalinks.")
def command(*, db: str | None, base: str | None) -> None:
    """Let assistants look things up: a server of the Model Context Protocol on standard input and output.

    It only reads. Answers carry their sources: the words, the outlet, the date.

    \b
    filmdossier mcp --db press.db
    filmdossier mcp --base http://127.0.0.1:8000
    """  # noqa: D301  click wants the character itself
    from filmdossier.export.links import Links, web_address  # noqa: PLC0415
    from filmdossier.model.errors import ExportError  # noqa: PLC0415

    if base is not None and web_address(base) is None:
        raise click.UsageError(f"--base {base}: that is no address; give one such as https://press.example.org")
    try:
        from filmdossier.mcp.server import create_server  # noqa: PLC0415
    except ModuleNotFoundError as e:
        if e.name is None or e.name.partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise ExportError("assistants need the package mcp; get it with: pip install 'filmdossier[mcp]'") from None
    with opened(db) as store:
        create_server(store, Links(base.rstrip("/") if base else None)).run("stdio")

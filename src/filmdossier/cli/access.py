"""``filmdossier access``."""

from __future__ import annotations

from pathlib import Path

import click

from filmdossier.web.security.access import (
    Access,
    add_person,
    default_access_path,
    load_access,
    new_access,
    remove_person,
    save_access,
)

_FILE = click.option(
    "--access",
    "file",
    envvar="FILMDOSSIER_ACCESS",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The access file; else the one in your data folder. [env: FILMDOSSIER_ACCESS]",
)


@click.group("access")
def command() -> None:
    """Say who may write through filmdossier serve. A server that runs heeds it at once.

    \b
    filmdossier access add "Anna Petrova"
    filmdossier access list
    filmdossier access remove "Anna Petrova"
    """  # noqa: D301  click wants the character itself


@command.command("add")
@_FILE
@click.argument("name")
def _add(*, file: Path | None, name: str) -> None:
    """Let somebody write, and print their token, which is shown this once."""
    file = file or default_access_path()
    access, token = add_person(load_access(file) if file.exists() else new_access(), name)
    save_access(access, file)
    click.echo(f"The token of {access.people[-1].name}, shown this once; give it to nobody else:", err=True)
    click.echo(token)


@command.command("list")
@_FILE
def _list(*, file: Path | None) -> None:
    """Print who may write, and since when."""
    for person in _load(file).people:
        click.echo(f"{person.added[:10]}  {person.name}")


@command.command("remove")
@_FILE
@click.argument("name")
def _remove(*, file: Path | None, name: str) -> None:
    """Take back somebody's token. What they decided stays."""
    save_access(remove_person(_load(file), name), file or default_access_path())


def _load(file: Path | None) -> Access:
    return load_access(file or default_access_path())

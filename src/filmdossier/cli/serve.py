"""``filmdossier serve``."""

from __future__ import annotations

import getpass
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import click

from filmdossier.cli.listening import listen, proxies_of, root_of, url_of, warning_of
from filmdossier.cli.output import FAILED
from filmdossier.cli.store_options import opened, store_option

_NEEDED = ("fastapi", "uvicorn", "itsdangerous", "python_multipart")
ACCESS_HELP = "Who may write; else a file in your data folder. [env: FILMDOSSIER_ACCESS]"


@click.command("serve")
@store_option
@click.option("--demo", is_flag=True, help="Show the bundled sample press, in a store that lasts as long as this runs.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--access", envvar="FILMDOSSIER_ACCESS", type=click.Path(path_type=Path), help=ACCESS_HELP)
@click.option("--private", is_flag=True, help="Reading needs a login, too.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer; else two, or one on one core.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name that this server is reached by.")
@click.option("--behind-proxy", is_flag=True, help="A proxy here speaks https to browsers; believe what it forwards.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help="The proxy, where it is elsewhere.")
@click.option("--root", default="", metavar="PATH", help="The path that the proxy strips, as in /films.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="A site whose scripts may read the API (CORS).")
@click.option("--allow-private", is_flag=True, help="Let articles be added from this machine and private networks.")
@click.option("--log", is_flag=True, help="Tell each request on standard error.")
def command(
    *,
    db: str | None,
    demo: bool,
    host: str,
    port: int,
    access: Path | None,
    private: bool,
    workers: int | None,
    names: tuple[str, ...],
    behind_proxy: bool,
    proxies: tuple[str, ...],
    root: str,
    origins: tuple[str, ...],
    allow_private: bool,
    log: bool,
) -> None:
    """Open the store to browsers: read, compare, judge, search, and an API for everything.

    Reading is free to whoever reaches the address, this machine alone unless --host says otherwise; writing needs a
    token. The first start makes one and shows it; further ones: filmdossier access add NAME. Ctrl-C ends it.

    \b
    filmdossier serve --demo
    filmdossier serve --db press.db --port 8080
    filmdossier serve --db postgresql://films@db/films --behind-proxy --name films.example.org --private --workers 4
    """  # noqa: D301  click wants the character itself
    _check_installed()
    from filmdossier.web.serving.plan import Plan  # noqa: PLC0415
    from filmdossier.web.serving.run import run  # noqa: PLC0415
    from filmdossier.web.settings import LOOPBACK, Settings  # noqa: PLC0415

    if demo and db:
        raise click.UsageError("--demo has a store of its own; leave out --db, or: filmdossier demo --db PATH")
    _check_origins(origins)
    root, trusted = root_of(root), proxies_of(proxies, behind_proxy=behind_proxy)
    with ExitStack() as stack:
        listening = stack.enter_context(listen(host, port))
        folder = stack.enter_context(tempfile.TemporaryDirectory()) if demo else None
        try:
            address = _prepared(db, folder)
            people, secret, token = _access(Path(folder) / "access.toml" if folder and not access else access)
            settings = Settings(
                people=people,
                secret=secret,
                hosts=(*LOOPBACK, host, *(name.partition(":")[0] for name in names)),
                is_secure=behind_proxy,
                is_private=private,
                origins=origins,
                allow_private=allow_private,
            )

            def tell() -> None:
                _tell(url_of(listening, root, names, behind_proxy=behind_proxy), token)
                if warning := warning_of(host, is_private=private, behind_proxy=behind_proxy):
                    click.echo(f"Warning: {warning}.", err=True)

            number = workers or min(2, os.cpu_count() or 1)
            was_ready = run(Plan(address, settings, number, root, trusted, log), listening, tell, stack.close)
        except KeyboardInterrupt:
            return
    if not was_ready:
        sys.exit(FAILED)


def _check_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        click.echo(f"filmdossier: serve needs {', '.join(missing)}; pip install 'filmdossier[web]'", err=True)
        sys.exit(FAILED)


def _check_origins(given: Sequence[str]) -> None:
    for origin in given:
        if origin != "*" and not re.fullmatch(r"https?://[^\s/?#@]+", origin):
            raise click.UsageError(f"--origin {origin}: write scheme, host and port alone, as in https://example.org")


def _prepared(db: str | None, folder: str | None) -> str:
    """The address of the store, which is there now and up to date."""
    from filmdossier.cli.demo import keep_press, read_press  # noqa: PLC0415

    with opened(str(Path(folder) / "demo.db") if folder else db, create=True) as store:
        if folder:
            click.echo("Reading the sample press, which takes some seconds …", err=True)
            keep_press(store, read_press(None))
        return store.address


def _access(file: Path | None) -> tuple[Mapping[str, str], str, str | None]:
    """Who may write, what cookies are signed with, and the token of the first writer if they were made just now."""
    from filmdossier.web.security.access import (  # noqa: PLC0415
        People,
        add_person,
        default_access_path,
        load_access,
        new_access,
        others_may_read,
        save_access,
    )

    file = file or default_access_path()
    token = None
    if not file.exists():
        access, token = add_person(new_access(), _own_name())
        save_access(access, file)
        click.echo(f"Made {file}: who may write. Add more with: filmdossier access add NAME", err=True)
    elif others_may_read(file):
        click.echo(f"Warning: others on this machine can read {file}; run: chmod 600 {file}", err=True)
    return People(file), load_access(file).secret, token


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "first writer"


def _tell(url: str, token: str | None) -> None:
    if token is not None:
        click.echo(f"Your token for writing, shown this once: {token}", err=True)
        click.echo(f"Log in with it: {url}login#token={token}", err=True)
    click.echo(f"Serving at {url}")
    sys.stdout.flush()

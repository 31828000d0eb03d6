"""What the commands share: how readings go out, and how what went wrong is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from filmdossier.model.errors import FilmdossierError

if TYPE_CHECKING:
    from filmdossier.model.reading import Reading

F = TypeVar("F", bound=Callable[..., object])
FAILED = 2


def romanise_option(command: F) -> F:
    """The option that puts names in Latin letters beside those in other scripts."""
    return click.option(
        "--romanise",
        "--romanize",
        "romanised",
        is_flag=True,
        help="Put names in Latin letters beside those in other scripts.",
    )(command)


def output_options(command: F) -> F:
    """The options that say in which form readings go out."""
    command = romanise_option(command)
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object per article and line.")(
        command
    )
    return click.option(
        "--html",
        "page",
        type=click.Path(dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="Write one self-contained page with every claim marked in the text.",
    )(command)


class Output:
    """Takes readings one by one, prints them as asked for, and writes the page at the end."""

    def __init__(self, *, as_json: bool, page: str | None, romanised: bool = False) -> None:
        self._as_json = as_json
        self._romanised = romanised
        self._page = page
        self._readings: list[Reading] = []
        if page and page != "-" and not Path(page).absolute().parent.is_dir():
            raise click.UsageError(f"--html {page}: there is no folder {Path(page).parent}; make it first")

    def add(self, reading: Reading) -> None:
        """Print one reading, or keep it for the page."""
        if self._as_json:
            from filmdossier.export.exact import exact_json  # noqa: PLC0415

            data = reading.to_dict()
            if self._romanised:
                from filmdossier.export.romanised import with_romanised  # noqa: PLC0415

                data = with_romanised(data)
            click.echo(exact_json(data))
        elif self._romanised:
            from filmdossier.export.romanised import beside_names  # noqa: PLC0415

            reading = beside_names(reading)
        if self._page:
            self._readings.append(reading)
        elif not self._as_json:
            from rich.console import Console  # noqa: PLC0415  JSON and pages do without it

            from filmdossier.export.terminal import print_reading  # noqa: PLC0415

            print_reading(reading, Console(file=sys.stdout, highlight=False, markup=False, emoji=False))

    def finish(self) -> None:
        """Write the page, if one was asked for and anything was read."""
        if not self._page or not self._readings:
            return
        from filmdossier.export.html_page import render_page  # noqa: PLC0415

        html = render_page(self._readings)
        if self._page == "-":
            click.echo(html)
            return
        try:
            Path(self._page).write_text(html, "utf-8", errors="backslashreplace")
        except OSError as e:
            raise click.UsageError(f"--html {self._page}: {e.strerror}; choose another file") from None
        many = f"{len(self._readings)} articles" if len(self._readings) > 1 else "1 article"
        click.echo(f"filmdossier: wrote {self._page} ({many})", err=True)


def tell(error: FilmdossierError | str) -> None:
    """One line on standard error, whatever the name of the source holds."""
    line = " ".join(str(error).split())
    click.echo("filmdossier: " + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line), err=True)


@contextmanager
def progress(sources: Sequence[str]) -> Iterator[Iterable[str]]:
    """The sources to go through, with a bar on standard error where somebody can see it and it is worth it."""
    if len(sources) < 2 or not sys.stderr.isatty():
        yield sources
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        yield bar.track(sources, description="Reading")

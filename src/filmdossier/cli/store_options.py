"""What the commands over a store share: which store, and bringing its records up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from filmdossier.rates.table import RateTable
    from filmdossier.store.store import Store

F = TypeVar("F", bound=Callable[..., object])


def store_option(command: F) -> F:
    """Which store a command works on."""
    return click.option(
        "--db",
        envvar="FILMDOSSIER_DB",
        metavar="PATH|URL",
        help="The store: a file, or postgresql://user@host/name; else one in your data folder. [env: FILMDOSSIER_DB]",
    )(command)


def json_option(command: F) -> F:
    """JSON instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")(command)


@contextmanager
def opened(db: str | None, *, create: bool = False, up_to_date: bool = True) -> Iterator[Store]:
    """The store, with its records brought up to date.

    Args:
        db: path or URL; None for the default.
        create: make one where there is none.
        up_to_date: derive what an interrupted run, or another program's, has left pending.

    Raises:
        StoreError: there is none, or it cannot be opened.
    """
    from filmdossier.store.open import open_store  # noqa: PLC0415  keeps start-up short

    with open_store(db, create=create) as store:
        if up_to_date and not store.is_read_only and store.has_pending():
            bring_up_to_date(store)
        yield store


def load_rates(store: Store | None = None) -> RateTable:
    """The reference exchange rates: those kept in the store before the bundled ones."""
    from filmdossier.rates.table import RateTable  # noqa: PLC0415

    return RateTable(store.all_rates() if store is not None else ())


def bring_up_to_date(store: Store, *, everything: bool = False) -> int:
    """Derive what is pending, or everything, with a progress bar where somebody can see it."""
    from filmdossier.engine.deriving import derive, rebuild  # noqa: PLC0415

    if everything:
        store.mark_everything_pending()
    rates = load_rates(store)
    task = rebuild if everything else derive
    if not sys.stderr.isatty():
        return task(store, rates)
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("Deriving"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        going = bar.add_task("Deriving", total=store.count_pending())
        return task(store, rates, lambda done: bar.update(going, completed=done))


@contextmanager
def opened_if_any(db: str | None, *, wanted: bool = True) -> Iterator[Store | None]:
    """As `opened`, or None where no store is named and there is none in the data folder, or none is wanted."""
    from filmdossier.store.address import default_path  # noqa: PLC0415

    if not wanted or (db is None and not default_path().exists()):
        yield None
        return
    with opened(db) as store:
        yield store

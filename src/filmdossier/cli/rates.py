"""``filmdossier rates``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from filmdossier.cli.output import FAILED, tell
from filmdossier.cli.store_options import bring_up_to_date, json_option, load_rates, opened, store_option

if TYPE_CHECKING:
    from filmdossier.model.rates import Rate
    from filmdossier.store.store import Store


@click.group("rates")
def command() -> None:
    """Show and add the reference exchange rates that conversions are held against.

    The history of the European Central Bank comes with filmdossier. Rates that you import come before it.

    \b
    filmdossier rates show
    filmdossier rates show USD RUB --on 2021-06-01
    filmdossier rates import XML_dynamic.xml
    filmdossier rates import rates.csv
    """  # noqa: D301  click wants the character itself


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@store_option
@click.option("--replace", is_flag=True, help="Take these where other values are kept for a day.")
def import_(files: tuple[str, ...], *, db: str | None, replace: bool) -> None:
    """Keep rates from files: the Bank of Russia's XML, or CSV with the columns base, quote, date, value.

    \b
    filmdossier rates import XML_daily.asp.xml
    filmdossier rates import --replace rates.csv
    """  # noqa: D301  click wants the character itself
    from filmdossier.rates import load_rates as load_file  # noqa: PLC0415
    from filmdossier.rates.folding import describe_gaps  # noqa: PLC0415

    # All files are read before any is kept, so that a bad one changes nothing.
    loaded = [(name, load_file(name)) for name in files]
    with opened(db, create=True) as store:
        for name, rates in loaded:
            count = store.keep_rates(rates, replace=replace)
            days = [r.day for r in rates]
            click.echo(f"{name}: {count} rates kept, {min(days)} to {max(days)}")
            for gap in describe_gaps(rates):
                tell(f"{name}: {gap}")
        store.mark_everything_pending()
        bring_up_to_date(store)


@command.command("show")
@click.argument("base", required=False)
@click.argument("quote", required=False)
@store_option
@json_option
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="On which day.")
def show(base: str | None, quote: str | None, *, db: str | None, as_json: bool, day: object) -> None:
    """Show whose rates there are, or what one currency cost in another on a day.

    \b
    filmdossier rates show
    filmdossier rates show USD RUB --on 2021-06-01
    """  # noqa: D301  click wants the character itself
    from datetime import datetime  # noqa: PLC0415

    if (base is None) != (quote is None) or (base is not None and not isinstance(day, datetime)):
        raise click.UsageError("give two currencies and a day, as in: filmdossier rates show USD RUB --on 2021-06-01")
    with opened(db, create=True, up_to_date=False) as store:
        if base is None or quote is None or not isinstance(day, datetime):
            for known in _known_rates(store):
                words = f"{known['source']}: {', '.join(known['pairs'])}, {known['from']} to {known['to']}"
                click.echo(json.dumps(known) if as_json else words)
            return
        rate = load_rates(store).lookup(base.upper(), quote.upper(), day.date())
    if rate is None:
        tell(f"no rates say what {base} cost in {quote} around {day.date()}; add some with: filmdossier rates import")
        sys.exit(FAILED)
    if as_json:
        names = ("source", "base", "quote", "day", "value")
        click.echo(json.dumps({n: str(getattr(rate, n)) for n in names}))
    else:
        click.echo(f"1 {rate.base} = {rate.value:f} {rate.quote} on {rate.day} ({rate.source})")


def _known_rates(store: Store) -> Iterator[dict[str, Any]]:
    """Whose rates there are, imported ones first: currencies, first and last day."""
    from filmdossier.rates.european_central_bank import SOURCE, describe_history  # noqa: PLC0415

    by_source: dict[str, list[Rate]] = {}
    for rate in store.all_rates():
        by_source.setdefault(rate.source, []).append(rate)
    for source, rates in sorted(by_source.items()):
        pairs = sorted({f"{r.base}/{r.quote}" for r in rates})
        days = [r.day for r in rates]
        yield {"source": source, "pairs": pairs, "from": str(min(days)), "to": str(max(days))}
    currencies, first, last = describe_history()
    yield {"source": SOURCE, "pairs": [f"EUR/{c}" for c in currencies], "from": str(first), "to": str(last)}

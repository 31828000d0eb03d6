"""Exchange rates that the user brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, and_, select

from filmdossier.model.errors import StoreError
from filmdossier.model.rates import Rate
from filmdossier.store import schema
from filmdossier.store.access import WriteAccess, insert_or_replace, steps

_t = schema.rate


class Rates(WriteAccess):
    """Reading and keeping rates."""

    def keep_rates(self, rates: Iterable[Rate], *, replace: bool = False) -> int:
        """Keep rates, all or none. Have everything derived anew with `mark_everything_pending` after it.

        Args:
            rates: what to keep.
            replace: take these where others are kept for a day; else that is an error.

        Returns:
            How many of them were not kept before, or had another value.

        Raises:
            StoreError: another value is kept for a day, and is not to be replaced; or the store cannot be written.
        """
        changed = 0
        with self._write() as c:
            for step in steps(sorted(rates, key=_key)):
                held = _held(c, step)
                for r in step:
                    kept = held.get(_key(r))
                    if kept is not None and kept != r.value and not replace:
                        raise StoreError(
                            f"{r.source}, {r.base}/{r.quote} on {r.day}: {kept} is kept, not {r.value}; "
                            "nothing was changed; say --replace to take the new value"
                        )
                new = [r for r in step if held.get(_key(r)) != r.value]
                insert_or_replace(c, _t, [{**_columns(r), "value": str(r.value)} for r in new])
                changed += len(new)
        return changed

    def rates(self, base: str, quote: str) -> tuple[Rate, ...]:
        """The rates of two currencies, by source and day."""
        query = select(_t).where(_t.c.base == base, _t.c.quote == quote).order_by(_t.c.source, _t.c.day)
        with self._read() as c:
            return tuple(_rate(row) for row in c.execute(query))

    def all_rates(self) -> tuple[Rate, ...]:
        """All rates, by source, currencies and day."""
        with self._read() as c:
            return tuple(_rate(row) for row in c.execute(select(_t).order_by(*_t.primary_key)))

    def rate_sources(self) -> tuple[str, ...]:
        """Whose rates are kept, in order."""
        with self._read() as c:
            return tuple(c.execute(select(_t.c.source).distinct().order_by(_t.c.source)).scalars())


def _held(c: Any, rates: list[Rate]) -> dict[tuple[str, str, str, str], Decimal]:
    """What is kept for the days of these rates, which are in order."""
    held: dict[tuple[str, str, str, str], Decimal] = {}
    spans: dict[tuple[str, str, str], list[str]] = {}
    for r in rates:
        spans.setdefault((r.source, r.base, r.quote), []).append(r.day.isoformat())
    for (source, base, quote), days in spans.items():
        pair = and_(_t.c.source == source, _t.c.base == base, _t.c.quote == quote)
        for row in c.execute(select(_t).where(pair, _t.c.day >= days[0], _t.c.day <= days[-1])):
            held[source, base, quote, row.day] = Decimal(row.value)
    return held


def _key(r: Rate) -> tuple[str, str, str, str]:
    return r.source, r.base, r.quote, r.day.isoformat()


def _columns(r: Rate) -> dict[str, str]:
    return dict(zip(("source", "base", "quote", "day"), _key(r), strict=True))


def _rate(row: Row[Any]) -> Rate:
    return Rate(row.source, row.base, row.quote, date.fromisoformat(row.day), Decimal(row.value))

"""Looking up what one currency cost in another on a day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import groupby, pairwise

from filmdossier.model.rates import Rate
from filmdossier.rates import european_central_bank
from filmdossier.rates.folding import LONGEST_GAP, key_of

_DERIVED = Context(prec=12)
"""Digits of an inverse or cross rate: more than any source publishes."""

_LONG_STRETCH = 1000
"""Days from which on it is quicker to go through the days that a source has than through all of the stretch."""

Series = Mapping[date, Decimal]


@dataclass(frozen=True, slots=True)
class RateRange:
    """The rates of a stretch of days.

    Attributes:
        lowest, highest: the least and the greatest, each with its source and day.
        sources: whose rates these are, in order of trust.
        days: how many days have one.
        complete: whether also the days before the stretch that were asked for have rates.
    """

    lowest: Rate
    highest: Rate
    sources: tuple[str, ...]
    days: int
    complete: bool = True


class RateTable:
    """Reference rates, imported ones before the bundled history of the European Central Bank. It never changes.

    A pair of currencies is looked up in each source in turn: as it stands, turned round, or across the currency that
    the source quotes both against on the same day (the euro for the European Central Bank, the ruble for the Bank of
    Russia). Imported sources are asked in the order of their names. A day on which one source gives a pair two values
    counts as unknown.

    Args:
        imported: rates that the user brought, in any order.
        bundled: whether the bundled history stands behind them.
    """

    __slots__ = ("_days", "_sources")

    def __init__(self, imported: Iterable[Rate] = (), *, bundled: bool = True) -> None:
        by_source = groupby(sorted(imported, key=key_of), lambda rate: rate.source)
        sources: list[_Source] = [_Imported(name, rates) for name, rates in by_source]
        self._sources = (*sources, _Bundled()) if bundled else tuple(sources)
        self._days: dict[tuple[str, str, str], list[date]] = {}

    def lookup(self, base: str, quote: str, day: date) -> Rate | None:
        """What one ``base`` cost in ``quote`` on that day, or on the last before it within `LONGEST_GAP` days.

        Rates turned round or across another currency have 12 digits. None where no source knows.
        """
        for source in self._sources:
            for back in range(LONGEST_GAP + 1):
                rate = source.rate(base, quote, day - timedelta(days=back)) if day.toordinal() > back else None
                if rate is not None:
                    return rate
        return None

    def last_known(self, base: str, quote: str, day: date) -> Rate | None:
        """The rate of the last day up to that one that has any, however long before; None where there is none.

        For orders of magnitude: who needs the rate of the day itself asks `lookup`.
        """
        known = self.lookup(base, quote, day)
        if known is not None:
            return known
        found = [rate for source in self._sources if (rate := self._last(source, base, quote, day)) is not None]
        return max(found, key=lambda rate: rate.day, default=None)

    def _last(self, source: _Source, base: str, quote: str, day: date) -> Rate | None:
        key = source.name, base, quote
        if key not in self._days:
            self._days[key] = sorted(source.days(base, quote))
        days = self._days[key]
        for known in reversed(days[: bisect_right(days, day)]):
            if (rate := source.rate(base, quote, known)) is not None:
                return rate
        return None

    def range_over(self, base: str, quote: str, first: date, last: date, *, earlier: int = 0) -> RateRange | None:
        """The rates from ``first`` to ``last``, of each day from the first source that has one.

        Args:
            base: ISO 4217.
            quote: ISO 4217; the rates are in units of it.
            first: the first day.
            last: the last day, inclusive.
            earlier: so many days before ``first`` count too, as far as rates for them are known.

        Returns:
            None where more than `LONGEST_GAP` days on end are without a rate between ``first`` and ``last``.
        """
        at_first = self.lookup(base, quote, first)
        if at_first is None or last < first:
            return None
        start = date.fromordinal(max(1, first.toordinal() - earlier))
        before = date.fromordinal(max(1, first.toordinal() - LONGEST_GAP))
        near = {rate.day: rate for rate in self._between(base, quote, min(start, before), last)}
        # A trusted source may know only an older day than another does; the stretch has no gap then.
        opening = max(day for day in near if day <= first)
        if any((b - a).days > LONGEST_GAP for a, b in pairwise([*sorted(d for d in near if d >= opening), last])):
            return None
        known = {day: rate for day, rate in near.items() if day >= start} | {at_first.day: at_first}
        days = sorted(known)
        rates = [known[day] for day in days]
        names = {rate.source for rate in rates}
        return RateRange(
            min(rates, key=lambda r: (r.value, r.day)),
            max(rates, key=lambda r: (r.value, -r.day.toordinal())),
            tuple(source.name for source in self._sources if source.name in names),
            len(rates),
            complete=(days[0] - start).days <= LONGEST_GAP,
        )

    def sources(self) -> tuple[str, ...]:
        """The names of the sources, the most trusted first."""
        return tuple(source.name for source in self._sources)

    def _between(self, base: str, quote: str, first: date, last: date) -> Iterator[Rate]:
        found: dict[date, Rate] = {}
        each_day = [first + timedelta(days=n) for n in range(min((last - first).days + 1, _LONG_STRETCH))]
        for source in reversed(self._sources):
            for day in each_day if len(each_day) < _LONG_STRETCH else source.days(base, quote):
                rate = source.rate(base, quote, day) if first <= day <= last else None
                if rate is not None:
                    found[day] = rate
        yield from found.values()


class _Source(ABC):
    """One source's rates, by pair."""

    name: str

    @abstractmethod
    def series(self, base: str, quote: str) -> Series:
        """The rates published for the pair as it stands."""

    @abstractmethod
    def pivots(self, base: str, quote: str) -> tuple[str, ...]:
        """Currencies that both may be quoted against."""

    def rate(self, base: str, quote: str, day: date) -> Rate | None:
        """The rate of exactly that day, as published, turned round or across a third currency."""
        value = self._value(base, quote, day)
        if value is None:
            for pivot in self.pivots(base, quote):
                left, right = self._value(base, pivot, day), self._value(pivot, quote, day)
                if left is not None and right is not None:
                    value = _DERIVED.multiply(left, right).normalize()
                    break
        return None if value is None else Rate(self.name, base, quote, day, value)

    def days(self, base: str, quote: str) -> set[date]:
        """Days that may have a rate for the pair."""
        out = {*self.series(base, quote), *self.series(quote, base)}
        for pivot in self.pivots(base, quote):
            out |= {*self.series(pivot, base), *self.series(base, pivot)}
        return out

    def _value(self, base: str, quote: str, day: date) -> Decimal | None:
        stated = self.series(base, quote).get(day)
        if stated is not None:
            return stated
        turned = self.series(quote, base).get(day)
        return None if turned is None else _DERIVED.divide(Decimal(1), turned)


class _Imported(_Source):
    """The rates of one source that the user brought."""

    def __init__(self, name: str, rates: Iterable[Rate]) -> None:
        self.name = name
        self._series: dict[tuple[str, str], dict[date, Decimal]] = {}
        for (base, quote, day), same in groupby(rates, lambda r: (r.base, r.quote, r.day)):
            values = {rate.value for rate in same}
            if len(values) == 1:
                self._series.setdefault((base, quote), {})[day] = values.pop()
        partners: dict[str, set[str]] = {}
        for base, quote in self._series:
            partners.setdefault(base, set()).add(quote)
            partners.setdefault(quote, set()).add(base)
        self._partners = partners

    def series(self, base: str, quote: str) -> Series:
        return self._series.get((base, quote), {})

    def pivots(self, base: str, quote: str) -> tuple[str, ...]:
        return tuple(sorted(self._partners.get(base, set()) & self._partners.get(quote, set())))


class _Bundled(_Source):
    """The bundled history."""

    name = european_central_bank.SOURCE

    def series(self, base: str, quote: str) -> Series:
        return european_central_bank.euro_rates(quote) if base == european_central_bank.BASE else {}

    def pivots(self, base: str, quote: str) -> tuple[str, ...]:
        return (european_central_bank.BASE,) if european_central_bank.BASE not in (base, quote) else ()

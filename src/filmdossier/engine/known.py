"""What is known of a film: its record as it stands, or from nothing but what had appeared by a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from filmdossier.engine.deriving import derive_records
from filmdossier.model.dates import parse_edtf
from filmdossier.model.errors import StoreError
from filmdossier.model.judgement import standing
from filmdossier.model.record import Record
from filmdossier.rates.table import RateTable
from filmdossier.record.writing import parse_film, parse_shown
from filmdossier.store.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """A record, and what it was made from.

    Attributes:
        film: id of the film, whatever id was asked for.
        record: as it stands, or as it stood. As it stands, it is without findings: those are the store's, which gives
            them a part at a time.
        is_all: whether it is the record as it stands, since no day is given or nothing is later or undated.
        as_of: EDTF date that limits what was known, or None for all that is known.
        undated: ids of documents left out since nothing says when they appeared.
        later: how many documents were left out since they appeared later.
    """

    film: str
    record: Record
    is_all: bool = True
    as_of: str | None = None
    undated: tuple[str, ...] = ()
    later: int = 0


def load_known(store: Store, film: str, *, with_comparisons: bool = False) -> Known:
    """The record of a film as it stands.

    Args:
        store: where.
        film: its id, that of any of its mentions, or the beginning of one.
        with_comparisons: with what led to taking titles and names for one.

    Raises:
        StoreError: there is no such film.
    """
    record = parse_shown(store.record(film), with_comparisons=with_comparisons)
    return Known(record.film.id, record)


def load_known_by(
    store: Store, film: str, day: str, rates: Callable[[], RateTable], *, with_comparisons: bool = False
) -> Known:
    """The record of a film from nothing but articles that had appeared by a day.

    An article counts where its date of publication cannot be later; one without a date does not. Where all count, that
    is the record as it stands.

    Args:
        store: where.
        film: its id, that of any of its mentions, or the beginning of one.
        day: EDTF.
        rates: for the audit; only asked for where there is one to make.
        with_comparisons: with what led to taking titles and names for one.

    Raises:
        StoreError: there is no such film.
        ValueError: the day is no EDTF date, or none that ends.
    """
    limit = parse_edtf(day).latest
    if limit is None:
        raise ValueError(f"{day!r} has no end; give a day, a month or a year")
    found = store.film(film)
    if found is None:
        raise StoreError(f"{film}: no film has that id; see: filmdossier films")
    appearances = store.appearances(found.id)
    undated = {a.document for a in appearances if a.published is None}
    known = [a for a in appearances if a.published is not None and _is_out(a.published, limit)]
    members = tuple(a.mention for a in known)
    later = len({a.document for a in appearances} - undated - {a.document for a in known})
    if len(members) == len(appearances):
        now = load_known(store, found.id, with_comparisons=with_comparisons)
        return replace(now, record=_without_doubts(now.record), as_of=day)
    cluster = parse_film(store.record(found.id))
    then = replace(
        cluster,
        members=members,
        comparisons=tuple(c for c in cluster.comparisons if {c.left, c.right} <= set(members)),
        doubts=(),
    )
    record = Record(then)
    if known:
        mentions = store.film_mentions(members)
        [derived] = derive_records(store, [then], mentions, standing(store.judgements()), rates())
        record = derived.record
    return Known(found.id, record, False, day, tuple(sorted(undated)), later)


def _is_out(published: str, limit: date) -> bool:
    latest = parse_edtf(published).latest
    return latest is not None and latest <= limit


def _without_doubts(record: Record) -> Record:
    """Whether this film is that one, too, is asked today."""
    return replace(record, film=replace(record.film, doubts=()))

"""The sample press in a store, read once for all tests that need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import filmdossier
from filmdossier.engine.adding import keep
from filmdossier.engine.deriving import derive
from filmdossier.engine.reading import Prepared, prepare
from filmdossier.press import load_samples
from filmdossier.rates.table import RateTable
from filmdossier.store.open import open_store
from filmdossier.store.store import Store

RATES = RateTable()


@cache
def press() -> tuple[Prepared, ...]:
    """Every sample article, read."""
    return tuple(
        prepare(
            filmdossier.read(
                p.text,
                published=p.published if p.given else None,
                language=p.language,
                source=f"press/{p.slug}.txt",
                publisher=p.outlet,
            ),
            f"press/{p.slug}.txt",
        )
        for p in load_samples()
    )


def captured(piece: Prepared) -> str:
    """When a piece was captured: a time of its own, whatever the order of arrival."""
    return f"2026-01-01T00:00:00.{int(piece.reading.document.id[:5], 16) % 1_000_000:06d}+00:00"


def fill(store: Store, pieces: Iterable[Prepared]) -> None:
    for piece in pieces:
        keep(store, piece, captured(piece))


def filled_store(path: Path, pieces: Sequence[Prepared] | None = None) -> Store:
    """A new store that holds articles, with their records derived."""
    store = open_store(path)
    fill(store, press() if pieces is None else pieces)
    derive(store, RATES)
    return store


def dump(store: Store) -> list[str]:
    """Everything derived."""
    return list(store.dump_derived())


def id_of(store: Store, title: str) -> str:
    """The film of that title."""
    [film] = [f for f in store.films() if f.name == title]
    return film.id

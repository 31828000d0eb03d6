"""The store: everything that can be done with one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, text

from filmdossier.model.errors import StoreError
from filmdossier.store.address import Address
from filmdossier.store.articles import Articles
from filmdossier.store.claim_documents import ClaimDocuments
from filmdossier.store.doubts import Doubts
from filmdossier.store.errors import told
from filmdossier.store.film_parts import FilmParts
from filmdossier.store.generation import grow
from filmdossier.store.judgements import Judgements
from filmdossier.store.keeping import Keeping
from filmdossier.store.pending import Pending
from filmdossier.store.rates import Rates
from filmdossier.store.search import Search
from filmdossier.store.work import Shelf, Work

_WRITERS = 0x66696C6D
"""The number of the lock that lets one writer at a time into a PostgreSQL store, as SQLite does by itself."""


class Store(Keeping, Shelf, FilmParts, ClaimDocuments, Search, Articles, Doubts, Judgements, Rates, Pending):
    """An open store. Every method is a transaction of its own; open one with `filmdossier.store.open.open_store`.

    Attributes:
        is_read_only: whether it can only be read.
    """

    def __init__(self, engine: Engine, address: Address, *, is_read_only: bool) -> None:
        self._engine = engine
        self._address = address
        self.is_read_only = is_read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self._address.shown!r})"

    @property
    def address(self) -> str:
        """What `open_store` opens this store by, also in another process; it may hold a password."""
        return self._address.text

    def close(self) -> None:
        """Let go of the file or the server. What was kept is safe without it."""
        self._engine.dispose()

    def deriving(self) -> AbstractContextManager[Work]:
        """One transaction in which to derive, and no other program writes; kept at the end, or nothing of it.

        Raises:
            StoreError: the store cannot be written.
        """
        return self._deriving()

    @contextmanager
    def _deriving(self) -> Iterator[Work]:
        with self._write() as c:
            yield Work(c)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with told(self._address.shown), self._engine.connect() as c:
            if c.dialect.name == "postgresql":
                c = c.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901  the same connection
            with c.begin():
                yield c

    @contextmanager
    def _write(self, *, durable: bool = False) -> Iterator[Connection]:
        if self.is_read_only:
            raise StoreError(
                f"{self._address.shown}: it is open for reading only; check its permissions, or use another store"
            )
        with told(self._address.shown), self._engine.connect() as c:
            _wait_for_disk(c, durable=durable)
            lock(c)
            try:
                yield c
                grow(c)
                c.commit()
            except BaseException:
                c.rollback()
                raise


def _wait_for_disk(c: Connection, *, durable: bool) -> None:
    """Choose whether SQLite waits for the disk before it calls a transaction kept; PostgreSQL always does."""
    driver = c.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")


def lock(c: Connection) -> None:
    """Begin a transaction for writing, as soon as no other program writes."""
    c = c.execution_options(writes=True)
    c.begin()
    if c.dialect.name == "postgresql":
        c.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _WRITERS})

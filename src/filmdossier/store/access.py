"""Reading and writing tables, in steps that any database takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Delete, Row, Select, Table, Update
from sqlalchemy.dialects import postgresql, sqlite

from filmdossier.store.columns import Words, escape

#: How many values one query asks for: below the limit of every SQLite (999), and few enough to plan quickly.
STEP = 500

_LONGEST_ID = 16
_DIGITS = frozenset("0123456789abcdef")

T = TypeVar("T")


class Access(ABC):
    """Something that can be read: a store, or one transaction of it."""

    @abstractmethod
    def _read(self) -> AbstractContextManager[Connection]:
        """A connection for reading that sees one state of the store throughout."""


class WriteAccess(Access):
    """Something that can also be written."""

    @abstractmethod
    def _write(self, *, durable: bool = False) -> AbstractContextManager[Connection]:
        """A connection for writing; all that is written is kept at the end, or nothing.

        Args:
            durable: wait until it would outlast a loss of power as well.
        """


def steps(values: Iterable[T], size: int = STEP) -> Iterator[list[T]]:
    """The values, so many at a time."""
    going = iter(values)
    while step := list(islice(going, size)):
        yield step


def begins_id(given: str) -> bool:
    """Whether an id of a mention or claim can begin with these characters, or be them."""
    return 0 < len(given) <= _LONGEST_ID and _DIGITS.issuperset(given)


def select_in(c: Connection, query: Select[Any], column: Column[Any], values: Iterable[str]) -> Iterator[Row[Any]]:
    """The rows of a query whose column has one of the values; the values are asked for once each, in order."""
    for step in steps(sorted(set(values))):
        yield from c.execute(query.where(column.in_(step))).all()


def write_in(c: Connection, change: Delete | Update, column: Column[Any], values: Iterable[str]) -> None:
    """Change the rows whose column has one of the values."""
    for step in steps(sorted(set(values))):
        c.execute(change.where(column.in_(step)))


def insert_all(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    if rows and c.dialect.name == "postgresql":
        _copy(c, table, rows)
    elif rows:
        c.execute(table.insert(), rows)


def _copy(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows as PostgreSQL takes many of them fastest: https://www.postgresql.org/docs/current/sql-copy.html."""
    names = list(rows[0])
    escaped = {name for name in names if isinstance(table.c[name].type, Words)}
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = c.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([escape(row[name]) if name in escaped else row[name] for name in names])


def insert_new(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, but not those whose key is there already."""
    if rows:
        c.execute(_insert(c, table).on_conflict_do_nothing(), rows)


def insert_new_from(c: Connection, table: Table, names: Sequence[str], query: Select[Any]) -> None:
    """Insert what a query gives, but not what has a key that is there already."""
    c.execute(_insert(c, table).from_select(list(names), query).on_conflict_do_nothing())


def insert_or_replace(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows in place of those with the same keys."""
    if rows:
        statement = _insert(c, table)
        keys = [k.name for k in table.primary_key]
        others = {k.name: statement.excluded[k.name] for k in table.columns if k.name not in keys}
        c.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def _insert(c: Connection, table: Table) -> Any:
    """An insertion that can say what happens to keys that are there already, as both databases spell it alike."""
    return sqlite.insert(table) if c.dialect.name == "sqlite" else postgresql.insert(table)

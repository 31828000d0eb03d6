"""Column types that hold any Python string."""

from __future__ import annotations

import json
import re

from sqlalchemy import Boolean, Column, Dialect, ForeignKey, Integer, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

_MARK = "\x1b"
_ODD = re.compile("[\x00\ud800-\udfff]|^\x1b")
"""NUL, which PostgreSQL refuses, and lone surrogates, which have no UTF-8; file names and careless pages hold both."""

#: Identities and codes: plain ASCII.
ID = Text()

#: How migrations make every column of text: ordered by code point, whatever the database's own order is.
ORDERED_TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def escape(value: str | None) -> str | None:
    """A string that every database takes, for any string."""
    if value is None or not _ODD.search(value):
        return value
    return _MARK + json.dumps(value)


class Words(TypeDecorator[str]):
    """Any text, given back as it was, code point by code point; strings that no database takes are escaped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what the database refuses."""
        return escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Give it back as it was."""
        if value is None or not value.startswith(_MARK):
            return value
        restored: str = json.loads(value[1:])
        return restored


def identity(name: str, *parts: ForeignKey, key: bool = False, null: bool = False) -> Column[str]:
    """A column of identities or codes."""
    return Column(name, ID, *parts, primary_key=key, nullable=null)


def words(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    """A column of any text."""
    return Column(name, Words, primary_key=key, nullable=null)


def number(name: str, *parts: ForeignKey, key: bool = False, null: bool = False) -> Column[int]:
    """A column of whole numbers, which the database does not make by itself."""
    return Column(name, Integer, *parts, primary_key=key, nullable=null, autoincrement=False)


def flag(name: str) -> Column[bool]:
    """A column of yes or no."""
    return Column(name, Boolean, nullable=False)

"""What databases report, in one line that says where, what, and what to do. Passwords never show."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from filmdossier.model.errors import StoreError

#: How long a writer waits for another, in seconds.
PATIENCE = 60

_FULL = "the disk is full and nothing of this was kept; make room and do it again"
_LOCKED = f"another program has been writing for more than {PATIENCE} seconds; do it again when that is done"
_CORRUPT = "the database is damaged; put a backup in its place, or add the articles to a new store"
_READ_ONLY = "it cannot be written to; check its permissions, or use another store with --db"

_SQLITE = (
    ("SQLITE_FULL", _FULL),
    ("SQLITE_BUSY", _LOCKED),
    ("SQLITE_LOCKED", _LOCKED),
    ("SQLITE_CORRUPT", _CORRUPT),
    ("SQLITE_NOTADB", "it is no SQLite database; name another file with --db"),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_PERM", _READ_ONLY),
    ("SQLITE_CANTOPEN", "it cannot be opened; check that its folder exists and can be written to"),
    ("SQLITE_IOERR", "the disk failed to read or write; check it and do it again"),
)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = (
    ("28", "the server refused the user or the password; check both in the URL"),
    ("3D000", "the server has no database of that name; make it with createdb"),
    ("42501", "the user lacks the right to do this; grant it in the database"),
    ("53100", _FULL),
    ("53300", "the server has too many connections; do it again later"),
    ("53", "the server is out of resources; do it again later"),
    ("55P03", _LOCKED),
    ("57014", _LOCKED),
    ("25006", _READ_ONLY),
    ("XX001", _CORRUPT),
    ("XX002", _CORRUPT),
    ("57P", "the server has shut down or ended the connection; do it again when it is up"),
    ("08", "the connection to the server broke; do it again"),
)

# Before there is a connection there are no codes, only the words of libpq, in English or in the server's language.
_REFUSED = (
    ("password authentication failed", _POSTGRESQL[0][1]),
    ("no password supplied", "the server wants a password; put it in the URL or in ~/.pgpass"),
    ("does not exist", _POSTGRESQL[1][1]),
    ("too many clients", _POSTGRESQL[4][1]),
    ("starting up", "the server is starting up; do it again in a moment"),
)
_UNREACHABLE = "the server cannot be reached; check that it runs and that host and port are right"


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database reports into `StoreError`.

    Args:
        where: the store as the user named it, without password.

    Raises:
        StoreError: in place of every error of the database.
    """
    try:
        yield
    except DBAPIError as e:
        raise StoreError(f"{where}: {_meaning(e.orig, str(e.orig), lost=e.connection_invalidated)}") from e
    except SQLAlchemyError as e:
        raise StoreError(f"{where}: {_first_line(str(e))}; do it again") from e
    except Exception as e:
        if not isinstance(e, _driver_errors()):
            raise
        raise StoreError(f"{where}: {_meaning(e, str(e))}") from e


def _driver_errors() -> tuple[type[Exception], ...]:
    """What drivers raise where they are used without SQLAlchemy."""
    psycopg = sys.modules.get("psycopg")
    return (sqlite3.Error,) if psycopg is None else (sqlite3.Error, psycopg.Error)


def _meaning(error: BaseException | None, message: str, *, lost: bool = False) -> str:
    name = str(getattr(error, "sqlite_errorname", None) or "")
    state = str(getattr(error, "sqlstate", None) or "")
    for start, meaning in _SQLITE if name else _POSTGRESQL if state else ():
        if (name or state).startswith(start):
            return meaning
    if not name and not state and _is_no_connection(error):
        for words, meaning in _REFUSED:
            if words in message:
                return meaning
        return f"{_UNREACHABLE} ({_first_line(message)})" if not lost else _POSTGRESQL[-1][1]
    return f"the database reports: {_first_line(message)}; report this if it happens again"


def _is_no_connection(error: BaseException | None) -> bool:
    return error is not None and type(error).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}


def _first_line(message: str) -> str:
    """The first line, with nothing that looks like a password."""
    lines = message.strip().splitlines() or [""]
    line = re.sub(r"(password=)\S+", r"\1***", lines[0].strip())
    return re.sub(r"(://[^:/@\s]*:)[^@\s]*@", r"\1***@", line).rstrip(";:. ")

"""Where a store is: a path, or the URL of a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from filmdossier.model.errors import StoreError

_POSTGRESQL = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is.

    Attributes:
        shown: how messages name it, without password.
        path: the file of a SQLite store, else None.
        url: of a PostgreSQL store, else None.
    """

    shown: str
    path: Path | None = None
    url: URL | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """What opens the same store again, password and all."""
        return self.url.render_as_string(hide_password=False) if self.url is not None else str(self.path)


def default_path() -> Path:
    """The store of this user where none is named."""
    return platformdirs.user_data_path("filmdossier") / "dossier.db"


def parse_address(given: str | Path | None) -> Address:
    """Read what the user gave for a store.

    Args:
        given: a path, ``sqlite:///…``, ``postgresql://…``, or None for the default.

    Raises:
        StoreError: it is a URL of another kind, or none.
    """
    if given is None or not str(given):
        return _file(default_path())
    text = str(given)
    if "://" not in text:
        return _file(Path(text).expanduser())
    scheme = text.partition("://")[0]
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(f"{scheme}://…: that is no complete URL; write {scheme}://user@host/name") from None
    if url.drivername == "sqlite":
        if not url.database or url.database == ":memory:":
            raise StoreError(f"{text}: that names no file; write sqlite:///path/to/file")
        return _file(Path(url.database))
    if url.drivername not in _POSTGRESQL:
        raise StoreError(f"{scheme}://…: no kind of store; give a path, sqlite:///… or postgresql://…")
    if not url.database:
        raise StoreError(f"{url.render_as_string()}: that names no database; write {scheme}://user@host/name")
    return Address(url.render_as_string(), url=url.set(drivername="postgresql+psycopg"))


def _file(path: Path) -> Address:
    return Address(str(path), path=path)

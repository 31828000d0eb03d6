"""Opening a store: SQLite by default, PostgreSQL by URL; made, or brought up to date, where needed."""

from __future__ import annotations

import os
import sqlite3
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text

from filmdossier.model.errors import StoreError
from filmdossier.store.address import Address, default_path, parse_address
from filmdossier.store.errors import PATIENCE, told
from filmdossier.store.revisions import HEAD, REVISIONS, VERSION_TABLE, upgrade
from filmdossier.store.store import Store, lock

_HEADER = b"SQLite format 3\x00"
_PATIENCE_TO_CONNECT = 10
"""Seconds that a server has to answer."""


def open_store(given: str | Path | None = None, *, create: bool = True, read_only: bool = False) -> Store:
    """Open a store.

    Args:
        given: a path, ``sqlite:///…``, ``postgresql://user:password@host/name``, or None for the user's own.
        create: make one where there is none.
        read_only: change nothing, whatever is called. A file that cannot be written is opened so in any case.

    Raises:
        StoreError: there is none, it cannot be opened, or a newer filmdossier wrote it.
    """
    address = parse_address(given)
    if address.path is not None:
        _check_file(address.path, create=create and not read_only)
        read_only = read_only or not _is_writable(address.path)
        engine = _sqlite(address.path, read_only=read_only)
    else:
        engine = _postgresql(address, read_only=read_only)
    try:
        with told(address.shown):
            _bring_up_to_date(engine, address, create=create, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, address, is_read_only=read_only)


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: that is a folder; name a file in it")
    if not create and not path.exists():
        raise StoreError(f"{path}: there is no store; make one with: filmdossier add SOURCE")
    if create and path == default_path():
        _make_folder(path.parent)
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it, or name another file with --db")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except OSError as e:
        raise StoreError(f"{path}: it cannot be read ({e.strerror}); check its permissions") from None
    if start and start != _HEADER:
        raise StoreError(f"{path}: that is no store of filmdossier but another kind of file; name another with --db")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise StoreError(f"{folder}: cannot be made ({e.strerror}); name another place with --db") from None


def _is_writable(path: Path) -> bool:
    """Whether the file can be written, and its folder, where SQLite keeps its log meanwhile."""
    ids: Any = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    return os.access(path.parent, os.W_OK, **ids) and (not path.exists() or os.access(path, os.W_OK, **ids))


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    # The connection last used is taken first: it has in its cache what was just read.
    given = {"creator": lambda: _connect(path, read_only=read_only), "poolclass": _pool(), "pool_use_lifo": True}
    engine = create_engine("sqlite://", **given)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool  # noqa: PLC0415

    return QueuePool


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to a file, in SQLite's own transactions rather than those that its driver begins by itself.

    What is committed outlives the end of the process at once. With ``synchronous=NORMAL``, the file is also whole after
    a loss of power, and lacks at most the last transactions; what people judged waits for the disk (`lock`).
    """
    mode = "ro" if read_only else "rwc"
    if read_only and not _has_log(path) and not _is_writable(path):
        mode = "ro&immutable=1"  # a folder that cannot be written holds no log for SQLite to make
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        if not read_only:
            _use_log(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute("PRAGMA temp_store=MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    """Let readers read while one writes. SQLite does not wait by itself while another program makes the same switch."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as e:
            if not str(e.sqlite_errorname).startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _begin_sqlite(c: Connection) -> None:
    c.exec_driver_sql("BEGIN IMMEDIATE" if c.get_execution_options().get("writes") else "BEGIN")


def _postgresql(address: Address, *, read_only: bool) -> Engine:
    if find_spec("psycopg") is None:
        raise StoreError(f"{address.shown}: PostgreSQL needs a driver; pip install 'filmdossier[postgres]'")
    options = f"-c lock_timeout={PATIENCE}s -c client_encoding=UTF8"
    if read_only:
        options += " -c default_transaction_read_only=on"
    assert address.url is not None
    given = address.url.query.get("options")
    arguments = {
        "connect_timeout": _PATIENCE_TO_CONNECT,
        "application_name": "filmdossier",
        "options": f"{options} {given}" if isinstance(given, str) else options,
    }
    arguments = {k: v for k, v in arguments.items() if k == "options" or k not in address.url.query}
    url = address.url.difference_update_query(["options"])
    return create_engine(url, connect_args=arguments, pool_use_lifo=True)


def _bring_up_to_date(engine: Engine, address: Address, *, create: bool, read_only: bool) -> None:
    with engine.connect() as c:
        revision = _revision(c, address)
        c.rollback()
        if revision == HEAD:
            return
        if revision is None and (not create or read_only):
            raise StoreError(f"{address.shown}: there is no store; make one with: filmdossier add")
        if read_only:
            raise StoreError(
                f"{address.shown}: an older filmdossier wrote it, and it can only be read; make it writable, "
                "or read it with that version"
            )
        lock(c)
        if _revision(c, address) != HEAD:
            upgrade(c)
        c.commit()


def _revision(c: Connection, address: Address) -> str | None:
    """The revision of a store, or None of an empty database.

    Raises:
        StoreError: it is newer than this program, or something else than a store.
    """
    tables = inspect(c).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise StoreError(f"{address.shown}: that database holds something else; give filmdossier one of its own")
        return None
    revision = c.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608
    if revision is not None and revision not in REVISIONS:
        raise StoreError(f"{address.shown}: it was written by a newer filmdossier; upgrade filmdossier to open it")
    return revision

"""What users give for a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmdossier.model.errors import StoreError
from filmdossier.store.address import parse_address


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("press.db", Path("press.db")),
        ("/data/press.db", Path("/data/press.db")),
        ("sqlite:///press.db", Path("press.db")),
        ("sqlite:////data/press.db", Path("/data/press.db")),
        ("with space & ünïcode?.db", Path("with space & ünïcode?.db")),
        (Path("press.db"), Path("press.db")),
    ],
)
def test_files(given: str, path: Path) -> None:
    address = parse_address(given)
    assert (address.path, address.url) == (path, None)
    assert address.text == address.shown == str(path)


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://me:secret@host:5433/press",
        "postgres://me:secret@host:5433/press",
        "postgresql+psycopg://me:secret@host:5433/press",
    ],
)
def test_servers(given: str) -> None:
    address = parse_address(given)
    assert address.path is None
    assert address.text == "postgresql+psycopg://me:secret@host:5433/press"
    assert "secret" not in address.shown + repr(address)
    assert address.shown.endswith("://me:***@host:5433/press")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("sqlite://", "sqlite://: that names no file; write sqlite:///path/to/file"),
        ("sqlite:///:memory:", "sqlite:///:memory:: that names no file; write sqlite:///path/to/file"),
        ("mysql://me:secret@host/x", "mysql://…: no kind of store; give a path, sqlite:///… or postgresql://…"),
        ("postgresql://me:secret@host", "names no database; write postgresql://user@host/name"),
        ("postgresql://me:secret@host:port/x", "that is no complete URL; write postgresql://user@host/name"),
        ("://secret", "that is no complete URL"),
    ],
)
def test_others(given: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        parse_address(given)
    assert said in str(caught.value)
    assert given == "://secret" or "secret" not in str(caught.value)

"""Every contract is held against both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.contract.postgres import NoServerError, Server, running_server

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    try:
        with running_server() as running:
            yield running
    except NoServerError as e:
        pytest.skip(str(e))


def _place(database: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield str(folder / "dossier.db")
        return
    server: Server = request.getfixturevalue("server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store can be made: a path, or the URL of an empty database."""
    yield from _place(request.param, request, tmp_path)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture(params=DATABASES, scope="module")
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all the examples of a property."""
    for place in _place(request.param, request, tmp_path_factory.mktemp("store")):
        with open_store(place) as opened:
            yield opened


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = server.create()
    yield server.url(name)
    server.drop(name)

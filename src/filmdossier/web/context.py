"""What every request has at hand: the store, the reference rates, how the server is set up, and who asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from filmdossier.rates.table import RateTable
from filmdossier.store.store import Store
from filmdossier.web.security.people import reader, writer
from filmdossier.web.settings import Settings


def _store(request: Request) -> Store:
    store = request.app.state.store
    assert isinstance(store, Store)
    return store


def _settings(request: Request) -> Settings:
    settings = request.app.state.settings
    assert isinstance(settings, Settings)
    return settings


def _rates(store: Annotated[Store, Depends(_store)]) -> RateTable:
    return RateTable(store.all_rates())


StoreDep = Annotated[Store, Depends(_store)]
SettingsDep = Annotated[Settings, Depends(_settings)]
RatesDep = Annotated[RateTable, Depends(_rates)]
Reader = Annotated[str | None, Depends(reader)]
"""The name of whoever is logged in, or None; refused where reading is private and nobody is."""
Writer = Annotated[str, Depends(writer)]
"""The name of whoever writes; refused where nobody is logged in."""

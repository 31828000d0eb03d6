"""What is to be served and how, as it is handed to the processes that do it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import FastAPI

from filmdossier.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be served and how. Processes get it through a pipe, as it holds a secret, and a password perhaps.

    Attributes:
        store: what `open_store` opens it by.
        settings: how the server is set up.
        workers: processes.
        root: path below which a proxy mounts the server, without the slash at its end.
        proxies: addresses whose X-Forwarded fields count.
        log: whether each request is told on standard error.
    """

    store: str = field(repr=False)
    settings: Settings
    workers: int = 1
    root: str = ""
    proxies: tuple[str, ...] = ()
    log: bool = False

    def make(self) -> FastAPI:
        """The application, over a store of its own, in a process that serves it.

        Raises:
            StoreError: the store cannot be opened.
        """
        from filmdossier.store.open import open_store  # noqa: PLC0415  each process imports it by itself
        from filmdossier.web.app import create_app  # noqa: PLC0415

        return create_app(open_store(self.store, create=False), self.settings)

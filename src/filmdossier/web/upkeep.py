"""Bringing records up to date behind the requests: what one changes is derived at once, and none waits long for it."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field

from fastapi import Request

from filmdossier.engine.deriving_some import derive_small
from filmdossier.engine.reading_room import ReadingRoom
from filmdossier.rates.table import RateTable
from filmdossier.store.store import Store

_log = logging.getLogger("filmdossier.web")


@dataclass(slots=True)
class _Run:
    """One thread that derives: whether it is done, and whether something is left undone."""

    done: threading.Event = field(default_factory=threading.Event)
    left: bool = False


class Upkeep:
    """Derives what is pending, one run at a time, in a thread of its own; families of very many mentions are left.

    What is pending is kept in the store: a run that is broken off is made up for by the next, whoever starts it. What
    is left is derived by the next command that opens the store to write, such as ``filmdossier rebuild``.

    Args:
        store: what is kept up to date.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._run: _Run | None = None
        self._large: dict[str, set[str]] = {}

    def catch_up(self, patience: float) -> bool:
        """Have everything derived that is pending by now.

        Args:
            patience: seconds to wait for it; it goes on after that.

        Returns:
            Whether it is done.
        """
        with self._lock:
            run = self._run
            if run is None:
                run = self._run = _Run()
                threading.Thread(target=self._derive, args=(run,), name="upkeep", daemon=True).start()
        return run.done.wait(patience) and not run.left

    def _derive(self, run: _Run) -> None:
        try:
            while True:
                left = derive_small(self._store, RateTable(self._store.all_rates()), known=self._large)
                with self._lock:
                    # Whoever marks something after this look finds no run and starts the next.
                    if self._store.count_pending() <= left:
                        self._run, run.left = None, left > 0
                        break
        except Exception:
            _log.exception("records could not be brought up to date; the next change tries it again")
            run.left = True
            with self._lock:
                self._run = None
        finally:
            run.done.set()


def upkeep_of(request: Request) -> Upkeep:
    """The one of this application."""
    state = request.app.state
    held = state._state.setdefault("upkeep", Upkeep(state.store))
    assert isinstance(held, Upkeep)
    return held


def room_of(request: Request) -> ReadingRoom:
    """The processes that read what is added to this application: half as many as there are cores."""
    state = request.app.state
    seats = max(1, (os.cpu_count() or 1) // 2)
    held = state._state.setdefault("reading_room", ReadingRoom(state.store.address, seats=seats))
    assert isinstance(held, ReadingRoom)
    return held

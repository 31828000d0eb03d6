"""The server: one process, or several at one socket. Ctrl-C ends it at once; SIGTERM lets it finish its answers."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from types import FrameType

import anyio.to_thread
import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from filmdossier.model.errors import FilmdossierError
from filmdossier.web.serving.config import TO_STDERR, Config
from filmdossier.web.serving.plan import Plan

THREADS = 12
"""Requests that a process works on at once: fewer than a store has connections (15), so that none waits for one; many
more than there are cores, as some wait for an article to be fetched or a record to be derived."""
_AT_ONCE = 0.5
"""Seconds that threads at work have after Ctrl-C."""


def run(plan: Plan, listening: socket.socket, ready: Callable[[], None], ended: Callable[[], None]) -> bool:
    """Serve until told to end.

    Args:
        plan: what and how.
        listening: the socket.
        ready: called once requests are answered.
        ended: called where the program ends from here, because a thread is still at work.

    Returns:
        Whether requests were ever answered.
    """
    config = Config(
        partial(_make, plan),
        plan.settings,
        workers=plan.workers,
        root=plan.root,
        proxies=plan.proxies,
        log=plan.log,
        logs=TO_STDERR,
    )
    # uvicorn raises the signal that ended it once more when it is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if plan.workers > 1:
        workers = _Workers(config, [listening], ready)
        workers.run()
        return workers.were_ready
    server = _Server(config, ready, ended)
    server.run([listening])
    return server.started


def _make(plan: Plan) -> object:
    parent = parent_process()
    if parent is not None:
        _end_with(parent.join)
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    try:
        made = plan.make()
    except FilmdossierError as e:
        logging.getLogger("filmdossier").error("%s", e)
        sys.exit(STARTUP_FAILURE)
    _collect_seldom()
    return made


def _collect_seldom() -> None:
    """Keep what is there for good out of garbage collection, and collect less often.

    A full collection walks through every object that is kept, the records in the cache too, and holds up all answers
    meanwhile. What answers leave behind is mostly freed by counting references, without any collection.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _end_with(wait: Callable[[], None]) -> None:
    """Leave no worker behind where the process that looks after them was killed."""

    def watch() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


class _Server(uvicorn.Server):
    """The server in this process."""

    def __init__(self, config: Config, ready: Callable[[], None], ended: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready, self._ended = ready, ended

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig == signal.SIGINT:
            # Python waits for threads at work, which may be reading a long article. What they have not kept is undone.
            threading.Thread(target=self._end_soon, daemon=True).start()
            logging.disable()  # what is broken off was meant to be
            self.force_exit = True
        super().handle_exit(sig, frame)

    def _end_soon(self) -> None:
        time.sleep(_AT_ONCE)
        self._ended()
        os._exit(0)


class _Workers(Multiprocess):
    """The processes that serve, and this one, which looks after them."""

    def __init__(self, config: Config, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._ready = ready
        self.were_ready = False

    def keep_subprocess_alive(self) -> None:
        super().keep_subprocess_alive()
        if not self.were_ready and all(p.is_ready(timeout=1) for p in self.processes):
            self.were_ready = True
            self._ready()

    def handle_int(self) -> None:
        for process in self.processes:
            process.process.kill()
        self.should_exit.set()

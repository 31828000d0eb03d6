"""Answers are made a few at a time, and the other requests wait for their turn.

Python runs one thread at a time, and SQLite's driver hands over at every row; with many threads at work, most of the
time goes into handing over. On two cores, two processes gave 163 searches a second to two readers, 49 to eight of them,
146 to eight with two turns each, and 189 with one. What changes something takes no turn: it waits more than it works.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_AT_ONCE = 1
"""Answers that a process makes at once. A second could go on while the first waits for a database, but costs more."""


class Turns:
    """Lets a few requests that only read go on at once; a turn ends where its answer begins to be sent."""

    def __init__(self, app: ASGIApp, at_once: int = _AT_ONCE) -> None:
        self._app = app
        self._free = asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _takes_a_turn(scope):
            await self._app(scope, receive, send)
            return
        await self._free.acquire()
        is_over = False

        def end() -> None:
            nonlocal is_over
            if not is_over:
                is_over = True
                self._free.release()

        async def sending(message: Message) -> None:
            end()
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            end()


def _takes_a_turn(scope: Scope) -> bool:
    """Whether answering is work; styles, and whether the server is up, come at once."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return not path.startswith(("/static/", "/healthz"))

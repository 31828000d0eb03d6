"""An event loop that leaves connections to the other processes at the same socket.

asyncio takes all connections that wait, up to the whole backlog, whenever it is woken
(https://github.com/python/cpython/blob/3.11/Lib/asyncio/selector_events.py). Of several processes, the first to wake
then gets all that a browser or a proxy opens at once, and the others have nothing to do. Here each takes one at a time.
"""

from __future__ import annotations

import asyncio
from typing import Any


class TakesTurns(asyncio.SelectorEventLoop):
    """Accepts one connection each time that it is woken; the system wakes it again while any wait."""

    def _accept_connection(
        self, protocol_factory: Any, sock: Any, sslcontext: Any = None, server: Any = None, backlog: int = 1, *rest: Any
    ) -> None:
        super()._accept_connection(protocol_factory, sock, sslcontext, server, 1, *rest)  # type: ignore[misc]

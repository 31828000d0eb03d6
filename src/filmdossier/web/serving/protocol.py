"""HTTP with a limit to every wait, so that no client holds a connection, a thread or memory by being slow.

uvicorn itself limits idle connections and what it keeps of an unfinished head. It waits forever for the rest of a head,
for the rest of a body, and for a client to take its answer; those waits are limited here. All of them are looked after
by one timer a connection:

* a head must be complete within `patience` seconds of its first byte, or of the connection being made;
* a body must arrive at `_SLOWEST` on average, after a first `patience` seconds;
* a client must take some of its answer every `patience` seconds;
* an answer must begin within `most_seconds`. The thread that makes it goes on to its end; who asked is told.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from filmdossier.web.security.headers import ALWAYS

if TYPE_CHECKING:
    from filmdossier.web.settings import Settings

_SLOWEST = 16 * 1024
"""Bytes of a body a second."""
_LATE = "The request did not arrive in time."


class PatientProtocol(H11Protocol):
    """One connection."""

    def __init__(self, config: Any, *given: Any, **more: Any) -> None:
        super().__init__(config, *given, **more)
        self._settings: Settings = config.settings
        self._timer: asyncio.TimerHandle | None = None
        self._since = 0.0
        """When what is waited for began: a head, a body, an answer."""
        self._received = 0
        self._unsent = 0
        self._unsent_since = 0.0
        self._waited_for = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        sock = transport.get_extra_info("socket")
        if sock is not None and sock.family in {socket.AF_INET, socket.AF_INET6}:
            # asyncio does so only where a socket names its protocol, which those that are handed over do not.
            # Without it each answer waits 40 ms: its body for the acknowledgement of its head.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._begin("head")
        self._look_again()
        if len(self.connections) > self._settings.most_connections:
            self._refuse(503, "Too many connections. Try again in a moment.")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what a client sends."""
        if self._waited_for == "":
            self._begin("head")
        self._received += len(data)
        if not self.transport.is_closing():
            super().data_received(data)
        self._notice()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of this one."""
        self._waited_for = ""  # the next may be there already, and is waited for from now on
        super().on_response_complete()
        self._notice()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, or too large a head."""
        error = sys.exc_info()[1]
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        self._refuse(status, "The head of that request is too large." if status == 431 else "That is no HTTP request.")

    def _begin(self, waited_for: str) -> None:
        if waited_for != self._waited_for:
            self._waited_for, self._since, self._received = waited_for, self.loop.time(), 0

    def _notice(self) -> None:
        """What is waited for now."""
        if self.cycle is None or (self.cycle.response_complete and self.conn.their_state is not h11.SEND_BODY):
            # Between two requests uvicorn's own timer runs, until there is something of the next.
            buffered = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
            self._begin("head" if buffered or self.cycle is None else "")
        elif self.conn.their_state is h11.SEND_BODY:
            self._begin("rest" if self.cycle.response_complete else "body")
        else:
            self._begin("answer")

    def _look_again(self) -> None:
        self._timer = self.loop.call_later(min(1.0, self._settings.patience / 4), self._look)

    def _look(self) -> None:
        if self._is_stuck():
            self.transport.abort()
            return
        self._look_again()
        if self.transport.is_closing():
            return
        waited = self.loop.time() - self._since
        patience = self._settings.patience
        if self._waited_for == "head" and waited > patience:
            # Browsers open connections in advance; of one that nothing ever came by, nothing is to be said.
            self._refuse(408, _LATE) if self.conn.trailing_data[0] else self.transport.close()
        elif self._waited_for == "rest" and waited > patience:
            self.transport.close()
        elif self._waited_for == "body" and not self.flow.read_paused and waited > patience + self._received / _SLOWEST:
            self._refuse(408, _LATE)
        elif self._waited_for == "answer" and not self.cycle.response_started and waited > self._settings.most_seconds:
            self._refuse(503, "The answer takes too long. What was asked may still be done.")

    def _is_stuck(self) -> bool:
        """Whether the client has taken nothing of what lies ready for it for too long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or unsent != self._unsent:
            self._unsent, self._unsent_since = unsent, self.loop.time()
        return unsent > 0 and self.loop.time() - self._unsent_since > self._settings.patience

    def _refuse(self, status: int, said: str) -> None:
        """Say why, once, and close. What the application still has to say goes nowhere."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = f"{said}\n".encode()
            fields = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body)), **ALWAYS}
            headers = [(n.encode(), v.encode()) for n, v in {**fields, "Connection": "close"}.items()]
            head = h11.Response(status_code=status, headers=headers, reason=STATUS_PHRASES[status])
            for event in (head, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

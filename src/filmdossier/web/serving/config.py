"""How uvicorn runs the application."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import uvicorn

from filmdossier.web.security.limits import LARGEST_HEAD
from filmdossier.web.serving.loop import TakesTurns
from filmdossier.web.serving.protocol import PatientProtocol
from filmdossier.web.settings import Settings

_KEPT_ALIVE = 30
"""Seconds that an idle connection stays open; a proxy opens another at no cost."""
_TO_FINISH = 20
"""Seconds that requests have to be answered once the server is told to end."""


class Config(uvicorn.Config):
    """How uvicorn runs the application, and what the protocol must know.

    Attributes:
        settings: how the server is set up.
    """

    def __init__(
        self,
        make: Callable[[], Any],
        settings: Settings,
        *,
        workers: int = 1,
        root: str = "",
        proxies: Sequence[str] = (),
        log: bool = False,
        logs: dict[str, Any] | None = None,
    ) -> None:
        """Set up uvicorn.

        Args:
            make: makes the application, in each process that runs it; it is pickled on its way there.
            settings: how the server is set up.
            workers: processes.
            root: path below which a proxy mounts the server.
            proxies: addresses whose X-Forwarded fields count.
            log: whether each request is told.
            logs: how logging is set up in each process, such as `TO_STDERR`; None for as it is.
        """
        self.settings = settings
        super().__init__(
            make,
            factory=True,
            workers=workers,
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            root_path=root,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            h11_max_incomplete_event_size=LARGEST_HEAD,
            timeout_keep_alive=_KEPT_ALIVE,
            timeout_graceful_shutdown=_TO_FINISH,
            timeout_worker_healthcheck=60,
            backlog=512,
            server_header=False,
            log_config=logs,
            access_log=log,
        )

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop] | None:
        """The event loop: one that shares what comes in, where several processes serve."""
        return TakesTurns if self.workers > 1 and sys.platform != "win32" else super().get_loop_factory()


class OneLine(logging.Formatter):
    """A line of the log: what a client sent can neither end it nor colour the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; of a traceback, which is the program's own, several."""
        message = _escaped(record.getMessage())
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        told = f"{at} {record.levelname.lower()} {message}"
        return f"{told}\n{_traced(self.formatException(record.exc_info))}" if record.exc_info else told


def _escaped(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _traced(text: str) -> str:
    return "\n".join(f"    {_escaped(line)}" for line in text.splitlines())


TO_STDERR: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": OneLine}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        "uvicorn.error": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "uvicorn.access": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "filmdossier": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

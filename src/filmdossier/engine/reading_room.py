"""Reading articles while something else goes on: in processes of their own, so many at a time, within a time limit.

A server's other threads are not held up by it, an article that takes for ever is given up, and one that brings its
process down takes nothing else with it.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue

from filmdossier.engine.reading import (
    READER,
    Failed,
    Known,
    Options,
    Prepared,
    load,
    prepare,
    read_article,
    read_source,
)
from filmdossier.model.errors import FilmdossierError, InputError
from filmdossier.reading.text import digest_text, normalize_text
from filmdossier.sources.load import STANDARD_INPUT
from filmdossier.store.open import open_store

Result = Prepared | Known | Failed

#: Seconds that one article may take, fetching included.
LIMIT = 60.0
#: Seconds after which a process that has nothing to do ends, and gives its memory back.
_IDLE = 600.0
#: How many wait for a seat at the most: each holds up a thread of the server.
_WAITING = 6
_BUSY = "others are having articles read just now; do it again in a minute"
#: Seconds that a process has to end once it is killed.
_GOING = 5.0
_ADDRESS = ("http://", "https://")
_TOO_LONG = "give a shorter one, or add it with: filmdossier add"


@dataclass(frozen=True, slots=True)
class Handed:
    """An article that somebody hands over, rather than naming where it is.

    Attributes:
        name: what it is called where something is wrong with it.
        source: where it is said to be from, once it is kept.
        data: its bytes: text or HTML.
    """

    name: str
    source: str
    data: bytes


class BusyError(FilmdossierError):
    """So many articles are being read already that this one would have to wait for too long."""


class ReadingRoom:
    """A few processes that read, started when they are needed.

    Args:
        known_in: address of the store whose documents are not read again.
        seats: how many articles are read at a time.
        limit: seconds that one may take.
        patience: seconds that one waits for its turn.
    """

    def __init__(self, known_in: str, *, seats: int = 1, limit: float = LIMIT, patience: float = 30.0) -> None:
        self._known_in, self._limit, self._patience = known_in, limit, patience
        self._seats: LifoQueue[_Reader | None] = LifoQueue()
        for _ in range(seats):
            self._seats.put(None)
        self._places = threading.BoundedSemaphore(seats + _WAITING)

    def read(self, given: str | Handed, options: Options, limit: float | None = None) -> Result:
        """Read one article; what is wrong with it is part of the answer.

        Args:
            given: an address, or the article itself. Paths are not read: whoever asks a server has no files there.
            options: how it is loaded and read.
            limit: seconds that this one may take, where it is less than usual.

        Raises:
            BusyError: no process was free in time.
        """
        if isinstance(given, str) and not given.lower().startswith(_ADDRESS):
            return _failed(given, "is no http or https address", "give it as https://host/path")
        if not self._places.acquire(blocking=False):
            raise BusyError(_BUSY)
        try:
            return self._read(given, options, min(limit or self._limit, self._limit))
        finally:
            self._places.release()

    def _read(self, given: str | Handed, options: Options, limit: float) -> Result:
        try:
            reader = self._seats.get(timeout=self._patience)
        except Empty:
            raise BusyError(_BUSY) from None
        try:
            for _ in range(2):  # a process may end just when it is given something: it is tried once more, with another
                if reader is None or not reader.is_alive:
                    reader = _Reader(self._known_in)
                with contextlib.suppress(EOFError, OSError):
                    return reader.read(given, options, limit)
                reader.end()
                reader = None
        finally:
            self._seats.put(reader)
        return _failed(given, "brings down the process that reads it", "save its text alone and give that")

    def close(self) -> None:
        """End the processes that are waiting for work."""
        with contextlib.suppress(Empty):
            while True:
                reader = self._seats.get_nowait()
                if reader is not None:
                    reader.end()


def name_of(given: str | Handed) -> str:
    """What an article is called in messages."""
    return given if isinstance(given, str) else given.name


class _Reader:
    """One process, and the line to it."""

    def __init__(self, known_in: str) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would share connections and threads
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs, known_in), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it still takes work."""
        return self._process.is_alive()

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._line.close()
        self._process.join(_GOING)

    def read(self, given: str | Handed, options: Options, limit: float) -> Result:
        """What comes of an article; EOFError or OSError where the process is gone."""
        self._line.send((given, options))
        if self._line.poll(limit):
            result: Result = self._line.recv()
            return result
        self.end()
        return _failed(given, f"takes longer than {limit:g} s to read", _TOO_LONG)


def _failed(given: str | Handed, problem: str, remedy: str) -> Failed:
    name = name_of(given)
    return Failed(name, InputError(name, problem, remedy))


def _answer(line: Connection, known_in: str) -> None:
    """What the process does: read what comes down the line, until nobody is at the other end."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever breaks the server off ends this as well
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with open_store(known_in, create=False, read_only=True) as store, contextlib.suppress(EOFError, OSError):
        while line.poll(_IDLE):
            given, options = line.recv()
            line.send(_read(given, options, lambda document: store.has_reading(document, READER)))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(given: str | Handed, options: Options, is_known: Callable[[str], bool]) -> Result:
    try:
        if isinstance(given, Handed):
            return read_handed(given, options, is_known)
        return read_source(given, options, is_known)
    except Exception as e:  # one odd article is no reason to end the process
        return _failed(given, f"could not be read ({type(e).__name__})", "report it with the article")


def read_handed(given: Handed, options: Options, is_known: Callable[[str], bool]) -> Result:
    """Read an article that was handed over, unless its words have been read before.

    Args:
        given: the article.
        options: how it is loaded and read.
        is_known: whether the store has read the document of that id.
    """
    try:
        article = replace(load(STANDARD_INPUT, options, io.BytesIO(given.data)), source=given.source)
        document = digest_text(normalize_text(article.text))
        if is_known(document):
            return Known(given.source, document)
        return prepare(read_article(article), given.source)
    except InputError as e:
        return _failed(given, e.problem, e.remedy)
    except FilmdossierError as e:
        return _failed(given, str(e), "see the documentation")

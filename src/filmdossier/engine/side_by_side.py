"""Reading with several processes, in the order of the sources, a bounded number ahead of whoever takes the results."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from filmdossier.engine.reading import READER, Failed, Known, Options, Prepared, read_source
from filmdossier.model.errors import InputError
from filmdossier.sources.load import STANDARD_INPUT
from filmdossier.store.open import open_store

Result = Prepared | Known | Failed

#: Articles under way at a time, for each process.
_AHEAD = 4


@dataclass(slots=True)
class _Waiting:
    source: str
    future: Future[Result] | None = None


def read_side_by_side(
    sources: Sequence[str],
    options: Options,
    *,
    known_in: str | None,
    processes: int,
    stdin: BinaryIO | None = None,
) -> Iterator[Result]:
    """Read sources with several processes.

    An article that brings its process down takes nothing else with it: the others start anew, and it is tried once more
    alone before it counts as failed.

    Args:
        sources: paths, addresses, or ``-``, which this process reads itself.
        options: how they are loaded and read.
        known_in: address of the store whose documents are not read again; None to read all.
        processes: how many.
        stdin: what ``-`` reads.
    """
    going = iter(sources)
    waiting = deque(_Waiting(source) for source in islice(going, processes * _AHEAD))
    pool = _new_pool(processes, known_in)
    try:
        while waiting:
            _submit(pool, waiting, options)
            first = waiting[0]
            if first.future is None:
                result = read_source(first.source, options, lambda _: False, stdin)
            else:
                try:
                    result = _result(first)
                except BrokenProcessPool:
                    pool.shutdown(wait=True, cancel_futures=True)
                    result = _alone(first.source, options, known_in)
                    pool = _new_pool(processes, known_in)
                    for other in waiting:
                        other.future = None
            waiting.popleft()
            waiting.extend(_Waiting(source) for source in islice(going, 1))
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _new_pool(processes: int, known_in: str | None) -> ProcessPoolExecutor:
    # A fork would share open connections and threads of the encoder.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(known_in,))


def _submit(pool: ProcessPoolExecutor, waiting: deque[_Waiting], options: Options) -> None:
    for one in waiting:
        if one.future is None and one.source != STANDARD_INPUT:
            try:
                one.future = pool.submit(_read_one, one.source, options)
            except BrokenProcessPool as e:
                one.future = Future()
                one.future.set_exception(e)


def _result(waiting: _Waiting) -> Result:
    assert waiting.future is not None
    try:
        return waiting.future.result()
    except BrokenProcessPool:
        raise
    except Exception as e:
        return _failed(waiting.source, f"could not be read ({type(e).__name__}: {e})")


def _alone(source: str, options: Options, known_in: str | None) -> Result:
    with _new_pool(1, known_in) as pool:
        try:
            return pool.submit(_read_one, source, options).result()
        except BrokenProcessPool:
            return _failed(source, "brings down the process that reads it")


def _failed(source: str, problem: str) -> Failed:
    return Failed(source, InputError(source, problem, "try it alone, and report it with the article if it fails again"))


_is_known: Callable[[str], bool] = lambda _: False  # noqa: E731  what this process knows of the store


def _start(known_in: str | None) -> None:
    global _is_known  # noqa: PLW0603  one store a process
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Whoever breaks the run off speaks to the process that writes; that one ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if known_in is not None:
        store = open_store(known_in, create=False, read_only=True)
        _is_known = lambda document: store.has_reading(document, READER)  # noqa: E731


def _end_with_parent() -> None:
    """End this process when the one that started it has been killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_one(source: str, options: Options) -> Result:
    return read_source(source, options, _is_known)

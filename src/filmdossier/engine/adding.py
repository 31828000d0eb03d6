"""Adding many articles: each is read once, kept in a transaction of its own, and skipped when it comes again.

Reading takes a core, so several processes read while this one writes. Nothing is kept of an article that is being read
when the run is broken off; the next run passes over what is kept and goes on with the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import BinaryIO

from filmdossier.engine.reading import READER, Failed, Known, Options, Prepared, read_source
from filmdossier.engine.side_by_side import read_side_by_side
from filmdossier.model.errors import FilmdossierError
from filmdossier.store.store import Store

#: Below so many sources, starting further processes takes longer than reading does.
WORTH_A_POOL = 16


class State(StrEnum):
    """What became of a source."""

    ADDED = "added"
    KNOWN = "known"
    VERSION = "new version"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    Attributes:
        source: as given.
        state: what became of it.
        document: its document's id; None where it failed.
        previous: for a new version, the document that the source held before.
        findings: how many findings there are inside the article.
        error: why it failed.
    """

    source: str
    state: State
    document: str | None = None
    previous: str | None = None
    findings: int = 0
    error: FilmdossierError | None = None


def processes_for(sources: int, wanted: int | None = None) -> int:
    """How many processes read: as many as asked for, else one a core where that is worth it."""
    if wanted is not None:
        return max(1, wanted)
    return 1 if sources < WORTH_A_POOL else min(_cores(), sources // 4)


def add_articles(
    store: Store,
    sources: Sequence[str],
    options: Options,
    *,
    again: bool = False,
    processes: int = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Read and keep articles, in the order given.

    Args:
        store: where they are kept.
        sources: paths, addresses, or ``-``.
        options: how they are loaded and read.
        again: read also what has been read before.
        processes: how many read at a time.
        stdin: what ``-`` reads.
    """

    def is_known(document: str) -> bool:
        return not again and store.has_reading(document, READER)

    read: Iterator[Prepared | Known | Failed]
    if processes == 1:
        read = (read_source(source, options, is_known, stdin) for source in sources)
    else:
        known = None if again else store.address
        read = read_side_by_side(sources, options, known_in=known, processes=processes, stdin=stdin)
    for result in read:
        yield keep(store, result, datetime.now(UTC).isoformat(timespec="microseconds"))


def keep(store: Store, result: Prepared | Known | Failed, captured: str) -> Outcome:
    """Keep what was read of one source.

    Args:
        store: where.
        result: what came of reading it.
        captured: when, ISO 8601 in UTC.
    """
    if isinstance(result, Failed):
        return Outcome(result.source, State.FAILED, error=result.error)
    if isinstance(result, Known):
        kept = store.add_capture(result.source, result.document, captured)
        findings = 0
    else:
        kept = store.keep(
            result.reading,
            source=result.source,
            captured=captured,
            reader=READER,
            films=result.films,
            names=result.names,
            signature=result.signature,
        )
        findings = len(result.reading.findings)
    if kept.is_new_version:
        return Outcome(result.source, State.VERSION, kept.document, kept.previous, findings)
    return Outcome(result.source, State.ADDED if kept.is_new else State.KNOWN, kept.document, findings=findings)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

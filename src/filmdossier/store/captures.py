"""Which source held which text when, and so which texts count.

A source holds the text that it was last seen with. A text counts as long as a source holds it, or where it came from no
source that could be read again. Both follow from the set of captures, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from filmdossier.store import schema
from filmdossier.store.access import insert_or_replace, select_in

#: Sources that hold no text: standard input, and none given.
UNREPEATABLE = frozenset({"", "-"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a capture brought.

    Attributes:
        is_new_version: whether its source held other words before, and not these or not any more.
        previous: for a new version, the document that the source held before it.
    """

    is_new_version: bool = False
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands: whether it counts, and the latest source that was found to hold it."""

    current: bool
    source: str


@dataclass(slots=True)
class _Capture:
    captured: str
    seen: str
    latest: bool
    is_changed: bool = field(default=False)


class Captures:
    """The captures that a number of new ones touch, and what comes of them. Nothing is written before `write`."""

    __slots__ = ("_by_source", "_touched")

    def __init__(self, c: Connection, new: Iterable[tuple[str, str]]) -> None:
        """Load what is known of the sources and documents of new captures.

        Args:
            c: where they are.
            new: source and document of each.
        """
        pairs = list(new)
        sources = {source for source, _ in pairs} - UNREPEATABLE
        self._by_source: dict[str, dict[str, _Capture]] = {}
        self._touched = {document for _, document in pairs}
        table, query = schema.capture, select(schema.capture)
        for row in select_in(c, query, table.c.source, sources):
            self._load(row)
            if row.latest:
                self._touched.add(row.document)
        for row in list(select_in(c, query, table.c.document, self._touched)):
            self._load(row)

    def _load(self, row: Any) -> None:
        self._by_source.setdefault(row.source, {}).setdefault(
            row.document, _Capture(row.captured, row.seen, row.latest)
        )

    def add(self, source: str, document: str, captured: str) -> Seen:
        """Take in one capture.

        Args:
            source: where the document was found.
            document: its id.
            captured: when, ISO 8601 in UTC.
        """
        held = self._by_source.setdefault(source, {})
        before = self._latest(source)
        known = held.get(document)
        if known is None:
            held[document] = _Capture(captured, captured, source in UNREPEATABLE, is_changed=True)
        elif captured < known.captured or captured > known.seen:
            known.captured, known.seen = min(captured, known.captured), max(captured, known.seen)
            known.is_changed = True
        if source in UNREPEATABLE:
            return Seen()
        order = sorted(held, key=lambda d: (held[d].seen, d))
        for d in order:
            if held[d].latest != (d == order[-1]):
                held[d].latest, held[d].is_changed = d == order[-1], True
        at = order.index(document)
        is_version = len(order) > 1 and (known is None or (at == len(order) - 1 and before != document))
        return Seen(is_version, order[at - 1] if is_version and at else None)

    def _latest(self, source: str) -> str | None:
        return next((d for d, capture in self._by_source[source].items() if capture.latest), None)

    def standings(self) -> Mapping[str, Standing]:
        """How the documents stand that the new captures are of, and those that they take the place of."""
        found: dict[str, list[tuple[str, str, bool]]] = {}
        for source, held in self._by_source.items():
            for document, capture in held.items():
                if document in self._touched:
                    found.setdefault(document, []).append((capture.captured, source, capture.latest))
        return {d: Standing(any(latest for *_, latest in all_), max(all_)[1]) for d, all_ in found.items()}

    def write(self, c: Connection) -> None:
        """Write what has changed. The documents must be there."""
        rows = [
            {"source": source, "document": d, "captured": k.captured, "seen": k.seen, "latest": k.latest}
            for source, held in sorted(self._by_source.items())
            for d, k in sorted(held.items())
            if k.is_changed
        ]
        insert_or_replace(c, schema.capture, rows)

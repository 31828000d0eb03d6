"""Documents and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, exists, select

from filmdossier.model.errors import StoreError
from filmdossier.model.reading import Basis, Document, Film, Finding, Published
from filmdossier.model.sourced import DocumentHead
from filmdossier.model.span import Span
from filmdossier.store import schema
from filmdossier.store.access import Access, select_in
from filmdossier.store.captures import UNREPEATABLE
from filmdossier.store.reading_rows import film_of, findings_of

_HEAD = tuple(schema.document.c[n] for n in ("source", "language", "title", "publisher", "published"))


def head_columns() -> list[Any]:
    """The columns of a document's head, for queries that join it."""
    return [column.label(f"head_{column.name}") for column in _HEAD]


def head_of_row(document: str, row: Row[Any]) -> DocumentHead:
    """The head of a document from a row of such a query."""
    return DocumentHead(
        document, row.head_source, row.head_language, row.head_title, row.head_publisher, row.head_published
    )


class Documents(Access):
    """Reading documents and captures."""

    def has_reading(self, document: str, reader: str) -> bool:
        """Whether that version of the reader has read the document."""
        r = schema.reading
        with self._read() as c:
            return c.execute(select(r.c.id).where(r.c.document == document, r.c.reader == reader)).first() is not None

    def document_ids(self) -> list[str]:
        """The documents that a source holds now, in order."""
        t = schema.document
        with self._read() as c:
            return list(c.execute(select(t.c.id).where(t.c.current).order_by(t.c.id)).scalars())

    def document_by_prefix(self, prefix: str) -> str | None:
        """The id of the document whose id begins so; None where there is none.

        Raises:
            StoreError: the ids of several documents begin so.
        """
        ids = schema.document.c.id
        with self._read() as c:
            found = list(c.execute(select(ids).where(ids >= prefix, ids < prefix + "g").limit(2)).scalars())
        if len(found) > 1:
            raise StoreError(f"{prefix}: the ids of several documents begin so; give more of it")
        return str(found[0]) if found else None

    def document(self, document: str) -> Document:
        """A document with its text; its source is the latest that was found to hold it.

        Raises:
            StoreError: there is none of that id.
        """
        with self._read() as c:
            row = c.execute(select(schema.document).where(schema.document.c.id == document)).one_or_none()
        if row is None:
            raise StoreError(f"{document}: no document has that id; see: filmdossier films")
        return Document(row.id, row.source, row.language, row.text, row.title, row.publisher, _published(row))

    def head(self, document: str) -> DocumentHead:
        """A document without its text.

        Raises:
            StoreError: there is none of that id.
        """
        found = self.heads([document])
        if document not in found:
            raise StoreError(f"{document}: no document has that id; see: filmdossier films")
        return found[document]

    def heads(self, documents: Iterable[str]) -> dict[str, DocumentHead]:
        """Documents without their texts, by id, in the order of the ids; those that are not there are left out."""
        query = select(schema.document.c.id, *head_columns())
        with self._read() as c:
            rows = select_in(c, query, schema.document.c.id, documents)
            return _in_order({row.id: head_of_row(row.id, row) for row in rows})

    def published_span(self, documents: Iterable[str]) -> dict[str, DocumentHead]:
        """The documents that appeared first and last of these, by id; none where no date is known."""
        d = schema.document
        with self._read() as c:
            rows = select_in(c, select(d.c.id, d.c.published).where(d.c.published.is_not(None)), d.c.id, documents)
            dated = sorted((row.published, row.id) for row in rows)
        return self.heads({dated[0][1], dated[-1][1]}) if dated else {}

    def signatures(self, documents: Iterable[str]) -> dict[str, bytes]:
        """The MinHash of documents, by id, as far as they have one."""
        d = schema.document
        with self._read() as c:
            rows = select_in(c, select(d.c.id, d.c.signature), d.c.id, documents)
            return _in_order({row.id: bytes(row.signature) for row in rows if row.signature})

    def document_findings(self, documents: Iterable[str]) -> dict[str, tuple[Finding, ...]]:
        """The findings inside documents, by id; their claims are global ids."""
        d, r = schema.document, schema.reading
        query = select(d.c.id, r.c.findings).select_from(d.join(r, r.c.id == d.c.reading))
        with self._read() as c:
            return _in_order({row.id: findings_of(row.findings) for row in select_in(c, query, d.c.id, documents)})

    def films_of_reading(self, document: str) -> tuple[Film, ...]:
        """The films that a document speaks of, as they were read, in its order."""
        d, f = schema.document, schema.reading_film
        query = select(f).select_from(f.join(d, d.c.reading == f.c.reading)).where(d.c.id == document)
        with self._read() as c:
            return tuple(film_of(row) for row in c.execute(query.order_by(f.c.ordinal)))

    def versions(self, source: str) -> tuple[tuple[str, str], ...]:
        """What a source has held: document ids and when each was first found there, the one it holds now last."""
        t = schema.capture
        query = select(t.c.document, t.c.captured).where(t.c.source == source).order_by(t.c.seen, t.c.document)
        with self._read() as c:
            return tuple((row.document, row.captured) for row in c.execute(query))

    def sources_of(self, document: str) -> tuple[str, ...]:
        """Every source that has held a document, in order."""
        t = schema.capture
        with self._read() as c:
            return tuple(c.execute(select(t.c.source).where(t.c.document == document).order_by(t.c.source)).scalars())

    def replaced(self, documents: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """What the sources that hold these documents now have replaced: source, earlier and later document.

        Sources in order; for each, its versions in order, every two in succession.
        """
        t, other = schema.capture, schema.capture.alias()
        held = select(t.c.source).where(
            t.c.latest,
            t.c.source.not_in(sorted(UNREPEATABLE)),
            exists().where(other.c.source == t.c.source, other.c.document != t.c.document),
        )
        with self._read() as c:
            sources = [row.source for row in select_in(c, held, t.c.document, documents)]
            found: dict[str, list[str]] = {}
            for row in select_in(c, _versions_of(), t.c.source, sources):
                found.setdefault(row.source, []).append(row.document)
        return tuple((source, a, b) for source in sorted(found) for a, b in pairwise(found[source]))

    def superseded(self, documents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The earlier versions of documents that sources hold now, by document, oldest first."""
        wanted = set(documents)
        earlier: dict[str, dict[str, None]] = {}
        by_source: dict[str, list[str]] = {}
        for source, before, after in self.replaced(wanted):
            by_source.setdefault(source, [before]).append(after)
        for versions in by_source.values():
            if versions[-1] in wanted:
                earlier.setdefault(versions[-1], {}).update(dict.fromkeys(versions[:-1]))
        return _in_order({d: tuple(found) for d, found in earlier.items()})


def _versions_of() -> Select[Any]:
    t = schema.capture
    return select(t.c.source, t.c.document).order_by(t.c.source, t.c.seen, t.c.document)


def _published(row: Row[Any]) -> Published | None:
    if row.published is None:
        return None
    span = Span(row.published_start, row.published_end) if row.published_start is not None else None
    return Published(row.published, Basis(row.published_basis), span)


def _in_order(found: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(found.items()))

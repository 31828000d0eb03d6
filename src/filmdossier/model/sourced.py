"""Claims with what they need to stand outside their article: identity, words, and the head of their document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Claim, Document, Film, Reading, Statement

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """One document without its text.

    Attributes:
        id: SHA-256 of its text, hexadecimal.
        source: the path or address that it was read from (of its latest capture, where there are several).
        language: BCP 47.
        title: headline.
        publisher: who published it.
        published: EDTF date of publication, or None.
    """

    id: str
    source: str
    language: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    @property
    def date(self) -> PartialDate | None:
        """The date of publication, as the days that it may denote."""
        return normalize_edtf(self.published) if self.published else None


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """One claim as record and audit see it.

    Attributes:
        id: the same wherever and whenever the same words of the same text are read the same way.
        claim: as read; its ``id`` and ``film`` count within its document only.
        document: where it stands.
        film: id of the film mention that it is about (see `film_mention_id`); None for the world around films.
        film_title: the title that the document gives that film.
        words: the words of the value.
        evidence: the sentence or sentences to read for it.
    """

    id: str
    claim: Claim
    document: DocumentHead
    film: str | None
    film_title: str | None
    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SourcedStatement:
    """One statement as the record sees it; ``film`` as for `SourcedClaim`, ``parts`` the words of its content."""

    id: str
    statement: Statement
    document: DocumentHead
    film: str | None
    parts: tuple[str, ...]


def head_of(document: Document) -> DocumentHead:
    """A document without its text."""
    return DocumentHead(
        document.id,
        document.source,
        document.language,
        document.title,
        document.publisher,
        document.published.date if document.published else None,
    )


def film_mention_id(document: str, title: str) -> str:
    """The identity of a film as one document names it: of the document's id and the folded title."""
    return _digest("film", document, _folded(title))


def person_mention_id(document: str, name: str) -> str:
    """The identity of a person or organisation as one document names it."""
    return _digest("name", document, _folded(name))


def claim_id(document: str, title: str | None, claim: Claim) -> str:
    """The identity of a claim: what it says of what, at which words of which text. Reader and order play no part."""
    return _digest(
        "claim",
        document,
        claim.predicate,
        _folded(title or ""),
        _canonical(claim.value),
        _canonical(claim.qualifiers),
        str(claim.status),
        str(claim.value_span.to_list()),
    )


def statement_id(document: str, statement: Statement) -> str:
    """The identity of a statement: who says which words of which text."""
    return _digest(
        "statement", document, _folded(statement.speaker.name), str([s.to_list() for s in statement.content])
    )


def finding_id(rule: str, claims: Iterable[str], message: str = "") -> str:
    """The identity of a finding: what rule found it in which claims; in none, what it says."""
    known = sorted(set(claims))
    return _digest("finding", rule, *(known or [message]))


def sourced_claims(reading: Reading) -> Iterator[SourcedClaim]:
    """The claims of one reading, in its order."""
    head, text = head_of(reading.document), reading.document.text
    films = {f.id: f for f in reading.films}
    for c in reading.claims:
        title = _title(films, c.film)
        yield SourcedClaim(
            claim_id(head.id, title, c),
            c,
            head,
            film_mention_id(head.id, title) if title is not None else None,
            title,
            c.value_span.of(text),
            c.evidence_span.of(text),
        )


def sourced_statements(reading: Reading) -> Iterator[SourcedStatement]:
    """The statements of one reading, in its order."""
    head, text = head_of(reading.document), reading.document.text
    films = {f.id: f for f in reading.films}
    for s in reading.statements:
        title = _title(films, s.film)
        yield SourcedStatement(
            statement_id(head.id, s),
            s,
            head,
            film_mention_id(head.id, title) if title is not None else None,
            tuple(span.of(text) for span in s.content),
        )


def _title(films: dict[str, Film], film: str | None) -> str | None:
    return films[film].title if film is not None and film in films else None


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())


def _canonical(value: Any) -> str:
    return json.dumps(_written(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _written(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if hasattr(value, "to_list"):
        return value.to_list()
    if hasattr(value, "items"):
        return {str(k): _written(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_written(v) for v in value]
    return str(value)


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:_ID_LENGTH]

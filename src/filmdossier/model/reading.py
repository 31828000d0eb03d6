"""A reading: everything that one document states, in the form of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from filmdossier.model.span import Span

CONTRACT = 1

#: How notebooks show a reading. The layers above put their renderer here, so that the model need not know them.
notebook_view: list[Callable[[Reading], str]] = []


class Basis(StrEnum):
    """How the date of publication is known."""

    GIVEN = "given"
    METADATA = "metadata"
    URL = "url"
    DATELINE = "dateline"
    INFERRED = "inferred"


class Status(StrEnum):
    """How far the article itself stands behind a claim."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    ESTIMATED = "estimated"
    REPORTED = "reported"
    DENIED = "denied"
    OPINION = "opinion"


class StatementKind(StrEnum):
    """Whether the words are the speaker's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published: an EDTF date or interval, how that is known, and the words it rests on."""

    date: str
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes:
        id: SHA-256 of ``text`` in UTF-8, hexadecimal.
        source: the path or URL it came from.
        language: BCP 47.
        text: the normalised text that every span points into.
    """

    id: str
    source: str
    language: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Film:
    """A film that the article speaks of; ``spans`` are the places that name it."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain from the words outward: who the article names as its source."""

    name: str
    kind: str
    span: Span
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sourced assertion. ``value`` and ``qualifiers`` are as in the predicate reference (amounts are Decimal)."""

    id: str
    predicate: str
    film: str | None
    value: Mapping[str, Any]
    value_span: Span
    evidence_span: Span
    qualifiers: Mapping[str, Any] = field(default_factory=dict)
    status: Status = Status.ASSERTED
    attribution: tuple[Attribution, ...] = ()
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it; an unnamed speaker keeps the words used."""

    name: str
    span: Span
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody is said to have said, thought or written."""

    id: str
    kind: StatementKind
    speaker: Speaker
    content: tuple[Span, ...]
    cue: Span | None = None
    told_to: str | None = None
    venue: str | None = None
    date: str | None = None
    film: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not add up.

    Attributes:
        rule: the check that found it, as the contract names it.
        severity: ``error`` where one of the words is wrong, ``warning`` where it very likely is, ``notice`` where a
            reader should know.
        message: what is wrong, with its arithmetic in words.
        claims: ids of the claims concerned, within one reading its own, in a record those of all documents.
        spans: the words concerned, within one reading; empty in a record.
    """

    rule: str
    severity: str
    message: str
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All of that for one document."""

    document: Document
    films: tuple[Film, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()

    def film(self, film_id: str | None) -> Film | None:
        """The film of that id, or None."""
        return next((f for f in self.films if f.id == film_id), None)

    def to_dict(self) -> dict[str, Any]:
        """The reading as the contract writes it: JSON types only, amounts as exact numbers."""
        return {
            "contract": CONTRACT,
            "document": _document(self.document),
            "films": [
                {"id": f.id, "title": f.title, "aliases": list(f.aliases), "spans": [s.to_list() for s in f.spans]}
                for f in self.films
            ],
            "claims": [_claim(c) for c in self.claims],
            "statements": [_statement(s) for s in self.statements],
            "findings": [
                {
                    "rule": f.rule,
                    "severity": f.severity,
                    "message": f.message,
                    "claims": list(f.claims),
                    "spans": [s.to_list() for s in f.spans],
                }
                for f in self.findings
            ],
        }

    def _repr_html_(self) -> str:
        """The reading as a notebook shows it."""
        return notebook_view[0](self) if notebook_view else ""


def plain(value: Any) -> Any:
    """A value as JSON writes it: whole amounts as integers, others as the shortest float, spans as pairs."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Span):
        return value.to_list()
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def _document(d: Document) -> dict[str, Any]:
    published = None
    if d.published:
        published = {"date": d.published.date, "basis": str(d.published.basis), "span": plain(d.published.span)}
    return {
        "id": d.id,
        "source": d.source,
        "language": d.language,
        "title": d.title,
        "publisher": d.publisher,
        "published": published,
        "text": d.text,
    }


def _claim(c: Claim) -> dict[str, Any]:
    return {
        "id": c.id,
        "predicate": c.predicate,
        "film": c.film,
        "value": plain(c.value),
        "qualifiers": plain(c.qualifiers),
        "status": str(c.status),
        "attribution": [
            {"name": a.name, "kind": a.kind, "date": a.date, "span": a.span.to_list()} for a in c.attribution
        ],
        "value_span": c.value_span.to_list(),
        "evidence_span": c.evidence_span.to_list(),
        "confidence": round(c.confidence, 2),
        "rule": c.rule,
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "kind": str(s.kind),
        "speaker": {
            "name": s.speaker.name,
            "role": s.speaker.role,
            "organisation": s.speaker.organisation,
            "span": s.speaker.span.to_list(),
        },
        "content": [c.to_list() for c in s.content],
        "cue": plain(s.cue),
        "told_to": s.told_to,
        "venue": s.venue,
        "date": s.date,
        "film": s.film,
    }

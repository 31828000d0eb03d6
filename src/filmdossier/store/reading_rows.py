"""A reading as rows, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from filmdossier.model.reading import (
    Attribution,
    Claim,
    Document,
    Film,
    Finding,
    Reading,
    Speaker,
    Statement,
    StatementKind,
    Status,
)
from filmdossier.model.sourced import claim_id, film_mention_id, statement_id
from filmdossier.model.span import Span
from filmdossier.store.codec import parse_exact, write_exact

Values = dict[str, Any]


def film_rows(reading: Reading) -> list[Values]:
    """The films of a reading, each id once."""
    rows = {
        f.id: {
            "ordinal": ordinal,
            "id": f.id,
            "mention": film_mention_id(reading.document.id, f.title),
            "title": f.title,
            "aliases": write_exact(list(f.aliases)),
            "spans": write_exact([s.to_list() for s in f.spans]),
        }
        for ordinal, f in enumerate(reading.films)
    }
    return list(rows.values())


def film_of(row: Row[Any]) -> Film:
    """One film of a reading."""
    spans = tuple(Span(*s) for s in parse_exact(row.spans))
    return Film(row.id, row.title, tuple(parse_exact(row.aliases)), spans)


def claim_ids(reading: Reading) -> list[str]:
    """The identities of a reading's claims, in its order."""
    titles = {f.id: f.title for f in reading.films}
    return [claim_id(reading.document.id, titles.get(c.film or ""), c) for c in reading.claims]


def claim_rows(reading: Reading, ids: Sequence[str]) -> list[Values]:
    """The claims of a reading, each identity once: the first of it.

    Args:
        reading: what was read.
        ids: the identities of its claims.
    """
    titles = {f.id: f.title for f in reading.films}
    rows: dict[str, Values] = {}
    for ordinal, (identity, c) in enumerate(zip(ids, reading.claims, strict=True)):
        if identity not in rows:
            rows[identity] = {"ordinal": ordinal, "id": identity, **_claim_values(c, _mention(reading, titles, c.film))}
    return list(rows.values())


def _claim_values(c: Claim, film: str | None) -> Values:
    links = [[a.name, a.kind, a.span.start, a.span.end, a.date] for a in c.attribution]
    return {
        "local_id": c.id,
        "predicate": c.predicate,
        "film": film,
        "local_film": c.film,
        "value": write_exact(c.value),
        "qualifiers": write_exact(c.qualifiers),
        "status": str(c.status),
        "attribution": write_exact(links),
        "value_start": c.value_span.start,
        "value_end": c.value_span.end,
        "evidence_start": c.evidence_span.start,
        "evidence_end": c.evidence_span.end,
        "confidence": c.confidence,
        "rule": c.rule,
    }


def claim_of(row: Row[Any]) -> Claim:
    """One claim of a reading, as it was read."""
    links = parse_exact(row.attribution)
    return Claim(
        row.local_id,
        row.predicate,
        row.local_film,
        parse_exact(row.value),
        Span(row.value_start, row.value_end),
        Span(row.evidence_start, row.evidence_end),
        parse_exact(row.qualifiers),
        Status(row.status),
        tuple(Attribution(n, k, Span(start, end), d) for n, k, start, end, d in links) if links else (),
        row.confidence,
        row.rule,
    )


def statement_rows(reading: Reading) -> list[Values]:
    """The statements of a reading, each identity once: the first of it."""
    titles = {f.id: f.title for f in reading.films}
    rows: dict[str, Values] = {}
    for ordinal, s in enumerate(reading.statements):
        identity = statement_id(reading.document.id, s)
        rows.setdefault(
            identity,
            {
                "ordinal": ordinal,
                "id": identity,
                "local_id": s.id,
                "kind": str(s.kind),
                "film": _mention(reading, titles, s.film),
                "local_film": s.film,
                "speaker": s.speaker.name,
                "data": write_exact(_statement_data(s)),
            },
        )
    return list(rows.values())


def _statement_data(s: Statement) -> Mapping[str, Any]:
    return {
        "role": s.speaker.role,
        "organisation": s.speaker.organisation,
        "at": s.speaker.span,
        "content": s.content,
        "cue": s.cue,
        "told_to": s.told_to,
        "venue": s.venue,
        "date": s.date,
    }


def statement_of(row: Row[Any]) -> Statement:
    """One statement of a reading, as it was read."""
    d = parse_exact(row.data)
    return Statement(
        row.local_id,
        StatementKind(row.kind),
        Speaker(row.speaker, d["at"], d["role"], d["organisation"]),
        d["content"],
        d["cue"],
        d["told_to"],
        d["venue"],
        d["date"],
        row.local_film,
    )


def findings_text(reading: Reading, ids: Sequence[str]) -> str:
    """The findings inside the article, their claims by identity; ``ids`` as for `claim_rows`."""
    identity = {c.id: i for c, i in zip(reading.claims, ids, strict=True)}
    return write_exact(
        [
            [f.rule, f.severity, f.message, list(dict.fromkeys(identity.get(c, c) for c in f.claims)), list(f.spans)]
            for f in reading.findings
        ]
    )


def findings_of(text: str) -> tuple[Finding, ...]:
    """The findings that `findings_text` wrote."""
    return tuple(Finding(r, s, m, tuple(claims), tuple(spans)) for r, s, m, claims, spans in parse_exact(text))


def document_row(d: Document) -> Values:
    """What is kept of a document itself."""
    p = d.published
    span = p.span if p else None  # an empty span is false
    return {
        "language": d.language,
        "title": d.title,
        "publisher": d.publisher,
        "published": p.date if p else None,
        "published_basis": str(p.basis) if p else None,
        "published_start": span.start if span is not None else None,
        "published_end": span.end if span is not None else None,
    }


def digest(*parts: Any) -> str:
    """A digest of rows and texts, the same for equal ones."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _mention(reading: Reading, titles: Mapping[str, str], film: str | None) -> str | None:
    """The identity of a film that a claim or statement names; as `filmdossier.model.sourced` gives it."""
    title = titles.get(film) if film is not None else None
    return film_mention_id(reading.document.id, title) if title is not None else None

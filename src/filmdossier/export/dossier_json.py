"""Claims, statements and documents in JSON types, each with what it needs to stand alone."""

from __future__ import annotations

from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.model.reading import plain
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement


def written_claim(sourced: SourcedClaim, witness: str | None = None) -> dict[str, Any]:
    """A claim with its words, offsets and document; with the witness that it counts for, where one is given."""
    claim = sourced.claim
    return {
        "claim": sourced.id,
        "says": value_in_words(claim.value, claim.qualifiers.get("bound")),
        "value": plain(claim.value),
        "qualifiers": plain(claim.qualifiers),
        "status": str(claim.status),
        "words": sourced.words,
        "evidence": sourced.evidence,
        "value_span": claim.value_span.to_list(),
        "evidence_span": claim.evidence_span.to_list(),
        "attribution": [
            {"name": a.name, "kind": a.kind, "date": a.date, "span": a.span.to_list()} for a in claim.attribution
        ],
        **({} if witness is None else {"witness": witness}),
        **_where(sourced.document),
    }


def _where(document: DocumentHead) -> dict[str, Any]:
    return {
        "document": document.id,
        "source": document.source,
        "publisher": document.publisher,
        "outlet": outlet_in_words(document),
        "published": document.published,
    }


def written_document(document: DocumentHead) -> dict[str, Any]:
    """A document without its text."""
    return {**_where(document), "title": document.title, "language": document.language}


def written_statement(sourced: SourcedStatement) -> dict[str, Any]:
    """A statement with its words and document."""
    s = sourced.statement
    return {
        "statement": sourced.id,
        "kind": str(s.kind),
        "speaker": {"name": s.speaker.name, "role": s.speaker.role, "organisation": s.speaker.organisation},
        "parts": list(sourced.parts),
        "content": [c.to_list() for c in s.content],
        "told_to": s.told_to,
        "venue": s.venue,
        "date": s.date,
        **_where(sourced.document),
    }

"""The dossier of a film as it goes out: printed to a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_view import print_dossier
from filmdossier.export.dossier_words import claims_of, outlet_in_words, witness_in_words, witness_of
from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.reading import plain
from filmdossier.model.record import Position
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement

__all__ = ["Dossier", "Edit", "dossier_to_dict", "print_dossier"]


def dossier_to_dict(dossier: Dossier, explain: bool = False) -> dict[str, Any]:
    """The dossier in JSON types.

    It is the record (`filmdossier.model.record.Record.to_dict`), each of its positions with ``sources``: the claims
    behind it with their words, evidence, offsets, attribution and document. Beside it stand ``articles``,
    ``statements``, ``edits``, ``as_of`` and ``undated``.

    Args:
        dossier: what goes out.
        explain: with reasons of facts and with comparisons and their features. Doubts keep theirs in any case, for
            nobody can decide without.
    """
    record = dossier.record
    written = record.to_dict()
    for fact, out in zip(record.facts, written["facts"], strict=True):
        _add_sources(dossier, fact.positions, out["positions"])
    for series, out in zip(record.series, written["series"], strict=True):
        _add_sources(dossier, series.points, out["points"])
    if not explain:
        _strip(written)
    return {
        **written,
        "articles": [_article(dossier.documents[d]) for d in record.documents if d in dossier.documents],
        "statements": [_statement(s) for s in dossier.statements],
        "edits": [_edit(dossier, e) for e in dossier.edits],
        "as_of": dossier.as_of,
        "undated": list(dossier.undated),
    }


def _add_sources(dossier: Dossier, positions: Sequence[Position], written: list[dict[str, Any]]) -> None:
    for position, out in zip(positions, written, strict=True):
        out["sources"] = [_claim(dossier, c) for c in claims_of(dossier, position)]


def _strip(written: dict[str, Any]) -> None:
    for fact in written["facts"]:
        del fact["reasons"]
    for cluster in (written["film"], *written["credits"]):
        del cluster["comparisons"]


def _claim(dossier: Dossier, sourced: SourcedClaim) -> dict[str, Any]:
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
        "witness": witness_in_words(dossier, witness_of(dossier, sourced)),
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


def _article(document: DocumentHead) -> dict[str, Any]:
    return {**_where(document), "title": document.title, "language": document.language}


def _statement(sourced: SourcedStatement) -> dict[str, Any]:
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


def _edit(dossier: Dossier, edit: Edit) -> dict[str, Any]:
    return {
        "source": edit.source,
        "earlier": edit.earlier,
        "later": edit.later,
        "earlier_seen": edit.earlier_seen,
        "later_seen": edit.later_seen,
        "gone": [_claim(dossier, c) for c in edit.gone],
        "new": [_claim(dossier, c) for c in edit.new],
    }

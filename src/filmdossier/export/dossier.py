"""The dossier of a film as it goes out: printed to a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from filmdossier.export.dossier_json import written_claim, written_document, written_statement
from filmdossier.export.dossier_view import print_dossier
from filmdossier.export.dossier_words import claims_of, witness_in_words, witness_of
from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.record import Position

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
        "articles": [written_document(dossier.documents[d]) for d in record.documents if d in dossier.documents],
        "statements": [written_statement(s) for s in dossier.statements],
        "edits": [_edit(e) for e in dossier.edits],
        "as_of": dossier.as_of,
        "undated": list(dossier.undated),
    }


def _add_sources(dossier: Dossier, positions: Sequence[Position], written: list[dict[str, Any]]) -> None:
    for position, out in zip(positions, written, strict=True):
        out["sources"] = [
            written_claim(c, witness_in_words(dossier, witness_of(dossier, c))) for c in claims_of(dossier, position)
        ]


def _strip(written: dict[str, Any]) -> None:
    for fact in written["facts"]:
        del fact["reasons"]
    for cluster in (written["film"], *written["credits"]):
        del cluster["comparisons"]


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "source": edit.source,
        "earlier": edit.earlier,
        "later": edit.later,
        "earlier_seen": edit.earlier_seen,
        "later_seen": edit.later_seen,
        "gone": [written_claim(c) for c in edit.gone],
        "new": [written_claim(c) for c in edit.new],
    }

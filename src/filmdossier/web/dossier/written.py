"""A dossier, or a part of it, in JSON types: what the API answers. Lists are bounded and say how much there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from filmdossier.engine.dossiers import edits_of
from filmdossier.engine.known import Known
from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_json import written_claim, written_document, written_statement
from filmdossier.export.dossier_words import all_witnesses, claims_of, witness_in_words, witness_of, witnesses_in_words
from filmdossier.export.families import family_of, label_of
from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.reading import Finding, plain
from filmdossier.model.record import Comparison, Credit, Fact, Position, Record, Series
from filmdossier.model.sourced import finding_id
from filmdossier.store.store import Store
from filmdossier.web.dossier.known import Film, statements_of
from filmdossier.web.dossier.view import articles_part, dates_of, findings_part, gathered

#: At the most so many facts, values of one fact, points of one series, witnesses named for a value, people, findings,
#: claims named for a finding, and edits.
FACTS, POSITIONS, POINTS, WITNESSES, CREDITS, FINDINGS, CLAIMS, EDITS = 200, 8, 40, 20, 200, 50, 50, 20
#: Comparisons told of one film or name.
_COMPARISONS = 50


def written_dossier(store: Store, film: Film, known: Known, *, sources: int, explain: bool) -> dict[str, Any]:
    """The dossier of a film.

    Args:
        store: where.
        film: which.
        known: its record.
        sources: claims told of each value.
        explain: with reasons of facts, and with why titles and names are taken for one.
    """
    record = known.record
    cluster, facts = record.film, record.facts[:FACTS]
    findings, finding_total = findings_part(store, film, known, FINDINGS)
    wanted = [c for f in facts for p in f.positions[:POSITIONS] for c in p.claims[:sources]]
    wanted += [c for s in record.series for p in s.points[-POINTS:] for c in p.claims[: min(sources, 1)]]
    dossier = gathered(store, record, wanted)
    first, last = dates_of(store, known)
    return {
        "id": cluster.id,
        "name": cluster.name,
        "names": list(cluster.names),
        "year": cluster.year,
        "as_of": known.as_of,
        "undated": len(known.undated),
        "later": known.later,
        "first": first,
        "last": last,
        "counts": {
            "articles": len(record.documents),
            "witnesses": len(all_witnesses(dossier)),
            "claims": sum(len(p.claims) for f in record.facts for p in f.positions),
            "facts": len(record.facts),
            "contested": sum(f.is_contested for f in record.facts),
            "series": len(record.series),
            "credits": len(record.credits),
            "findings": finding_total,
            "statements": len(statements_of(store, film, known, with_topics=False).listed),
        },
        "facts": [written_fact(dossier, f, sources=sources, explain=explain) for f in facts],
        "series": [_series(dossier, n, s, min(sources, 1)) for n, s in enumerate(record.series)],
        "credits": [_credit(c, explain=explain) for c in record.credits[:CREDITS]],
        "comparisons": _comparisons(cluster.comparisons) if explain else None,
        "doubts": _comparisons(cluster.doubts),
        "findings": [_finding(n, f) for n, f in enumerate(findings, 1)],
        "edits": [_edit(e) for e, _ in zip(edits_of(store, cluster, record.documents), range(EDITS), strict=False)],
    }


def written_fact(dossier: Dossier, fact: Fact, *, sources: int, explain: bool) -> dict[str, Any]:
    """A fact with its values, the one that stands first."""
    return {
        "id": fact.id,
        "predicate": fact.predicate,
        "label": label_of(fact.predicate),
        "family": family_of(fact.predicate).key,
        "key": plain(fact.key),
        "contested": fact.is_contested,
        "judged_by": fact.judged_by,
        "reasons": list(fact.reasons) if explain else None,
        "position_count": len(fact.positions),
        "positions": [_position(dossier, p, sources) for p in fact.positions[:POSITIONS]],
    }


def _position(dossier: Dossier, p: Position, sources: int) -> dict[str, Any]:
    return {
        "value": plain(p.value),
        "says": value_in_words(p.value),
        "low": plain(p.low),
        "high": plain(p.high),
        "date": p.date,
        "as_of": p.as_of,
        "aside": p.aside,
        "witness_count": len(p.witnesses),
        "witnesses": list(witnesses_in_words(dossier, p)[:WITNESSES]),
        "claim_count": len(p.claims),
        "sources": [
            written_claim(c, witness_in_words(dossier, witness_of(dossier, c))) for c in claims_of(dossier, p)[:sources]
        ],
    }


def _series(dossier: Dossier, number: int, series: Series, sources: int) -> dict[str, Any]:
    return {
        "number": number,
        "predicate": series.predicate,
        "label": label_of(series.predicate),
        "key": plain(series.key),
        "point_count": len(series.points),
        "points": [_position(dossier, p, sources) for p in series.points[-POINTS:]],
    }


def _credit(credit: Credit, *, explain: bool) -> dict[str, Any]:
    return {
        "id": credit.id,
        "kind": credit.kind,
        "name": credit.name,
        "names": list(credit.names),
        "roles": list(credit.roles),
        "mention_count": len(credit.mentions),
        "comparisons": _comparisons(credit.comparisons) if explain else None,
        "doubts": _comparisons(credit.doubts),
    }


def _comparisons(comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    return [
        {
            "left": c.left,
            "right": c.right,
            "score": c.score,
            "verdict": c.verdict,
            "judged_by": c.judged_by,
            "features": [{"name": f.name, "weight": f.weight, "detail": f.detail} for f in c.features],
        }
        for c in comparisons[:_COMPARISONS]
    ]


def _finding(number: int, f: Finding) -> dict[str, Any]:
    return {
        "number": number,
        "id": finding_id(f.rule, f.claims, f.message),
        "rule": f.rule,
        "severity": f.severity,
        "message": f.message,
        "claim_count": len(f.claims),
        "claims": list(f.claims[:CLAIMS]),
    }


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


def written_statements(
    store: Store, film: Film, known: Known, speaker: str, topic: str, limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """Some statements in the order of publication, and how many there are."""
    index = statements_of(store, film, known, with_topics=True)
    matching = index.chosen(speaker, topic)
    some = matching[offset : offset + limit]
    loaded = {s.id: s for s in store.statements([s.id for s in some])}
    written = [
        {
            **written_statement(loaded[s.id]),
            "speaker_key": s.speaker,
            "speaker_name": index.names[s.speaker],
            "topics": sorted(s.topics),
        }
        for s in some
        if s.id in loaded
    ]
    return written, len(matching)


def written_articles(store: Store, known: Known, limit: int, offset: int) -> list[dict[str, Any]]:
    """Some articles, the latest first."""
    found = articles_part(store, known, limit, offset)
    return [{**written_document(a.document), "claim_count": a.claims} for a in found]


def written_claims(
    store: Store, record: Record, predicate: str, fact: str, limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """Some of the claims that a record rests on, in the order of its facts, and how many there are."""
    every = list(_placed(record.facts, predicate, fact))
    some = every[offset : offset + limit]
    dossier = gathered(store, record, (c for _, _, c in some))
    written = []
    for of, place, identity in some:
        claim = dossier.claims.get(identity)
        if claim is not None:
            witness = witness_in_words(dossier, witness_of(dossier, claim))
            about = {"predicate": of.predicate, "fact": of.id, "position": place}
            written.append({**written_claim(claim, witness), **about})
    return written, len(every)


def _placed(facts: Iterable[Fact], predicate: str, fact: str) -> Iterator[tuple[Fact, int, str]]:
    for f in facts:
        if (not predicate or f.predicate == predicate) and (not fact or f.id == fact):
            yield from ((f, place, c) for place, p in enumerate(f.positions, 1) for c in p.claims)

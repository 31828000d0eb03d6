"""A film's dossier: its record with the words it rests on, as it stands or as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from filmdossier.engine.known import load_known_by
from filmdossier.engine.shown import WHOLE, doubted_mentions, shown_claims, shown_statements, unnamed_witnesses
from filmdossier.model.dossier import MOST_FINDINGS, Dossier, Edit
from filmdossier.model.record import Cluster, Record
from filmdossier.model.sourced import SourcedClaim
from filmdossier.rates.table import RateTable
from filmdossier.record.writing import parse_record, parse_shown
from filmdossier.store.store import Store


def load_dossier(store: Store, film: str) -> Dossier:
    """The dossier of a film as its record stands.

    Args:
        store: where.
        film: its id.

    Raises:
        StoreError: there is no such film.
    """
    return _around(store, parse_record(store.record(film)))


def load_shown(store: Store, film: str) -> Dossier:
    """As `load_dossier`, but of a film of very many claims only what a terminal shows: see `engine.shown`."""
    summary = store.film(film)
    if summary is None or summary.claims <= WHOLE:
        return load_dossier(store, film)
    record, said = parse_shown(store.record(summary.id)), store.said_of_films
    findings = tuple(f.finding for f in store.findings(summary.id, MOST_FINDINGS))
    record = replace(record, findings=findings)
    claims = {c.id: c for c in store.claims(shown_claims(record))}
    ids, counts = shown_statements(record, said(record.film.members))
    statements = tuple(store.statements(ids))
    documents = {c.document.id: c.document for c in claims.values()}
    documents |= {s.document.id: s.document for s in statements}
    documents |= store.published_span(record.documents) | store.heads(unnamed_witnesses(record))
    doubted = store.name_mentions(doubted_mentions(record))
    heads = store.heads([m.document for m in doubted])
    return Dossier(
        record,
        claims,
        statements,
        documents,
        tuple(edits_of(store, record.film, record.documents)),
        names=_other_films(store, record.film) | {m.id: m.name for m in doubted},
        named_in={m.id: heads[m.document] for m in doubted},
        more_findings=summary.findings - len(findings),
        said=counts,
    )


def load_dossier_as_of(store: Store, film: str, day: str, rates: RateTable) -> Dossier:
    """The dossier of a film from nothing but articles that had appeared by a day.

    An article counts where its date of publication cannot be later; one without a date does not.

    Args:
        store: where.
        film: its id.
        day: EDTF.
        rates: for the audit.

    Raises:
        StoreError: there is no such film.
        ValueError: the day is no EDTF date, or none that ends.
    """
    known = load_known_by(store, film, day, lambda: rates, with_comparisons=True)
    record = known.record
    if known.is_all:
        record = replace(record, findings=tuple(f.finding for f in store.findings(known.film)))
    if not known.record.film.members:
        return Dossier(record, as_of=day, undated=known.undated)
    return replace(_around(store, record), as_of=day, undated=known.undated)


def _around(store: Store, record: Record) -> Dossier:
    cited = {c for f in record.facts for p in f.positions for c in p.claims}
    cited |= {c for s in record.series for p in s.points for c in p.claims}
    cited |= {c for f in record.findings for c in f.claims}
    claims = {c.id: c for c in store.claims(sorted(cited))}
    documents = store.heads(record.documents)
    statements = [s for s in store.statements_of_films(record.film.members) if s.document.id in documents]
    statements.sort(key=lambda s: (s.document.published or "", s.document.id, s.statement.speaker.span))
    edits = tuple(edits_of(store, record.film, documents))
    return Dossier(record, claims, tuple(statements), documents, edits, names=_other_films(store, record.film))


def _other_films(store: Store, film: Cluster) -> dict[str, str]:
    """What the films are called that might be this one, by mention."""
    asked = {m for doubt in film.doubts for m in (doubt.left, doubt.right)} - set(film.members)
    mentions = store.film_mentions(sorted(asked))
    heads = store.heads([m.document for m in mentions])
    return {m.id: f"{m.title} ({heads[m.document].publisher or heads[m.document].source})" for m in mentions}


def edits_of(store: Store, film: Cluster, documents: Iterable[str]) -> Iterable[Edit]:
    """What changed about a film wherever a source of its record once held other words."""
    for source, earlier, later in store.replaced(sorted(documents)):
        before, after = _claims_of(store, earlier, film), _claims_of(store, later, film)
        gone = tuple(c for k, c in before.items() if k not in after)
        new = tuple(c for k, c in after.items() if k not in before)
        if gone or new:
            seen = dict(store.versions(source))
            yield Edit(source, earlier, later, gone, new, seen.get(earlier), seen.get(later))


def _claims_of(store: Store, document: str, film: Cluster) -> dict[tuple[str, ...], SourcedClaim]:
    """The claims of a document about a film or none, by what they say, wherever in it they say so."""
    own = {None, *film.names}
    return {_saying(c): c for c in store.claims_of_documents([document]) if c.film_title in own}


def _saying(c: SourcedClaim) -> tuple[str, ...]:
    qualifiers = {k: v for k, v in c.claim.qualifiers.items() if k != "converted"}
    return c.claim.predicate, c.film_title or "", repr(dict(c.claim.value)), repr(qualifiers), str(c.claim.status)

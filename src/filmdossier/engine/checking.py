"""Checking copy that is not in the store: inside itself, and against what the store knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from filmdossier.engine.deriving import Claims, derive_records, links_of
from filmdossier.engine.families import split_families
from filmdossier.engine.reading import Prepared, prepare
from filmdossier.model.judgement import standing
from filmdossier.model.mentions import NameMention
from filmdossier.model.reading import Finding, Reading
from filmdossier.model.sourced import DocumentHead, SourcedClaim, head_of, sourced_claims
from filmdossier.rates.table import RateTable
from filmdossier.record.resolution.films import resolve_films
from filmdossier.store.store import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found about one article.

    Attributes:
        reading: of it.
        findings: inside the article and against the store, the worst first; claims are global ids, spans lie in the
            article.
        claims: all claims concerned, by global id.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    claims: Mapping[str, SourcedClaim]


def check_alone(reading: Reading) -> Checked:
    """The findings inside an article."""
    claims = tuple(sourced_claims(reading))
    return Checked(reading, tuple(_inside(reading, claims)), {c.id: c for c in claims})


def check_against(store: Store, reading: Reading, rates: RateTable) -> Checked:
    """The findings inside an article, and those that it would bring to the records of its films.

    Args:
        store: what is known already; nothing is kept there.
        reading: of the article.
        rates: reference exchange rates.
    """
    alone = check_alone(reading)
    draft = prepare(reading, reading.document.source)
    judgements = standing(store.judgements())
    known = store.film_mentions_sharing([k for m in draft.films for k in m.keys])
    mentions = [*draft.films, *(m for m in known if m.document != reading.document.id)]
    own = {m.id for m in draft.films}
    links = links_of(judgements)
    clusters = [
        c
        for family in split_families(mentions, links)
        for c in resolve_films(family, judgements)
        if own.intersection(c.members) and not own.issuperset(c.members)
    ]
    sources = _WithDraft(store, draft)
    findings, claims = list(alone.findings), dict(alone.claims)
    for derived in derive_records(sources, clusters, mentions, judgements, rates):
        for finding in derived.record.findings:
            concerned = [alone.claims[c] for c in finding.claims if c in alone.claims]
            others = [c for c in finding.claims if c not in alone.claims]
            # Without others it was found inside the article already; without its own it is no news.
            if concerned and others:
                spans = tuple(sorted({c.claim.value_span for c in concerned}))
                findings.append(replace(finding, spans=spans))
                claims.update({c.id: c for c in store.claims(others)})
    return Checked(reading, tuple(findings), claims)


def _inside(reading: Reading, claims: Sequence[SourcedClaim]) -> list[Finding]:
    ids = {c.claim.id: c.id for c in claims}
    return [replace(f, claims=tuple(ids[c] for c in f.claims if c in ids)) for f in reading.findings]


class _WithDraft(Claims):
    """The claims of the store and those of an article that is not in it."""

    def __init__(self, store: Store, draft: Prepared) -> None:
        self._store = store
        self._draft = draft
        self._claims = tuple(sourced_claims(draft.reading))
        self._document = draft.reading.document.id

    def claims_of_films(self, mentions: Sequence[str]) -> list[SourcedClaim]:
        wanted = set(mentions)
        return [*self._store.claims_of_films(mentions), *(c for c in self._claims if c.film in wanted)]

    def world_claims(self, documents: Sequence[str]) -> list[SourcedClaim]:
        own = self._claims if self._document in documents else ()
        return [*self._store.world_claims(documents), *(c for c in own if c.film is None)]

    def names_of_documents(self, documents: Sequence[str]) -> Mapping[str, Sequence[NameMention]]:
        return {**self._store.names_of_documents(documents), self._document: self._draft.names}

    def document_findings(self, documents: Sequence[str]) -> Mapping[str, tuple[Finding, ...]]:
        return self._store.document_findings(documents)

    def signatures(self, documents: Sequence[str]) -> Mapping[str, bytes]:
        return {**self._store.signatures(documents), self._document: self._draft.signature}

    def heads(self, documents: Sequence[str]) -> Mapping[str, DocumentHead]:
        return {**self._store.heads(documents), self._document: head_of(self._draft.reading.document)}

"""Bringing records up to date with what is stored.

A record is a function of a set: the current claims of a family of film mentions, the judgements that hold, the exchange
rates. So whatever has changed marks mentions as pending, and everything that those are connected with is derived anew
and replaced in one transaction. What comes of it is the same as if all had been derived at once, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from filmdossier.audit.audit import audit_record
from filmdossier.engine.families import split_families
from filmdossier.engine.judged import Judged
from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.reading import Finding
from filmdossier.model.record import Cluster, Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.rates.grosses import largest_gross
from filmdossier.rates.table import RateTable
from filmdossier.record.assemble import assemble_record
from filmdossier.record.resolution.credits import resolve_credits
from filmdossier.record.resolution.films import resolve_films
from filmdossier.record.resolution.people import resolve_people
from filmdossier.store.store import Store
from filmdossier.store.work import DerivedFilm, Work


class Claims(Protocol):
    """Where the claims are that records are derived from; documents and mentions are given by their ids."""

    def claims_of_films(self, mentions: Sequence[str]) -> list[SourcedClaim]:
        """The claims about films, as those documents name them."""

    def world_claims(self, documents: Sequence[str]) -> list[SourcedClaim]:
        """The claims of documents that are about no film."""

    def names_of_documents(self, documents: Sequence[str]) -> Mapping[str, Sequence[NameMention]]:
        """The names in documents, by document."""

    def document_findings(self, documents: Sequence[str]) -> Mapping[str, tuple[Finding, ...]]:
        """What was found inside documents."""

    def signatures(self, documents: Sequence[str]) -> Mapping[str, bytes]:
        """Signatures of the texts, for telling copies."""

    def heads(self, documents: Sequence[str]) -> Mapping[str, DocumentHead]:
        """The documents without their texts."""


#: Pending mentions taken up at a time: enough to make a transaction worth it, few enough to let other writers in.
BATCH = 400
#: Mentions that a batch may come to with their families; where it has come to more, the next one is smaller.
HELD = 4000
#: Mentions whose claims are held in memory at a time; a film that has more is held alone.
CLAIMED = 800


def derive(store: Store, rates: RateTable, on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Derive everything that is pending.

    Args:
        store: where.
        rates: reference exchange rates for the audit.
        on_progress: called with the number of mentions done so far.

    Returns:
        How many mentions were pending and are no longer.

    Raises:
        StoreError: the store cannot be written.
    """
    done = 0
    for kind, step in STEPS:
        size = BATCH // 8
        while True:
            with store.deriving() as work:
                pending = work.pending(kind, size)
                if not pending:
                    break
                held = step(work, pending, Judged(standing(store.judgements())), rates)
                work.done(kind, pending)
            size = max(size // 4, 1) if held > HELD else min(size * 2, BATCH)
            done += len(pending)
            on_progress(done)
    return done


def rebuild(store: Store, rates: RateTable, on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Derive everything anew from claims and judgements; as `derive`."""
    store.mark_everything_pending()
    done = derive(store, rates, on_progress)
    with store.deriving() as work:
        work.drop_orphans()
    return done


def links_of(judgements: Iterable[Judgement]) -> tuple[tuple[str, str], ...]:
    """The pairs of mentions that people hold to be one."""
    return tuple((j.subjects[0], j.subjects[1]) for j in judgements if j.verdict is Verdict.SAME)


def _derive_films(work: Work, pending: Sequence[str], judged: Judged, rates: RateTable) -> int:
    """Derive the films of pending mentions and of all that are tied to them; how many mentions that are."""
    links = links_of(judged.judgements)
    family = work.film_family(pending, links)
    clusters = (c for part in split_families(family, links) for c in resolve_films(part, judged.on(m.id for m in part)))
    for some in _in_portions(clusters):
        members = {i for c in some for i in c.members}
        derived = derive_records(work, some, [m for m in family if m.id in members], judged.judgements, rates)
        work.write_films(members, derived)
    work.write_films({*pending} - {m.id for m in family}, ())
    return len(family)


def _in_portions(clusters: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """Films together as long as there are not too many mentions of them."""
    portion: list[Cluster] = []
    mentions = 0
    for cluster in clusters:
        if portion and mentions + len(cluster.members) > CLAIMED:
            yield portion
            portion, mentions = [], 0
        portion.append(cluster)
        mentions += len(cluster.members)
    if portion:
        yield portion


def derive_records(
    source: Claims,
    clusters: Sequence[Cluster],
    mentions: Sequence[FilmMention],
    judgements: tuple[Judgement, ...],
    rates: RateTable,
) -> list[DerivedFilm]:
    """The records of films, from the claims of their mentions.

    Args:
        source: where the claims are.
        clusters: the films.
        mentions: at least all members of the clusters.
        judgements: those that hold.
        rates: for the audit.
    """
    by_id = {m.id: m for m in mentions}
    film_of = {member: c.id for c in clusters for member in c.members}
    main = {m.document: film_of[m.id] for m in mentions if m.main and m.id in film_of}
    documents = sorted({by_id[m].document for c in clusters for m in c.members})
    claims = _grouped(source.claims_of_films(sorted(film_of)), lambda c: film_of.get(c.film or ""))
    world = _grouped(source.world_claims(sorted(main)), lambda c: main.get(c.document.id))
    names = source.names_of_documents(documents)
    found = source.document_findings(documents)
    signatures = source.signatures(documents)
    heads = source.heads(documents)

    judged = Judged(judgements)
    derived = []
    for cluster in clusters:
        its_documents = sorted({by_id[m].document for m in cluster.members})
        about_it = [d for d in its_documents if main.get(d) == cluster.id]
        its_claims = [*claims.get(cluster.id, ()), *world.get(cluster.id, ())]
        its_names = [n for d in its_documents for n in names.get(d, ())]
        its_judgements = judged.on((*(c.id for c in its_claims), *(n.id for n in its_names)))
        credits_ = resolve_credits(cluster, _names_in(its_names, cluster, set(about_it)), its_judgements)
        record = assemble_record(
            cluster,
            its_claims,
            credits_,
            [heads[d] for d in its_documents],
            {d: signatures[d] for d in its_documents if d in signatures},
            its_judgements,
        )
        ids = {c.id for c in its_claims}
        inside = [f for d in its_documents for f in found.get(d, ()) if ids.intersection(f.claims)]
        inside += [f for d in about_it for f in found.get(d, ()) if not f.claims]
        derived.append(audited(record, its_claims, inside, rates))
    return derived


def audited(record: Record, claims: Sequence[SourcedClaim], inside: Sequence[Finding], rates: RateTable) -> DerivedFilm:
    """A record with its findings: those over the record, and those inside articles that concern its claims."""
    by_id = {c.id: c for c in claims}
    findings = (*audit_record(record, by_id, rates), *(replace(f, spans=()) for f in inside))
    unique = {(f.rule, f.claims, f.message if not f.claims else ""): f for f in reversed(findings)}
    kept = sorted(unique.values(), key=lambda f: (_SEVERITIES.get(f.severity, 9), f.rule, f.claims, f.message))
    dates = sorted(c.document.published for c in claims if c.document.published)
    latest = dates[-1] if dates else None
    return DerivedFilm(replace(record, findings=tuple(kept)), len(claims), latest, largest_gross(record, rates, latest))


_SEVERITIES = {"error": 0, "warning": 1, "notice": 2}


def _names_in(names: Iterable[NameMention], film: Cluster, about_it: set[str]) -> list[NameMention]:
    """The names with a role in a film, and those that hold positions in documents that are mainly about it."""
    members = set(film.members)
    found = []
    for m in names:
        roles = tuple(r for r in m.roles if r.film in members or (r.film is None and m.document in about_it))
        if roles:
            found.append(m if len(roles) == len(m.roles) else replace(m, roles=roles))
    return sorted(found, key=lambda m: m.id)


def _derive_people(work: Work, pending: Sequence[str], judged: Judged, _: RateTable) -> int:
    """As `_derive_films`, of people and organisations."""
    links = links_of(judged.judgements)
    family = work.name_family(pending, links)
    credits_ = work.credit_groups([m.id for m in family])
    films = work.film_ids(sorted({r.film for m in family for r in m.roles if r.film}))
    resolved = [
        replace(m, roles=tuple(replace(r, film=films.get(r.film, r.film) if r.film else None) for r in m.roles))
        for m in family
    ]
    group_of = {mention: group for group in credits_ for mention in group}
    clusters: list[Cluster] = []
    for part in split_families(resolved, (*credits_, *links)):
        groups = sorted({group_of[m.id] for m in part if m.id in group_of})
        clusters += resolve_people(part, groups, judged.on(m.id for m in part))
    work.write_people({*pending, *(m.id for m in family)}, clusters)
    return len(family)


#: What is derived, in order: by what, from pending mentions, in a transaction, with judgements and rates.
STEPS: tuple[tuple[str, Callable[[Work, Sequence[str], Judged, RateTable], int]], ...] = (
    ("film", _derive_films),
    ("name", _derive_people),
)


def _grouped(
    claims: Iterable[SourcedClaim], group: Callable[[SourcedClaim], str | None]
) -> dict[str, list[SourcedClaim]]:
    groups: dict[str, list[SourcedClaim]] = {}
    for claim in claims:
        if (key := group(claim)) is not None:
            groups.setdefault(key, []).append(claim)
    return groups

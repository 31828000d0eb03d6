"""Deriving by the simplest rules there are, to hold the store's part in it against.

Mentions that share a key that begins with ``=`` are one, and so are those that people say are; others that share a key
are doubtful. Names that are spelt alike in one film are one credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from filmdossier.model.judgement import Verdict, standing
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.record import Cluster, Comparison, Credit, Fact, Position, Record
from filmdossier.store.store import Store
from filmdossier.store.work import DerivedFilm, Work

Mention = FilmMention | NameMention


def derive(store: Store, batch: int = 400) -> None:
    """Derive everything that is pending."""
    for kind, step in (("film", _films), ("name", _people)):
        pending = ["…"]
        while pending:
            with store.deriving() as work:
                pending = work.pending(kind, batch)
                links = [j.subjects for j in standing(store.judgements()) if j.verdict is Verdict.SAME]
                step(work, pending, links)
                work.done(kind, pending)


def _films(work: Work, pending: Sequence[str], links: Sequence[Sequence[str]]) -> None:
    family = work.film_family(pending, links)
    documents = {m.id: m.document for m in family}
    films = []
    for cluster in clusters("film", family, links):
        its_documents = sorted({documents[m] for m in cluster.members})
        claims = work.claims_of_films(cluster.members)
        position = Position({"claims": len(claims)}, claims=tuple(sorted(c.id for c in claims)))
        found = [f for d in its_documents for f in work.document_findings([d])[d]]
        record = Record(
            cluster,
            (Fact("fact", "box_office", {"sources": [work.head(d).source for d in its_documents]}, (position,)),),
            (),
            tuple(_credits(work, its_documents, set(cluster.members))),
            tuple(replace(f, spans=()) for f in sorted(found, key=lambda f: f.claims)),
            tuple(its_documents),
        )
        films.append(DerivedFilm(record, len(claims), "2025-09"))
    work.write_films({*pending, *documents}, films)


def _credits(work: Work, documents: Sequence[str], film: set[str]) -> Iterable[Credit]:
    by_name: dict[str, list[str]] = {}
    for names in work.names_of_documents(documents).values():
        for m in names:
            if any(r.film in film for r in m.roles):
                by_name.setdefault(m.name, []).append(m.id)
    for name, mentions in sorted(by_name.items()):
        yield Credit(min(mentions), "person", name, (name,), tuple(sorted(mentions)))


def _people(work: Work, pending: Sequence[str], links: Sequence[Sequence[str]]) -> None:
    family = work.name_family(pending, links)
    ids = [m.id for m in family]
    films = work.film_ids(sorted({r.film for m in family for r in m.roles if r.film}))
    people = []
    for cluster in clusters("person", family, (*work.credit_groups(ids), *links)):
        roles = {films.get(r.film, "?") for m in family if m.id in cluster.members for r in m.roles if r.film}
        people.append(replace(cluster, names=(*cluster.names, *sorted(roles))))
    work.write_people({*pending, *ids}, people)


def clusters(kind: str, family: Sequence[Mention], links: Sequence[Sequence[str]]) -> list[Cluster]:
    """The clusters of a family, with the doubts between them."""
    group = {m.id: {m.id} for m in family}
    holders: dict[str, list[str]] = {}
    for m in family:
        for key in m.keys:
            holders.setdefault(key, []).append(m.id)
    for key, mentions in [*holders.items(), *(("=", [m for m in link if m in group]) for link in links)]:
        if key.startswith("=") and mentions:
            joined = set.union(*(group[m] for m in mentions))
            group.update(dict.fromkeys(joined, joined))
    doubts = {
        (a, b)
        for key, mentions in holders.items()
        if not key.startswith("=")
        for a in mentions
        for b in mentions
        if b not in group[a]
    }
    found = []
    for members in {min(g): g for g in group.values()}.values():
        its = sorted((m for m in family if m.id in members), key=lambda m: m.id)
        names = tuple(sorted({m.title if isinstance(m, FilmMention) else m.name for m in its}))
        compared = tuple(Comparison(min(a, b), max(a, b), 0.5, "doubt") for a, b in sorted(doubts) if a in members)
        found.append(Cluster(its[0].id, kind, names[0], names, tuple(sorted(members)), (), compared, "2025"))
    return found

"""Films and people as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from filmdossier.model.record import Cluster, Record
from filmdossier.store import schema
from filmdossier.store.codec import write_derived, write_exact
from filmdossier.store.words import find_tokens, fold

if TYPE_CHECKING:
    from filmdossier.store.work import DerivedFilm

Rows = dict[Table, list[dict[str, Any]]]


def film_rows(films: Iterable[DerivedFilm]) -> Rows:
    """The rows of films, by table, in the order in which they can be inserted."""
    rows: Rows = {
        t: []
        for t in (
            schema.film,
            schema.film_record,
            schema.film_member,
            schema.credit,
            schema.finding,
            schema.search_token,
        )
    }
    for derived in films:
        record = derived.record
        cluster = record.film
        rows[schema.film].append(
            {
                "id": cluster.id,
                "name": cluster.name,
                "folded": fold(cluster.name),
                "year": cluster.year,
                "names": write_exact(_names(cluster)),
                "documents": len(record.documents),
                "claims": derived.claims,
                "findings": len(record.findings),
                "latest": derived.latest,
            }
        )
        rows[schema.film_record].append(
            {"film": cluster.id, "data": write_derived(cluster), "record": write_derived(record)}
        )
        rows[schema.film_member] += [{"mention": m, "film": cluster.id} for m in sorted(set(cluster.members))]
        rows[schema.credit] += [{"film": f, "mention": m, "credit": k} for f, m, k in sorted(_credits(record))]
        rows[schema.finding] += [
            {
                "film": cluster.id,
                "ordinal": ordinal,
                "rule": f.rule,
                "severity": f.severity,
                "message": f.message,
                "claims": write_exact(list(f.claims)),
            }
            for ordinal, f in enumerate(record.findings)
        ]
        rows[schema.search_token] += _tokens("film", cluster)
    return rows


def memberships(films: Iterable[DerivedFilm]) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
    """The film of each mention; and film, mention and credit of each credited name."""
    members: dict[str, str] = {}
    credited: set[tuple[str, str, str]] = set()
    for derived in films:
        members.update(dict.fromkeys(derived.record.film.members, derived.record.film.id))
        credited |= _credits(derived.record)
    return members, credited


def person_rows(people: Iterable[Cluster], documents: Mapping[str, str]) -> Rows:
    """The rows of people and organisations, by table, in the order in which they can be inserted.

    Args:
        people: the clusters.
        documents: the document of each of their mentions.
    """
    rows: Rows = {schema.person: [], schema.person_member: [], schema.search_token: []}
    for cluster in sorted(people, key=lambda p: p.id):
        rows[schema.person].append(
            {
                "id": cluster.id,
                "kind": cluster.kind,
                "name": cluster.name,
                "names": write_exact(_names(cluster)),
                "documents": len({documents[m] for m in cluster.members if m in documents}),
                "data": write_derived(cluster),
            }
        )
        rows[schema.person_member] += [{"mention": m, "person": cluster.id} for m in sorted(set(cluster.members))]
        rows[schema.search_token] += _tokens("person", cluster)
    return rows


def _credits(record: Record) -> set[tuple[str, str, str]]:
    """Film, mention and credit of each credited name: one credit a mention, the first."""
    first: dict[str, str] = {}
    for credit in sorted(record.credits, key=lambda k: k.id):
        for mention in credit.mentions:
            first.setdefault(mention, credit.id)
    return {(record.film.id, mention, credit) for mention, credit in first.items()}


def _names(cluster: Cluster) -> list[str]:
    return list(dict.fromkeys((cluster.name, *cluster.names)))


def _tokens(kind: str, cluster: Cluster) -> list[dict[str, Any]]:
    tokens = find_tokens((cluster.name, *cluster.names))
    return [{"kind": kind, "token": token, "entity": cluster.id} for token in sorted(tokens)]

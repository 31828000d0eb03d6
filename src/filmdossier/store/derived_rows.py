"""Films and people as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from filmdossier.model.dossier import Gross
from filmdossier.model.record import Cluster, Comparison, Record
from filmdossier.model.sourced import finding_id
from filmdossier.store import schema
from filmdossier.store.codec import write_derived, write_exact
from filmdossier.store.findings import gravity
from filmdossier.store.words import find_tokens, fold

if TYPE_CHECKING:
    from filmdossier.store.work import DerivedFilm

Rows = dict[Table, list[dict[str, Any]]]


def film_rows(
    films: Iterable[DerivedFilm],
    names: Mapping[str, str],
    changed: Mapping[tuple[str, str | None], str | None],
    now: str,
) -> Rows:
    """The rows of films, by table, in the order in which they can be inserted.

    Args:
        films: as they were derived.
        names: what the mentions are called that they have doubts about, by id.
        changed: when records became what they are, by film and digest, of films that were there before; by None where
            nobody has noted the digest.
        now: when all others did.
    """
    rows: Rows = {
        t: []
        for t in (
            schema.film,
            schema.film_record,
            schema.film_member,
            schema.credit,
            schema.finding,
            schema.doubt,
            schema.search_token,
        )
    }
    for derived in films:
        record = derived.record
        cluster, text = record.film, write_derived(record)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
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
                **gross_columns(derived.gross),
                "digest": digest,
                "changed": changed.get((cluster.id, digest), changed.get((cluster.id, None), now)),
            }
        )
        rows[schema.film_record].append({"film": cluster.id, "data": write_derived(cluster), "record": text})
        rows[schema.film_member] += [{"mention": m, "film": cluster.id} for m in sorted(set(cluster.members))]
        rows[schema.credit] += [{"film": f, "mention": m, "credit": k} for f, m, k in sorted(_credits(record))]
        rows[schema.finding] += [
            {
                "film": cluster.id,
                "ordinal": ordinal,
                "id": finding_id(f.rule, f.claims, f.message),
                "rule": f.rule,
                "severity": f.severity,
                "gravity": gravity(f.severity),
                "message": f.message,
                "claims": write_exact(list(f.claims)),
            }
            for ordinal, f in enumerate(record.findings)
        ]
        rows[schema.doubt] += doubt_rows(cluster.id, record, names)
        rows[schema.search_token] += _tokens("film", cluster)
    return rows


def doubts_of(record: Record) -> dict[tuple[str, str], tuple[str, Comparison]]:
    """What people should decide in a record: kind and comparison, by the pair of mentions; of two, the likelier."""
    found: dict[tuple[str, str], tuple[str, Comparison]] = {}
    for kind, doubts in ((record.film.kind, record.film.doubts), *((k.kind, k.doubts) for k in record.credits)):
        for doubt in doubts:
            held = found.get((doubt.left, doubt.right))
            if held is None or doubt.score > held[1].score:
                found[doubt.left, doubt.right] = kind, doubt
    return found


def doubt_rows(film: str, record: Record, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The doubts of a film as rows; `names` are those of the mentions, by id."""
    return [
        {
            "film": film,
            "left": left,
            "right": right,
            "kind": kind,
            "score": doubt.score,
            "left_name": names.get(left, ""),
            "right_name": names.get(right, ""),
            "features": write_exact([[f.name, f.weight, f.detail] for f in doubt.features]),
        }
        for (left, right), (kind, doubt) in sorted(doubts_of(record).items(), key=lambda item: item[0])
    ]


def gross_columns(gross: Gross | None) -> dict[str, Any]:
    """What a film took, as its row has it."""
    if gross is None:
        return dict.fromkeys(("gross_amount", "gross_currency", "gross_usd"))
    return {"gross_amount": f"{gross.amount:f}", "gross_currency": gross.currency, "gross_usd": gross.usd}


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

"""Mentions as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row

from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.store.codec import parse_exact, write_exact

Values = dict[str, Any]


def film_mention_rows(mentions: Iterable[FilmMention]) -> list[Values]:
    """Film mentions, each identity once: the first of it."""
    rows: dict[str, Values] = {}
    for m in mentions:
        data = [list(m.names), m.language, m.published, list(m.keys), {k: list(v) for k, v in m.evidence.items()}]
        row = {"id": m.id, "document": m.document, "main": m.main, "title": m.title, "data": write_exact(data)}
        rows.setdefault(m.id, row)
    return list(rows.values())


def film_mention_of(row: Row[Any]) -> FilmMention:
    """One film mention, as it was kept."""
    names, language, published, keys, evidence = parse_exact(row.data)
    return FilmMention(
        row.id,
        row.document,
        row.title,
        tuple(names),
        language,
        published,
        row.main,
        tuple(keys),
        {k: tuple(v) for k, v in evidence.items()},
    )


def name_mention_rows(mentions: Iterable[NameMention]) -> list[Values]:
    """Name mentions, each identity once: the first of it."""
    rows: dict[str, Values] = {}
    for m in mentions:
        roles = [[r.predicate, r.film, r.detail, r.organisation] for r in m.roles]
        data = write_exact([m.language, m.published, list(m.keys), roles])
        rows.setdefault(m.id, {"id": m.id, "document": m.document, "kind": m.kind, "name": m.name, "data": data})
    return list(rows.values())


def name_mention_of(row: Row[Any]) -> NameMention:
    """One name mention, as it was kept."""
    language, published, keys, roles = parse_exact(row.data)
    return NameMention(
        row.id, row.document, row.kind, row.name, language, published, tuple(keys), tuple(Role(*r) for r in roles)
    )


def key_rows(mentions: Sequence[FilmMention | NameMention]) -> list[Values]:
    """The blocking keys of mentions, each once, in order."""
    pairs = {(key, m.id) for m in mentions for key in m.keys}
    return [{"key": key, "mention": mention} for key, mention in sorted(pairs)]

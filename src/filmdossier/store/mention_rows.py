"""Mentions as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.store.codec import parse_exact, write_exact

Values = dict[str, Any]

#: Fields of mentions that have columns of their own.
FILM_COLUMNS = ("id", "document", "main", "title")
NAME_COLUMNS = ("id", "document", "kind", "name")


def film_mention_rows(mentions: Iterable[FilmMention]) -> list[Values]:
    """Film mentions, each identity once: the first of it."""
    return _rows(mentions, FILM_COLUMNS)


def name_mention_rows(mentions: Iterable[NameMention]) -> list[Values]:
    """Name mentions, each identity once: the first of it."""
    return _rows(mentions, NAME_COLUMNS)


def _rows(mentions: Iterable[FilmMention | NameMention], columns: Sequence[str]) -> list[Values]:
    """What has columns of its own, and all else as data, fields that the model gains one day among it."""
    rows: dict[str, Values] = {}
    for m in mentions:
        if m.id not in rows:
            data = {f.name: _written(getattr(m, f.name)) for f in fields(m) if f.name not in columns}
            rows[m.id] = {**{name: getattr(m, name) for name in columns}, "data": write_exact(data)}
    return list(rows.values())


def film_mention_of(row: Row[Any]) -> FilmMention:
    """One film mention, as it was kept."""
    return FilmMention(**{name: row._mapping[name] for name in FILM_COLUMNS}, **parse_exact(row.data))


def name_mention_of(row: Row[Any]) -> NameMention:
    """One name mention, as it was kept."""
    data = parse_exact(row.data)
    data["roles"] = tuple(Role(**role) for role in data["roles"])
    return NameMention(**{name: row._mapping[name] for name in NAME_COLUMNS}, **data)


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_written(v) for v in value)
    if isinstance(value, Role):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return value


def key_rows(mentions: Sequence[FilmMention | NameMention]) -> list[Values]:
    """The blocking keys of mentions, each once, in order."""
    pairs = {(key, m.id) for m in mentions for key in m.keys}
    return [{"key": key, "mention": mention} for key, mention in sorted(pairs)]

"""Taking away the mentions of a reading that another takes the place of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, delete, func, select

from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.store import schema
from filmdossier.store.access import select_in, write_in
from filmdossier.store.mention_rows import key_rows
from filmdossier.store.pending import MENTIONS, mark

_KEYS = {"film": schema.film_key, "name": schema.name_key}


def remove_mentions(c: Connection, document: str, films: Sequence[FilmMention], names: Sequence[NameMention]) -> None:
    """Remove the mentions of a document, and have derived anew what they were part of.

    Args:
        c: where.
        document: whose mentions.
        films: the film mentions that come in their place.
        names: the name mentions that come in their place.
    """
    new: dict[str, Sequence[FilmMention | NameMention]] = {"film": films, "name": names}
    for kind, mentions in new.items():
        table, keys = MENTIONS[kind], _KEYS[kind]
        old = sorted(c.execute(select(table.c.id).where(table.c.document == document)).scalars())
        mark(c, kind, old)
        kept = {(row["key"], row["mention"]) for row in key_rows(mentions)}
        held = {(row.key, row.mention) for row in select_in(c, select(keys), keys.c.mention, old)}
        _mark_neighbours(c, kind, keys, {key for key, _ in held - kept}, set(old))
        write_in(c, delete(keys), keys.c.mention, old)
        write_in(c, delete(table), table.c.id, old)


def _mark_neighbours(c: Connection, kind: str, keys: Table, lost: set[str], old: set[str]) -> None:
    """Have derived anew what shared a lost key: one mention of each key stands for all that still share it."""
    query = select(func.min(keys.c.mention)).where(keys.c.mention.not_in(sorted(old))).group_by(keys.c.key)
    mark(c, kind, [row[0] for row in select_in(c, query, keys.c.key, lost)])

"""Which mentions have to be derived anew, and everything that makes them so."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, literal, select

from filmdossier.store import schema
from filmdossier.store.access import WriteAccess, insert_new, insert_new_from, steps

#: Kinds of mentions, each with the table of its mentions.
MENTIONS = {"film": schema.film_mention, "name": schema.name_mention}
#: The table that tells which film or person a mention belongs to.
MEMBERS = {"film": schema.film_member, "name": schema.person_member}


def mark(c: Connection, kind: str, mentions: Iterable[str]) -> None:
    """Have mentions derived anew."""
    insert_new(c, schema.pending, [{"kind": kind, "mention": m} for m in sorted(set(mentions))])


def mark_documents(c: Connection, documents: Iterable[str], kinds: Iterable[str] = ("film", "name")) -> None:
    """Have all mentions of documents derived anew."""
    for step in steps(sorted(set(documents))):
        for kind in kinds:
            table = MENTIONS[kind]
            query = select(literal(kind), table.c.id).where(table.c.document.in_(step))
            insert_new_from(c, schema.pending, ["kind", "mention"], query)


class Pending(WriteAccess):
    """What still has to be derived."""

    def has_pending(self) -> bool:
        """Whether anything has to be derived."""
        with self._read() as c:
            return c.execute(select(schema.pending.c.kind).limit(1)).first() is not None

    def count_pending(self) -> int:
        """How many mentions have to be derived anew."""
        with self._read() as c:
            return int(c.execute(select(func.count()).select_from(schema.pending)).scalar_one())

    def mark_everything_pending(self) -> None:
        """Have everything derived anew.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._write() as c:
            for kind, table in MENTIONS.items():
                query = select(literal(kind), table.c.id).where(table.c.id != "")
                insert_new_from(c, schema.pending, ["kind", "mention"], query)
                members = MEMBERS[kind]
                query = select(literal(kind), members.c.mention).where(members.c.mention != "")
                insert_new_from(c, schema.pending, ["kind", "mention"], query)

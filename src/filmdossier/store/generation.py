"""A number that grows whenever something is written, by which one knows whether what was read before still holds."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from filmdossier.store import schema
from filmdossier.store.access import Access

#: The one row.
ROW = 1

_t = schema.generation


class Generation(Access):
    """Reading the number."""

    def generation(self) -> int:
        """A number that is greater after every transaction that wrote, whichever program it was of."""
        with self._read() as c:
            return int(c.execute(select(_t.c.number).where(_t.c.id == ROW)).scalar_one())


def grow(c: Connection) -> None:
    """Let the number grow, with the transaction that writes or not at all."""
    c.execute(update(_t).where(_t.c.id == ROW).values(number=_t.c.number + 1))

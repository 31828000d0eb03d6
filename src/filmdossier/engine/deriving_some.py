"""Deriving what takes a moment, and leaving what takes long: for programs that others are waiting for.

While a family is derived, nobody else can write. That is fine for a few thousand mentions; where very many films share
names and titles, a family can be most of the store.
"""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.engine.deriving import STEPS, links_of
from filmdossier.engine.judged import Judged
from filmdossier.model.judgement import standing
from filmdossier.rates.table import RateTable
from filmdossier.store.store import Store
from filmdossier.store.work import Work

#: Mentions of a family that is derived at once: some seconds' work.
MOST = 2500
#: Pending mentions looked at together.
_STEP = 100


def derive_small(store: Store, rates: RateTable, most: int = MOST, known: dict[str, set[str]] | None = None) -> int:
    """Derive what is pending, but for families of too many mentions; those stay pending.

    Args:
        store: where.
        rates: reference exchange rates for the audit.
        most: mentions of a family that is derived.
        known: mentions of such families, by kind, that an earlier call found; it adds those that it finds.

    Returns:
        How many pending mentions were left.

    Raises:
        StoreError: the store cannot be written.
    """
    left, known = 0, {} if known is None else known
    for kind, step in STEPS:
        large = known.setdefault(kind, set())
        while True:
            with store.deriving() as work:
                every = work.pending(kind, len(large) + _STEP)
                pending = [m for m in every if m not in large][:_STEP]
                if not pending:
                    left += len(every)
                    break
                judged = Judged(standing(store.judgements()))
                some = _small(work, kind, pending, judged, most, large)
                if some:
                    step(work, some, judged, rates)
                    work.done(kind, some)
    return left


def _small(work: Work, kind: str, pending: Sequence[str], judged: Judged, most: int, large: set[str]) -> list[str]:
    """Those pending mentions whose families are small, together as far as possible; the others become large."""
    links = links_of(judged.judgements)
    if len(work.tied(kind, pending, links, most)) <= most:
        return list(pending)
    tied = work.tied(kind, pending[:1], links, most)
    if len(tied) > most:
        large.update(m for m in pending if m in tied)
        return []
    return [m for m in pending if m in tied]

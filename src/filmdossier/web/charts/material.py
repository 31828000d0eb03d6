"""What charts are made of: facts and running figures of a record, and the few claims that they quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_words import best_claim, outlet_in_words
from filmdossier.model.dossier import Dossier, FilmSummary
from filmdossier.model.record import Position, Record
from filmdossier.model.sourced import SourcedClaim
from filmdossier.store.store import Store
from filmdossier.web.charts.model import Source
from filmdossier.web.dossier.known import Film, known_of

_BEHIND, _MANY = 3, 60
"""Claims looked at of each value, of which the best is quoted; where there are many values, the first."""


@dataclass(frozen=True)
class Material:
    """A film's record as far as charts need it.

    Attributes:
        film: which film.
        dossier: facts and series; claims as far as they were loaded.
        as_of: EDTF date that limits what was known, or None.
    """

    film: FilmSummary
    dossier: Dossier
    as_of: str | None = None

    @property
    def record(self) -> Record:
        """The record, of which only facts and series are there."""
        return self.dossier.record

    def quoting(self, store: Store, positions: Iterable[Position]) -> Material:
        """With the claims that are quoted for these values."""
        quoted = list(positions)
        behind = _BEHIND if len(quoted) <= _MANY else 1
        wanted = {c for p in quoted for c in p.claims[:behind]} - self.dossier.claims.keys()
        claims = {c.id: c for c in store.claims(sorted(wanted))} if wanted else {}
        return replace(self, dossier=replace(self.dossier, claims={**self.dossier.claims, **claims}))

    def quoted(self, position: Position) -> SourcedClaim | None:
        """The claim to quote for a value."""
        return best_claim(self.dossier, position)

    def source(self, position: Position) -> Source | None:
        """The claim to quote for a value, as data."""
        best = self.quoted(position)
        return None if best is None else source_of(best)

    def bound(self, position: Position) -> object:
        """The bound that the words put on a value."""
        best = self.quoted(position)
        if best is not None and dict(best.claim.value) == dict(position.value):
            return best.claim.qualifiers.get("bound")
        return None

    def says(self, position: Position) -> str:
        """A value in words, with its bound."""
        return value_in_words(position.value, self.bound(position))

    def qualifier(self, position: Position, name: str) -> Any:
        """What the claim to quote adds to a value, or None."""
        best = self.quoted(position)
        return None if best is None else best.claim.qualifiers.get(name)


def source_of(claim: SourcedClaim) -> Source:
    """Where a claim stands."""
    head = claim.document
    return Source(
        claim=claim.id,
        document=head.id,
        outlet=outlet_in_words(head),
        published=head.published,
        language=head.language,
        words=claim.words,
    )


def material_of(store: Store, film: Film, as_of: str | None = None) -> Material:
    """A film's record as it stands, or as it was known on a day.

    Args:
        store: where.
        film: which.
        as_of: EDTF.
    """
    return Material(film.summary, Dossier(known_of(store, film, as_of).record), as_of)

"""Which film a user means; see `filmdossier.engine.choosing`."""

from __future__ import annotations

from filmdossier.engine.choosing import choose_film

__all__ = ["choose_film"]

"""Those whom an article lets speak."""

from __future__ import annotations

from dataclasses import dataclass

from filmdossier.model.reading import Speaker
from filmdossier.model.span import Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can be meant again by a pronoun.

    Attributes:
        name: as the speaker's.
        gender: ``m``, ``f``, ``o`` for a body, ``p`` for several, empty where unknown.
        role: as stated.
        organisation: as stated.
        head: the noun, for those without a name.
    """

    name: str
    gender: str
    role: str | None = None
    organisation: str | None = None
    head: str = ""

    def at(self, span: Span) -> Speaker:
        """The speaker, at the words that stand for it."""
        return Speaker(self.name, span, self.role, self.organisation)

    def suits(self, gender: str) -> bool:
        """Whether a pronoun of a gender may stand for it."""
        return self.gender == gender or (not self.gender and gender in "mf")

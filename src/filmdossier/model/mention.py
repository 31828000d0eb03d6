"""Text that names something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from filmdossier.model.span import Span


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    CHARACTER = "character"
    FILM = "film"
    WORK = "work"
    ORGANISATION = "organisation"
    PLACE = "place"
    AWARD = "award"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Mention:
    """Text at a span that names something, or stands for what was named before.

    Attributes:
        span: the words.
        kind: what they name.
        entity: number of the entity within the document: mentions of one entity share it, per kind.
        name: the fullest form of the entity's name in this document ("Akira Kurosawa" also for "Kurosawa").
        is_name: False where the words stand for a name said before ("the sequel", "it", "he", "the director").
        score: how sure the tagger is, from 0 to 1.
    """

    span: Span
    kind: Kind
    entity: int
    name: str
    is_name: bool = True
    score: float = 1.0

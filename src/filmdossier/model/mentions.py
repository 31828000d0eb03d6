"""What one document lets know of a film or a name in it, condensed for telling who is who across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FilmMention:
    """A film as one document speaks of it.

    Attributes:
        id: see `filmdossier.model.sourced.film_mention_id`.
        document: id of the document.
        title: the title that the document gives it.
        names: the title and its other forms there.
        language: BCP 47, of the document.
        published: EDTF date of the document, or None.
        main: whether the document is mainly about it: most of its claims are.
        keys: blocking keys; two mentions are compared only where they share one, directly or through others.
        evidence: what helps to tell films apart, by kind: ``year`` (EDTF dates of releases, premieres and awards),
            ``released`` (those of releases and premieres alone), ``director``, ``cast``, ``company``, ``country``,
            ``follows`` (titles that it continues or remakes).
    """

    id: str
    document: str
    title: str
    names: tuple[str, ...]
    language: str
    published: str | None = None
    main: bool = False
    keys: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Role:
    """In what a name stands: a credit of a film, or a position.

    Attributes:
        predicate: of the claim (``director``, ``cast_member``, ``position_held``, ``distributor``, ``speaker``…).
        film: id of the film mention, or of the film once that is known; None where it belongs to no film.
        detail: character, title of the position, or None.
        organisation: for positions, where; else None.
        year: EDTF date of the film, or of the award, as far as the document gives it; else None.
    """

    predicate: str
    film: str | None = None
    detail: str | None = None
    organisation: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person or organisation as one document names it; ``keys`` as for `FilmMention`.

    Attributes:
        id: see `filmdossier.model.sourced.person_mention_id`.
        kind: ``person`` or ``organisation``.
        published: EDTF date of the document, or None.
        roles: what it stands in, in the order of the document.
    """

    id: str
    document: str
    kind: str
    name: str
    language: str
    published: str | None = None
    keys: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

"""A film's dossier: its record together with the claims, statements and documents that a person reads it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from filmdossier.model.record import Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement

#: What a terminal shows of a dossier at the most: values that others give of one fact, points of one series, findings
#: and places of one, statements in all and of one speaker, doubts. The rest is counted.
MOST_OTHERS = 8
MOST_POINTS = 24
MOST_FINDINGS = 40
MOST_PLACES = 6
MOST_STATEMENTS = 10
MOST_OF_ONE = 3
MOST_DOUBTS = 10


@dataclass(frozen=True, slots=True)
class Edit:
    """What an outlet changed in an article without saying so.

    Attributes:
        source: the path or address that held both versions.
        earlier, later: ids of the two documents.
        gone: claims that only the earlier one makes.
        new: claims that only the later one makes.
        earlier_seen, later_seen: when each was captured, ISO 8601, where that is known.
    """

    source: str
    earlier: str
    later: str
    gone: tuple[SourcedClaim, ...] = ()
    new: tuple[SourcedClaim, ...] = ()
    earlier_seen: str | None = None
    later_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The record as a person reads it.

    Attributes:
        record: what is shown.
        claims: by global id, those that the record cites.
        statements: those made about the film.
        documents: by id, those that the record rests on.
        edits: what silent edits changed.
        as_of: EDTF date that limits what was known, or None for all that is known.
        undated: ids of documents left out since nothing says when they appeared.
        names: what mentions are called that none of the claims names, by mention id: the other side of doubts.
        named_in: the documents of some of these mentions, where their names do not tell.
        more_findings: how many findings the record has beside those that are here.
        said: how many statements each speaker made, by the folded name that stands, where not all are here.
    """

    record: Record
    claims: Mapping[str, SourcedClaim] = field(default_factory=dict)
    statements: tuple[SourcedStatement, ...] = ()
    documents: Mapping[str, DocumentHead] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    as_of: str | None = None
    undated: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    named_in: Mapping[str, DocumentHead] = field(default_factory=dict)
    more_findings: int = 0
    said: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gross:
    """What a film took.

    Attributes:
        amount: as it stands in the record.
        currency: ISO 4217.
        usd: about how many US dollars that was, to compare films by; None where no rate is known.
    """

    amount: Decimal
    currency: str
    usd: float | None = None


@dataclass(frozen=True, slots=True)
class FilmSummary:
    """One film in a list of films.

    Attributes:
        id: of its cluster.
        name: the title that it goes by.
        year: EDTF date or interval, or None.
        documents, claims, findings: how many there are.
        latest: EDTF date of the latest document about it, or None.
        gross: the largest gross that stands in its record, or None.
        changed: when its record last became another, ISO 8601 in UTC; None where nobody has noted that.
    """

    id: str
    name: str
    year: str | None = None
    documents: int = 0
    claims: int = 0
    findings: int = 0
    latest: str | None = None
    gross: Gross | None = None
    changed: str | None = None

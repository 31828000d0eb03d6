"""A dossier: a film's record as a person reads it, with the words that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from filmdossier.model.record import Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed about a film when a source changed its words.

    Attributes:
        source: the path or address.
        earlier, later: ids of the documents.
        gone: claims that only the earlier one makes.
        new: claims that only the later one makes.
    """

    source: str
    earlier: str
    later: str
    gone: tuple[SourcedClaim, ...] = ()
    new: tuple[SourcedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A record with what it cites.

    Attributes:
        record: the record.
        claims: by global id, all those of the record.
        statements: about the film, in the order of their documents' dates.
        documents: heads by id.
        edits: what silent edits changed.
        as_of: EDTF day that the record was cut at; None for everything.
        undated: ids of documents that were left out since nothing dates them.
    """

    record: Record
    claims: Mapping[str, SourcedClaim] = field(default_factory=dict)
    statements: tuple[SourcedStatement, ...] = ()
    documents: Mapping[str, DocumentHead] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    as_of: str | None = None
    undated: tuple[str, ...] = ()

"""An article out of the store, with what it says under the ids that hold everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from filmdossier.model.dossier import FilmSummary
from filmdossier.model.errors import StoreError
from filmdossier.model.reading import Document, Film, Reading
from filmdossier.model.sourced import SourcedClaim, SourcedStatement, film_mention_id
from filmdossier.store.captures import UNREPEATABLE
from filmdossier.store.store import Store

#: Characters of an id that are taken for one, and those of a whole one.
SHORTEST_ID, LONGEST_ID = 8, 64
_DIGITS = frozenset("0123456789abcdef")
#: Sources of one text whose captures are looked up.
_SOURCES = 10


@dataclass(frozen=True, slots=True)
class Capture:
    """A text that a source was found to hold: document id, and when first, ISO 8601."""

    source: str
    document: str
    captured: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with everything read from it.

    Attributes:
        reading: in the form of the contract, its claims and statements under their global ids.
        claims: by global id, in the order of the text.
        statements: in the order of the text.
        films: what the store has of the article's films, by their ids in the reading, as far as they were derived.
        captures: what the sources of this text have held, by source, the latest last.
        more_sources: how many further sources hold it.
    """

    reading: Reading
    claims: Mapping[str, SourcedClaim]
    statements: tuple[SourcedStatement, ...]
    films: Mapping[str, FilmSummary]
    captures: Mapping[str, tuple[Capture, ...]]
    more_sources: int = 0

    @property
    def document(self) -> Document:
        """The text and its head."""
        return self.reading.document

    @property
    def captured(self) -> str | None:
        """When the text was first found anywhere, ISO 8601."""
        own = [c.captured for captures in self.captures.values() for c in captures if c.document == self.document.id]
        return min(own, default=None)

    @property
    def replaced_by(self) -> Capture | None:
        """What its source holds now, where no source that is known holds this text any more."""
        latest = [captures[-1] for captures in self.captures.values() if captures]
        if not latest or any(c.document == self.document.id for c in latest):
            return None
        return next((c for c in latest if c.source == self.document.source), latest[0])


def find_article(store: Store, given: str) -> str:
    """The id of the document that an id, or the beginning of one, leads to.

    Raises:
        StoreError: there is none, or several could be meant.
    """
    is_id = SHORTEST_ID <= len(given) <= LONGEST_ID and _DIGITS.issuperset(given)
    found = store.document_by_prefix(given) if is_id else None
    if found is None:
        raise StoreError(f"{given[:LONGEST_ID]}: no document has that id; search for its film")
    return found


def load_article(store: Store, document: str) -> Article:
    """An article by the whole id of its document.

    Raises:
        StoreError: there is none.
    """
    held, films = store.document(document), store.films_of_reading(document)
    claims = store.claims_of_documents([document])
    statements = store.statements_of_documents([document])
    global_ids = {c.claim.id: c.id for c in claims}
    reading = Reading(
        held,
        films,
        tuple(replace(c.claim, id=c.id, qualifiers=_with_ids(c.claim.qualifiers, global_ids)) for c in claims),
        tuple(replace(s.statement, id=s.id) for s in statements),
        store.document_findings([document]).get(document, ()),
    )
    sources = [s for s in store.sources_of(document) if s not in UNREPEATABLE]
    sources.sort(key=lambda source: source != held.source)
    return Article(
        reading,
        {c.id: c for c in claims},
        tuple(statements),
        _films(store, document, films),
        {source: captures_of(store, source) for source in sources[:_SOURCES]},
        max(len(sources) - _SOURCES, 0),
    )


def captures_of(store: Store, source: str) -> tuple[Capture, ...]:
    """What a source has held, the text that it holds now last."""
    return tuple(Capture(source, d, captured) for d, captured in store.versions(source))


def _films(store: Store, document: str, films: tuple[Film, ...]) -> dict[str, FilmSummary]:
    mentions = {f.id: film_mention_id(document, f.title) for f in films}
    owners = store.film_ids(mentions.values())
    summaries = {f.id: f for f in store.films_by_id(sorted(set(owners.values())))}
    found = {local: summaries.get(owners.get(mention, "")) for local, mention in mentions.items()}
    return {local: summary for local, summary in found.items() if summary is not None}


def _with_ids(qualifiers: Mapping[str, Any], ids: Mapping[str, str]) -> Mapping[str, Any]:
    """Qualifiers that name other claims of the article, by the ids that hold everywhere."""
    named = {k: ids[v] for k in ("from", "to") if isinstance(v := qualifiers.get(k), str) and v in ids}
    return {**qualifiers, **named} if named else qualifiers

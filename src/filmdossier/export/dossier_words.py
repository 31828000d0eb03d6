"""Who says what in a dossier, in words: outlets, witnesses, the best claim behind a value, what else it is given as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Position
from filmdossier.model.sourced import DocumentHead, SourcedClaim, film_mention_id, person_mention_id
from filmdossier.model.wording import date_in_words
from filmdossier.record.witnesses import fold_name, origin_of_document

#: Names of witnesses shown in one line.
_NAMED = 6
#: Ids computed at most for finding mentions again; a second's worth at a million.
_MOST_DIGESTS = 20_000
_LATE = "9999"


def outlet_in_words(document: DocumentHead) -> str:
    """Who published a document: its publisher, else the host of its address, else the name of its file."""
    if document.publisher:
        return document.publisher
    host = _host(document.source)
    return host.removeprefix("www.") if host else PurePath(document.source).name or document.source


def _host(source: str) -> str | None:
    try:
        return urlsplit(source).hostname
    except ValueError:
        return None


def published_in_words(document: DocumentHead) -> str:
    """Outlet and date of a document."""
    when = date_in_words(document.published) if document.published else "date unknown"
    return f"{outlet_in_words(document)}, {when}"


def witness_of(dossier: Dossier, claim: SourcedClaim) -> str:
    """The witness that a claim counts for: its own origin, else that of its document."""
    origins = dossier.record.origins
    return origins.get(claim.id) or origins.get(claim.document.id) or origin_of_document(claim.document)


def witness_in_words(dossier: Dossier, witness: str) -> str:
    """What a witness is called: by its name; a document that has none by that of its file."""
    document = dossier.documents.get(witness.removeprefix("document "))
    return outlet_in_words(document) if document else witness


def is_outlet(name: str, document: DocumentHead) -> bool:
    """Whether a witness of that name is the outlet that published a document."""
    return fold_name(name) in (fold_name(outlet_in_words(document)), fold_name(origin_of_document(document)))


def witnesses_in_words(dossier: Dossier, position: Position) -> tuple[str, ...]:
    """The names of the witnesses behind a value, in order. Two of one name stay two."""
    return tuple(witness_in_words(dossier, w) for w in position.witnesses)


def several_in_words(names: Iterable[str], most: int = _NAMED) -> str:
    """Names in a row, each once, as many as one line bears."""
    distinct = list(dict.fromkeys(names))
    left = len(distinct) - most
    return ", ".join(distinct[:most]) + (f" and {left} more" if left > 0 else "")


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things.

    >>> counted(1, "witness", "witnesses"), counted(1200, "article")
    ('1 witness', '1,200 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def all_witnesses(dossier: Dossier) -> frozenset[str]:
    """Every independent witness of the record; of one without facts, the outlets of its documents."""
    positions = [p for f in dossier.record.facts for p in f.positions]
    found = frozenset(w for p in positions for w in p.witnesses)
    return found or frozenset(origin_of_document(d) for d in dossier.documents.values())


def claims_of(dossier: Dossier, position: Position) -> tuple[SourcedClaim, ...]:
    """The claims behind a value that the dossier holds, in order."""
    return tuple(dossier.claims[c] for c in position.claims if c in dossier.claims)


def best_claim(dossier: Dossier, position: Position) -> SourcedClaim | None:
    """The claim to quote for a value: states it exactly, is asserted, is the surest, and came first."""
    return min(claims_of(dossier, position), key=lambda c: _rank(c, position), default=None)


def _rank(claim: SourcedClaim, position: Position) -> tuple[bool, bool, float, str, str]:
    differs = dict(claim.claim.value) != dict(position.value)
    unsure = claim.claim.status is not Status.ASSERTED
    return differs, unsure, -round(claim.claim.confidence, 2), claim.document.published or _LATE, claim.id


def claim_in_words(claim: SourcedClaim) -> str:
    """The value of a claim with its bound."""
    return value_in_words(claim.claim.value, claim.claim.qualifiers.get("bound"))


def other_forms(dossier: Dossier, position: Position, shown: str) -> tuple[str, ...]:
    """In which other words the value is given by those that agree, in order of their claims."""
    words = (claim_in_words(c) for c in claims_of(dossier, position))
    return tuple(dict.fromkeys(w for w in words if w != shown))


@dataclass(frozen=True, slots=True)
class MentionNames:
    """What mentions are called, by their ids: films and names of the dossier's claims, speakers, and names given."""

    names: Mapping[str, str]
    documents: Mapping[str, DocumentHead] = field(default_factory=dict)

    def of(self, mention: str) -> str:
        """The name of a mention and where it stands; its id where neither is known."""
        name = self.names.get(mention)
        if name is None:
            return mention
        document = self.documents.get(mention)
        return f"{name} ({published_in_words(document)})" if document else name


def mention_names(dossier: Dossier) -> MentionNames:
    """What the mentions that a dossier speaks of are called."""
    names: dict[str, str] = dict(dossier.names)
    documents: dict[str, DocumentHead] = dict(dossier.named_in)
    for mention, name, document in _mentions(dossier):
        names.setdefault(mention, name)
        documents.setdefault(mention, document)
    for mention, name, document in _spelled(dossier, names):
        names[mention] = name
        documents[mention] = document
    return MentionNames(names, documents)


def _spelled(dossier: Dossier, known: Mapping[str, str]) -> list[tuple[str, str, DocumentHead]]:
    """Mentions of the credits that no claim names, found again by their spelling and document."""
    missing = {m for c in dossier.record.credits for m in c.mentions if m not in known}
    spellings = {n for c in dossier.record.credits if missing.intersection(c.mentions) for n in c.names}
    if len(spellings) * len(dossier.documents) > _MOST_DIGESTS:
        return []
    pairs = ((person_mention_id(d, n), n, head) for d, head in dossier.documents.items() for n in sorted(spellings))
    return [found for found in pairs if found[0] in missing]


def _mentions(dossier: Dossier) -> Iterator[tuple[str, str, DocumentHead]]:
    for claim in dossier.claims.values():
        head = claim.document
        if claim.film_title:
            yield film_mention_id(head.id, claim.film_title), claim.film_title, head
        for name in (_text(claim.claim.value, "name"), _text(claim.claim.qualifiers, "recipient")):
            if name:
                yield person_mention_id(head.id, name), name, head
    for statement in dossier.statements:
        speaker = statement.statement.speaker.name
        yield person_mention_id(statement.document.id, speaker), speaker, statement.document


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""


def folded(name: str) -> str:
    """A name as it is compared with others: compatibility forms, case and blanks play no part."""
    return " ".join(normalize("NFKC", name).casefold().split())

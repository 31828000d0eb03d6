"""Claims and records as flat rows: what spreadsheets, data frames and databases take in.

Every row has all columns of its table. Values are str, int, bool, `Decimal`, a tuple of str, a mapping, or None for
what is not known; each kind of file writes them in its own way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.model.record import Fact, Position, Record
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.witnesses import origin_of_document

Row = dict[str, Any]


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TRUTH = "truth"
    TEXTS = "texts"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its heading.
        kind: what its cells hold.
        says: what they mean.
    """

    name: str
    kind: Kind
    says: str


CLAIM_COLUMNS = (
    Column("claim", Kind.TEXT, "id of the claim"),
    Column("film", Kind.TEXT, "id of the film; empty for the world around films"),
    Column("title", Kind.TEXT, "title of the film; where the film is not known, as the article gives it"),
    Column("predicate", Kind.TEXT, "what is claimed"),
    Column("name", Kind.TEXT, "value: a name"),
    Column("amount", Kind.DECIMAL, "value: a sum of money"),
    Column("currency", Kind.TEXT, "value: ISO 4217"),
    Column("count", Kind.INTEGER, "value: a count"),
    Column("date", Kind.TEXT, "value: EDTF"),
    Column("minutes", Kind.DECIMAL, "value: a running time"),
    Column("percent", Kind.DECIMAL, "value: a change"),
    Column("position", Kind.INTEGER, "value: a place in a chart"),
    Column("territory", Kind.TEXT, "value or qualifier: ISO 3166-1 or UN M49; several joined by a semicolon"),
    Column("period", Kind.TEXT, "qualifier"),
    Column("as_of", Kind.TEXT, "qualifier: EDTF"),
    Column("bound", Kind.TEXT, "qualifier"),
    Column("role", Kind.TEXT, "value or qualifier"),
    Column("kind", Kind.TEXT, "qualifier"),
    Column("value", Kind.JSON, "the whole value"),
    Column("qualifiers", Kind.JSON, "all qualifiers"),
    Column("status", Kind.TEXT, "how far the article stands behind it"),
    Column("attribution", Kind.TEXTS, "whom the article names as its source, nearest first"),
    Column("witness", Kind.TEXT, "the independent witness that it counts for"),
    Column("standing", Kind.TRUTH, "whether its value stands in the record; empty where that is not known"),
    Column("confidence", Kind.DECIMAL, "of the reader, from 0 to 1"),
    Column("words", Kind.TEXT, "the words of the value"),
    Column("evidence", Kind.TEXT, "the sentence to read for it"),
    Column("start", Kind.INTEGER, "first code point of the words in the text"),
    Column("end", Kind.INTEGER, "code point behind the last"),
    Column("document", Kind.TEXT, "id of the article"),
    Column("source", Kind.TEXT, "its path or address"),
    Column("publisher", Kind.TEXT, "who published it"),
    Column("published", Kind.TEXT, "when, EDTF"),
    Column("language", Kind.TEXT, "BCP 47"),
    Column("reader", Kind.TEXT, "version of the reader, where it is known"),
)

FACT_COLUMNS = (
    Column("film", Kind.TEXT, "id of the film"),
    Column("title", Kind.TEXT, "the title that it goes by"),
    Column("fact", Kind.TEXT, "id of the fact"),
    Column("predicate", Kind.TEXT, "what is claimed"),
    Column("key", Kind.JSON, "what makes it this fact"),
    Column("place", Kind.INTEGER, "1 for the value that stands, 2 and on for what others say"),
    Column("says", Kind.TEXT, "the value in words"),
    Column("value", Kind.JSON, "the value"),
    Column("low", Kind.DECIMAL, "for figures: the least that the words allow"),
    Column("high", Kind.DECIMAL, "for figures: the most that the words allow"),
    Column("as_of", Kind.TEXT, "up to when a running figure counts, EDTF"),
    Column("witness_count", Kind.INTEGER, "how many independent witnesses say so"),
    Column("witnesses", Kind.TEXTS, "who they are"),
    Column("claims", Kind.TEXTS, "ids of the claims"),
    Column("aside", Kind.TEXT, "why a value does not contest the one that stands: earlier, planned, denied…"),
    Column("contested", Kind.TRUTH, "whether the fact has several values"),
    Column("reasons", Kind.TEXTS, "why the first value stands"),
    Column("judged_by", Kind.TEXT, "who decided, where a person did"),
)


def claim_rows(
    claims: Iterable[SourcedClaim],
    films: Mapping[str, tuple[str, str]] | None = None,
    *,
    standing: Container[str] | None = None,
    origins: Mapping[str, str] | None = None,
    readers: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """One row a claim, in the order given, each as soon as it is asked for.

    Args:
        claims: any number of them.
        films: film mention id to the id and title of the film.
        standing: ids of the claims whose values stand (see `standing_claims`); None where that is not known.
        origins: claim or document id to the witness that it counts for, as records hold them.
        readers: document id to the version of the reader.
    """
    films, origins, readers = films or {}, origins or {}, readers or {}
    for sourced in claims:
        claim, document = sourced.claim, sourced.document
        value, qualifiers = claim.value, claim.qualifiers
        film, title = films.get(sourced.film or "", (None, sourced.film_title))
        yield {
            "claim": sourced.id,
            "film": film,
            "title": title,
            "predicate": claim.predicate,
            "name": _text(value.get("name")),
            "amount": _decimal(value.get("amount")),
            "currency": value.get("currency"),
            "count": _whole(value.get("count")),
            "date": value.get("date"),
            "minutes": _decimal(value.get("minutes")),
            "percent": _decimal(value.get("percent")),
            "position": _whole(value.get("position")),
            "territory": _text(value.get("territory", qualifiers.get("territory"))),
            "period": _text(qualifiers.get("period")),
            "as_of": _text(qualifiers.get("as_of")),
            "bound": _text(qualifiers.get("bound")),
            "role": _text(value.get("role", qualifiers.get("role"))),
            "kind": _text(qualifiers.get("kind")),
            "value": value,
            "qualifiers": qualifiers,
            "status": str(claim.status),
            "attribution": tuple(a.name for a in claim.attribution),
            "witness": origins.get(sourced.id) or origins.get(document.id) or origin_of_document(document),
            "standing": None if standing is None else sourced.id in standing,
            "confidence": _decimal(round(claim.confidence, 2)),
            "words": sourced.words,
            "evidence": sourced.evidence,
            "start": claim.value_span.start,
            "end": claim.value_span.end,
            "document": document.id,
            "source": document.source,
            "publisher": document.publisher,
            "published": document.published,
            "language": document.language,
            "reader": readers.get(document.id),
        }


def fact_rows(record: Record) -> Iterator[Row]:
    """One row for each value of each fact of a record, the value that stands first."""
    for fact in record.facts:
        for place, position in enumerate(fact.positions, 1):
            yield _fact_row(record, fact, place, position)


def _fact_row(record: Record, fact: Fact, place: int, position: Position) -> Row:
    return {
        "film": record.film.id,
        "title": record.film.name,
        "fact": fact.id,
        "predicate": fact.predicate,
        "key": fact.key,
        "place": place,
        "says": value_in_words(position.value),
        "value": position.value,
        "low": position.low,
        "high": position.high,
        "as_of": position.as_of,
        "witness_count": len(position.witnesses),
        "witnesses": position.witnesses,
        "claims": position.claims,
        "aside": position.aside,
        "contested": fact.is_contested,
        "reasons": fact.reasons,
        "judged_by": fact.judged_by,
    }


def standing_claims(record: Record) -> frozenset[str]:
    """Ids of the claims whose values stand in a record."""
    return frozenset(c for fact in record.facts for c in fact.standing.claims)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return ";".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _whole(value: object) -> int | None:
    exact = _decimal(value)
    return None if exact is None or exact != exact.to_integral_value() else int(exact)

"""Dossiers, claims and statements as answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from filmdossier.export.claim_words import qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import best_claim, claims_of, outlet_in_words, witness_in_words
from filmdossier.export.exact import exact_number
from filmdossier.export.families import label_of
from filmdossier.export.links import Links, web_address
from filmdossier.mcp.answers import (
    ClaimAnswer,
    FactAnswer,
    FilmHead,
    FoundFilm,
    Point,
    Series,
    Source,
    StatementAnswer,
    Value,
)
from filmdossier.model.dossier import Dossier, FilmSummary
from filmdossier.model.reading import plain
from filmdossier.model.record import Fact, Position
from filmdossier.model.record import Series as RecordSeries
from filmdossier.model.sourced import SourcedClaim, SourcedStatement

#: Witnesses named, values that others give, points of a series.
_WITNESSES = 12
_OTHERS = 4
_POINTS = 24
_SENTENCE = 400
_STATEMENT = 1200
_TITLES = 20
_REASONS = 5


def film_head(dossier: Dossier, links: Links) -> FilmHead:
    """Which film a dossier is of."""
    film = dossier.record.film
    return FilmHead(
        id=film.id,
        title=film.name,
        titles=list(film.names[:_TITLES]),
        year=film.year,
        articles=len(dossier.record.documents),
        permalink=links.film(film.id),
    )


def found_film(film: FilmSummary, links: Links) -> FoundFilm:
    """A film in a list."""
    return FoundFilm(
        id=film.id,
        title=film.name,
        year=film.year,
        articles=film.documents,
        claims=film.claims,
        findings=film.findings,
        permalink=links.film(film.id),
    )


def fact_answer(dossier: Dossier, fact: Fact, links: Links, places: int = 1) -> FactAnswer:
    """One point, with what stands and what others say.

    Args:
        dossier: that the fact is of.
        fact: the point.
        links: what things are called.
        places: how many places the value that stands is quoted from; those that others give from half as many.
    """
    return FactAnswer(
        predicate=fact.predicate,
        label=label_of(fact.predicate),
        about=about(fact.key, fact.standing),
        stands=value_answer(dossier, fact.standing, links, places),
        contested=fact.is_contested,
        others=[value_answer(dossier, p, links, (places + 1) // 2) for p in fact.positions[1 : _OTHERS + 1]],
        why=list(fact.reasons[:_REASONS]),
    )


def about(key: object, position: Position) -> str:
    """What narrows a fact down, in words, without what its value says already."""
    assert hasattr(key, "items")
    said = {value_in_words(position.value), str(position.value.get("currency"))}
    return ", ".join(w for w in dict.fromkeys(qualifiers_in_words(dict(key.items()))) if w and w not in said)


def value_answer(dossier: Dossier, position: Position, links: Links, places: int = 1) -> Value:
    """One value, with a few of the places that say so: the best first, then of other witnesses."""
    return Value(
        says=value_in_words(position.value),
        value=plain(position.value),
        as_of=position.as_of,
        set_aside=position.aside,
        witnesses=[witness_in_words(dossier, w) for w in position.witnesses[:_WITNESSES]],
        witness_count=len(position.witnesses),
        sources=sources_of(dossier, position, links, places),
    )


def sources_of(dossier: Dossier, position: Position, links: Links, most: int = 1) -> list[Source]:
    """A few of the places that say so, each of another article."""
    best = best_claim(dossier, position)
    found: dict[str, SourcedClaim] = {} if best is None else {best.document.id: best}
    for claim in claims_of(dossier, position):
        found.setdefault(claim.document.id, claim)
    return [source_of(c, links) for c in list(found.values())[:most]]


def source_of(sourced: SourcedClaim, links: Links) -> Source:
    """Where a claim stands, with its words."""
    document = sourced.document
    return Source(
        words=cut(sourced.words, _SENTENCE),
        sentence=cut(sourced.evidence, _SENTENCE),
        outlet=outlet_in_words(document),
        published=document.published,
        language=document.language,
        headline=document.title,
        status=str(sourced.claim.status),
        attributed_to=[a.name for a in sourced.claim.attribution],
        url=web_address(document.source),
        permalink=links.claim(document.id, sourced.id),
        claim=sourced.id,
        article=document.id,
    )


def sources(claims: Iterable[SourcedClaim], links: Links, most: int) -> list[Source]:
    """Claims as sources, so many at the most."""
    return [source_of(c, links) for c in list(claims)[:most]]


def series_answer(dossier: Dossier, series: RecordSeries, links: Links) -> Series:
    """A figure over time; of very many points the latest."""
    return Series(
        predicate=series.predicate,
        label=label_of(series.predicate),
        about=", ".join(w for w in qualifiers_in_words(series.key) if w),
        points=[
            Point(
                as_of=p.as_of,
                says=value_in_words(p.value),
                low=_exact(p.low),
                high=_exact(p.high),
                sources=sources_of(dossier, p, links),
            )
            for p in series.points[-_POINTS:]
        ],
        points_left_out=max(0, len(series.points) - _POINTS),
    )


def statement_answer(sourced: SourcedStatement, links: Links) -> StatementAnswer:
    """Who is said to have said what, where."""
    s, document = sourced.statement, sourced.document
    return StatementAnswer(
        speaker=s.speaker.name,
        role=s.speaker.role,
        organisation=s.speaker.organisation,
        kind=str(s.kind),
        words=[cut(part, _STATEMENT) for part in sourced.parts[:8]],
        said_on=s.date,
        told_to=s.told_to,
        outlet=outlet_in_words(document),
        published=document.published,
        language=document.language,
        url=web_address(document.source),
        permalink=links.statement(document.id, sourced.id),
        statement=sourced.id,
        article=document.id,
    )


def claim_answer(sourced: SourcedClaim, links: Links) -> ClaimAnswer:
    """A claim of an article."""
    claim = sourced.claim
    details = [value_in_words(claim.value, claim.qualifiers.get("bound"))]
    details += qualifiers_in_words(claim.qualifiers, lambda _: "another figure of the article")
    return ClaimAnswer(
        label=label_of(claim.predicate),
        says=", ".join(d for d in details if d),
        film=sourced.film_title,
        source=source_of(sourced, links),
    )


def cut(text: str, most: int) -> str:
    """A text, ended by an ellipsis where it is longer than that."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def facts_of(facts: Sequence[Fact], predicates: Sequence[str]) -> list[Fact]:
    """The facts of these predicates; all where none are given."""
    return [f for f in facts if not predicates or f.predicate in predicates]


def _exact(figure: Decimal | None) -> str | None:
    return None if figure is None else exact_number(figure)

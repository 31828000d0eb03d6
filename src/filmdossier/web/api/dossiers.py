"""The dossier of a film."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from filmdossier.engine.known import Known
from filmdossier.store.store import Store
from filmdossier.web.api.dossier_models import FactPage, FilmArticlePage, FilmClaimPage, FilmDossier, StatementPage
from filmdossier.web.caching import cache_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.known import Film, as_day, find_film, known_of
from filmdossier.web.dossier.view import gathered
from filmdossier.web.dossier.written import (
    written_articles,
    written_claims,
    written_dossier,
    written_fact,
    written_statements,
)

router = APIRouter(tags=["films"])

FilmId = Annotated[
    str,
    Path(
        min_length=6,
        max_length=64,
        pattern="^[0-9a-f]+$",
        description="Id of the film or of any of its mentions, or the beginning of one.",
    ),
]
AsOf = Annotated[
    str, Query(max_length=40, description="Tell only what articles said that had appeared by this day (EDTF).")
]
Speaker = Annotated[str, Query(max_length=300, description="Statements of this speaker alone: a speaker_key.")]
Topic = Annotated[
    Literal["", "people", "work", "places", "dates", "figures", "honours", "other"],
    Query(description="Statements that claim something of this family alone."),
]
Predicate = Annotated[str, Query(max_length=40, pattern="^[a-z_]*$", description="Of this predicate alone.")]
FactId = Annotated[str, Query(max_length=16, pattern="^[0-9a-f]*$", description="On this fact alone.")]
Sources = Annotated[int, Query(ge=0, le=20, description="How many claims to tell of each value.")]
Explain = Annotated[bool, Query(description="Tell why values stand, and why titles and names are taken for one.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def _answered(
    store: Store, film: str, as_of: str, asked: tuple[Any, ...], make: Callable[[Film, Known], Any]
) -> Response:
    """What is asked of a film, as JSON; kept as long as nothing is written."""
    day = as_day(as_of)
    found = find_film(store, film)
    explain = bool(asked and asked[-1] is True)

    def text() -> str:
        data = make(found, known_of(store, found, day, explain=explain))
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    made = cache_of(store).texts.get(("json", found, day, asked), text, len)
    # Careless pages hold half characters, which have no UTF-8.
    return Response(made.encode("utf-8", "replace"), media_type="application/json")


def _next(limit: int, offset: int, total: int) -> int | None:
    return offset + limit if offset + limit < total else None


@router.get("/films/{film}", response_model=FilmDossier)
def get_film(
    store: StoreDep, _: Reader, film: FilmId, as_of: AsOf = "", sources: Sources = 2, explain: Explain = False
) -> Response:
    """A film's dossier: facts with who says so and who says otherwise, figures over time, people, findings.

    Up to 200 facts with 8 values each, 40 points of each series and 50 findings are told, some sources of each value;
    `counts` has the numbers of all. Facts, claims, statements and articles have pages of their own.
    """
    return _answered(
        store,
        film,
        as_of,
        ("film", sources, explain),
        lambda found, known: written_dossier(store, found, known, sources=sources, explain=explain),
    )


@router.get("/films/{film}/facts", response_model=FactPage)
def get_facts(
    store: StoreDep,
    _: Reader,
    film: FilmId,
    as_of: AsOf = "",
    predicate: Predicate = "",
    sources: Sources = 3,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The facts of a film in the order of its record, with why each value stands."""

    def make(found: Film, known: Known) -> dict[str, Any]:
        every = [f for f in known.record.facts if not predicate or f.predicate == predicate]
        some = every[offset : offset + limit]
        dossier = gathered(store, known.record, (c for f in some for p in f.positions for c in p.claims[:sources]))
        written = [written_fact(dossier, f, sources=sources, explain=True) for f in some]
        return {"facts": written, "total": len(every), "next": _next(limit, offset, len(every))}

    return _answered(store, film, as_of, ("facts", predicate, sources, limit, offset), make)


@router.get("/films/{film}/statements", response_model=StatementPage)
def get_statements(
    store: StoreDep,
    _: Reader,
    film: FilmId,
    as_of: AsOf = "",
    speaker: Speaker = "",
    topic: Topic = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """What people said about a film, in the order of publication."""

    def make(found: Film, known: Known) -> dict[str, Any]:
        some, total = written_statements(store, found, known, speaker, topic, limit, offset)
        return {"statements": some, "total": total, "next": _next(limit, offset, total)}

    return _answered(store, film, as_of, ("statements", speaker, topic, limit, offset), make)


@router.get("/films/{film}/articles", response_model=FilmArticlePage)
def get_articles(
    store: StoreDep, _: Reader, film: FilmId, as_of: AsOf = "", limit: Limit = 50, offset: Offset = 0
) -> Response:
    """The articles about a film, the latest first."""

    def make(found: Film, known: Known) -> dict[str, Any]:
        total = len(known.record.documents)
        some = written_articles(store, known, limit, offset)
        return {"articles": some, "total": total, "next": _next(limit, offset, total)}

    return _answered(store, film, as_of, ("articles", limit, offset), make)


@router.get("/films/{film}/claims", response_model=FilmClaimPage)
def get_claims(
    store: StoreDep,
    _: Reader,
    film: FilmId,
    as_of: AsOf = "",
    predicate: Predicate = "",
    fact: FactId = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The claims that a film's record rests on, in the order of its facts and values."""

    def make(found: Film, known: Known) -> dict[str, Any]:
        some, total = written_claims(store, known.record, predicate, fact, limit, offset)
        return {"claims": some, "total": total, "next": _next(limit, offset, total)}

    return _answered(store, film, as_of, ("claims", predicate, fact, limit, offset), make)

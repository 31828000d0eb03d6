"""What does not add up, in all records together."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, Field

from filmdossier.store.findings import SEVERITIES, FilmFinding, FindingKey
from filmdossier.store.store import Store
from filmdossier.web import cursors
from filmdossier.web.api.films import After, Limit, Words
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["findings"])

Severity = Literal["error", "warning", "notice"]


class FindingRow(BaseModel):
    """One finding."""

    id: str = Field(description="the same whenever one rule finds it in the same claims")
    film: str = Field(description="id of the film in whose record it is")
    film_name: Words = Field(description="the title that the film goes by")
    rule: str = Field(description="the check that found it")
    severity: str = Field(description="error, warning or notice")
    message: Words = Field(description="what is wrong, with its arithmetic in words")
    claims: list[str] = Field(description="ids of the claims concerned")


class FindingCount(BaseModel):
    """How many findings of one kind there are."""

    rule: str
    severity: str
    number: int


class FindingPage(BaseModel):
    """A page of the list of findings."""

    findings: list[FindingRow]
    counts: list[FindingCount] = Field(description="of all findings, whichever are asked for")
    next: str | None = Field(description="give it as `after` for the next page; null on the last one")


def rows_of(store: Store, found: list[FilmFinding]) -> list[FindingRow]:
    """Findings as the API lists them."""
    names = {f.id: f.name for f in store.films_by_id([f.film for f in found])}
    return [
        FindingRow(
            id=f.id,
            film=f.film,
            film_name=names.get(f.film, ""),
            rule=f.finding.rule,
            severity=f.finding.severity,
            message=f.finding.message,
            claims=list(f.finding.claims),
        )
        for f in found
    ]


@router.get("/findings")
def get_findings(
    store: StoreDep,
    _: Reader,
    rule: Annotated[str | None, Query(max_length=40, description="of one rule alone")] = None,
    severity: Annotated[Severity | None, Query(description="of one severity alone")] = None,
    limit: Limit = 50,
    after: After = None,
) -> FindingPage:
    """The findings of all films, errors first, then by film. One that concerns two films is listed under both."""
    found = store.worst_findings(limit + 1, _key(after), rule, severity)
    counts = [
        FindingCount(rule=r, severity=SEVERITIES[g] if g < len(SEVERITIES) else "other", number=n)
        for (r, g), n in sorted(store.count_findings().items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    following = cursors.written(found[limit - 1].key) if len(found) > limit else None
    return FindingPage(findings=rows_of(store, found[:limit]), counts=counts, next=following)


@router.get("/findings/{finding}")
def get_finding(
    store: StoreDep, _: Reader, finding: Annotated[str, Path(max_length=64, description="its id, or the beginning")]
) -> FindingRow:
    """One finding."""
    found = store.finding(finding)
    if found is None:
        raise HTTPException(404, f"{finding}: no finding has that id")
    return rows_of(store, [found])[0]


def _key(after: str | None) -> FindingKey | None:
    if not after:
        return None
    gravity, film, ordinal = cursors.parsed(after, int, str, int)
    if not (film.isascii() and film.isalnum()):
        cursors.refuse()
    return FindingKey(gravity, film, ordinal)

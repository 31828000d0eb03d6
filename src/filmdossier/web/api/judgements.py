"""What people decide: kept first, then the records that it touches are derived anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.exceptions import HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from filmdossier.engine.judging import AlreadyDecidedError, NothingThereError, NotStandingError, judge
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import plain
from filmdossier.store.store import Store
from filmdossier.web.context import Reader, StoreDep, Writer
from filmdossier.web.failures import Problem
from filmdossier.web.upkeep import upkeep_of

router = APIRouter(tags=["judgements"])

#: Seconds that a judgement waits for the records that it touches; they are derived in any case.
PATIENCE = 3.0
Limit = Annotated[int, Query(ge=1, le=200)]
Before = Annotated[int | None, Query(ge=1, le=2**53, description="only judgements with smaller numbers")]
Number = Annotated[int, Path(ge=1, le=2**53)]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class JudgementRow(BaseModel):
    """One decision by a person."""

    id: int = Field(description="number in the order of arrival")
    verdict: Verdict
    subjects: list[str] = Field(description="ids of two mentions, of a claim, of a finding, or a judgement's number")
    value: dict[str, Any] = Field(description="for corrected, the value that holds")
    by: str = Field(description="who decided")
    at: str = Field(description="when, ISO 8601 in UTC")
    why: str = Field(description="the reason, or nothing")
    withdrawn: int | None = Field(description="number of the judgement that withdraws this one")


class JudgementPage(BaseModel):
    """A page of judgements, the latest first."""

    judgements: list[JudgementRow]
    next: int | None = Field(description="what to give as before for the next page")


class WantedJudgement(BaseModel):
    """A decision."""

    verdict: Literal["same", "different", "unsure", "right", "wrong", "corrected"]
    subjects: Annotated[list[Id], Field(min_length=1, max_length=2, description="ids, or unique beginnings of ids")]
    value: dict[Annotated[str, Field(max_length=50)], str | int | float | None] | None = Field(
        default=None, description="for corrected, the value that holds, in the form of the claim's predicate"
    )
    why: Annotated[str, Field(max_length=2000, description="the reason")] = ""


class WantedWithdrawal(BaseModel):
    """Why a judgement is taken back."""

    why: Annotated[str, Field(max_length=2000, description="the reason")] = ""


class Decided(BaseModel):
    """A judgement that stands, against which another would speak."""

    detail: str
    judgement: JudgementRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of deciding something.

    Attributes:
        judgement: the one that holds.
        is_new: whether it is new; else somebody had decided just so already.
        up_to_date: whether the records that it touches were derived.
    """

    judgement: Judgement
    is_new: bool
    up_to_date: bool


def decide(
    request: Request,
    store: Store,
    verdict: Verdict,
    subjects: Sequence[str],
    *,
    by: str,
    why: str = "",
    value: Mapping[str, Any] | None = None,
) -> Outcome:
    """Keep a decision, and derive what it touches.

    Raises:
        AlreadyDecidedError: somebody has decided otherwise.
        NotStandingError: what is to be withdrawn has been withdrawn.
        JudgementError: it cannot be understood.
    """
    why = " ".join(why.split())
    try:
        kept = judge(store, verdict, tuple(subjects), by=by, why=why, value=value, once=True)
    except AlreadyDecidedError as e:
        if e.agrees:
            return Outcome(e.standing, is_new=False, up_to_date=True)
        raise
    return Outcome(kept, is_new=True, up_to_date=upkeep_of(request).catch_up(PATIENCE))


def told(error: AlreadyDecidedError) -> str:
    """In words what stands in the way, for somebody who has no command line at hand."""
    j = error.standing
    return f"{j.by or 'Somebody'} decided on {j.at[:10]} that {error.said}. Withdraw that first, to decide otherwise."


def withdrawals(judgements: Sequence[Judgement]) -> dict[int, int]:
    """Numbers of the judgements that were withdrawn, each with that of the withdrawal."""
    return {int(s): j.id for j in judgements if j.verdict is Verdict.WITHDRAWN for s in j.subjects if s.isdecimal()}


def row_of(judgement: Judgement, withdrawn: Mapping[int, int]) -> JudgementRow:
    """A judgement as it goes out."""
    j = judgement
    return JudgementRow(
        id=j.id,
        verdict=j.verdict,
        subjects=list(j.subjects),
        value=plain(j.value),
        by=j.by,
        at=j.at,
        why=j.why,
        withdrawn=withdrawn.get(j.id),
    )


def some_judgements(
    store: Store,
    limit: int,
    before: int | None,
    by: str | None = None,
    verdict: Verdict | None = None,
    subject: str | None = None,
    *,
    standing: bool = False,
) -> tuple[list[JudgementRow], int | None]:
    """Judgements, the latest first, and where the next page begins.

    Args:
        store: where.
        limit: how many at the most.
        before: only those with smaller numbers.
        by: of one person alone.
        verdict: of one verdict alone.
        subject: about one mention, claim or finding alone.
        standing: without those that were withdrawn, and without withdrawals.
    """
    every = store.judgements()
    withdrawn = withdrawals(every)
    found: list[JudgementRow] = []
    for j in reversed(every):
        if (
            (before is not None and j.id >= before)
            or (by is not None and j.by != by)
            or (verdict is not None and j.verdict is not verdict)
            or (subject is not None and subject not in j.subjects)
            or (standing and (j.id in withdrawn or j.verdict is Verdict.WITHDRAWN))
        ):
            continue
        if len(found) == limit:
            return found, found[-1].id
        found.append(row_of(j, withdrawn))
    return found, None


def conflict(store: Store, error: AlreadyDecidedError | NotStandingError) -> Response:
    """409: what was decided, and by whom."""
    if isinstance(error, NotStandingError):
        return JSONResponse({"detail": str(error)}, 409)
    row = row_of(error.standing, withdrawals(store.judgements()))
    return JSONResponse(Decided(detail=told(error), judgement=row).model_dump(mode="json"), 409)


@router.get("/judgements")
def get_judgements(
    store: StoreDep,
    _: Reader,
    by: Annotated[str | None, Query(max_length=100, description="of one person")] = None,
    verdict: Annotated[Verdict | None, Query(description="of one verdict")] = None,
    subject: Annotated[str | None, Query(max_length=64, description="about one mention, claim or finding")] = None,
    standing: Annotated[bool, Query(description="only those that stand")] = False,
    limit: Limit = 50,
    before: Before = None,
) -> JudgementPage:
    """Who decided what, when and why; the latest first."""
    found, following = some_judgements(store, limit, before, by, verdict, subject, standing=standing)
    return JudgementPage(judgements=found, next=following)


@router.post(
    "/judgements",
    status_code=201,
    response_model=JudgementRow,
    responses={
        200: {"model": JudgementRow, "description": "Somebody has decided just so already."},
        409: {"model": Decided, "description": "Somebody has decided otherwise; that judgement stands."},
    },
)
def post_judgement(
    request: Request, response: Response, store: StoreDep, person: Writer, wanted: WantedJudgement
) -> Any:
    """Decide on two that may be one, on a claim, or on a finding. What it touches is derived anew."""
    try:
        outcome = decide(
            request, store, Verdict(wanted.verdict), wanted.subjects, by=person, why=wanted.why, value=wanted.value
        )
    except AlreadyDecidedError as e:
        return conflict(store, e)
    except NothingThereError as e:
        raise HTTPException(404, str(e)) from None
    response.status_code = 201 if outcome.is_new else 200
    return row_of(outcome.judgement, {})


@router.post(
    "/judgements/{number}/withdraw",
    status_code=201,
    response_model=JudgementRow,
    responses={409: {"model": Problem, "description": "It has been withdrawn already."}},
)
def post_withdrawal(
    request: Request, store: StoreDep, person: Writer, number: Number, wanted: WantedWithdrawal | None = None
) -> Any:
    """Take a judgement back: the records become as if it had never been."""
    if not any(j.id == number and j.verdict is not Verdict.WITHDRAWN for j in store.judgements()):
        raise HTTPException(404, f"{number}: no judgement has that number")
    try:
        outcome = decide(request, store, Verdict.WITHDRAWN, [str(number)], by=person, why=wanted.why if wanted else "")
    except NotStandingError as e:
        return conflict(store, e)
    return row_of(outcome.judgement, {})

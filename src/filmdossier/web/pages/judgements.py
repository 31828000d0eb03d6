"""Who decided what, when and why; and deciding by forms, wherever they stand."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from filmdossier.engine.corrections import parse_fields
from filmdossier.engine.judging import AlreadyDecidedError, NothingThereError, NotStandingError, last_by
from filmdossier.model.errors import JudgementError
from filmdossier.model.judgement import Verdict
from filmdossier.store.store import Store
from filmdossier.web.api.judgements import Before, Number, Outcome, decide, some_judgements, told
from filmdossier.web.context import Reader, StoreDep, Writer
from filmdossier.web.reviewing.wording import VERDICTS, things_of
from filmdossier.web.security.addresses import own_address
from filmdossier.web.templating import page

router = APIRouter()
_ROWS = 50
_VALUE = "value."
_LONGEST = 2000


async def _form(request: Request, _: Writer) -> FormData:
    """What a form sends. Nothing of it is taken in before it is clear who sends it."""
    return await request.form(max_files=0, max_fields=30, max_part_size=64 * 1024)


Form = Annotated[FormData, Depends(_form)]


@router.get("/judgements")
def show_judgements(
    request: Request,
    store: StoreDep,
    person: Reader,
    by: Annotated[str, Query(max_length=100)] = "",
    verdict: Annotated[str, Query(max_length=20)] = "",
    subject: Annotated[str, Query(max_length=64)] = "",
    standing: Annotated[bool, Query()] = False,
    before: Before = None,
) -> Response:
    """Who decided what, when and why; the latest first."""
    wanted = Verdict(verdict) if verdict in {str(v) for v in Verdict} else None
    rows, following = some_judgements(store, _ROWS, before, by or None, wanted, subject or None, standing=standing)
    shown = {row.id for row in rows}
    every = store.judgements()
    things = things_of(store, [j for j in every if j.id in shown])
    filters = {"by": by, "verdict": verdict, "subject": subject, "standing": "true" if standing else ""}
    kept = {name: value for name, value in filters.items() if value}
    context: dict[str, Any] = {
        "rows": rows,
        "things": things,
        "verdicts": {str(v): name for v, name in VERDICTS.items()},
        "people": sorted({j.by for j in every if j.by}, key=str.casefold),
        "filters": filters,
        "here": f"{_root(request)}/judgements" + (f"?{urlencode(kept)}" if kept else ""),
        "following": f"?{urlencode({**kept, 'before': following})}" if following else "",
    }
    return page(request, "judgements.html.jinja", person=person, **context)


@router.post("/judgements")
def decide_by_form(request: Request, store: StoreDep, person: Writer, form: Form) -> Response:
    """Take in a decision, and lead on to where the form says."""
    verdict, subjects = _text(form, "verdict"), [s for s in form.getlist("subject") if isinstance(s, str)]
    if verdict not in {str(v) for v in Verdict if v is not Verdict.WITHDRAWN}:
        raise HTTPException(400, "A judgement says one of: same, different, unsure, right, wrong, corrected.")
    return _after(
        request,
        store,
        person,
        form,
        lambda: decide(
            request,
            store,
            Verdict(verdict),
            subjects,
            by=person,
            why=_text(form, "why"),
            value=_value(store, form, subjects) if verdict == "corrected" else None,
        ),
    )


@router.post("/judgements/undo")
def undo(request: Request, store: StoreDep, person: Writer, form: Form) -> Response:
    """Withdraw the last judgement of whoever asks that still stands."""
    last = last_by(store, person)
    if last is None:
        return RedirectResponse(_next(request, form, undone="0"), 303)
    return _withdraw(request, store, person, form, last.id)


@router.post("/judgements/{number}/withdraw")
def withdraw_by_form(request: Request, store: StoreDep, person: Writer, number: Number, form: Form) -> Response:
    """Take a judgement back, and lead on to where the form says."""
    return _withdraw(request, store, person, form, number)


def _withdraw(request: Request, store: Store, person: str, form: FormData, number: int) -> Response:
    why = _text(form, "why")
    return _after(
        request,
        store,
        person,
        form,
        lambda: decide(request, store, Verdict.WITHDRAWN, [str(number)], by=person, why=why),
    )


def _after(request: Request, store: Store, person: str, form: FormData, deciding: Any) -> Response:
    """Decide, then lead on; or say what stands in the way."""
    on = _next(request, form)
    try:
        outcome: Outcome = deciding()
    except AlreadyDecidedError as e:
        things = things_of(store, [e.standing])[e.standing.id]
        return _refused(request, person, told(e), on, standing=e.standing, things=things)
    except NotStandingError:
        return _refused(request, person, "That has been withdrawn already.", on)
    except NothingThereError:
        return _refused(request, person, "That is not there any more: what others decided or added settled it.", on)
    judgement = outcome.judgement
    if judgement.verdict is Verdict.WITHDRAWN:
        return RedirectResponse(_next(request, form, undone=judgement.subjects[0]), 303)
    later = {} if outcome.up_to_date else {"later": "1"}
    return RedirectResponse(_next(request, form, done=str(judgement.id), **later), 303)


def _refused(request: Request, person: str, told: str, on: str, **context: Any) -> Response:
    """What stands in the way, and where to go on."""
    shown = {"standing": None, "things": [], "told": told, "on": on, **context}
    return page(request, "decided.html.jinja", person=person, status=409, **shown)


def _value(store: Store, form: FormData, subjects: list[str]) -> dict[str, Any]:
    """The value of a correction: JSON, or the fields of a form."""
    written = _text(form, "value")
    if written.strip():
        try:
            value = json.loads(written, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise JudgementError("that value is no JSON") from None
        if not isinstance(value, dict):
            raise JudgementError('give a JSON object, as in {"minutes": 146}')
        return value
    claim = store.claim_by_prefix(subjects[0]) if subjects else None
    if claim is None:
        raise NothingThereError("no claim has that id")
    fields = {k.removeprefix(_VALUE): _text(form, k) for k in form if k.startswith(_VALUE)}
    return parse_fields(claim.claim.predicate, fields)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise HTTPException(400, f"{name}: give at most {_LONGEST:,} characters.")
    return value


def _next(request: Request, form: FormData, **said: str) -> str:
    """Where the form leads on to, with what has happened."""
    where = own_address(_text(form, "next") or f"{_root(request)}/judgements", _root(request))
    path, _, fragment = where.partition("#")
    added = f"{path}{'&' if '?' in path else '?'}{urlencode(said)}" if said else path
    return f"{added}#{fragment}" if fragment else added


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))

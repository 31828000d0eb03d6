"""Adding articles by hand: paste one, upload some, or have one fetched; then see what was read in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData, UploadFile

from filmdossier.engine.adding import Outcome
from filmdossier.engine.reading import Options
from filmdossier.engine.reading_room import Handed
from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.languages.pack import load_pack, pack_tags
from filmdossier.model.errors import InputError
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.sources.limits import MAX_BYTES
from filmdossier.store.store import Store
from filmdossier.web.api.adding import (
    LONGEST_TEXT,
    MOST_FILES,
    AddedArticle,
    Failure,
    add_all,
    added_article,
    failure_of,
    options_of,
    pasted,
    uploaded,
)
from filmdossier.web.context import Reader, SettingsDep, StoreDep, Writer
from filmdossier.web.templating import page
from filmdossier.web.upkeep import room_of, upkeep_of

router = APIRouter()
_FIELDS = ("text", "address", "publisher", "published", "language")
_MOST_FIELDS = 12
_LONGEST = {"text": LONGEST_TEXT, "address": 2000, "publisher": 200, "published": 50, "language": 20}
_PATIENCE = 10.0
#: Claims shown of an article that was just read.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Added:
    """An article as it is shown once it is read."""

    article: AddedArticle
    head: DocumentHead
    claims: tuple[SourcedClaim, ...]


async def _form(request: Request, _: Writer) -> FormData:
    """What the form sends. Nothing of it is taken in before it is clear who sends it."""
    return await request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=4 * LONGEST_TEXT)


@router.get("/add")
def show_form(request: Request, store: StoreDep, person: Reader) -> HTMLResponse:
    """The form to add articles by, or where to log in for it."""
    return _page(request, store, person, dict.fromkeys(_FIELDS, ""))


@router.post("/add")
def add(
    request: Request,
    store: StoreDep,
    settings: SettingsDep,
    person: Writer,
    form: Annotated[FormData, Depends(_form)],
) -> HTMLResponse:
    """Read and keep what the form brings, and show what was read."""
    given = {name: value if isinstance(value := form.get(name, ""), str) else "" for name in _FIELDS}
    too_long = [name for name, most in _LONGEST.items() if len(given[name]) > most]
    if too_long:
        problem = f"That is too long: {', '.join(too_long)}. An article has at most {LONGEST_TEXT:,} characters."
        return _page(request, store, person, {**given, **dict.fromkeys(too_long, "")}, problem, 400)
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    articles, failures = _articles(given, files)
    if not articles and not failures:
        problem = "Nothing was given: paste a text, choose files, or give an address."
        return _page(request, store, person, given, problem, 400)
    try:
        options = options_of(
            given["publisher"], given["published"], given["language"], allow_private=settings.allow_private
        )
    except InputError as e:
        failed = failure_of(e.source, e)
        return _page(request, store, person, given, f"“{failed.name}” {failed.problem}: {failed.remedy}.", 400)
    return _added(request, store, person, articles, failures, options)


def _articles(given: dict[str, str], files: list[UploadFile]) -> tuple[list[str | Handed], list[Failure]]:
    """The articles of a form, and the files that are too large or empty."""
    articles: list[str | Handed] = [pasted(given["text"])] if given["text"].strip() else []
    articles += [given["address"].strip()] if given["address"].strip() else []
    failures = []
    for file in files:
        article = uploaded(file.filename or "", file.file.read(MAX_BYTES + 1))
        if len(article.data) > MAX_BYTES:
            problem = f"is longer than {MAX_BYTES // 1_000_000} MB"
            failures.append(Failure(article.name, problem, "save the article alone, without pictures and scripts"))
        else:
            articles.append(article)
    return articles, failures


def _added(
    request: Request,
    store: Store,
    person: str,
    articles: list[str | Handed],
    failures: list[Failure],
    options: Options,
) -> HTMLResponse:
    kept: list[Outcome] = []
    for outcome in add_all(store, room_of(request), articles, options):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            kept.append(outcome)
    up_to_date = not kept or upkeep_of(request).catch_up(_PATIENCE)
    added = [_shown(store, outcome, up_to_date=up_to_date) for outcome in kept]
    context: dict[str, Any] = {"added": added, "failures": failures, "up_to_date": up_to_date, "most_claims": _SHOWN}
    context |= {"outlet": outlet_in_words, "languages": {tag: load_pack(tag).name for tag in pack_tags()}}
    status = 200 if added else 400
    return page(request, "added.html.jinja", person=person, status=status, **context)


def _shown(store: Store, outcome: Outcome, *, up_to_date: bool) -> Added:
    article = added_article(store, outcome, up_to_date=up_to_date)
    claims = store.claims_of_documents([article.document])
    return Added(article, store.head(article.document), tuple(claims[:_SHOWN]))


def _page(
    request: Request, store: Store, person: str | None, given: dict[str, str], problem: str = "", status: int = 200
) -> HTMLResponse:
    context: dict[str, Any] = {
        "given": given,
        "problem": problem,
        "languages": [(tag, load_pack(tag).name) for tag in pack_tags()],
        "most_files": MOST_FILES,
        "most_megabytes": MAX_BYTES // 1_000_000,
        "longest": LONGEST_TEXT,
        "is_read_only": store.is_read_only,
    }
    return page(request, "add.html.jinja", person=person, status=status, **context)

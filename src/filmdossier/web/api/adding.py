"""Adding articles: each is read, kept, and its films derived anew."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ConfigDict, Field, model_validator

from filmdossier.engine.adding import Outcome, State, keep
from filmdossier.engine.reading import Options
from filmdossier.engine.reading_room import BusyError, Handed, ReadingRoom, name_of
from filmdossier.languages.pack import pack_tags
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.errors import FilmdossierError, InputError
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import film_mention_id
from filmdossier.store.store import Store
from filmdossier.web.context import SettingsDep, StoreDep, Writer
from filmdossier.web.upkeep import room_of, upkeep_of

router = APIRouter(tags=["articles"])

#: Code points of an article that is pasted: fifty times those of a long feature.
LONGEST_TEXT = 1_000_000
#: Files of one upload.
MOST_FILES = 20
#: Seconds that one request may take to read what it brings.
_BUDGET = 70.0
#: Seconds that a request waits for records to be derived; they are derived in any case.
_PATIENCE = 10.0
_LONGEST_NAME = 120
_MOST_FILMS = 20
_MOST_FINDINGS = 50
_ODD = re.compile(r"[^\w .,()\[\]’'«»“”-]+")


def _only(given: str, left_out: str) -> dict[str, Any]:
    """JSON Schema of an object that has one field and not the other."""
    return {"required": [given], "properties": {given: {"type": "string"}, left_out: {"type": "null"}}}


class WantedArticle(BaseModel):
    """An article to be added: its text, or the address to fetch it from."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_only("text", "address"), _only("address", "text")]})

    text: Annotated[str | None, Field(max_length=LONGEST_TEXT, description="the running text of one article")] = None
    address: Annotated[str | None, Field(max_length=2000, description="http or https address of one article")] = None
    publisher: Annotated[str | None, Field(max_length=200, description="who published it")] = None
    published: Annotated[str | None, Field(max_length=50, description="when, as an EDTF date")] = None
    language: Annotated[str | None, Field(max_length=20, description="BCP 47 tag; recognised if left out")] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> WantedArticle:
        if (self.text is None) == (self.address is None):
            raise ValueError("give either text or address")
        return self


class FilmRef(BaseModel):
    """A film that an article speaks of."""

    id: str = Field(description="leads to the film, also after merges")
    name: str = Field(description="the title that it goes by")
    title: str = Field(description="the title that the article gives it")


class FoundThere(BaseModel):
    """What does not add up, inside the article or against others."""

    rule: str = Field(description="the check that found it")
    severity: str = Field(description="error, warning or notice")
    message: str = Field(description="with its arithmetic in words")
    film: str | None = Field(description="id of the film in whose record it is; null inside the article")


class AddedArticle(BaseModel):
    """What became of an article."""

    state: Literal["added", "known", "new version"] = Field(
        description="known: these very words had been read; new version: the address held others before"
    )
    document: str = Field(description="id of the article, below /articles/")
    previous: str | None = Field(description="for a new version, the document that the address held before")
    claims: int = Field(description="how many claims were read in it")
    statements: int = Field(description="how many statements")
    films: list[FilmRef]
    findings: list[FoundThere]
    up_to_date: bool = Field(description="whether the records are derived already; else they are in a moment")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be added, and why, in words."""

    name: str
    problem: str
    remedy: str


def pasted(text: str) -> Handed:
    """An article out of a form or a request. Each has a source of its own, so that none is taken for another's edit."""
    data = text.encode("utf-8", "replace")
    return Handed("the text", f"pasted/{_digest(data)}/pasted text", data)


def uploaded(file_name: str, data: bytes) -> Handed:
    """An article out of a file; what it is called is no path here."""
    last = PurePosixPath(file_name.replace("\\", "/")).name
    name = _ODD.sub("_", last).strip(" .")[-_LONGEST_NAME:] or "file"
    return Handed(name, f"uploaded/{_digest(data)}/{name}", data)


def options_of(publisher: str | None, published: str | None, language: str | None, *, allow_private: bool) -> Options:
    """What is known of an article beforehand.

    Raises:
        InputError: the date is no EDTF, or the language is none that is read.
    """
    published, language = (published or "").strip() or None, (language or "").strip() or None
    if published is not None and normalize_edtf(published) is None:
        raise InputError(published[:50], "is no date", "write it as 2025-09-05, 2025-09 or 2025")
    if language is not None and language not in pack_tags():
        raise InputError(language[:20], "is no language that is read", f"give one of {', '.join(pack_tags())}")
    publisher = " ".join((publisher or "").split()) or None
    return Options(published, language, publisher, allow_private)


def add_all(
    store: Store, room: ReadingRoom, articles: Sequence[str | Handed], options: Options
) -> Iterator[Outcome | Failure]:
    """Read and keep articles one by one; one that fails stops no other.

    Args:
        store: where they are kept.
        room: where they are read.
        articles: addresses, or the articles themselves.
        options: how they are read.
    """
    until = time.monotonic() + _BUDGET
    for article in articles:
        left = until - time.monotonic()
        if left < 1:
            yield Failure(name_of(article), "was not read, as the others took all of the time", "add it by itself")
            continue
        try:
            result = room.read(article, options, left)
        except BusyError as e:
            yield Failure(name_of(article), "was not read", str(e))
            continue
        outcome = keep(store, result, datetime.now(UTC).isoformat(timespec="microseconds"))
        yield outcome if outcome.error is None else failure_of(name_of(article), outcome.error)


def failure_of(name: str, error: FilmdossierError) -> Failure:
    """What is wrong with an article, with what somebody in front of a browser can do about it."""
    if not isinstance(error, InputError):
        return Failure(name, str(error), "")
    remedy = error.remedy.replace("give that file", "paste it").replace("give the file", "upload it")
    if "--" in remedy or "filmdossier" in remedy:
        remedy = "open it in a browser and paste its text"
    return Failure(name, error.problem, remedy)


def films_of(store: Store, document: str) -> list[FilmRef]:
    """The films that a document speaks of, in its order."""
    titles = [f.title for f in store.films_of_reading(document)][:_MOST_FILMS]
    mentions = {film_mention_id(document, title): title for title in titles}
    owners = store.film_ids(mentions)
    names = {f.id: f.name for f in store.films_by_id(sorted(set(owners.values())))}
    first: dict[str, FilmRef] = {}
    for mention, title in mentions.items():
        film = owners.get(mention)
        if film in names:
            first.setdefault(film, FilmRef(id=film, name=names[film], title=title))
    return list(first.values())


def findings_about(store: Store, document: str, films: Iterable[str], claims: Iterable[str]) -> list[FoundThere]:
    """What does not add up inside a document, or in its films' records by what it claims."""
    own = set(claims)
    found = [(None, f) for f in store.document_findings([document]).get(document, ())]
    concerned: list[tuple[str | None, Finding]] = [
        (film, f.finding) for film in films for f in store.findings(film, 500) if own.intersection(f.finding.claims)
    ]
    # A finding inside the article stands in the record as well, of which one may want to see the rest.
    unique = {(f.rule, f.message): (film, f) for film, f in [*found, *concerned]}
    return [FoundThere(rule=f.rule, severity=f.severity, message=f.message, film=film) for film, f in unique.values()][
        :_MOST_FINDINGS
    ]


def added_article(store: Store, outcome: Outcome, *, up_to_date: bool) -> AddedArticle:
    """What became of an article, with what was read in it."""
    document = outcome.document
    assert document is not None
    claims = [c.id for c in store.claims_of_documents([document])]
    films = films_of(store, document)
    return AddedArticle(
        state=str(outcome.state),  # type: ignore[arg-type]
        document=document,
        previous=outcome.previous,
        claims=len(claims),
        statements=len(store.statements_of_documents([document])),
        films=films,
        findings=findings_about(store, document, [f.id for f in films], claims),
        up_to_date=up_to_date,
    )


@router.post(
    "/articles",
    status_code=201,
    responses={200: {"model": AddedArticle, "description": "The article had been read before."}},
)
def post_article(
    request: Request, response: Response, store: StoreDep, settings: SettingsDep, _: Writer, article: WantedArticle
) -> AddedArticle:
    """Add one article by its text or address: it is read, kept, and the records of its films are derived anew."""
    options = options_of(article.publisher, article.published, article.language, allow_private=settings.allow_private)
    given = article.address.strip() if article.address is not None else pasted(article.text or "")
    [outcome] = add_all(store, room_of(request), [given], options)
    if isinstance(outcome, Failure):
        status = 503 if outcome.problem == "was not read" else 400
        headers = {"Retry-After": "60"} if status == 503 else None
        raise HTTPException(status, f"{outcome.name}: {outcome.problem}; {outcome.remedy}", headers)
    up_to_date = upkeep_of(request).catch_up(_PATIENCE)
    if outcome.state is State.KNOWN:
        response.status_code = 200
    return added_article(store, outcome, up_to_date=up_to_date)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]

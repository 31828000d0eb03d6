"""People and organisations, across films."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, Field

from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.languages.romanisation import romanise
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.mentions import NameMention
from filmdossier.model.record import Cluster, Comparison
from filmdossier.model.sourced import DocumentHead, SourcedStatement, person_mention_id
from filmdossier.record.writing import parse_cluster
from filmdossier.store.derived import PersonSummary
from filmdossier.store.store import Store
from filmdossier.web.context import Reader, StoreDep

router = APIRouter(tags=["people"])

PersonId = Annotated[str, Path(min_length=1, max_length=64, description="id of it, or of any of its mentions")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="how many articles with statements to pass over")]

#: Mentions looked at for roles, spellings and statements; of those named more often, an even share.
MOST_MENTIONS = 300
#: Articles whose statements come at a time, the latest first.
ARTICLES = 20
_MOST_DOUBTS = 10
#: Films whose records are looked through for doubts, and doubts of one.
_FILMS_WITH_DOUBTS = 3
_DOUBTS_OF_ONE = 100
_MOST_FILMS = 200
_SPEAKER = "speaker"


class Spelling(BaseModel):
    """One way in which the name is written."""

    name: str = Field(description="as articles write it")
    romanised: str | None = Field(description="in Latin letters, where it is in others")
    articles: int = Field(description="how many of the articles looked at write it so")


class RoleIn(BaseModel):
    """In what a name stands."""

    predicate: str = Field(description="as in the catalogue, or speaker")
    detail: str | None = Field(description="the character, or the title of the position")
    organisation: str | None = Field(description="where the position is held")
    articles: int = Field(description="how many of the articles looked at say so")


class FilmOf(BaseModel):
    """A film that somebody has a part in."""

    id: str = Field(description="leads to the film")
    name: str = Field(description="the title that it goes by")
    year: str | None = Field(description="EDTF")
    roles: list[RoleIn]


class Said(BaseModel):
    """A statement."""

    id: str
    document: str = Field(description="id of the article that has it")
    outlet: str = Field(description="who published that")
    published: str | None = Field(description="EDTF date of the article")
    language: str = Field(description="BCP 47")
    kind: str = Field(description="direct, indirect or mixed")
    speaker: str = Field(description="as the article names them")
    role: str | None = Field(description="what the article calls them")
    words: list[str] = Field(description="the stretches of the content")
    film: str | None = Field(description="id that leads to the film that it is about")


class Weighed(BaseModel):
    """One piece of evidence for or against two being one."""

    name: str = Field(description="of the feature, as the documentation lists it")
    weight: float = Field(description="what it adds; negative where it speaks against")
    detail: str = Field(description="the two values compared")


class Doubt(BaseModel):
    """Somebody who may be the same."""

    key: str = Field(description="of the item in the review queue")
    id: str = Field(description="of the other")
    name: str = Field(description="of the other")
    score: float = Field(description="from 0 to 1")
    features: list[Weighed]


class PersonPage(BaseModel):
    """A person or organisation."""

    id: str = Field(description="the canonical one")
    kind: str = Field(description="person or organisation")
    name: str = Field(description="the spelling that it goes by")
    names: list[Spelling]
    documents: int = Field(description="how many articles name it")
    positions: list[RoleIn] = Field(description="posts and other parts outside single films")
    films: list[FilmOf]
    statements: list[Said] = Field(description="those of some articles, the latest first")
    next: int | None = Field(description="offset of the next articles with statements")
    doubts: list[Doubt]
    is_sample: bool = Field(description="whether there were too many mentions to look at all of them")


def find_person(store: Store, given: str) -> PersonSummary:
    """The person or organisation that an id leads to.

    Raises:
        HTTPException: there is none.
        StoreError: several could be meant.
    """
    found = store.person(given)
    if found is None:
        raise HTTPException(404, f"{given[:64]}: no person or organisation has that id")
    return found


def person_page(store: Store, person: PersonSummary, offset: int = 0) -> PersonPage:
    """Everything about a person or organisation.

    Args:
        store: where.
        person: who.
        offset: how many articles with statements to pass over.
    """
    cluster = parse_cluster(store.person_cluster(person.id))
    members = cluster.members
    step = -(-len(members) // MOST_MENTIONS)
    mentions = store.name_mentions(members[::step])
    statements, following = _statements(store, mentions, offset)
    owners = store.film_ids({r.film for m in mentions for r in m.roles if r.film})
    often = [film for film, _ in Counter(owners.values()).most_common(_MOST_FILMS)]
    whole = step == 1 or not often
    films = store.films_of_people([person.id]) if whole else store.films_by_id(often)
    roles = _roles(mentions, owners)
    is_person = person.kind == "person"
    spelled = Counter(m.name for m in mentions)
    return PersonPage(
        id=person.id,
        kind=person.kind,
        name=person.name,
        names=[
            Spelling(name=n, romanised=latin(n, is_person=is_person), articles=spelled.get(n, 0)) for n in person.names
        ],
        documents=person.documents,
        positions=roles.get(None, []),
        films=[
            FilmOf(id=f.id, name=f.name, year=f.year, roles=roles.get(f.id, []))
            for f in sorted(films, key=lambda f: (-f.documents, f.name, f.id))[:_MOST_FILMS]
        ],
        statements=statements,
        next=following,
        doubts=_doubts(store, cluster, films),
        is_sample=step > 1,
    )


def latin(name: str, *, is_person: bool) -> str | None:
    """A name in Latin letters; None where it is in them already."""
    romanised = romanise(name, person=is_person)
    return romanised if romanised != name else None


def weighed(comparison: Comparison) -> list[Weighed]:
    """What speaks for and against two being one, the weightiest first."""
    ordered = sorted(comparison.features, key=lambda f: (-abs(f.weight), f.name, f.detail))
    return [Weighed(name=f.name, weight=f.weight, detail=f.detail) for f in ordered]


def said(statement: SourcedStatement) -> Said:
    """A statement as it goes out."""
    s, head = statement.statement, statement.document
    return Said(
        id=statement.id,
        document=head.id,
        outlet=outlet_in_words(head),
        published=head.published,
        language=head.language,
        kind=str(s.kind),
        speaker=s.speaker.name,
        role=", ".join(p for p in (s.speaker.role, s.speaker.organisation) if p) or None,
        words=list(statement.parts),
        film=statement.film,
    )


def _roles(mentions: Iterable[NameMention], owners: Mapping[str, str]) -> dict[str | None, list[RoleIn]]:
    """In what the name stands, by film; under None what belongs to no film. The commonest first."""
    counts: dict[str | None, Counter[tuple[str, str | None, str | None]]] = {}
    for mention in mentions:
        stands = {
            (owners.get(r.film) if r.film else None, r.predicate, r.detail, r.organisation)
            for r in mention.roles
            if r.predicate != _SPEAKER
        }
        for film, *role in stands:
            predicate, detail, organisation = role
            counts.setdefault(film, Counter())[str(predicate), detail, organisation] += 1
    return {
        film: [
            RoleIn(predicate=predicate, detail=detail, organisation=organisation, articles=articles)
            for (predicate, detail, organisation), articles in counter.most_common(20)
        ]
        for film, counter in counts.items()
    }


def _statements(store: Store, mentions: Sequence[NameMention], offset: int) -> tuple[list[Said], int | None]:
    """The statements of some articles, the latest first, and where the next begin."""
    speaking = [m for m in mentions if any(r.predicate == _SPEAKER for r in m.roles)]
    order = sorted(speaking, key=lambda m: (m.published or "", m.document), reverse=True)
    some = order[offset : offset + ARTICLES]
    own = {m.id for m in some}
    found = [
        s
        for s in store.statements_of_documents(m.document for m in some)
        if person_mention_id(s.document.id, s.statement.speaker.name) in own
    ]
    found.sort(key=lambda s: _late_first(s.document), reverse=True)
    more = offset + ARTICLES if len(order) > offset + ARTICLES else None
    return [said(s) for s in found], more


def _late_first(document: DocumentHead) -> tuple[str, str]:
    return document.published or "", document.id


def _doubts(store: Store, cluster: Cluster, films: Sequence[FilmSummary]) -> list[Doubt]:
    """Those that may be the same, across films or within one, and nobody has decided; the likeliest first."""
    own = {cluster.id, *cluster.members}
    found = {(d.left, d.right): (d.score, d.features) for d in cluster.doubts}
    for film in films[:_FILMS_WITH_DOUBTS]:
        for d in store.doubts(_DOUBTS_OF_ONE, film=film.id):
            if d.left in own or d.right in own:
                found[d.left, d.right] = d.score, d.features
    shown: dict[str, Doubt] = {}
    for (left, right), (score, features) in sorted(found.items(), key=lambda item: (-item[1][0], item[0])):
        other = store.person(right if left in own else left)
        if other is None or other.id == cluster.id or len(shown) == _MOST_DOUBTS:
            continue
        comparison = Comparison(left, right, score, "doubt", features)
        doubt = Doubt(key=f"{left}-{right}", id=other.id, name=other.name, score=score, features=weighed(comparison))
        shown.setdefault(other.id, doubt)
    return list(shown.values())


@router.get("/people/{person}")
def get_person(store: StoreDep, _: Reader, person: PersonId, offset: Offset = 0) -> PersonPage:
    """A person or organisation: names, parts in films, statements, and who may be the same."""
    return person_page(store, find_person(store, person), offset)

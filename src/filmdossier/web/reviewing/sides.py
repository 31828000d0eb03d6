"""Both sides of a doubt: what each is called, where it stands in what, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, Field

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.families import label_of
from filmdossier.languages.romanisation import romanise
from filmdossier.model.mentions import NameMention
from filmdossier.model.sourced import SourcedClaim, person_mention_id
from filmdossier.model.wording import date_in_words
from filmdossier.store.store import Store
from filmdossier.web.reviewing.context import Context, context_of_claim, context_of_statement

_ARTICLES = 3
_MENTIONS = 40
_NAMES = 8
_FILMS = 6
#: What tells films apart, in the order in which it is shown, and how much of each.
_TELLING = {"director": 2, "release": 3, "cast_member": 4, "country_of_origin": 3, "production_company": 2}
_SPEAKER = "speaker"


class Called(BaseModel):
    """A name, in Latin letters beside its own."""

    name: str
    romanised: str | None = Field(description="where it is in other letters than Latin ones")


class FilmNamed(BaseModel):
    """A film by its name."""

    id: str
    name: str


class Side(BaseModel):
    """One of two that may be one."""

    id: str = Field(description="of the mention, as judgements name it")
    entity: str | None = Field(description="id of the film, person or organisation that it belongs to now")
    name: str
    names: list[Called] = Field(description="every spelling, the commonest first")
    articles: int = Field(description="how many articles speak of it")
    parts: list[str] = Field(description="what it is known for: roles and posts, or who made the film and when")
    films: list[FilmNamed] = Field(description="for people and organisations")
    contexts: list[Context] = Field(description="words of some articles")


def side_of(store: Store, kind: str, mention: str) -> Side:
    """What is known of one side of a doubt.

    Args:
        store: where.
        kind: ``film``, ``person`` or ``organisation``.
        mention: id of a mention of it.
    """
    return _film_side(store, mention) if kind == "film" else _name_side(store, mention, is_person=kind == "person")


def _film_side(store: Store, mention: str) -> Side:
    film = store.film_ids([mention]).get(mention)
    own = store.film_mentions([mention])
    found = store.films_by_id([film]) if film else []
    documents = [m.document for m in own]
    if film:
        documents += [a.document.id for a in store.articles_of_film(film, _ARTICLES)]
    claims = store.claims_of_documents(dict.fromkeys(documents))
    owners = store.film_ids({c.film for c in claims if c.film})
    about_it = [c for c in claims if c.film and (c.film == mention or owners.get(c.film) == film)]
    titles = Counter(c.film_title or "" for c in about_it) or Counter(m.title for m in own)
    name = found[0].name if found else next((m.title for m in own), mention)
    return Side(
        id=mention,
        entity=film,
        name=name,
        names=_called((name, *(t for t, _ in titles.most_common(_NAMES))), is_person=False),
        articles=found[0].documents if found else len(own),
        parts=_telling(about_it, found[0].year if found else None),
        films=[],
        contexts=_best(about_it),
    )


def _telling(claims: Sequence[SourcedClaim], year: str | None) -> list[str]:
    """What tells films apart: when it came out, who made it, where it is from."""
    parts = [f"Year: {date_in_words(year)}"] if year else []
    for predicate, most in _TELLING.items():
        said = Counter(value_in_words(c.claim.value) for c in claims if c.claim.predicate == predicate)
        if said:
            parts.append(f"{label_of(predicate)}: {', '.join(value for value, _ in said.most_common(most))}")
    return parts


def _best(claims: Iterable[SourcedClaim]) -> list[Context]:
    """One claim of each article: the one that tells most of which film it is."""
    order = {predicate: place for place, predicate in enumerate(_TELLING)}
    best: dict[str, SourcedClaim] = {}
    for claim in sorted(claims, key=lambda c: order.get(c.claim.predicate, len(order))):
        best.setdefault(claim.document.id, claim)
    return [context_of_claim(c) for c in list(best.values())[:_ARTICLES]]


def _name_side(store: Store, mention: str, *, is_person: bool) -> Side:
    together = dict.fromkeys((mention, *(m for group in store.credit_groups([mention]) for m in group)))
    mentions = store.name_mentions(list(together)[:_MENTIONS])
    mentions.sort(key=lambda m: m.id != mention)
    person = store.person_of([mention]).get(mention)
    films = store.film_ids({r.film for m in mentions for r in m.roles if r.film})
    named = store.films_by_id(list(dict.fromkeys(films.values()))[:_FILMS])
    names = Counter(m.name for m in mentions)
    name = mentions[0].name if mentions else mention
    return Side(
        id=mention,
        entity=person,
        name=name,
        names=_called((name, *(n for n, _ in names.most_common(_NAMES))), is_person=is_person),
        articles=len({m.document for m in mentions}),
        parts=_parts(mentions),
        films=[FilmNamed(id=f.id, name=f.name) for f in named],
        contexts=_contexts(store, mentions),
    )


def _parts(mentions: Iterable[NameMention]) -> list[str]:
    """Roles and posts, the commonest first."""
    found: Counter[str] = Counter()
    for role in (r for m in mentions for r in m.roles):
        if role.predicate in ("position_held", _SPEAKER):
            words = ", ".join(part for part in (role.detail, role.organisation) if part) or "speaker"
        else:
            words = label_of(role.predicate) + (f" ({role.detail})" if role.detail else "")
        found[words] += 1
    return [words for words, _ in found.most_common(_NAMES)]


def _contexts(store: Store, mentions: Sequence[NameMention]) -> list[Context]:
    """Words in which some articles name it: claims first, else what it said there."""
    own = {m.id for m in mentions}
    documents = list(dict.fromkeys(m.document for m in mentions))[: 2 * _ARTICLES]
    found: dict[str, Context] = {}
    for claim in store.claims_of_documents(documents):
        value, recipient = claim.claim.value, claim.claim.qualifiers.get("recipient")
        named = (value.get("name"), value.get("organisation"), recipient)
        if any(isinstance(n, str) and person_mention_id(claim.document.id, n) in own for n in named):
            found.setdefault(claim.document.id, context_of_claim(claim))
    for statement in store.statements_of_documents(d for d in documents if d not in found):
        if person_mention_id(statement.document.id, statement.statement.speaker.name) in own:
            found.setdefault(statement.document.id, context_of_statement(statement))
    return [found[d] for d in documents if d in found][:_ARTICLES]


def _called(names: Iterable[str], *, is_person: bool) -> list[Called]:
    latin = {n: romanise(n, person=is_person) for n in dict.fromkeys(names) if n}
    return [Called(name=n, romanised=r if r != n else None) for n, r in list(latin.items())[:_NAMES]]

"""What an article says as a list, film by film, and the marks of the same in its text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.export.families import Family
from filmdossier.export.view import ClaimView, ReadingView, StatementView
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.judgement import Judgement
from filmdossier.model.predicates import PREDICATES
from filmdossier.web.article.loading import Article
from filmdossier.web.article.standing import Place, Stand, Standing, shown_facts
from filmdossier.web.article.text import Mark
from filmdossier.web.reviewing.quotes import ValueField, fields_of

#: What is said in the list of a value that does not simply stand.
_TAGS = {
    Stand.CONTESTED: "others say otherwise",
    Stand.CONTESTS: "another value stands",
    Stand.EARLIER: "has changed since",
    Stand.ASIDE: "set aside",
}


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim in the list.

    Attributes:
        view: the claim in words.
        tags: how it stands in the record, in a few words each, with where the page says more; empty where nowhere.
        place: where it stands there, if it does.
        judgement: what a person decided on it.
        fields: of a form to correct it by; empty where nobody is to.
    """

    view: ClaimView
    tags: tuple[tuple[str, str], ...]
    place: Place | None
    judgement: Judgement | None
    fields: Sequence[ValueField] = ()

    @property
    def key(self) -> str:
        """Of its mark."""
        return f"c-{self.view.id}"


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """A statement in the list."""

    view: StatementView

    @property
    def key(self) -> str:
        """Of its mark."""
        return f"s-{self.view.id}"


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """All that the article says of one film, or of none."""

    title: str
    aliases: tuple[str, ...]
    film: FilmSummary | None
    groups: tuple[tuple[Family, tuple[ListedClaim, ...]], ...]
    statements: tuple[ListedStatement, ...]


def list_films(
    article: Article,
    view: ReadingView,
    standing: Standing,
    judgements: Iterable[Judgement],
    *,
    with_fields: bool = False,
) -> list[ListedFilm]:
    """What the article says, grouped by film; films that it says nothing of are left out.

    Args:
        article: of which.
        view: its reading in words.
        standing: how it stands in the records.
        judgements: those that hold on its claims.
        with_fields: with the fields by which somebody may correct what nobody has judged.
    """
    places = standing.of_claims()
    told = {p.anchor for p in shown_facts(standing.places)}
    judged = {s: j for j in judgements for s in j.subjects}
    said = _statements(view)

    def listed(claim: ClaimView) -> ListedClaim:
        place, judgement, read = places.get(claim.id), judged.get(claim.id), article.claims[claim.id].claim
        is_open = with_fields and judgement is None and read.predicate in PREDICATES
        fields = fields_of(read.predicate, read.value) if is_open else ()
        return ListedClaim(claim, tuple(_tags(place, told)), place, judgement, fields)

    films = [
        ListedFilm(
            f.title,
            f.aliases,
            article.films.get(f.id) if f.id is not None else None,
            tuple((family, tuple(listed(c) for c in claims)) for family, claims in f.groups),
            said.pop(f.id, ()),
        )
        for f in view.films
    ]
    if rest := tuple(s for statements in said.values() for s in statements):
        films.append(ListedFilm("Said of no film", (), None, (), rest))
    return [f for f in films if f.groups or f.statements]


def find_marks(films: Iterable[ListedFilm]) -> Iterator[Mark]:
    """The marks of everything in the list."""
    for film in films:
        for family, claims in film.groups:
            for c in claims:
                yield Mark(c.key, family.key, f"{c.view.label}: {c.view.value}", (c.view.span,))
        for s in film.statements:
            yield Mark(s.key, "said", f"Statement by {s.view.speaker}", s.view.spans)


def families_in(films: Iterable[ListedFilm]) -> list[Family]:
    """The families of claims that occur, in the order in which they do."""
    found: Mapping[str, Family] = {family.key: family for film in films for family, _ in film.groups}
    return list(found.values())


def _statements(view: ReadingView) -> dict[str | None, tuple[ListedStatement, ...]]:
    found: dict[str | None, tuple[ListedStatement, ...]] = {}
    for statement in view.statements:
        found[statement.film] = (*found.get(statement.film, ()), ListedStatement(statement))
    return found


def _tags(place: Place | None, told: Container[str]) -> Iterator[tuple[str, str]]:
    if place is None:
        return
    if place.is_alone and place.film.documents > 1:
        yield "only here", "alone"
    if tag := _TAGS.get(place.stand):
        yield tag, place.anchor if place.anchor in told else ""

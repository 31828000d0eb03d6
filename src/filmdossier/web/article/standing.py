"""How what an article says stands in its films' records: alone, with others, against others, on whose report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from filmdossier.model.dossier import FilmSummary
from filmdossier.model.reading import Finding
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import DocumentHead, SourcedClaim, head_of
from filmdossier.record.concerning import Concerning
from filmdossier.record.witnesses import fold_name, origin_of_document
from filmdossier.store.store import Store
from filmdossier.web.article.loading import Article
from filmdossier.web.caching import cache_of

#: Films whose records are looked at, those first that the article says most of.
MOST_FILMS = 12
#: Facts, and values of others for each, whose words are quoted.
MOST_FACTS, MOST_OTHERS = 24, 2
#: Witnesses that are quoted, and claims looked at for the words of each.
MOST_WITNESSES, _CANDIDATES = 8, 10
#: Claims of a film from which on its record is kept, and the room that it takes for each of them.
_BIG, _CHARACTERS = 400, 250


class Stand(StrEnum):
    """How a value stands in a record."""

    STANDS = "stands"
    CONTESTED = "contested"
    CONTESTS = "contests"
    EARLIER = "earlier"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Place:
    """A value that the article gives of one fact of a film.

    Attributes:
        film: whose record it is.
        fact: of the record.
        number: of the position among those of the fact; 0 for the one that stands.
        claims: the article's own for it, in the order of the text.
        is_alone: whether no other article says so.
        is_one_report: whether others say so, but all that do rest on one report.
    """

    film: FilmSummary
    fact: Fact
    number: int
    claims: tuple[str, ...]
    is_alone: bool
    is_one_report: bool

    @property
    def position(self) -> Position:
        """The value with those who give it."""
        return self.fact.positions[self.number]

    @property
    def stand(self) -> Stand:
        """How the value stands against those that others give."""
        if self.number == 0:
            return Stand.CONTESTED if self.fact.is_contested else Stand.STANDS
        aside = self.position.aside
        return Stand.CONTESTS if aside is None else Stand.EARLIER if aside == "earlier" else Stand.ASIDE

    @property
    def others(self) -> tuple[tuple[int, Position], ...]:
        """What is held against it, by number: the value that stands, or those that contest it where it stands."""
        if self.number:
            return ((0, self.fact.standing),)
        return tuple((n, p) for n, p in enumerate(self.fact.positions) if n and p.aside is None)

    @property
    def anchor(self) -> str:
        """Where the page says more of it."""
        return f"p-{self.film.id}-{self.fact.id}-{self.number}"

    @property
    def is_disputed(self) -> bool:
        """Whether somebody says otherwise, rather than later."""
        return self.stand in (Stand.CONTESTED, Stand.CONTESTS, Stand.ASIDE)


@dataclass(frozen=True, slots=True)
class Rest:
    """Claims of the article that count for another witness than its outlet.

    Attributes:
        witness: as the record names it.
        claims: global ids, in the order of the text.
        is_cited: whether the article itself names a source for them; else it tells the same story as that witness.
        report: a claim of that witness's own, where the store holds one.
    """

    witness: str
    claims: tuple[str, ...]
    is_cited: bool
    report: SourcedClaim | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands in the records.

    Attributes:
        places: in the order of films and facts.
        rests: in the order of how much rests on each.
        findings: of the records that concern the article together with others, each with its film.
        quoted: claims of others by id, to quote for their values.
        heads: documents that are witnesses by themselves, by id.
        left_out: how many further films the article speaks of.
    """

    places: tuple[Place, ...] = ()
    rests: tuple[Rest, ...] = ()
    findings: tuple[tuple[FilmSummary, Finding], ...] = ()
    quoted: Mapping[str, SourcedClaim] = field(default_factory=dict)
    heads: Mapping[str, DocumentHead] = field(default_factory=dict)
    left_out: int = 0

    def of_claims(self) -> dict[str, Place]:
        """Where each claim of the article has its place; of several, the first."""
        found: dict[str, Place] = {}
        for place in self.places:
            for claim in place.claims:
                found.setdefault(claim, place)
        return found

    def best(self, position: Position) -> SourcedClaim | None:
        """The claim to quote for a value of others: one that states it just so, where there is one."""
        known = [self.quoted[c] for c in position.claims[:_CANDIDATES] if c in self.quoted]
        return min(known, key=lambda c: (dict(c.claim.value) != dict(position.value), c.id), default=None)


def load_standing(store: Store, article: Article) -> Standing:
    """How what an article says stands, from no more of the records than concerns it."""
    films = _films(article)
    places: list[Place] = []
    findings: list[tuple[FilmSummary, Finding]] = []
    origins: dict[str, str] = {}
    inside = {(f.rule, f.claims) for f in article.reading.findings}
    generation = store.generation()
    for film in films[:MOST_FILMS]:
        record = _record(store, film, generation)
        places += (p for fact in record.facts(article.claims) for p in _places(film, fact, article))
        findings += ((film, f) for f in record.findings(article.claims) if (f.rule, f.claims) not in inside)
        origins |= record.origins(article.claims)
    rests = _rests(article, origins)
    reports = _reports(places, rests)
    wanted = [c for p in shown_facts(places) for c in _quotes(p)] + [c for ids in reports.values() for c in ids]
    quoted = {c.id: c for c in store.claims(wanted)}
    return Standing(
        tuple(places),
        tuple(_with_report(rest, [quoted[c] for c in reports.get(rest.witness, ()) if c in quoted]) for rest in rests),
        tuple(findings),
        quoted,
        store.heads(_unnamed(places, rests)),
        max(len(films) - MOST_FILMS, 0),
    )


def shown_facts(places: Iterable[Place]) -> list[Place]:
    """Those against which something is held, as many as are quoted; disputes before what has only grown since."""
    held = [p for p in places if p.others]
    return sorted(held, key=lambda p: not p.is_disputed)[:MOST_FACTS]


def _record(store: Store, film: FilmSummary, generation: int) -> Concerning:
    """The record of a film; those of big films are kept, since taking one apart takes as long as the rest of a page."""
    if film.claims < _BIG:
        return Concerning(store.record(film.id))
    key = ("concerning", generation, film.id)
    room = film.claims * _CHARACTERS
    return cache_of(store).texts.get(key, lambda: Concerning(store.record(film.id)), lambda _: room)


def _films(article: Article) -> list[FilmSummary]:
    """The films of the article, those first that it says most of."""
    says: dict[str, int] = {}
    for claim in article.reading.claims:
        if claim.film is not None and (film := article.films.get(claim.film)):
            says[film.id] = says.get(film.id, 0) + 1
    distinct = {f.id: f for f in article.films.values()}
    return sorted(distinct.values(), key=lambda f: -says.get(f.id, 0))


def _places(film: FilmSummary, fact: Fact, article: Article) -> Iterator[Place]:
    for number, position in enumerate(fact.positions):
        own = tuple(sorted(article.claims.keys() & position.claims, key=lambda c: article.claims[c].claim.value_span))
        if own:
            is_alone = len(own) == len(position.claims)
            yield Place(film, fact, number, own, is_alone, not is_alone and len(position.witnesses) == 1)


def _rests(article: Article, origins: Mapping[str, str]) -> list[Rest]:
    groups: dict[tuple[str, bool], list[str]] = {}
    for i, claim in article.claims.items():
        if witness := origins.get(i):
            groups.setdefault((witness, bool(claim.claim.attribution)), []).append(i)
    rests = [Rest(witness, tuple(claims), cited) for (witness, cited), claims in groups.items()]
    return sorted(rests, key=lambda r: (-len(r.claims), r.witness, r.is_cited))[:MOST_WITNESSES]


def _reports(places: Iterable[Place], rests: Iterable[Rest]) -> dict[str, list[str]]:
    """By witness, some claims of others among which its own may be: those of the values that fewest give."""
    place_of = {c: p for p in places for c in p.claims}
    found: dict[str, list[str]] = {}
    for rest in rests:
        with_others = [place_of[c].position.claims for c in rest.claims if c in place_of and not place_of[c].is_alone]
        others = (c for claims in sorted(with_others, key=len) for c in claims if c not in place_of)
        found.setdefault(rest.witness, []).extend(islice(dict.fromkeys(others), _CANDIDATES))
    return found


def _with_report(rest: Rest, candidates: list[SourcedClaim]) -> Rest:
    name = fold_name(rest.witness)
    own = (c for c in candidates if fold_name(origin_of_document(c.document)) == name)
    return Rest(rest.witness, rest.claims, rest.is_cited, next(own, None))


def _quotes(place: Place) -> Iterator[str]:
    """Of the value that stands two, since one may state it roundly; of others one."""
    for number, position in place.others[:MOST_OTHERS]:
        yield from position.claims[: 1 if number else 2]


def _unnamed(places: Iterable[Place], rests: Iterable[Rest]) -> set[str]:
    """Documents that are witnesses by themselves, since nothing says who published them."""
    positions = (q for p in shown_facts(places) for _, q in p.others[:MOST_OTHERS])
    witnesses = {w for q in positions for w in q.witnesses[:MOST_WITNESSES]} | {r.witness for r in rests}
    return {w.removeprefix("document ") for w in witnesses if w.startswith("document ")}


def own_witness(article: Article) -> str:
    """The witness that an article is by itself."""
    return origin_of_document(head_of(article.document))

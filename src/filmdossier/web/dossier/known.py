"""What is known of a film, kept from request to request: its record, and the list of its statements."""

from __future__ import annotations

from dataclasses import dataclass, replace

from filmdossier.engine.known import Known, load_known, load_known_by
from filmdossier.export.dossier_people import speaker_names
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import Dossier, FilmSummary
from filmdossier.model.errors import FilmdossierError
from filmdossier.store.store import Store
from filmdossier.web.caching import cache_of
from filmdossier.web.dossier.statements import Index, index_of

#: The topics of statements are looked up without being asked for where a film has no more articles.
MOST_WITH_TOPICS = 250
#: What a record takes beside its claims, as claims.
_BESIDE = 60


class DateError(FilmdossierError):
    """A day that is none."""


def as_day(given: str) -> str | None:
    """The day as EDTF; None where none is given.

    Raises:
        DateError: it is no day, month or year.
    """
    day = given.strip()
    if not day:
        return None
    date = normalize_edtf(day)
    if date is None or date.latest is None:
        raise DateError(f"“{day[:40]}” is no date; give a day as 2025-09-10, a month as 2025-09, or a year as 2025")
    return day


class UnknownFilmError(FilmdossierError):
    """There is no such film."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film as a list has it, and the generation of the store in which it was found."""

    summary: FilmSummary
    generation: int

    @property
    def id(self) -> str:
        """Its own id."""
        return self.summary.id


def find_film(store: Store, given: str) -> Film:
    """The film that an id of it, of any of its mentions, or the beginning of one leads to.

    Raises:
        UnknownFilmError: there is no such film.
        StoreError: several could be meant.
    """
    generation = store.generation()
    found = store.film(given)
    if found is None:
        raise UnknownFilmError(f"{given[:40]}: no film has that id")
    return Film(found, generation)


def known_of(store: Store, film: Film, day: str | None, *, explain: bool = False) -> Known:
    """The record of a film, as it stands or as it was known on a day.

    Args:
        store: where.
        film: which.
        day: EDTF, or None.
        explain: with what led to taking titles and names for one.
    """
    cache = cache_of(store)

    def make() -> Known:
        if day is None:
            return load_known(store, film.id, with_comparisons=explain)
        known = load_known_by(store, film.id, day, lambda: cache.rates(store), with_comparisons=explain)
        return known if explain else _without_comparisons(known)

    return cache.records.get(("known", film, day, explain), make, _size)


def _without_comparisons(known: Known) -> Known:
    record = known.record
    film = replace(record.film, comparisons=())
    credits_ = tuple(replace(c, comparisons=()) for c in record.credits)
    return replace(known, record=replace(record, film=film, credits=credits_))


def _size(known: Known) -> int:
    return _BESIDE + sum(len(p.claims) for f in known.record.facts for p in f.positions)


def statements_of(store: Store, film: Film, known: Known, *, with_topics: bool) -> Index:
    """All statements about a film, with their topics where they are asked for or not very many."""

    def make() -> Index:
        wanted = with_topics or film.summary.documents <= MOST_WITH_TOPICS
        placed = store.statement_places(known.film, with_content=wanted)
        documents = None if known.is_all else frozenset(known.record.documents)
        claims = (store.claim_places({s.document for s in placed}) if placed else []) if wanted else None
        return index_of(placed, documents, speaker_names(Dossier(known.record)), claims)

    key = ("statements", film, known.as_of, with_topics)
    return cache_of(store).records.get(key, make, lambda index: _BESIDE + len(index.listed))

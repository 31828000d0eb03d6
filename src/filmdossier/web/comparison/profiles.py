"""What is compared of a film: the value that stands in each respect, and who has a part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filmdossier.export.claim_words import qualifiers_in_words
from filmdossier.export.dossier_words import folded
from filmdossier.export.families import FAMILIES, OTHER, family_of, label_of
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.record import Credit, Fact
from filmdossier.store.store import Store
from filmdossier.web.dossier.known import Film, known_of

MOST_VALUES = 12
"""Values in one respect: of the cast, say."""
#: What tells one respect from another. Days and charts do not: of several weekends the best witnessed is compared.
_TELLING = ("kind", "territory", "period", "currency")
_ORDER = {p: n for n, p in enumerate(p for f in (*FAMILIES, OTHER) for p in f.labels)}
_MOST_CREDITS = 400


@dataclass(frozen=True)
class Respect:
    """In which respect films are compared."""

    predicate: str
    family: str
    label: str
    details: tuple[str, ...]

    @property
    def place(self) -> tuple[int, tuple[str, ...]]:
        """Where it stands among others."""
        return _ORDER.get(self.predicate, len(_ORDER)), self.details


@dataclass(frozen=True)
class Profile:
    """What is compared of one film.

    Attributes:
        film: which.
        respects: the facts in each respect, the best witnessed first, and how many there are beside those.
        documents: where the first claim of each value stands.
        people: credits by the id of the person or organisation.
        names: the same ids by every folded spelling.
    """

    film: FilmSummary
    respects: Mapping[Respect, tuple[tuple[Fact, ...], int]]
    documents: Mapping[str, str]
    people: Mapping[str, Credit]
    names: Mapping[str, str]

    @property
    def size(self) -> int:
        """How much it holds."""
        return 10 + sum(len(facts) for facts, _ in self.respects.values()) + len(self.people)


def profile_of(store: Store, film: Film) -> Profile:
    """What is compared of a film."""
    record = known_of(store, film, None).record
    found: dict[Respect, list[Fact]] = {}
    for fact in record.facts:
        if PREDICATES[fact.predicate].about_film and fact.standing.aside != "denied":
            found.setdefault(_respect(fact), []).append(fact)
    kept: dict[Respect, tuple[tuple[Fact, ...], int]] = {}
    for respect, facts in found.items():
        facts.sort(key=lambda f: -len(f.standing.witnesses))
        most = MOST_VALUES if _is_listed(facts[0]) else 1
        kept[respect] = tuple(facts[:most]), max(len(facts) - most, 0) if most > 1 else 0
    quoted = [f.standing.claims[0] for facts, _ in kept.values() for f in facts if f.standing.claims]
    credits_ = sorted(record.credits, key=lambda c: -len(c.mentions))[:_MOST_CREDITS]
    # All mentions of one credit are of one person, too.
    owners = store.person_of(c.mentions[0] for c in credits_ if c.mentions)
    people = {owners[c.mentions[0]]: c for c in reversed(credits_) if c.mentions and c.mentions[0] in owners}
    names = {folded(name): person for person, c in people.items() for name in c.names}
    return Profile(film.summary, kept, store.where_claims_stand(quoted), people, names)


def _respect(fact: Fact) -> Respect:
    key = {} if _is_listed(fact) else {k: v for k, v in fact.key.items() if k in _TELLING and v}
    details = tuple(d for d in qualifiers_in_words(key) if d)
    return Respect(fact.predicate, family_of(fact.predicate).key, label_of(fact.predicate), details)


def _is_listed(fact: Fact) -> bool:
    """Whether a film has several values in this respect, each a fact of its own: of cast, genres, places, awards."""
    return "name" in fact.standing.value or fact.predicate == "country_of_origin"

"""A film's record: what everyone says of it, who agrees, which value stands and why. Derived, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from filmdossier.model.reading import Finding, plain


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence for or against two mentions being one.

    Attributes:
        name: of the feature, as the documentation lists it (``same_role``, ``year_gap``).
        weight: what it adds to the score; negative where it speaks against.
        detail: the two values compared, in words.
    """

    name: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two mentions compared, and what came of it: same, different, or left to people.

    Attributes:
        left, right: mention ids, in order.
        score: from 0 to 1.
        verdict: ``same``, ``different`` or ``doubt``.
        features: what the score is made of.
        judged_by: who decided, where a person did.
    """

    left: str
    right: str
    score: float
    verdict: str
    features: tuple[Feature, ...] = ()
    judged_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions that are one film, person or organisation.

    Attributes:
        id: the least id of its mentions; the id of any other mention of it leads to it as well.
        kind: ``film``, ``person`` or ``organisation``.
        name: the title or name that it goes by.
        names: all its titles or names, most frequent first.
        members: mention ids, in order.
        comparisons: why the members are one.
        doubts: comparisons with mentions of other clusters that people should decide.
        year: a film's year as an EDTF date or interval, or None.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    comparisons: tuple[Comparison, ...] = ()
    doubts: tuple[Comparison, ...] = ()
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One value that some say a fact has.

    Attributes:
        value: as the most precise of its claims states it.
        low, high: the interval that the stated words leave open, for figures; None without a limit or for other values.
        date: EDTF date of the value, for dates.
        as_of: EDTF date up to which a running figure counts, or None.
        claims: ids of the claims that say so, in order.
        witnesses: the independent origins behind them, in order: stories that cite one report, or copy one another, are
            one witness.
        aside: why it does not contest the value that stands: ``earlier`` (of a figure that has grown since),
            ``planned`` (and then done otherwise), ``denied``, ``opinion``, ``wrong`` (as judged); None where it does.
    """

    value: Mapping[str, Any]
    low: Decimal | None = None
    high: Decimal | None = None
    date: str | None = None
    as_of: str | None = None
    claims: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    aside: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims that speak of the same thing.

    Attributes:
        id: of predicate and key, the same from record to record.
        predicate: as in the catalogue.
        key: what makes it this fact: territory, period, kind, currency, name… as far as the predicate needs them.
        positions: the values said, the one that stands first; those that agree within rounding are one.
        reasons: why the first stands, in words, one a line of the policy that spoke.
        judged_by: who decided, where a person did.
    """

    id: str
    predicate: str
    key: Mapping[str, Any]
    positions: tuple[Position, ...]
    reasons: tuple[str, ...] = ()
    judged_by: str | None = None

    @property
    def standing(self) -> Position:
        """The value that stands."""
        return self.positions[0]

    @property
    def is_contested(self) -> bool:
        """Whether somebody says otherwise, of the same time and without having been set aside."""
        return any(p.aside is None for p in self.positions[1:])


@dataclass(frozen=True, slots=True)
class Series:
    """One running figure over time, in order of its dates.

    Attributes:
        predicate: ``box_office``, ``admissions``, ``rank`` or ``screens``.
        key: territory, period and currency.
        points: what stood when; ``as_of`` of each is set.
    """

    predicate: str
    key: Mapping[str, Any]
    points: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A person or organisation of a film, with every spelling that its record holds.

    Attributes:
        id: the least of the mention ids.
        kind: ``person`` or ``organisation``.
        name: the spelling that stands.
        names: every spelling, most witnesses first.
        mentions: mention ids, in order.
        roles: predicates, or titles held, in which it stands.
        comparisons: why two spellings are one.
        doubts: comparisons that people should decide.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    roles: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    doubts: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything claimed about one film, reconciled.

    Attributes:
        film: which film.
        facts: in the order of the catalogue, then by key.
        series: grosses, admissions and the like over time.
        credits: people and organisations.
        findings: what does not add up; their claims are global claim ids.
        documents: ids of the documents that it rests on, in order.
        origins: document or claim id to the witness that it counts for, where that is another's.
    """

    film: Cluster
    facts: tuple[Fact, ...] = ()
    series: tuple[Series, ...] = ()
    credits: tuple[Credit, ...] = ()
    findings: tuple[Finding, ...] = ()
    documents: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The record in JSON types; amounts are exact numbers."""
        return {
            "film": _written(self.film),
            "facts": [_written(f) for f in self.facts],
            "series": [_written(s) for s in self.series],
            "credits": [_written(c) for c in self.credits],
            "findings": [_written(f) for f in self.findings],
            "documents": list(self.documents),
            "origins": dict(sorted(self.origins.items())),
        }


def _written(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__") and not hasattr(value, "to_list"):
        return {name: _written(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_written(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _written(v) for k, v in value.items()}
    return plain(value)

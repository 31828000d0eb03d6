"""Facts by family: the value that stands, who says so, who says otherwise, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from filmdossier.export.claim_words import post_in_words
from filmdossier.export.dossier_facts import details_in_words, stated
from filmdossier.export.dossier_words import (
    best_claim,
    claims_of,
    folded,
    is_outlet,
    other_forms,
    witness_in_words,
    witness_of,
    witnesses_in_words,
)
from filmdossier.export.families import FAMILIES, OTHER, Family, family_of, label_of
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Fact, Position, Record
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import date_in_words
from filmdossier.web.dossier.bounds import Bounds
from filmdossier.web.dossier.quotes import Quote, quote_of
from filmdossier.web.dossier.wording import Words, several, words_of

#: Names of witnesses shown, and other forms of one value.
_NAMED, _FORMS = 6, 5
#: Why a value does not contest the one that stands.
_ASIDE = {
    "earlier": "earlier",
    "planned": "once planned",
    "denied": "denied",
    "opinion": "an opinion",
    "wrong": "judged wrong",
}


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A quote, and the witness that it counts for where that is another than its outlet."""

    quote: Quote
    counts_for: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value that some say a fact has.

    Attributes:
        place: its number in the fact; 1 is the value that stands.
        said: the value in words.
        details: what narrows it down.
        when: up to when a running figure counts, where that differs from the value that stands; else empty.
        status: of the claim that is quoted for it; empty where that asserts it.
        aside: why it does not contest the value that stands; empty where it does, or stands.
        also: in which other words it is given.
        witnesses: names of the first independent witnesses.
        witness_count, claim_count: how many witnesses and claims there are.
        quotes: some of the claims, the best first.
    """

    place: int
    said: Words
    details: tuple[Words, ...]
    when: str
    status: str
    aside: str
    also: tuple[Words, ...]
    witnesses: tuple[Words, ...]
    witness_count: int
    claim_count: int
    quotes: tuple[Witnessed, ...]

    @property
    def best(self) -> Quote | None:
        """The claim to quote for it."""
        return self.quotes[0].quote if self.quotes else None

    @property
    def unnamed(self) -> int:
        """How many witnesses are not named."""
        return self.witness_count - len(self.witnesses)


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact.

    Attributes:
        id: of predicate and key.
        label: what its predicate is called.
        standing: the value that stands.
        against: values that contest it.
        aside: values that were set aside.
        left: how many further values there are.
        reasons: why the first stands.
        judged_by: who decided, or None.
    """

    id: str
    label: str
    standing: Value
    against: tuple[Value, ...]
    aside: tuple[Value, ...]
    left: int
    reasons: tuple[str, ...]
    judged_by: str | None

    @property
    def is_long(self) -> bool:
        """Whether the page shows only some of the claims behind it."""
        values = (self.standing, *self.against, *self.aside)
        return self.left > 0 or any(v.claim_count > len(v.quotes) for v in values)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one predicate; ``total`` counts those that are not here, too."""

    predicate: str
    label: str
    facts: tuple[FactView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FamilyView:
    """Groups of one family."""

    key: str
    name: str
    groups: tuple[Group, ...]


Chosen = list[tuple[Family, list[tuple[str, Sequence[Fact], int]]]]


def choose_facts(record: Record, most: int) -> Chosen:
    """The facts to show by family and predicate, the best witnessed first, each with how many there are in all."""
    by_predicate: dict[str, list[Fact]] = {}
    for fact in record.facts:
        by_predicate.setdefault(fact.predicate, []).append(fact)
    chosen: Chosen = []
    for family in (*FAMILIES, OTHER):
        known = [p for p in family.labels if p in by_predicate]
        if family is OTHER:
            known = sorted(p for p in by_predicate if family_of(p) is OTHER)
        groups: list[tuple[str, Sequence[Fact], int]] = [
            (p, best_witnessed(by_predicate[p])[:most], len(by_predicate[p])) for p in known
        ]
        if groups:
            chosen.append((family, groups))
    return chosen


def best_witnessed(facts: Sequence[Fact]) -> list[Fact]:
    """Facts by how many independent witnesses the value that stands has; of equally many, as in the record."""
    return sorted(facts, key=lambda f: -len(f.standing.witnesses))


def quoted_claims(facts: Sequence[Fact], bounds: Bounds) -> Iterator[str]:
    """The ids of claims to quote for facts."""
    for fact in facts:
        yield from fact.standing.claims[: bounds.behind]
        for _, position in _others(fact)[: bounds.others]:
            yield from position.claims[: bounds.behind_others]


def families_of(dossier: Dossier, chosen: Chosen, bounds: Bounds) -> tuple[FamilyView, ...]:
    """Facts that were chosen, in words."""
    spelled = {folded(n): c.names for c in dossier.record.credits for n in (c.name, *c.names)}
    return tuple(
        FamilyView(
            family.key,
            family.name,
            tuple(
                Group(p, label_of(p), tuple(fact_view(dossier, f, bounds, spelled) for f in facts), total)
                for p, facts, total in groups
            ),
        )
        for family, groups in chosen
    )


def fact_view(dossier: Dossier, fact: Fact, bounds: Bounds, spelled: dict[str, tuple[str, ...]]) -> FactView:
    """A fact in words.

    Args:
        dossier: holds the claims to quote.
        fact: one of its record.
        bounds: how much of it.
        spelled: every spelling of a name, by each of them, folded.
    """
    others = _others(fact)
    shown = [_value(dossier, fact, n, p, bounds.behind_others, spelled) for n, p in others[: bounds.others]]
    return FactView(
        fact.id,
        label_of(fact.predicate),
        _value(dossier, fact, 1, fact.standing, bounds.behind, spelled),
        tuple(v for v in shown if not v.aside),
        tuple(v for v in shown if v.aside),
        len(others) - len(shown),
        fact.reasons,
        fact.judged_by,
    )


def _others(fact: Fact) -> list[tuple[int, Position]]:
    """The other values, those that contest first. What a running figure was before stands in its series."""
    numbered = list(enumerate(fact.positions[1:], 2))
    contesting = [(n, p) for n, p in numbered if p.aside is None]
    return contesting + [(n, p) for n, p in numbered if p.aside not in (None, "earlier")]


def _value(
    dossier: Dossier, fact: Fact, place: int, position: Position, most: int, spelled: dict[str, tuple[str, ...]]
) -> Value:
    best = best_claim(dossier, position)
    said = stated(position, best)
    stands = place == 1
    names = witnesses_in_words(dossier, position)
    when = "" if stands or position.as_of in (None, fact.standing.as_of) else date_in_words(position.as_of)
    return Value(
        place,
        words_of(said),
        several(details_in_words(dossier, fact, position, best) if stands else post_in_words(position.value)),
        when,
        str(best.claim.status) if best and best.claim.status is not Status.ASSERTED else "",
        _ASIDE.get(position.aside, position.aside) if position.aside else "",
        several(_also(dossier, position, said, spelled))[:_FORMS] if stands else (),
        several(names[:_NAMED]),
        len(names),
        len(position.claims),
        _quotes(dossier, position, best, most),
    )


def _also(dossier: Dossier, position: Position, said: str, spelled: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """In which other words a value is given; of a name, every spelling that the record holds."""
    name = position.value.get("name")
    spellings = spelled.get(folded(name), ()) if isinstance(name, str) else ()
    told = {folded(said)}
    for form in chain(spellings, other_forms(dossier, position, said)):
        if folded(form) not in told:
            told.add(folded(form))
            yield form


def _quotes(dossier: Dossier, position: Position, best: SourcedClaim | None, most: int) -> tuple[Witnessed, ...]:
    """The best claim first, then the others in order of publication."""
    others = [c for c in claims_of(dossier, position) if c is not best]
    others.sort(key=lambda c: (c.document.published or "9999", c.document.id, c.claim.value_span.start))
    return tuple(witnessed(dossier, c) for c in ([best] if best else []) + others[: most - 1])


def witnessed(dossier: Dossier, claim: SourcedClaim) -> Witnessed:
    """A claim in its sentence, and whom it counts for."""
    witness = witness_in_words(dossier, witness_of(dossier, claim))
    return Witnessed(quote_of(claim), "" if is_outlet(witness, claim.document) else witness)

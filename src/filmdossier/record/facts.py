"""Reconciliation: claims on one thing become a fact, and one of the values said stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.candidates import candidate_of, stands_aside
from filmdossier.record.fact_keys import spellings
from filmdossier.record.folding import fact_id, folded_value
from filmdossier.record.judged import judgements_by_claim, state_as_judged
from filmdossier.record.open_keys import resolve_open_keys
from filmdossier.record.policy import Candidate, standing_first
from filmdossier.record.positions import group_claims
from filmdossier.record.stated import NEVER_STANDS, Stated
from filmdossier.record.wording import count_of, words_of_value

#: How many claims that were set aside the reasons name one by one.
_MOST_NAMED = 5
_ORDER = {predicate: n for n, predicate in enumerate(PREDICATES)}


def reconcile(
    claims: Sequence[SourcedClaim],
    names: Mapping[str, str],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> tuple[Fact, ...]:
    """The facts of one film, each with the values said, the one that stands first.

    Args:
        claims: all claims about the film, and those about the world in its documents; in any order, each id once.
        names: each spelling of a person or organisation to the spelling that stands.
        origins: claim id to independent source, see `witnesses.origins`; a claim that lacks counts for its document.
        judgements: those of people, in any order; withdrawn ones have no effect.

    Returns:
        Facts in the order of the catalogue, then by key. Every claim is in exactly one position of one fact, except
        where nothing is left to stand: a fact of which all claims are denied, opinions or judged wrong is none.
    """
    judged = judgements_by_claim(judgements)
    spelled = spellings(names)
    stated = [
        state_as_judged(c, judged.get(c.id), origins.get(c.id, c.document.id), spelled)
        for c in sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    ]
    by_predicate: dict[str, list[Stated]] = {}
    for s in stated:
        by_predicate.setdefault(s.claim.claim.predicate, []).append(s)
    facts = []
    for predicate in sorted(by_predicate, key=lambda p: (_ORDER.get(p, len(_ORDER)), p)):
        found = [
            fact
            for about, notes in resolve_open_keys(by_predicate[predicate])
            if (fact := _fact(predicate, about, notes, judged)) is not None
        ]
        facts += sorted(found, key=lambda f: (folded_value(f.key), f.id)) if len(found) > 1 else found
    return tuple(facts)


def _fact(
    predicate: str,
    about: Sequence[Stated],
    notes: Sequence[str],
    judged: Mapping[str, Judgement],
) -> Fact | None:
    """The fact that claims of one key make, or None where none of them can stand."""
    aside = {s.id: why for s in about if (why := _why_aside(s, judged)) is not None}
    key = _key_of(about, aside)
    groups = group_claims(s for s in about if s.id not in aside)
    if not groups:
        return None
    ordered, reasons = standing_first([candidate_of(g, key, judged) for g in groups])
    first = ordered[0]
    positions = [first.position, *(_weighed(first, other) for other in ordered[1:])]
    positions += _set_aside([s for s in about if s.id in aside], aside, key)
    lines = (*reasons, *notes, *_why_lines(about, aside, judged))
    by = first.judgement.by or None if first.judgement else None
    return Fact(fact_id(predicate, about[0].key_id), predicate, key, tuple(positions), lines, by)


def _weighed(first: Candidate, other: Candidate) -> Position:
    """A position that does not stand, with the reason for which it does not contest, if there is one."""
    return replace(other.position, aside=stands_aside(first, other))


def _why_aside(s: Stated, judged: Mapping[str, Judgement]) -> str | None:
    if s.id in judged:
        return "wrong" if judged[s.id].verdict is Verdict.WRONG else None
    return str(s.status) if s.status in NEVER_STANDS else None


def _key_of(about: Sequence[Stated], aside: Mapping[str, str]) -> dict[str, Any]:
    """The key as most of the claims write it; of equally many, the least."""
    if len(about) == 1:
        return dict(about[0].key)
    keys = {s.id: s.key for s in about if s.id not in aside} or {s.id: s.key for s in about}
    written = Counter(_plainly(key) for key in keys.values())
    least = min(written, key=lambda text: (-written[text], text))
    return dict(next(key for key in keys.values() if _plainly(key) == least))


def _plainly(key: Mapping[str, Any]) -> str:
    return repr(sorted(key.items(), key=lambda item: item[0]))


def _set_aside(claims: Sequence[Stated], aside: Mapping[str, str], key: Mapping[str, Any]) -> list[Position]:
    """Positions of the claims that take no part, by why and by value."""
    found: dict[tuple[str, str], list[Stated]] = {}
    for s in claims:
        found.setdefault((aside[s.id], folded_value(s.claim.claim.value)), []).append(s)
    positions = []
    for why, value in sorted(found):
        (candidate,) = [candidate_of(g, key, {}) for g in group_claims(found[why, value])][:1]
        ids = tuple(s.id for s in found[why, value])
        positions.append(replace(candidate.position, claims=ids, aside=why))
    return positions


def _why_lines(about: Sequence[Stated], aside: Mapping[str, str], judged: Mapping[str, Judgement]) -> list[str]:
    """What was set aside and why, one claim a line as far as there are few."""
    lines = []
    for s in about:
        if s.id not in aside:
            continue
        said = f"{words_of_value(s.claim.claim.value)} ({s.origin})"
        if aside[s.id] == "wrong":
            j = judged[s.id]
            lines.append(f"set aside: {said}, judged wrong by {j.by or 'a person'}" + (f" ({j.why})" if j.why else ""))
        else:
            lines.append(f"set aside: {said}, {aside[s.id]}")
    if len(lines) > _MOST_NAMED:
        lines = [*lines[:_MOST_NAMED], f"set aside: {count_of(len(lines) - _MOST_NAMED, 'further claim')}"]
    return lines

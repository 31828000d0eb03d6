"""What people decided on single claims, and claims as these decisions leave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.model.reading import Status
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.fact_keys import Spellings
from filmdossier.record.intervals import Interval, exact_decimal
from filmdossier.record.stated import Stated, state

#: Parts of values that are figures with a width of their own.
_FIGURES = ("amount", "count", "minutes", "percent")
_ON_CLAIMS = frozenset({Verdict.RIGHT, Verdict.WRONG, Verdict.CORRECTED})
#: Qualifiers that belong to the stated value, not to the corrected one.
_OF_THE_STATED_VALUE = frozenset({"bound", "converted"})


def judgements_by_claim(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Claim ids to the judgement that holds: the latest that is not withdrawn."""
    held = standing(tuple(sorted(judgements, key=lambda j: j.id)))
    return {j.subjects[0]: j for j in held if j.verdict in _ON_CLAIMS and len(j.subjects) == 1}


def state_as_judged(claim: SourcedClaim, judgement: Judgement | None, origin: str, names: Spellings) -> Stated:
    """Read a claim for reconciliation; where a person corrected it, with the value given, exact as given."""
    if judgement is None or judgement.verdict is not Verdict.CORRECTED or not judgement.value:
        return state(claim, origin, names)
    qualifiers = {k: v for k, v in claim.claim.qualifiers.items() if k not in _OF_THE_STATED_VALUE}
    corrected = replace(claim.claim, value=judgement.value, qualifiers=qualifiers, status=Status.ASSERTED)
    stated = state(replace(claim, claim=corrected), origin, names)
    figures = [f for k in _FIGURES if (f := exact_decimal(judgement.value.get(k))) is not None]
    return replace(stated, interval=Interval(figures[0], figures[0])) if figures and stated.interval else stated

"""The claims that a finding rests on, each with its words and with a form to correct its value by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel, Field

from filmdossier.export.claim_words import post_in_words, qualifiers_in_words, value_in_words
from filmdossier.export.families import label_of
from filmdossier.model.judgement import Judgement
from filmdossier.model.predicates import KEYS, PREDICATES
from filmdossier.model.reading import plain
from filmdossier.model.sourced import SourcedClaim
from filmdossier.store.store import Store
from filmdossier.web.reviewing.context import Context, context_of_claim

#: Claims of one finding that are loaded, and that are shown.
_LOADED = 60
SHOWN = 10


class ValueField(BaseModel):
    """One key of a claim's value."""

    key: str = Field(description="as the value has it")
    meaning: str = Field(description="what it holds")
    present: str = Field(description="what the claim has there")


class Quote(BaseModel):
    """A claim with its words."""

    claim: str = Field(description="its id")
    predicate: str
    label: str = Field(description="what the predicate is called")
    value: dict[str, Any]
    value_in_words: str
    details: list[str] = Field(description="what narrows it down, in words")
    film_title: str | None = Field(description="the title that the article gives the film")
    context: Context
    fields: list[ValueField] = Field(description="of a form to correct it by")
    verdict: str | None = Field(description="right, wrong or corrected, where somebody judged the claim")
    judged_by: str | None


def quotes_of(store: Store, claims: Sequence[str]) -> list[Quote]:
    """The claims of a finding, so ordered that every value comes before one comes twice.

    Args:
        store: where.
        claims: their ids.
    """
    found = store.claims(claims[:_LOADED])
    judged = {j.subjects[0]: j for j in store.judgements_on(claims[:_LOADED]) if len(j.subjects) == 1}
    by_value: dict[str, list[SourcedClaim]] = {}
    for claim in sorted(found, key=lambda c: (c.document.published or "9999", c.document.id)):
        by_value.setdefault(_said(claim), []).append(claim)
    fewest_first = sorted(by_value.values(), key=len)
    varied = [c for row in zip_longest(*fewest_first) for c in row if c is not None][:SHOWN]
    return [_quote(c, judged.get(c.id)) for c in varied]


def _said(claim: SourcedClaim) -> str:
    return f"{claim.claim.predicate} {value_in_words(claim.claim.value, claim.claim.qualifiers.get('bound'))}"


def _quote(claim: SourcedClaim, judged: Judgement | None) -> Quote:
    c = claim.claim
    return Quote(
        claim=claim.id,
        predicate=c.predicate,
        label=label_of(c.predicate),
        value=plain(c.value),
        value_in_words=value_in_words(c.value, c.qualifiers.get("bound")),
        details=[d for d in (*post_in_words(c.value), *qualifiers_in_words(c.qualifiers)) if d],
        film_title=claim.film_title,
        context=context_of_claim(claim),
        fields=fields_of(c.predicate, judged.value if judged and judged.value else c.value),
        verdict=str(judged.verdict) if judged else None,
        judged_by=judged.by if judged else None,
    )


def fields_of(predicate: str, value: Mapping[str, Any]) -> list[ValueField]:
    """The fields of a form for a value, with what it is at present filled in; of several forms, its own."""
    form = next((f for f in PREDICATES[predicate].value if set(f) == set(value)), PREDICATES[predicate].value[0])
    return [ValueField(key=k, meaning=KEYS[k], present=_written(value.get(k))) for k in form]


def _written(part: object) -> str:
    if isinstance(part, Decimal):
        return f"{part.normalize():f}"
    return "" if part is None else str(part)

"""Cases of checks, from ``tests/cases/audit``: articles and records, and what is found in them.

An article is a ``text`` in which ``[F:Low Tide]`` names a film (see `claim_cases`), or the lines of claims under
``article``. A record is the lines of claims under ``record`` (see `literal_record`). An expected finding gives its
severity and what it ``says``, and of an article's text the words ``at`` its spans, of claims in lines their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from claim_cases import ClaimCase, read_case
from tests.record.literal_record import claims_of, judgements_of

from filmdossier.audit.audit import audit_reading, audit_record
from filmdossier.audit.catalogue import CHECKS
from filmdossier.audit.check import Article
from filmdossier.model.judgement import Judgement
from filmdossier.model.mentions import NameMention, Role
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.reading import Finding
from filmdossier.model.record import Cluster, Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim, person_mention_id
from filmdossier.rates.table import RateTable
from filmdossier.record.assemble import assemble_record
from filmdossier.record.resolution.credits import resolve_credits

CASES = Path(__file__).parents[1] / "cases/audit"
RULES = ("conflict", "cumulative", "percent", "anniversary", "calendar", "name")
FILM = Cluster("film", "film", "Low Tide", ("Low Tide",), ("film",))
_RATES = RateTable(bundled=False)
_PEOPLE = ("director", "screenwriter", "producer", "composer", "cinematographer", "cast_member")


@dataclass(frozen=True)
class AuditCase:
    """One case of one rule's table."""

    rule: str
    id: str
    text: str | None = None
    published: str | None = None
    article: Sequence[dict[str, Any]] = ()
    record: Sequence[dict[str, Any]] = ()
    judged: Sequence[str] = ()
    finds: Sequence[dict[str, Any]] = field(default_factory=list)


def audit_cases() -> list[AuditCase]:
    """All cases of the rules that are told in this form."""
    return [
        AuditCase(rule, **{**entry, "published": str(entry["published"]) if "published" in entry else None})
        for rule in RULES
        for entry in yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8"))
    ]


def findings_of(case: AuditCase) -> tuple[tuple[Finding, ...], str]:
    """What the rule of a case finds in it, and the text that spans point into."""
    if case.text is not None:
        reading = read_case(ClaimCase("en", frozenset(), case.text, published=case.published))
        return audit_reading(reading, _RATES, [case.rule]), reading.document.text
    if case.article:
        check = CHECKS[case.rule].in_article
        assert check is not None
        head = DocumentHead("d", "", "en", None, None, case.published)
        claims = tuple(replace(c, document=head) for c in claims_of(case.article))
        return tuple(check(Article(claims, "", "en", _RATES, (), case.published))), ""
    claims = tuple(claims_of(case.record))
    return audit_claims(claims, [case.rule], judgements_of(case.judged)), ""


def audit_claims(
    claims: Iterable[SourcedClaim], rules: Sequence[str], judgements: Sequence[Judgement] = ()
) -> tuple[Finding, ...]:
    """What rules find in the record that claims on one film make."""
    by_id = {c.id: c for c in claims}
    return audit_record(record_of(tuple(by_id.values()), judgements), by_id, _RATES, rules)


def record_of(claims: Sequence[SourcedClaim], judgements: Sequence[Judgement] = ()) -> Record:
    """The record that claims on one film make."""
    heads = {c.document.id: c.document for c in claims}
    credits_ = resolve_credits(FILM, name_mentions(claims), judgements)
    return assemble_record(FILM, claims, credits_, list(heads.values()), {}, judgements)


def name_mentions(claims: Iterable[SourcedClaim]) -> list[NameMention]:
    """The people whom claims name, with what they stand in."""
    found: dict[str, NameMention] = {}
    for c in sorted(claims, key=lambda c: c.id):
        value, predicate = c.claim.value, c.claim.predicate
        if predicate not in (*_PEOPLE, "position_held"):
            continue
        about = FILM.id if PREDICATES[predicate].about_film else None
        role = Role(predicate, about, value.get("role"), value.get("organisation"))
        name = str(value["name"])
        mention = person_mention_id(c.document.id, name)
        earlier = found.get(mention)
        roles = (*earlier.roles, role) if earlier else (role,)
        found[mention] = NameMention(mention, c.document.id, "person", name, "en", c.document.published, ("k",), roles)
    return list(found.values())

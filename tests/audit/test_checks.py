"""What checks find and what they leave alone, from ``tests/cases/audit``."""

from __future__ import annotations

import random

import pytest
from tests.audit.audit_cases import RULES, AuditCase, audit_cases, audit_claims, findings_of
from tests.record.literal_record import claims_of

from filmdossier.audit.audit import audit_reading
from filmdossier.audit.catalogue import CHECKS, findings_page
from filmdossier.audit.catalogue import RULES as ALL_RULES
from filmdossier.audit.check import SEVERITIES, Emission, id_order
from filmdossier.model.reading import Document, Finding, Reading

ALL = audit_cases()


@pytest.mark.parametrize("case", ALL, ids=lambda c: f"{c.rule}-{c.id}")
def test_case(case: AuditCase) -> None:
    found, text = findings_of(case)
    assert len(found) == len(case.finds), [f"{f.severity}: {f.message}" for f in found]
    for finding, expected in zip(found, case.finds, strict=True):
        assert (finding.rule, finding.severity) == (case.rule, expected["severity"]), finding.message
        parts = expected["says"]
        for part in [parts] if isinstance(parts, str) else parts:
            assert part in finding.message
        if case.text is not None:
            assert [" ".join(s.of(text).split()) for s in finding.spans] == expected["at"]
        else:
            assert " ".join(sorted(finding.claims)) == expected["claims"]


@pytest.mark.parametrize("rule", RULES)
def test_every_emission_is_produced(rule: str) -> None:
    """Each finding is one of those that its check declares, and each that it declares is in some case."""
    emitted: set[str] = set()
    for case in ALL:
        if case.rule == rule:
            for finding in findings_of(case)[0]:
                makers = [e for e in CHECKS[rule].emits if e.made(finding)]
                assert makers, f"not declared: {finding.severity}: {finding.message}"
                emitted.update(e.when for e in makers)
    assert emitted == {e.when for e in CHECKS[rule].emits}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_near_misses(rule: str) -> None:
    cases = [c for c in ALL if c.rule == rule]
    silent = [c for c in cases if not c.finds]
    assert len(silent) >= len(cases) / 3
    assert len({c.id for c in cases}) == len(cases)


@pytest.mark.parametrize("case", [c for c in ALL if len(c.record) > 1], ids=lambda c: f"{c.rule}-{c.id}")
def test_the_order_of_arrival_changes_nothing(case: AuditCase) -> None:
    claims = claims_of(case.record)
    expected = audit_claims(claims, [case.rule])
    for seed in range(3):
        random.Random(seed).shuffle(claims)
        assert audit_claims(claims, [case.rule]) == expected


def test_catalogue_holds_every_rule() -> None:
    assert tuple(CHECKS) == ALL_RULES
    for rule, check in CHECKS.items():
        assert check.rule == rule
        assert check.in_article or check.in_record
        assert check.emits
        assert {e.severity for e in check.emits} <= set(SEVERITIES)


def test_page_lists_every_emission() -> None:
    page = findings_page()
    for check in CHECKS.values():
        assert f"## `{check.rule}`" in page
        for emission in check.emits:
            assert emission.when in page


def test_unknown_rules_are_named() -> None:
    with pytest.raises(ValueError, match="no such rule: spelling; there are conversion"):
        audit_reading(Reading(Document("", "", "en", "")), only=["spelling"])


@pytest.mark.parametrize(
    ("message", "made"),
    [("from 1 to 2 is up", True), ("from 1 to 2 is down", False), ("so from 1 to 2 is up", False), ("from 1", False)],
)
def test_emissions_know_their_findings(message: str, made: bool) -> None:
    emission = Emission("error", "from {a} to {b} is up", "always")
    assert emission.made(Finding("percent", "error", message)) is made
    assert not emission.made(Finding("percent", "notice", message))


def test_claims_are_ordered_by_their_numbers() -> None:
    assert sorted(["c10", "c2", "c1", "ab12f"], key=id_order) == ["ab12f", "c1", "c2", "c10"]

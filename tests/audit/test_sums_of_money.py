"""The checks of conversions, units and ticket prices, from ``tests/cases/audit``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.audit.literal_claims import emission_of, findings_of

from filmdossier.audit import conversion, ticket_price, unit
from filmdossier.audit.check import Check

CASES = Path(__file__).parents[1] / "cases/audit"
CHECKS = {c.CHECK.rule: c.CHECK for c in (conversion, ticket_price, unit)}


def cases() -> list[Any]:
    out = []
    for rule, check in CHECKS.items():
        for case in yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8")):
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            out.append(pytest.param(check, case, id=f"{rule}-{case['id']}", marks=marks))
    return out


@pytest.mark.parametrize(("check", "case"), cases())
def test_case(check: Check, case: dict[str, Any]) -> None:
    found = findings_of(check, case)
    wanted = case.get("finds", [])
    shown = [(f.severity, " ".join(f.claims)) for f in found]
    assert shown == [(w["severity"], w["claims"]) for w in wanted], found
    for finding, want in zip(found, wanted, strict=True):
        assert finding.message == want.get("message", finding.message)
        for part in [want["has"]] if isinstance(want.get("has"), str) else want.get("has", ()):
            assert part in finding.message
        assert "lacks" not in want or want["lacks"] not in finding.message


@pytest.mark.parametrize("rule", CHECKS)
def test_hits_stand_beside_near_misses(rule: str) -> None:
    cases = yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8"))
    assert {bool(c.get("finds")) for c in cases} == {True, False}


@pytest.mark.parametrize("rule", CHECKS)
def test_every_emission_has_a_case(rule: str) -> None:
    """Each kind of finding that a check declares is emitted by some case."""
    check = CHECKS[rule]
    cases = yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8"))
    found = [f for case in cases for f in findings_of(check, case)]
    assert {emission_of(f, check) for f in found} == set(check.emits)

"""How names and titles stand to one another, whether they meet, and what is a name at all."""

from __future__ import annotations

from typing import Any

import pytest

from filmdossier.record.keys import director_keys, name_keys, title_keys
from filmdossier.record.namelike import is_organisation_name, is_person_name
from filmdossier.record.resolution.organisations import relate_organisations
from filmdossier.record.resolution.person_relations import relate_persons
from filmdossier.record.resolution.tables import load_table
from filmdossier.record.resolution.titles import relate_titles
from tests.resolution.families import load_cases

RELATE = {"person": relate_persons, "organisation": relate_organisations, "film": relate_titles}


@pytest.mark.parametrize("case", load_cases("relations"), ids=lambda c: c["id"])
def test_relations(case: dict[str, Any]) -> None:
    relate = RELATE[case["kind"]]
    assert relate(case["left"], case["right"]) == case["expected"]
    assert relate(case["right"], case["left"]) == case["expected"], "the order makes no difference"
    assert case["expected"] in load_table("weights")[case["kind"]]


@pytest.mark.parametrize("case", [c for c in load_cases("relations") if "meet" in c], ids=lambda c: c["id"])
def test_keys_meet(case: dict[str, Any]) -> None:
    sides = (case["left"], case["right"])
    left, right = (title_keys([s]) if case["kind"] == "film" else name_keys(s, case["kind"]) for s in sides)
    assert bool(set(left) & set(right)) == case["meet"]


@pytest.mark.parametrize("case", load_cases("forms"), ids=lambda c: f"{c['kind']}-{c['words'] or 'nothing'}")
def test_name_forms(case: dict[str, Any]) -> None:
    found = (
        is_person_name(case["words"], has_role=case.get("role", False))
        if case["kind"] == "person"
        else is_organisation_name(case["words"])
    )
    assert found is case["expected"]


def test_director_keys_need_a_full_name() -> None:
    assert director_keys(["Volgin"], [2025]) == ()
    assert director_keys(["Андрей Волгин"], [2025]) == director_keys(["Andrey Volgin"], [2025])
    assert not set(director_keys(["Andrey Volgin"], [2025])) & set(director_keys(["Andrey Volgin"], [2024]))


@pytest.mark.parametrize("odd", ["", " ", "…", "。", "\u200b", "·", "’", "()", "a\u0301"])
def test_odd_text_has_no_keys_or_some_and_never_fails(odd: str) -> None:
    for kind in ("person", "organisation"):
        assert all(len(k) > 2 for k in name_keys(odd, kind))
    assert all(len(k) > 2 for k in title_keys([odd]))
    for relate in RELATE.values():
        assert relate(odd, odd).endswith(("equal", "equal_short"))

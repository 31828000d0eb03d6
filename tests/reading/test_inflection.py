"""Names in their dictionary form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.languages import load_pack
from filmdossier.model.mention import Kind
from filmdossier.reading.inflection import dictionary_form, possible_nominatives

CASES = Path(__file__).parents[1] / "cases/inflection"
KINDS = {"person": Kind.PERSON, "phrase": None}


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, kind, case, id=f"{path.stem}-{case['id']}")
        for path in sorted(CASES.glob("*.yaml"))
        for kind, listed in yaml.safe_load(path.read_text("utf-8")).items()
        for case in listed
    ]


@pytest.mark.parametrize(("tag", "kind", "case"), cases())
def test_dictionary_form(tag: str, kind: str, case: dict[str, str]) -> None:
    found = dictionary_form(case["name"], KINDS[kind], load_pack(tag), before=case.get("before", ""))
    assert found == case["form"]


@pytest.mark.parametrize(("tag", "kind", "case"), [c for c in cases() if c.values[1] == "person"])
def test_forms_of_one_name_share_a_nominative(tag: str, kind: str, case: dict[str, str]) -> None:
    pack = load_pack(tag)
    inflected, nominative = case["name"].split()[-1], case["form"].split()[-1]
    assert possible_nominatives(inflected, pack) & possible_nominatives(nominative, pack)


@pytest.mark.parametrize("name", ["Тони Ричардсона", "Agnès Varda's", ""])
def test_a_language_without_cases_keeps_names(name: str) -> None:
    assert dictionary_form(name, Kind.PERSON, load_pack("en")) == name

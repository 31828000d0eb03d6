"""Genres, nationalities and territories, from ``tests/cases/terms``."""

from __future__ import annotations

import re
from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack
from filmdossier.reading.terms import alternatives, find_terms


@pytest.mark.parametrize(("pack", "case"), cases_of("terms"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    found = find_terms(marked.text, pack, [n.span for n in marked.names])
    if case.get("loosely"):
        found = [t for t in found if t.span in marked.spans]
    assert case["terms"] == [f"{t.kind} {t.value}" for t in found]
    if case["terms"]:
        assert marked.spans == [t.span for t in found]


def test_the_longest_alternative_comes_first() -> None:
    pattern = re.compile(alternatives(["film", "film festival"]))
    match = pattern.match("film \n festival")
    assert match
    assert match.group() == "film \n festival"

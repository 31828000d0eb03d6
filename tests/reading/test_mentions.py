"""What is named in a text once the tagger has spoken, from ``tests/cases/mentions``."""

from __future__ import annotations

from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack


@pytest.mark.parametrize(("pack", "case"), cases_of("mentions"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    found = [f"{m.span.of(marked.text)} | {m.kind} | {m.name}" for m in marked.mentions(pack)]
    assert case["mentions"] == found

from __future__ import annotations

from typing import Any

import pytest
from statement_cases import annotate, load_cases

from filmdossier.reading.statements import FoundStatement, find_statements

CASES = list(load_cases())


def told(found: FoundStatement, text: str, keys: set[str]) -> dict[str, Any]:
    s = found.statement
    everything = {
        "speaker": s.speaker.name,
        "role": s.speaker.role,
        "organisation": s.speaker.organisation,
        "kind": str(s.kind),
        "cue": s.cue.of(text) if s.cue else None,
        "content": [c.of(text) for c in s.content],
        "told_to": s.told_to,
        "venue": s.venue,
        "date": found.date_span.of(text) if found.date_span else None,
    }
    return {k: v for k, v in everything.items() if k in keys}


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}-{c['file']}-{c['id']}" for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    article = annotate(text, case.get("names", {}), language=case["language"])
    found, text = find_statements(article), article.text
    wanted = case["statements"]
    keys = [set(w) for w in wanted] + [{"speaker", "cue", "content"}] * len(found)
    assert [told(f, text, k) for f, k in zip(found, keys, strict=False)] == wanted


def test_ids_are_distinct_and_numbers_of_cases_suffice() -> None:
    assert len({(c["language"], c["file"], c["id"]) for c in CASES}) == len(CASES) >= 180

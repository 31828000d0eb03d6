"""The claims of sentences, from ``tests/cases/claims``."""

from __future__ import annotations

import pytest
from claim_cases import ClaimCase, claim_cases, expected, read_case, written


@pytest.mark.parametrize("case", claim_cases())
def test_case(case: ClaimCase) -> None:
    reading = read_case(case)
    found = [c for c in reading.claims if c.predicate in case.predicates]
    wanted = [expected(c) for c in case.expected]
    shown = []
    for claim in found:
        title = next((f.title for f in reading.films if f.id == claim.film), "-")
        like = [w for w in wanted if w.get(claim.predicate) == title]
        options = [written(claim, reading, w) for w in like]
        shown.append(next((o for o in options if o in wanted), options[0] if options else written(claim, reading)))
    assert sorted(map(str, (sorted(w.items()) for w in wanted))) == sorted(map(str, (sorted(s.items()) for s in shown)))

"""Sums and their conversions, from ``tests/cases/sums``."""

from __future__ import annotations

from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack
from filmdossier.model.span import Span
from filmdossier.model.values import Bound
from filmdossier.reading.claims.drafts import Scene
from filmdossier.reading.claims.sums import Sum, find_sums
from filmdossier.reading.shapes import shape_sentence


def written(found: Sum) -> str:
    words = f"{found.amount.normalize():f} {found.currency or '-'}"
    if found.bound is not Bound.EXACT:
        words += f" {found.bound}"
    return " ".join([words, *(f"= {a.normalize():f} {c}" for a, c, _ in found.converted)])


@pytest.mark.parametrize(("pack", "case"), cases_of("sums"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    shape = shape_sentence(marked.text, Span(0, len(marked.text)), marked.items(pack))
    found = find_sums(Scene(0, 0, heading=False, shape=shape, topic=None, person=None))
    assert case["sums"] == [written(s) for s in found]
    for s in found:
        assert s.span.of(marked.text).strip()
        assert shape.span_of(s.start, s.end).contains(s.span)
        assert s.value() == {"amount": s.amount, "currency": s.currency}
        assert [c["span"] for c in s.conversions() or []] == [span for _, _, span in s.converted]

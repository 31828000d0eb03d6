"""Which two figures a percentage compares, as the patterns of each language's pack tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.audit.language import pattern_for, patterns_for
from filmdossier.languages import load_pack
from filmdossier.model.span import Span
from filmdossier.reading.sentences import split_sentences
from filmdossier.reading.shapes import shape_sentence
from filmdossier.reading.values import find_values

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/audit/compared.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "case"),
    [pytest.param(tag, case, id=f"{tag}-{case['id']}") for tag, cases in CASES.items() for case in cases],
)
def test_compared(language: str, case: dict[str, Any]) -> None:
    found = {compared for sentence in split_sentences(case["text"], load_pack(language))
             for compared in _compared(case["text"], sentence.span, language)}  # fmt: skip
    assert found == ({(case["x"], case["from"], case["to"])} if "x" in case else set())


def _compared(text: str, span: Span, language: str) -> set[tuple[str, ...]]:
    values = [v for v in find_values(text, load_pack(language)) if span.contains(v.span)]
    shape, breaks = shape_sentence(text, span, values), pattern_for(language, "percent", "breaks")
    assert breaks is not None
    matches = [m for pattern in patterns_for(language, "percent") for m in pattern.finditer(shape.text)]
    return {
        tuple(shape.items[int(m.group(part))].span.of(text) for part in ("x", "from", "to"))
        for m in matches
        if not breaks.search(m.group())
    }

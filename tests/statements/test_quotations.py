from __future__ import annotations

import math
import time

import pytest

from filmdossier.languages import load_pack
from filmdossier.model.span import Span
from filmdossier.reading.statements.quotations import find_quotations


def quotations(text: str) -> list[list[str]]:
    paragraphs, at = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [[p.of(text) for p in q.parts] for q in find_quotations(text, paragraphs, load_pack("en").traits)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "One." Then "two".', [['"One."'], ['"two"']]),
        ("He said: “One.” Then “two”.", [["“One.”"], ["“two”"]]),
        ('"One. "Two." Three.', [['"One.', '"Two."']]),
        ('"One.\n\n"Two," he said.', [['"One.', '"Two,"']]),
        ('"One.\n\nNo mark here.\n\n"Two," he said.', [['"One.'], ['"Two,"']]),
        ("\"It is 'one' and two,\" he said.", [["\"It is 'one' and two,\""]]),
        ("'One and two,' he said.", [["'One and two,'"]]),
        ("‘One and two,’ he said.", [["‘One and two,’"]]),
        ("The actors' guild and the writers' guild.", []),
        ("It isn't, they're not, rock 'n' roll.", []),
        ("''One,'' he said.", [["''One,''"]]),
        ("“One,“ he said.", [["“One,“"]]),
        ('He came in."One," he said.', [['"One,"']]),
        ('A 12" single and a 7" one.', []),
        ("\"One and more.' He left.", [["\"One and more.'"]]),
        ("", []),
        ('"', []),
        ('" ', []),
    ],
)
def test_quotations(text: str, expected: list[list[str]]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize("piece", ['"It was. ', '"It was.\n\n', "'a ", "“a ", "''a ", '" ', "' ", "‘a "])
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(n: int) -> float:
        started = time.process_time()
        quotations(piece * n)
        return time.process_time() - started

    # Growth with the square would be 256-fold. What else the machine does only ever adds time: the least of many goes.
    few, many = math.inf, math.inf
    for _ in range(12):
        few, many = min(few, seconds(500)), min(many, seconds(8000))
        if many < 64 * max(few, 0.0005):
            return
    pytest.fail(f"{many:.4f} s for 8000 pieces, {few:.5f} s for 500")

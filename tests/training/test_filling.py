"""Slots get names, spans stay true, print varies without moving anything."""

from __future__ import annotations

from random import Random

import pytest
from training.annotated import ATTRIBUTION_TYPES, Annotated
from training.filling import break_lines, compose_documents, curl, fill, join
from training.markup import parse_passage
from training.names import Names

PROSE = ("the long river ran under seven bridges and no one in town had counted them before last winter",) * 3
NAMES = Names(
    {
        "given": ["Ada", "Bo", "Cyd"],
        "surname": ["Quill", "Marrow"],
        "film": ["The Ferry", "Nine Doors"],
        "place": ["Oslo"],
        "genre": ["comedy"],
    },
    {},
    PROSE,
)
PASSAGE = parse_passage(
    "{film1}, by {per1}, opened in {loc1}.\n\n"
    '<con>"{film1} is done,"</con> <cue>said</cue> '
    "<src>{per1.last}, who wrote it with {per2} for <org>BBC</org></src>.",
    "own.txt:1",
)


def spans(one: Annotated) -> list[tuple[str, str]]:
    every = (*(one.entities or ()), *(one.attributions or ()))
    return [(span.kinds[0], one.text[span.start : span.end]) for span in every]


@pytest.mark.parametrize("seed", range(20))
def test_fills_every_slot_and_keeps_its_spans(seed: int) -> None:
    filled = fill(PASSAGE, NAMES, Random(seed))
    found = spans(filled)
    films = [name for kind, name in found if kind == "film"]
    persons = [name for kind, name in found if kind == "person"]
    assert films[0] == films[-1] or films[0] in filled.text.split(".")[0]
    assert persons[0].endswith(persons[1]) or persons[0].split()[-1].startswith(("J", "I"))
    assert persons[2] not in persons[:2]
    assert ("organisation", "BBC") in found
    assert [kind for kind, _ in found if kind in ATTRIBUTION_TYPES] == ["content", "cue", "source"]
    assert next(name for kind, name in found if kind == "content").endswith(f'{films[-1]} is done,"')
    assert "{" not in filled.text


def test_the_same_seed_fills_alike() -> None:
    assert fill(PASSAGE, NAMES, Random(5)) == fill(PASSAGE, NAMES, Random(5))


@pytest.mark.parametrize("seed", range(20))
def test_joining_moves_spans_along(seed: int) -> None:
    random = Random(seed)
    parts = [fill(PASSAGE, NAMES, random) for _ in range(3)]
    joined = join(parts, random)
    expected = sorted(curl(" ".join(name.split())) for part in parts for _, name in spans(part))
    assert sorted(curl(" ".join(name.split())) for _, name in spans(joined)) == expected


def test_print_varies_without_moving_anything() -> None:
    text = 'He said "no", and it\'s the end ("at last") of a line that is rather longer than the others.\n\nNext.'
    curled = "He said “no”, and it’s the end (“at last”) of a line that is rather longer than the others.\n\nNext."
    assert curl(text) == curled
    broken = break_lines(text, 40)
    assert len(broken) == len(text)
    assert broken.replace("\n", " ") == text.replace("\n", " ")
    assert max(map(len, broken.split("\n"))) <= 41


def test_documents_hold_every_passage_once() -> None:
    passages = [parse_passage(f"Line number {index} of {{org1}}.", "own.txt:1") for index in range(40)]
    documents = compose_documents(passages, NAMES, Random(3), words=30)
    text = " ".join(one.text for one in documents)
    assert len(documents) > 3
    assert sum(text.count(f"number {index} of") for index in range(40)) == 40

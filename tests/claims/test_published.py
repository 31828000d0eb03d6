"""When articles were published, from ``tests/cases/published``, and where dates look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.languages import Pack, load_pack
from filmdossier.model.dates import DateExpression, Direction, parse_edtf
from filmdossier.model.reading import Basis, Published
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.folding import fold_text
from filmdossier.reading.published import find_published, reference_date
from filmdossier.reading.sentences import split_sentences
from filmdossier.reading.shapes import Shape, shape_sentence
from filmdossier.reading.tense import direction_at, resolve_date
from filmdossier.reading.values import find_values

FOLDER = Path(__file__).parents[1] / "cases/published"
TABLES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}


def cases(key: str) -> list[Any]:
    tables = [(tag, case) for tag, table in TABLES.items() for case in table.get(key, ())]
    return [pytest.param(load_pack(tag), case, id=f"{tag}-{case['id']}") for tag, case in tables]


@pytest.mark.parametrize(("pack", "case"), cases("cases"))
def test_published(pack: Pack, case: dict[str, Any]) -> None:
    text = fold_text(case["text"], pack)
    sentences, values = split_sentences(text, pack), find_values(text, pack)
    found = find_published(text, sentences, values, pack, case.get("given"), source=case.get("source", ""))
    assert (found and found.date) == case.get("published")
    if found is not None:
        assert str(found.basis) == case["basis"]
        assert parse_edtf(found.date)
        if "words" in case:
            assert found.span is not None
            assert found.span.of(text) == case["words"]


def test_what_came_with_the_document_stands(english: Pack) -> None:
    known = Published("2005-01-26", Basis.METADATA)
    assert find_published("It opened in 1998.", [], [], english, known) is known


def test_a_given_date_must_be_one(english: Pack) -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        find_published("It opened.", [], [], english, "last Friday")


def test_reference_date() -> None:
    assert reference_date(None) is None
    assert reference_date(Published("2005-01", Basis.GIVEN)) == parse_edtf("2005-01")


@pytest.mark.parametrize(("pack", "case"), cases("directions"))
def test_direction_of_a_case(pack: Pack, case: dict[str, str]) -> None:
    shape, date = _shape(case["text"], pack)
    assert direction_at(shape.text, shape.position_of(date), pack) is Direction(case["looks"])


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The film opened on Friday.", Direction.PAST),
        ("The film opens on Friday.", Direction.FUTURE),
        ("The film will be released on Friday.", Direction.FUTURE),
        ("The film is set to be released on Friday.", Direction.FUTURE),
        ("The film, directed by a newcomer, is due out on Friday.", Direction.FUTURE),
        ("She said the film will open on Friday.", Direction.FUTURE),
        ("The film had been due to open on Friday.", Direction.NONE),
        ("On Friday, the studio announced a sequel.", Direction.PAST),
        ("A look at Friday and its films.", Direction.NONE),
    ],
)
def test_direction(text: str, direction: Direction, english: Pack) -> None:
    shape, date = _shape(text, english)
    assert direction_at(shape.text, shape.position_of(date), english) is direction


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The film opened on Friday.", "2005-01-21"),
        ("The film opens on Friday.", "2005-01-28"),
        ("The film opened in November.", "2004-11"),
        ("The film will open in November.", "2005-11"),
        ("The film opened last year.", "2004"),
    ],
)
def test_resolved(text: str, date: str, english: Pack) -> None:
    shape, mention = _shape(text, english)
    assert isinstance(mention.value, DateExpression)
    found = resolve_date(mention.value, parse_edtf("2005-01-26"), shape, shape.position_of(mention), english)
    assert found is not None
    assert found.edtf == date


def _shape(written: str, pack: Pack) -> tuple[Shape, ValueMention]:
    text = fold_text(written, pack)
    values = find_values(text, pack)
    return shape_sentence(text, Span(0, len(text)), values), values[0]

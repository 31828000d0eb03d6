"""Sentences as rules see them, from ``tests/cases/shapes``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import cases_of, unmark

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.shapes import Shape, letter_of, shape_sentence


@pytest.mark.parametrize(("pack", "case"), cases_of("shapes"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    shape = shape_sentence(marked.text, Span(0, len(marked.text)), marked.items(pack))
    assert case["shape"] == shape.text
    check_places(shape, marked.text)


def check_places(shape: Shape, text: str) -> None:
    """Every token leads to its item and back, every letter to its own words."""
    assert len(shape.offsets) == len(shape.text) + 1
    assert len(shape.ends) == len(shape.text)
    for number, item in enumerate(shape.items):
        at = shape.position_of(item)
        token = f"<{letter_of(item)}{number}>"
        assert shape.text.startswith(token, at)
        assert item.span == shape.span_of(at, at + len(token))
        assert [item] == shape.items_in(at, at + len(token))
        assert [item] == shape.items_in(at, at + len(token), letter_of(item))
        assert shape.items_in(at, at + len(token), "?") == []
    assert list(shape.offsets) == sorted(shape.offsets)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6))
def test_any_text_with_any_names_leads_back(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(a, min(a + n, len(text))) for a, n in places if a < len(text)]
    items = [Mention(s, Kind.FILM, i, s.of(text)) for i, s in enumerate(spans)]
    check_places(shape_sentence(text, Span(0, len(text)), items), text)


def test_of_overlapping_items_the_first_and_longest_stands() -> None:
    text = "Low Tide Rising won"
    long, short = Mention(Span(0, 15), Kind.FILM, 0, "a"), Mention(Span(0, 8), Kind.FILM, 1, "b")
    inner = Mention(Span(4, 15), Kind.PERSON, 0, "c")
    assert (long,) == shape_sentence(text, Span(0, len(text)), [inner, short, long]).items


def test_stand_ins_have_small_letters() -> None:
    shape = shape_sentence("It won", Span(0, 6), [Mention(Span(0, 2), Kind.FILM, 0, "Low Tide", is_name=False)])
    assert shape.text == "<f0> won"


def test_an_empty_stretch_is_an_empty_span() -> None:
    shape = shape_sentence("It won", Span(0, 6), [])
    assert Span(2, 2) == shape.span_of(2, 2)
    assert Span(6, 6) == shape.span_of(6, 6)

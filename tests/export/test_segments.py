"""Texts are cut at every edge of a highlight, without gaps, and paragraphs are told from wrapped lines."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from filmdossier.export.segments import Highlight, cut_segments, find_paragraphs
from filmdossier.model.span import Span


def test_overlapping_highlights_are_cut_at_each_edge() -> None:
    segments = cut_segments(Span(0, 10), [Highlight("a", Span(2, 6)), Highlight("b", Span(4, 9))])
    assert [(s.span.to_list(), s.keys) for s in segments] == [
        ([0, 2], ()),
        ([2, 4], ("a",)),
        ([4, 6], ("a", "b")),
        ([6, 9], ("b",)),
        ([9, 10], ()),
    ]


def test_the_shortest_highlight_comes_first() -> None:
    segments = cut_segments(Span(0, 9), [Highlight("long", Span(0, 9)), Highlight("short", Span(3, 5))])
    assert segments[1].keys == ("short", "long")


def test_a_highlight_that_runs_over_the_edge_is_cut_there() -> None:
    assert [s.span.to_list() for s in cut_segments(Span(5, 9), [Highlight("a", Span(0, 7))])] == [[5, 7], [7, 9]]


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(min(p), max(p)))


@given(st.lists(spans, max_size=12))
def test_segments_cover_the_stretch_once_and_carry_the_right_keys(found: list[Span]) -> None:
    highlights = [Highlight(str(n), s) for n, s in enumerate(found)]
    segments = cut_segments(Span(10, 50), highlights)
    assert [i for s in segments for i in range(s.span.start, s.span.end)] == list(range(10, 50))
    for segment in segments:
        assert set(segment.keys) == {h.key for h in highlights if h.span.contains(segment.span)}


def _paragraphs(text: str) -> list[str]:
    return [p.of(text) for p in find_paragraphs(text)]


def test_a_title_on_a_line_of_its_own_is_a_paragraph() -> None:
    assert _paragraphs("A title\nThe first sentence.\nThe second.") == ["A title", "The first sentence.", "The second."]


def test_a_long_line_without_an_end_is_wrapped_into_the_next() -> None:
    wrapped = "The film opened in cinemas across the whole country on\nFriday. It was seen by many."
    assert _paragraphs(wrapped) == [wrapped]


def test_a_blank_line_parts_paragraphs_whatever_stands_before_it() -> None:
    text = "  The film opened in cinemas across the whole country on\n \nFriday.\n"
    assert _paragraphs(text) == ["The film opened in cinemas across the whole country on", "Friday."]


def test_a_break_behind_a_comma_parts_nothing() -> None:
    assert _paragraphs("Set in Lisbon,\n\nthe film opened.") == ["Set in Lisbon,\n\nthe film opened."]


def test_blank_text_has_no_paragraphs() -> None:
    assert _paragraphs(" \n\n ") == []


@given(st.text(alphabet=" \n.aä字", max_size=200))
def test_nothing_but_blanks_lies_between_paragraphs(text: str) -> None:
    found = list(find_paragraphs(text))
    assert "".join(p.of(text) for p in found).split() == text.split() or "".join(
        "".join(p.of(text) for p in found).split()
    ) == "".join(text.split())


def test_runs_of_blanks_take_linear_time() -> None:
    start = time.process_time()
    list(find_paragraphs("a" + " " * 200_000 + "b" + "\n" * 200_000 + "c"))
    assert time.process_time() - start < 2

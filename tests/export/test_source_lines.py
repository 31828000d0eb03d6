"""Lines, columns and markers, also where letters take two cells or none."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from filmdossier.export.source_lines import Lines, line_and_column, marked_line
from filmdossier.model.span import Span


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("one\ntwo", 0, (1, 1)),
        ("one\ntwo", 3, (1, 4)),
        ("one\ntwo", 4, (2, 1)),
        ("one\ntwo", 7, (2, 4)),
        ("\n\n", 2, (3, 1)),
        ("红丝绸x", 3, (1, 4)),
        ("e\u0301x", 2, (1, 3)),
        ("", 0, (1, 1)),
    ],
)
def test_places(text: str, offset: int, place: tuple[int, int]) -> None:
    assert line_and_column(text, offset) == place
    assert Lines.of(text).place(offset) == place


@given(st.text(alphabet="a\n字", max_size=60), st.integers(0, 60))
def test_both_ways_of_finding_a_place_agree(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Lines.of(text).place(offset)
    assert (line, column) == line_and_column(text, offset)
    assert sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1 == offset


def marked(text: str, *words: str, width: int = 80) -> tuple[str, str]:
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in words]
    lines = Lines.of(text)
    shown, marker = marked_line(lines, lines.place(spans[0].start)[0], spans, width, "")
    return shown.plain, marker.plain


@pytest.mark.parametrize(
    ("text", "words", "shown", "marker"),
    [
        ("a plain line", ["plain"], "a plain line", "  ^~~~~"),
        ("红丝绸 costs 5", ["costs"], "红丝绸 costs 5", "       ^~~~~"),
        ("the 红丝绸 film", ["红丝绸"], "the 红丝绸 film", "    ^~~~~~"),
        ("cafe\u0301 opened", ["opened"], "cafe\u0301 opened", "     ^~~~~~"),
        ("ｗｉｄｅ a", ["a"], "ｗｉｄｅ a", "         ^"),
        ("\tin 5 days", ["5"], "    in 5 days", "       ^"),
        ("first\nsecond line\nthird", ["second line\nthird"], "second line", "^~~~~~~~~~~"),
        ("75 and 76", ["75", "76"], "75 and 76", "^~     ^~"),
        ("\t\t\tup", ["up"], "            up", "            ^~"),
        ("a \x1b[2J b", ["b"], "a \ufffd[2J b", "       ^"),
    ],
)
def test_markers(text: str, words: list[str], shown: str, marker: str) -> None:
    assert marked(text, *words) == (shown, marker)


def test_a_long_line_is_cut_around_the_words() -> None:
    shown, marker = marked("before " * 40 + "HERE" + " after" * 40, "HERE", width=40)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert cell_len(shown) <= 40
    assert shown[marker.index("^") : len(marker)] == "HERE"


@example("\t\t\ta", 3, 1, 12)
@given(
    st.text(alphabet="a 字é\u0301\tｗ", min_size=1, max_size=200),
    st.integers(0, 199),
    st.integers(1, 30),
    st.integers(12, 90),
)
def test_the_marker_stands_under_its_words_at_any_width(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    shown, marker = (t.plain for t in marked_line(Lines.of(text), 1, [Span(start, end)], width, ""))
    assert cell_len(shown) <= width
    assert marker.strip(" ~") == "^"
    before = text[:start].replace("\t", "    ")
    if not shown.startswith("…"):
        assert marker.index("^") == cell_len(before)

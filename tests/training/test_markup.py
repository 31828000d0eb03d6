"""The markup of training passages."""

from __future__ import annotations

import pytest
from training.markup import MarkupError, Slot, Tag, find_passages, parse_passage


def test_parses_slots_and_tags() -> None:
    passage = parse_passage("<src>{per1.last}</src> <cue>said</cue> <con>{film12} was late</con>.", "here:1")
    assert passage.parts[:3] == (Tag("source", False), Slot("person", "1", True), Tag("source", True))
    assert Slot("film", "12") in passage.parts
    assert passage.parts[-1] == "."


@pytest.mark.parametrize(
    "source",
    ["<src>open", "close</src>", "<src><cue>crossed</src></cue>", "{actor1} left", "<person>X</person>", "a < b", "}"],
)
def test_refuses_broken_markup(source: str) -> None:
    with pytest.raises(MarkupError, match="here:1"):
        parse_passage(source, "here:1")


def test_splits_a_file_and_counts_its_lines() -> None:
    source = "# a comment\nOne.\n\nStill one.\n---\n---\nTwo.\n"
    assert list(find_passages(source)) == [(1, "One.\n\nStill one."), (7, "Two.")]

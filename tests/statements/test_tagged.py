"""What the learned tagger adds: here its parts are given by marks in the text."""

from __future__ import annotations

import re

import pytest
from statement_cases import annotate

from filmdossier.model.span import Span
from filmdossier.reading.annotated import TaggedPart
from filmdossier.reading.statements import read_statements

LABELS = {"s": "source", "c": "cue", "t": "content"}


def unmark(marked: str, score: float) -> tuple[str, list[TaggedPart]]:
    """``⟦s:…⟧`` is a source, ``⟦c:…⟧`` a cue, ``⟦t:…⟧`` a content."""
    text, parts, last = "", [], 0
    for m in re.finditer(r"⟦([sct]):([^⟧]*)⟧", marked):
        text += marked[last : m.start()]
        parts.append(TaggedPart(Span(len(text), len(text) + len(m[2])), LABELS[m[1]], score))
        text += m[2]
        last = m.end()
    return text + marked[last:], parts


def statements(
    marked: str, score: float = 0.95, names: dict[str, list[str]] | None = None
) -> list[tuple[str, list[str]]]:
    text, parts = unmark(marked, score)
    found = read_statements(annotate(text, names or {}, parts))
    return [(s.speaker.name, [c.of(text) for c in s.content]) for s in found]


def test_a_cue_that_the_pack_lacks() -> None:
    marked = "⟦s:Mara Quill⟧ ⟦c:let it be known⟧ ⟦t:that the pier was gone⟧."
    assert statements(marked) == [("Mara Quill", ["the pier was gone"])]


def test_an_unsure_tagger_founds_nothing() -> None:
    marked = "⟦s:Mara Quill⟧ ⟦c:let it be known⟧ ⟦t:that the pier was gone⟧."
    assert statements(marked, score=0.7) == []


def test_an_intention_is_no_statement() -> None:
    assert statements("⟦s:Mara Quill⟧ ⟦c:wanted⟧ ⟦t:a longer pier⟧.") == []


def test_a_content_that_ends_before_its_sentence() -> None:
    marked = "⟦s:Mara Quill⟧ ⟦c:said⟧ ⟦t:the pier was gone⟧, and the crew went home."
    assert statements(marked) == [("Mara Quill", ["the pier was gone"])]


def test_an_insertion_does_not_end_a_content() -> None:
    marked = "⟦s:Mara Quill⟧ ⟦c:said⟧ ⟦t:the pier⟧ - a long one - was gone."
    assert statements(marked) == [("Mara Quill", ["the pier - a long one - was gone"])]


def test_rules_win_on_quotations() -> None:
    marked = '⟦t:"It sank,⟧" ⟦s:Mara⟧ Quill ⟦c:said⟧.'
    assert statements(marked) == [("Mara Quill", ['"It sank,"'])]


def test_a_pronoun_is_resolved_for_the_tagger_too() -> None:
    marked = "Mara Quill has gone. ⟦s:She⟧ ⟦c:let it be known⟧ ⟦t:that the pier was gone⟧."
    assert statements(marked, names={"person": ["Mara Quill"]}) == [("Mara Quill", ["the pier was gone"])]


@pytest.mark.parametrize("label", LABELS.values())
def test_lone_parts_are_harmless(label: str) -> None:
    text = "Mara Quill has gone."
    assert read_statements(annotate(text, {}, [TaggedPart(Span(0, 10), label)])) == []

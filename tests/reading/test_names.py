"""Where names begin and end, from ``tests/cases/names``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import cases_of, unmark

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.names import Name, clean_names, join_long_names

NAME_LIKE = st.lists(
    st.sampled_from(["the", "The", "Mr", "of", "Festival", "Low", "Tide", "'s", "’", '"', ",", "-", "When", "?", "\n"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(("pack", "case"), cases_of("names", "cleaned"))
def test_cleaned(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    assert [case["name"]] * bool(case["name"]) == [
        n.span.of(marked.text) for n in clean_names(marked.text, marked.names, pack)
    ]


@pytest.mark.parametrize(("pack", "case"), cases_of("names", "joined"))
def test_joined(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    found = join_long_names(marked.text, marked.names, pack)
    assert case["names"] == [f"{n.kind}: {n.span.of(marked.text)}" for n in found]


@pytest.mark.parametrize(("pack", "case"), cases_of("names", "told"))
def test_told(pack: Pack, case: dict[str, Any]) -> None:
    found = unmark(case["text"]).mentions(pack)
    assert case["films"] == [m.name for m in found if m.kind is Kind.FILM]


@pytest.mark.parametrize(("pack", "case"), cases_of("names", "surnames"))
def test_surnames(pack: Pack, case: dict[str, Any]) -> None:
    found = unmark(case["text"]).mentions(pack)
    assert case["people"] == [m.name for m in found if m.kind is Kind.PERSON]


@settings(max_examples=200, deadline=None)
@given(NAME_LIKE, st.sampled_from(Kind))
def test_cleaning_only_takes_away(text: str, kind: Kind) -> None:
    whole = Span(0, len(text))
    for name in clean_names(text, [Name(whole, kind, 0.7)], load_pack("en")):
        assert whole.contains(name.span)
        words = name.span.of(text)
        assert words.strip()
        assert any(c.isalnum() for c in words)
        assert (name.kind, name.score) == (kind, 0.7)


@settings(max_examples=200, deadline=None)
@given(NAME_LIKE, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from(Kind)), max_size=6))
def test_joined_names_do_not_overlap(text: str, places: list[tuple[int, int, Kind]]) -> None:
    names = [Name(Span(a, min(a + n, len(text))), kind, 0.9) for a, n, kind in places if a < len(text)]
    found = join_long_names(text, names, load_pack("en"))
    assert not any(a.span.overlaps(b.span) for i, a in enumerate(found) for b in found[i + 1 :])

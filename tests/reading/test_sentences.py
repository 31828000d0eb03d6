"""Where sentences end, from ``tests/cases/sentences``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import cases_of

from filmdossier.languages import Pack, load_pack
from filmdossier.reading.sentences import LONGEST, split_sentences

ODD = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "The",
                "film",
                "opened.",
                "Mr.",
                "U.S.",
                "\n",
                "\n\n",
                '"',
                "”",
                "?",
                "…",
                "said",
                " ",
                "3.5",
                "(",
                ")",
                "Photo:",
            ]
        ),
        max_size=60,
    ).map(" ".join),
)


@pytest.mark.parametrize(("pack", "case"), cases_of("sentences"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    parts = case["text"].split("‖")
    text = "".join(parts)
    found = split_sentences(text, pack)
    assert [p.strip() for p in parts if p.strip()] == [s.span.of(text) for s in found]
    if "headings" in case:
        assert case["headings"] == [i for i, s in enumerate(found) if s.heading]
    if "paragraphs" in case:
        assert case["paragraphs"] == [s.paragraph for s in found]


ODD_UNSPACED = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from([*"影片。！？…“”「」《》()（）\n\n .?的，", "新浪娱乐讯", "(组图)", "本报讯", "……"]),
        max_size=60,
    ).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.tuples(st.just("en"), ODD), st.tuples(st.just("zh"), ODD_UNSPACED)))
def test_sentences_and_gaps_give_the_text_back(case: tuple[str, str]) -> None:
    language, text = case
    end, paragraph = 0, 0
    for sentence in split_sentences(text, load_pack(language)):
        gap, words = text[end : sentence.span.start], sentence.span.of(text)
        assert not gap.strip(), "only blanks lie between sentences"
        assert words == words.strip() != ""
        assert sentence.paragraph >= paragraph
        end, paragraph = sentence.span.end, sentence.paragraph
    assert not text[end:].strip()


def test_endless_lines_are_cut() -> None:
    text = "word " * 5000
    found = split_sentences(text, load_pack("en"))
    assert max(len(s.span) for s in found) <= LONGEST
    assert [w for s in found for w in s.span.of(text).split()] == text.split()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_word_without_end_is_cut_too(language: str) -> None:
    text = "x" * 9000
    assert "".join(s.span.of(text) for s in split_sentences(text, load_pack(language))) == text

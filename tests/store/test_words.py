"""Tokens by which names are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.store.words import find_tokens, find_words, fold, whole


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Red Silk", {"red", "silk"}),
        ("Red—Silk!", {"red", "silk"}),
        ("Шёлк", {"шёлк", "shelk"}),
        ("红绸", {"红绸", "绸", "hongchou", "chou"}),
        ("L'Avventura", {"l'avventura", "lavventura"}),
        ("…", set()),
        ("", set()),
    ],
)
def test_tokens(name: str, tokens: set[str]) -> None:
    words = find_words(name)
    assert find_tokens([name]) == tokens | ({whole(name)} if words else set())
    assert whole(name) == "=" + " ".join(words)


@given(st.text(st.characters(), max_size=30))
def test_every_word_is_a_token(name: str) -> None:
    assert set(find_words(name)) <= find_tokens([name])
    assert fold(fold(name)) == fold(name)

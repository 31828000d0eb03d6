"""The text that offsets point into, from ``tests/cases/text``."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_text import cases_of

from filmdossier.languages import Pack
from filmdossier.reading.text import digest_text, normalize_text


@pytest.mark.parametrize(("pack", "case"), cases_of("text"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    assert case["text"] == normalize_text(case["raw"])


@given(st.text())
def test_normalising_twice_changes_nothing_more(raw: str) -> None:
    once = normalize_text(raw)
    assert once == normalize_text(once) or once.startswith("\ufeff")


@given(st.text())
def test_one_kind_of_newline(raw: str) -> None:
    text = normalize_text(raw)
    assert not set(text) & set("\r\x0b\x0c\x85\u2028\u2029")


def test_the_identity_is_that_of_the_bytes() -> None:
    assert hashlib.sha256("Amélie".encode()).hexdigest() == digest_text("Amélie")


def test_a_lone_surrogate_has_an_identity_too() -> None:
    assert len(digest_text("\ud800")) == 64

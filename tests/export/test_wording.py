"""Values in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.export.families import FAMILIES, family_of, label_of
from filmdossier.model.wording import (
    bounded,
    date_in_words,
    money_in_words,
    number_in_words,
    ordinal_in_words,
    quoted,
    territory_in_words,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Decimal(689_000_000), "689 million"),
        (Decimal("118600000"), "118.6 million"),
        (2_797_800_564, "2,797,800,564"),
        (2_800_000_000, "2.8 billion"),
        (612_348, "612,348"),
        (100, "100"),
        (Decimal("37.70"), "37.7"),
        (0, "0"),
        (1_000_000, "1 million"),
        (999_999, "999,999"),
    ],
)
def test_numbers(number: Decimal | int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**15))
def test_no_digit_of_a_number_is_lost(number: int) -> None:
    words = number_in_words(number)
    scale = {"million": 10**6, "billion": 10**9}
    figure, _, name = words.partition(" ")
    assert Decimal(figure.replace(",", "")) * scale.get(name, 1) == number


def test_money_without_a_currency_says_so() -> None:
    assert money_in_words({"amount": 62_000_000, "currency": "GBP"}) == "GBP 62 million"
    assert money_in_words({"amount": 118_600_000, "currency": None}) == "118.6 million (no currency stated)"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-09-06", "6 September 2025"),
        ("2025-02", "February 2025"),
        ("1927", "1927"),
        ("2024/2025", "2024 to 2025"),
        ("2025-09-04~", "about 4 September 2025"),
        ("2003-22", "summer 2003"),
        ("XXXX-10-27", "27 October, no year stated"),
        ("197X", "1970s"),
        ("2025-10-01/..", "from 1 October 2025"),
        ("../2004", "until 2004"),
        ("odd", "odd"),
        ("2025-77", "2025-77"),
        ("", ""),
    ],
)
def test_dates(edtf: str, words: str) -> None:
    assert date_in_words(edtf) == words


def test_bounds_and_territories() -> None:
    assert bounded("1 million", "over") == "more than 1 million"
    assert bounded("1 million", "exact") == bounded("1 million", None) == "1 million"
    assert territory_in_words("CN") == "China"
    assert territory_in_words("001") == "worldwide"
    assert territory_in_words("ZQ") == "ZQ"


def test_ordinals() -> None:
    assert [ordinal_in_words(n) for n in (1, 2, 3, 4, 11, 21, 112)] == [
        *("1st", "2nd", "3rd", "4th", "11th"),
        *("21st", "112th"),
    ]


def test_words_that_bring_quotation_marks_get_no_others() -> None:
    assert quoted("sixth") == "“sixth”"
    assert quoted("“It is a gift,”") == "“It is a gift,”"


def test_predicates_belong_to_one_family_each_and_unknown_ones_to_the_last() -> None:
    predicates = [p for f in FAMILIES for p in f.labels]
    assert len(predicates) == len(set(predicates)) == 29
    assert label_of("never_heard_of") == "Never heard of"
    assert family_of("never_heard_of").key == "other"

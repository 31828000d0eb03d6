"""What holds of values in any text."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from filmdossier.languages.pack import load_pack
from filmdossier.model.dates import DateExpression, Direction, PartialDate, normalize_edtf, of_day, parse_edtf
from filmdossier.model.values import Money, Number
from filmdossier.reading.values import find_dates, find_numbers, find_values
from filmdossier.reading.values.calendar_steps import easter

PACK = load_pack("en")
VOCABULARY = """
a the of and in on to from between last next this past first second third half quarter million hundred thousand dozen
one two twenty nineteen May March September Friday weekend week year years ago later early late end of summer Easter
Christmas $ £ € USD p % per cent minutes hour - – / . , : ( ) 5 12 31 99 2004 1,234 3.5 30 0 1960s th st 's over nearly
or more plus before after since today now Q3 H1 m bn won dollars ½ ² ٣ 𝟙
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])
ODD_TEXT = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS).map("".join))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=300, deadline=None)
@given(ODD_TEXT)
def test_spans_point_at_words_in_order(text: str) -> None:
    end = 0
    for mention in find_values(text, PACK):
        words = mention.span.of(text)
        assert words
        assert words == words.strip()
        assert mention.span.start >= end
        end = mention.span.end


@settings(max_examples=300, deadline=None)
@given(ODD_TEXT, DAYS, st.integers(0, 4000), st.sampled_from(Direction))
def test_resolving_never_raises_and_gives_edtf(text: str, day: date, width: int, direction: Direction) -> None:
    last = date.fromordinal(min(day.toordinal() + width, date.max.toordinal()))
    for reference in (None, of_day(day), PartialDate(f"{day}/{last}", day, last)):
        for mention in find_dates(text, PACK):
            assert isinstance(mention.value, DateExpression)
            found = mention.value.resolve(reference, direction)
            if found is not None:
                assert parse_edtf(found.edtf).edtf == found.edtf
                assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@given(st.integers(1, 10**12), st.sampled_from(["$", "£", "€"]))
def test_formatted_amounts_come_back(amount: int, sign: str) -> None:
    (mention,) = find_values(f"It took {sign}{amount:,} there", PACK)
    assert isinstance(mention.value, Money)
    assert mention.value.amount == amount


@given(st.decimals(Decimal("0.01"), 999, places=2), st.sampled_from(["million", "billion"]))
def test_scaled_numbers_come_back(amount: Decimal, scale: str) -> None:
    (mention,) = find_numbers(f"seen {amount} {scale} times", PACK)
    assert isinstance(mention.value, Number)
    assert mention.value.amount == amount * (10**6 if scale == "million" else 10**9)


@given(st.dates(date(1888, 1, 1), date(2049, 12, 31)))
def test_formatted_dates_come_back(day: date) -> None:
    for text in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        (mention,) = find_values(text, PACK)
        assert isinstance(mention.value, DateExpression)
        assert mention.value.resolve(None) == of_day(day)


@given(st.text(alphabet="0123456789X-/~?.", max_size=21))
def test_edtf_is_read_back_as_written(text: str) -> None:
    found = normalize_edtf(text)
    assert found is None or str(found) == text


@given(DAYS, DAYS)
def test_ordering(a: date, b: date) -> None:
    one, other = of_day(a), of_day(b)
    assert one.overlaps(other) == one.contains(other) == (a == b)
    assert one.is_before(other) == (a < b)


def test_easter() -> None:
    known = {1961: (4, 2), 2000: (4, 23), 2008: (3, 23), 2024: (3, 31), 2025: (4, 20), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def seconds(text: str) -> float:
    best = 10.0
    for _ in range(3):
        start = time.process_time()
        find_values(text, PACK)
        best = min(best, time.process_time() - start)
    return best


def test_twice_the_text_is_about_twice_the_work() -> None:
    pieces = ["1,", "1 ", "1.", "two ", "a ", "$", "and ", "1/", "- ", "one hundred and ", "May ", "$5 million, "]
    pieces += ["the last ", "from 4 to ", "from May to ", "Friday ", "more than ", "half ", "\n\n", "new year's "]
    for piece in pieces:
        short, long = seconds(piece * 1500), seconds(piece * 6000)
        assert long < 12 * short + 0.05, f"{piece!r}: {short:.3f} s for a fourth, {long:.3f} s"

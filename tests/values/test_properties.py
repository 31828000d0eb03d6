"""What holds of values in any text."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmdossier.languages.pack import Pack, load_pack
from filmdossier.model.dates import DateExpression, Direction, PartialDate, normalize_edtf, of_day, parse_edtf
from filmdossier.model.values import Money, Number
from filmdossier.reading.values import find_dates, find_numbers, find_values
from filmdossier.reading.values.calendar_steps import easter

PACK = load_pack("en")
VOCABULARIES = {}
VOCABULARIES["en"] = """
a the of and in on to from between last next this past first second third half quarter million hundred thousand dozen
one two twenty nineteen May March September Friday weekend week year years ago later early late end of summer Easter
Christmas $ £ € USD p % per cent minutes hour - – / . , : ( ) 5 12 31 99 2004 1,234 3.5 30 0 1960s th st 's over nearly
or more plus before after since today now Q3 H1 m bn won dollars ½ ² ٣ 𝟙
"""
VOCABULARIES["zh"] = """
一 二 两 三 九 十 百 千 万 亿 兆 零 〇 半 几 数 多 余 来 上 第
分之 百分之 点 又 负 成 折 元 人民币 美元 块 角 分 年 月 日 号 周 星期 天 个月
个 部 小时 分钟 今年 去年 本月 上周 周末 昨日 今日 年底 上旬 中旬 夏天 国庆 世纪 年代 前
近 过 约 超过 左右 以上 至 到 - – / . , ， 、 ： 。 ( )
$ ¥ % 5 12 31 07 2004 1,234 3.5 1960 不 大 电影 一起 十分 千万别 日本 80后 k A
"""


def odd_texts(language: str) -> st.SearchStrategy[tuple[Pack, str]]:
    words = st.sampled_from([*VOCABULARIES[language].split(), "\n\n"])
    texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=25).map(" ".join), st.lists(words).map("".join))
    return texts.map(lambda text: (load_pack(language), text))


ODD_TEXTS = st.sampled_from(sorted(VOCABULARIES)).flatmap(odd_texts)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=300, deadline=None)
@given(ODD_TEXTS)
def test_spans_point_at_words_in_order(given_text: tuple[Pack, str]) -> None:
    pack, text = given_text
    end = 0
    for mention in find_values(text, pack):
        words = mention.span.of(text)
        assert words
        assert words == words.strip()
        assert mention.span.start >= end
        end = mention.span.end


@settings(max_examples=300, deadline=None)
@given(ODD_TEXTS, DAYS, st.integers(0, 4000), st.sampled_from(Direction))
def test_resolving_never_raises_and_gives_edtf(
    given_text: tuple[Pack, str], day: date, width: int, direction: Direction
) -> None:
    pack, text = given_text
    last = date.fromordinal(min(day.toordinal() + width, date.max.toordinal()))
    for reference in (None, of_day(day), PartialDate(f"{day}/{last}", day, last)):
        for mention in find_dates(text, pack):
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


def seconds(text: str, pack: Pack) -> float:
    best = 10.0
    for _ in range(3):
        start = time.process_time()
        find_values(text, pack)
        best = min(best, time.process_time() - start)
    return best


PIECES = {
    "en": [
        "1,",
        "1 ",
        "1.",
        "two ",
        "a ",
        "$",
        "and ",
        "1/",
        "- ",
        "one hundred and ",
        "May ",
        "$5 million, ",
        "the last ",
        "from 4 to ",
        "from May to ",
        "Friday ",
        "more than ",
        "half ",
        "\n\n",
        "new year's ",
    ],
    "zh": [
        "一",
        "十",
        "百",
        "万",
        "亿",
        "零",
        "数",
        "1",
        "1,",
        "百分之",
        "分之",
        "第",
        "年",
        "1月",
        "1月1日至",
        "上",
        "近",
        "一 百 ",
        "半",
        "点五",
    ],
}


@pytest.mark.parametrize("language", PIECES)
def test_twice_the_text_is_about_twice_the_work(language: str) -> None:
    pack = load_pack(language)
    for piece in PIECES[language]:
        short, long = seconds(piece * 1500, pack), seconds(piece * 6000, pack)
        assert long < 12 * short + 0.05, f"{piece!r}: {short:.3f} s for a fourth, {long:.3f} s"


@given(st.integers(0, 10**15))
def test_chinese_numerals_come_back(amount: int) -> None:
    found = find_numbers(f"共{chinese_numeral(amount)}人", load_pack("zh"))
    assert [m.value.amount for m in found if isinstance(m.value, Number)] == [amount]


def chinese_numeral(amount: int) -> str:
    """The number in words; a zero stands for whatever empty places lie between two that are not."""
    scales = ["", "万", "亿", "万亿"]
    words = ""
    for n in (3, 2, 1, 0):
        section = amount // 10 ** (4 * n) % 10_000
        said = ""
        for place, unit in zip((1000, 100, 10, 1), ("千", "百", "十", ""), strict=True):
            digit = section // place % 10
            if digit:
                skipped = (words or said) and section // (place * 10) % 10 == 0
                said += ("零" if skipped else "") + "零一二三四五六七八九"[digit] + unit
        words += said + (scales[n] if said and (n != 3 or amount // 10**8 % 10_000 == 0) else "万" if said else "")
    return words or "零"

"""What one version of a text has and another has not."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.web.article.differences import Change, Stretch, compare, shortened

TEXTS = st.text("ab 红丝\n,.e\u0301\U0001f3ac", max_size=40)


def joined(stretches: list[Stretch], without: Change) -> str:
    return "".join(s.words for s in stretches if s.change is not without)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(earlier: str, later: str) -> None:
    found = compare(earlier, later)
    assert joined(found, Change.NEW) == earlier
    assert joined(found, Change.GONE) == later
    assert all(s.words for s in found)
    assert joined(shortened(found), Change.NEW) == earlier


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {s.change for s in compare(text, text)} <= {Change.SAME}


@pytest.mark.parametrize(
    ("earlier", "later", "gone", "new"),
    [
        ("It earned 689 million rubles.", "It earned 700 million rubles.", [" 689"], [" 700"]),
        ("Картина собрала 2 млн долларов.", "Картина собрала почти 2 млн долларов.", [], [" почти"]),
        ("影片票房为6.89亿卢布。", "影片票房为7.10亿卢布。", ["6.89"], ["7.10"]),
        ("影片在俄罗斯上映", "影片在中国上映", ["俄罗斯"], ["中国"]),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["Two.\n\n"], []),
        ("One.\n\nThree.", "Zero.\n\nOne.\n\nThree.", [], ["Zero.\n\n"]),
        ("", "All of it", [], ["All of it"]),
    ],
)
def test_just_the_words_that_changed_are_told(earlier: str, later: str, gone: list[str], new: list[str]) -> None:
    found = compare(earlier, later)
    assert [s.words for s in found if s.change is Change.GONE] == gone
    assert [s.words for s in found if s.change is Change.NEW] == new


def test_what_is_far_from_any_change_is_left_out() -> None:
    text = "word " * 400
    found = shortened(compare(text + "old. " + text, text + "new. " + text))
    assert [s.change for s in found] == ["skipped", "same", "gone", "new", "same", "skipped"]
    assert len("".join(s.words for s in found if s.change is Change.SAME)) < 600


def _numbers(step: int) -> str:
    return "\n".join(str(n) for n in range(0, 60_000, step))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("a b " * 100_000, "b a " * 100_000),
        (_numbers(1), _numbers(2)),
        ("\n".join(random.Random(1).choices("ab", k=100_000)), "\n".join(random.Random(2).choices("ab", k=100_000))),
        ("的" * 300_000 + "一", "的" * 299_999 + "二"),
        (" " * 300_000 + "x", "\n" * 300_000 + "y"),
    ],
    ids=["two words", "every second line", "lines at random", "one character", "blanks"],
)
def test_no_two_texts_take_long(earlier: str, later: str) -> None:
    started = time.process_time()
    compare(earlier, later)
    assert time.process_time() - started < 1

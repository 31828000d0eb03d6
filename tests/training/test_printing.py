"""Print varies, annotation stays on the same words."""

from __future__ import annotations

from random import Random

import pytest
from training.annotated import Annotated, Labelled
from training.filling import fill, join
from training.markup import Slot, parse_passage
from training.names import Name, Names
from training.printing import join_chinese, join_russian, rewritten

RUSSIAN = Annotated(
    "Умер режиссёр ленты «Ночной поезд»\n\n«Он снял „Мост“», — сказал Пётр Ёлкин.",
    (Labelled(21, 33, ("film",)), Labelled(46, 50, ("film",)), Labelled(63, 73, ("person",))),
    (Labelled(36, 52, ("content",)), Labelled(56, 62, ("cue",)), Labelled(63, 73, ("source",))),
)
CHINESE = Annotated(
    "王小雨主演的《夜车》昨日上映。“很高兴，”王小雨说。",
    (Labelled(0, 3, ("person",)), Labelled(7, 9, ("film",)), Labelled(21, 24, ("person",))),
    (Labelled(15, 21, ("content",)), Labelled(21, 24, ("source",)), Labelled(24, 25, ("cue",))),
)


def words(one: Annotated) -> list[str]:
    return [one.text[span.start : span.end] for span in (*(one.entities or ()), *(one.attributions or ()))]


def test_the_samples_are_annotated_as_meant() -> None:
    assert words(RUSSIAN) == ["Ночной поезд", "Мост", "Пётр Ёлкин", "«Он снял „Мост“»", "сказал", "Пётр Ёлкин"]
    assert words(CHINESE) == ["王小雨", "夜车", "王小雨", "“很高兴，”", "王小雨", "说"]


def test_rewriting_moves_spans_along_and_keeps_what_is_put_in_outside() -> None:
    edited = rewritten(CHINESE, [(3, 3, "(图)"), (6, 7, ""), (9, 10, "”")])
    assert edited.text.startswith("王小雨(图)主演的夜车”昨日")
    assert words(edited) == words(CHINESE)


@pytest.mark.parametrize("seed", range(60))
def test_russian_print_keeps_the_words(seed: int) -> None:
    plain = str.maketrans("ёЁ«»„“”", 'еЕ"""""')
    joined = join_russian([RUSSIAN, RUSSIAN], Random(seed))
    wanted = [one.translate(plain) for one in words(RUSSIAN)]
    found = [one.translate(plain) for one in words(joined)]
    bare = [one.replace('"', "").lower() for one in (*wanted[:3], *wanted[:3], *wanted[3:], *wanted[3:])]
    assert [one.replace('"', "").lower() for one in found] == bare
    assert "ё" not in joined.text


@pytest.mark.parametrize("seed", range(60))
def test_chinese_print_keeps_the_words(seed: int) -> None:
    joined = join_chinese([CHINESE, CHINESE], Random(seed))
    names = [one for one in words(joined) if one in ("王小雨", "夜车", "说")]
    assert len(names) == 10
    assert sum(span.kinds == ("content",) for span in joined.attributions or ()) == 2


class _Named(Names):
    """Names that say what was asked for."""

    language = "ru"

    def __init__(self) -> None:
        self.genres = []

    def draw_for(self, slot: Slot, before: str, random: Random, taken: object = ()) -> Name:
        return _Asked(f"{slot.kind}{slot.number}", slot.kind)


class _Asked(Name):
    def written(self, slot: Slot) -> str:
        return f"{self.full}.{slot.case}.{slot.last}"


def test_slots_ask_for_a_case() -> None:
    passage = parse_passage("{per6.last.gen} и {per1.ins}, «{film1}»", "own.txt:1")
    filled = fill(passage, _Named(), Random(1))
    assert filled.text == "person6.gen.True и person1.ins.False, «film1..False»"
    assert join([filled], Random(1)).entities

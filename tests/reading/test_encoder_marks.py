"""What encoders of other languages see: marks that nest, capitals softened, characters as words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, pre_tokenizers
from tokenizers.models import Unigram

from filmdossier.reading.mentions.marks import MARK_CLASSES, find_mark_states, find_marked, find_outermost
from filmdossier.reading.mentions.pieces import SEAT_CLASSES, Cutter, Cutting, soften_capitals

RUSSIAN = ("«»", "„“", "“”", "„”", '""')
CHINESE = ("《》", "〈〉", "“”", "「」", "『』", "‘’", '""')


@pytest.mark.parametrize(
    ("pairs", "text", "outermost", "inner"),
    [
        (RUSSIAN, "«Жил-был „пёс“», и «Миша».", ["«Жил-был „пёс“»", "«Миша»"], ["„пёс“"]),
        (RUSSIAN, "«Операция «Ы» и другие»", ["«Операция «Ы» и другие»"], ["«Ы»"]),
        (RUSSIAN, '"Я снял «Мост»", — сказал он.', ['"Я снял «Мост»"'], ["«Мост»"]),
        (RUSSIAN, "“Мост” и „Мост” и „Мост“", ["“Мост”", "„Мост”", "„Мост“"], []),
        # A mark without its partner is none, and hides nothing.
        (RUSSIAN, "«Мост и\n\n«Река» и»", ["«Река»"], []),
        (RUSSIAN, "« и «Река»", ["«Река»"], []),
        (RUSSIAN, 'экран 24" и 27"', [], []),
        (CHINESE, "他说：“《夜车》很好”，《书》", ["“《夜车》很好”", "《书》"], ["《夜车》"]),
        (CHINESE, "「夜車『二』」", ["「夜車『二』」"], ["『二』"]),
        (CHINESE, "", [], []),
    ],
)
def test_marks_are_paired_and_nest(pairs: tuple[str, ...], text: str, outermost: list[str], inner: list[str]) -> None:
    assert [text[start:end] for start, end in find_outermost(text, pairs)] == outermost
    found = [text[start:end] for start, end, _, _ in find_marked(text, pairs)]
    assert sorted(found) == sorted([*outermost, *inner])


@pytest.mark.parametrize("text", ["«" * 40000, "«" * 20000 + "”" * 20000, '" a' * 20000, "„" * 20000 + "»" * 20000])
def test_marks_are_paired_in_linear_time(text: str) -> None:
    started = time.process_time()
    find_mark_states(text, RUSSIAN, 0)
    assert time.process_time() - started < 2


@given(st.text(alphabet='а «»„“”"\n《》', max_size=60))
def test_every_code_point_has_one_class(text: str) -> None:
    states = find_mark_states(text, (*CHINESE[:2], *RUSSIAN), 2)
    assert len(states) == len(text)
    assert all(state < len(MARK_CLASSES) for state in states)
    for character, state in zip(text, states, strict=True):
        assert not MARK_CLASSES[state].startswith("title") or "inside" in MARK_CLASSES[state] or character in "《》"


def test_states_tell_titles_speech_and_what_stands_within() -> None:
    def shown(text: str, pairs: tuple[str, ...], titles: int) -> str:
        return "".join("ouicOIC(t)"[state] for state in find_mark_states(text, pairs, titles))

    assert shown("а«б„в“г»д", RUSSIAN, 0) == "ouiOICico"
    assert shown("他“《夜车》好”", CHINESE, 2) == "ou(tt)ic"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("УМЕР РЕЖИССЕР МОСТА", "Умер Режиссер Моста"),
        ("МИД США и ЮНЕСКО", "МИД США и Юнеско"),
        ("STAR и Star", "Star и Star"),
    ],
)
def test_words_in_capitals_are_looked_up_with_one(text: str, expected: str) -> None:
    assert soften_capitals(text) == expected


@pytest.fixture(scope="module")
def chinese() -> Cutter:
    """A cutter of a few characters and one longer piece."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "夜", "车", "很", "好", "夜车", "20", "09", "T", "a", "xi", "，"]
    tokenizer = Tokenizer(Unigram([(piece, -float(len(piece) < 2) - 1) for piece in pieces], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Split(Regex("[\u4e00-\u9fff]+|[0-9]+|，"), "isolated"),
    ])  # fmt: skip
    return Cutter(tokenizer, Cutting(0, 2, 1, marks=CHINESE, titles=2, characters=True))


def test_every_character_is_a_word_and_shows_its_longer_piece(chinese: Cutter) -> None:
    text = "夜车，2009很𠮷好 Taxi夜"
    pieces = chinese.cut(text)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert words[:5] == ["夜", "车", "，", "2009", "很"]
    assert words[-3:] == ["好", "Taxi", "夜"]
    vocabulary = chinese.tokenizer.get_vocab()
    assert pieces.ids[:2].tolist() == [vocabulary["夜"], vocabulary["车"]]
    assert pieces.features[:2, -1].tolist() == [vocabulary["夜车"]] * 2
    assert [SEAT_CLASSES[seat] for seat in pieces.features[:3, 3]] == ["first", "last", "single"]
    assert pieces.features.shape[1] == chinese.cutting.columns


@given(text=st.text(alphabet="夜车很𠮷，20 09aTxi\n《", max_size=40))
def test_words_follow_on_one_another(chinese: Cutter, text: str) -> None:
    pieces = chinese.cut(text)
    assert len(pieces.heads) == len(pieces.starts) == len(pieces.ends)
    assert all(start < end for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert all(end <= start for end, start in zip(pieces.ends[:-1], pieces.starts[1:], strict=True))
    assert "".join(text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)) == "".join(
        text.split()
    )

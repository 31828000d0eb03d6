"""The shipped Russian and Chinese encoders, on sentences of our own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import filmdossier.languages
from filmdossier.reading.mentions.encoder import Encoder, Tagging

PACKS = Path(filmdossier.languages.__file__).parent / "packs"

RUSSIAN = (
    "Фильм «Тихий перевоз» режиссера Марты Корневой возглавил российский прокат, собрав за выходные 120 миллионов"
    " рублей.\n\n"
    "Главную роль в картине сыграл Олег Тарантин, картину выпустила компания «Северный свет». Премьера состоялась"
    " в Самаре.\n\n"
    "«Никто этого не ждал», — сказала Корнева."
)
CHINESE = (
    "新浪娱乐讯 由王小雨执导，李建平、陈佳主演的电影《静渡》昨日在北京举行首映礼。影片由华光影业出品，将于10月1日上映。"
    "王小雨表示：“没有人想到会有这样的成绩。”该片曾获得第15届上海国际电影节最佳影片奖，改编自小说《渡口》。"
)
EXPECTED = {
    "ru": {
        ("film", "Тихий перевоз"),
        ("person", "Марты Корневой"),
        ("person", "Олег Тарантин"),
        ("organisation", "Северный свет"),
        ("place", "Самаре"),
        ("cue", "сказала"),
        ("source", "Корнева"),
        ("content", "«Никто этого не ждал»"),
    },
    "zh": {
        ("person", "王小雨"),
        ("person", "李建平"),
        ("person", "陈佳"),
        ("film", "静渡"),
        ("place", "北京"),
        ("organisation", "华光影业"),
        ("work", "渡口"),
        ("cue", "表示"),
        ("source", "王小雨"),
        ("content", "“没有人想到会有这样的成绩。”"),
    },
}
ARTICLES = {"ru": RUSSIAN, "zh": CHINESE}


@pytest.fixture(scope="module", params=["ru", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def encoder(language: str) -> Encoder:
    return Encoder.load(PACKS / language)


def tag(encoder: Encoder, text: str) -> Tagging:
    return encoder.tag(text, [(0, len(text))] if text else [])


def test_finds_who_and_what_and_who_said_it(encoder: Encoder, language: str) -> None:
    text = ARTICLES[language]
    tagging = tag(encoder, text)
    found = {(one.label, text[one.start : one.end]) for one in (*tagging.entities, *tagging.attributions)}
    assert found >= EXPECTED[language]


def test_says_how_sure_it_is_of_each_word(encoder: Encoder, language: str) -> None:
    words = tag(encoder, ARTICLES[language]).words
    assert words.entities.shape == (len(words.starts), len(words.entity_labels))
    np.testing.assert_allclose(words.entities.sum(axis=1), 1, rtol=1e-4)
    np.testing.assert_allclose(words.attributions.sum(axis=1), 1, rtol=1e-4)


def test_capitals_hide_no_names(language: str, encoder: Encoder) -> None:
    if language != "ru":
        pytest.skip("the script has no capitals")
    text = "УМЕР РЕЖИССЕР АНДРЕЙ КОРНЕВ\n\nРежиссер Андрей Корнев скончался в Самаре."
    tagging = tag(encoder, text)
    assert ("person", "АНДРЕЙ КОРНЕВ") in {(one.label, text[one.start : one.end]) for one in tagging.entities}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\x00\x01",
        "…",
        "🎬🎬",
        "《红丝绸》",
        "𠮷野家",
        "İstanbul",
        "\ud800",
        "«" * 300,
        "《" * 300,
        "囧" * 3000,
    ],
)
def test_odd_text_never_raises(encoder: Encoder, text: str) -> None:
    tagging = tag(encoder, text)
    for one in (*tagging.entities, *tagging.attributions):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.score <= 1

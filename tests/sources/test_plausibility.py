"""Articles pass; what is none is refused with its reason. Near misses stand beside each other."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from filmdossier.languages import load_pack, pack_tags
from filmdossier.model.errors import InputError
from filmdossier.press import load_samples
from filmdossier.sources.language import frequent_share, recognize_language
from filmdossier.sources.plausibility import check_plausible, count_words

BRIEF = "The film opened on Friday and took ten million dollars."


@pytest.mark.parametrize(
    "text",
    [
        BRIEF,
        "影片于九月六日在中国上映，票房已经超过一千万元，导演表示满意。",
        "Фильм вышел в прокат в пятницу и собрал десять миллионов рублей.",
        "“A comedy is a serious thing to make,” the director said of it",
        "BOX OFFICE\n\n1 Barbie 155m\n2 Oppenheimer 80m\n\nBarbie was on top of the chart for the whole weekend.",
    ],
)
def test_articles_pass(text: str) -> None:
    check_plausible(text + ("." if "“" in text else ""), "a.txt")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \n\t\n", "is empty"),
        ("Red Silk.", "2 words"),
        ("films cinemas people awards places dates figures money and more words", "no sentences"),
        ("film,gross,week\nBarbie,155.0,1\nOppenheimer,80.5,1\nSound of Freedom,20.1,3\n" * 5, "no sentences"),
        ("def read(x): return {k: v for k, v in x.items() if k != '_'}.\n" * 5, "no running prose"),
        ("12 34 56 78 9. " * 30 + "a b c d e f g h i", "no running prose"),
        ("The film ran on and on " * 20_000, "a line of 460,000 characters"),
        ("x" * 4_000_000, "a line of 4,000,000 characters"),
    ],
)
def test_others_are_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as raised:
        check_plausible(text, "a.txt")
    assert raised.value.remedy


def test_every_sample_passes() -> None:
    for piece in load_samples():
        check_plausible(piece.text, piece.slug)


def test_words_of_scripts_without_spaces_count() -> None:
    assert count_words("one two 3 four") == 3
    assert count_words("红丝绸上映") == 2


def test_five_megabytes_are_judged_fast() -> None:
    text = ("The film opened. " * 50 + "\n") * 5800
    start = time.process_time()
    check_plausible(text, "a.txt")
    assert time.process_time() - start < 5


GERMAN = (
    "Der Film startete am Freitag in den Kinos und spielte am ersten Wochenende zwei Millionen Euro ein, teilte der "
    "Verleih mit, der mit dem Ergebnis sehr zufrieden war."
)


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="German") as raised:
        recognize_language(GERMAN, "a.txt", ("en",))
    assert "English (en)" in raised.value.remedy
    assert "--language en" in raised.value.remedy


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert recognize_language("La Vie en Rose, Amélie, Les Choristes.", "a.txt", ("en",)) == "en"


def test_english_full_of_foreign_titles_is_english() -> None:
    text = (
        "Crouching Tiger, Hidden Dragon, La Vie en Rose, Le Fabuleux Destin d'Amélie Poulain, Der Untergang and Das "
        "Leben der Anderen were shown in Cannes, Venezia and San Sebastián."
    )
    assert recognize_language(text, "a.txt", ("en",)) == "en"
    for piece in load_samples("en"):
        assert recognize_language(piece.text, piece.slug, ("en",)) == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("导演表示，他和主演们都为这部影片付出了很多，也希望观众会喜欢，而票房对他来说并不是最重要的。", "zh"),
        ("導演表示，他和主演們都為這部影片付出了很多，也希望觀眾會喜歡，而票房對他來說並不是最重要的。", "zh"),
    ],
)
def test_languages_are_told_by_what_holds_them_together(text: str, tag: str) -> None:
    share = frequent_share(text, load_pack(tag))
    assert share >= load_pack(tag).table("frequent").get("share", 0.2)
    assert recognize_language(text, "a.txt", pack_tags()) == tag


def test_japanese_is_no_chinese() -> None:
    text = "東京国際映画祭で最優秀賞を受賞した映画が、来月十日に全国で公開される。監督は記者会見で喜びを語った。"
    assert frequent_share(text, load_pack("zh")) < 0.05


def test_plain_english_needs_no_model() -> None:
    code = (
        "import sys; from filmdossier.press import load_samples; from filmdossier.sources.language import *;"
        "print({recognize_language(p.text, '', ('en',)) for p in load_samples('en')}, 'py3langid' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "{'en'} False\n"

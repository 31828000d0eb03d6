"""Bytes become text, and what is no text is refused."""

from __future__ import annotations

import codecs
import os
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.model.errors import InputError
from filmdossier.sources.decoding import decode_text

ENGLISH = "“The film – a comedy – made £10m,” said the studio’s head. Penélope’s café scene was cut. " * 3
RUSSIAN = "Фильм вышел в прокат в пятницу и собрал десять миллионов рублей, сообщил прокатчик. " * 5
CHINESE = "电影《红丝绸》将于9月6日在中国内地公映，影片由俄罗斯导演安德烈·沃尔金执导，票房备受期待。" * 4
TRADITIONAL = "電影《紅絲綢》將於9月6日在內地公映，導演表示這是一部講述列車上的驚悚片，票房備受期待。" * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
def test_english_in_any_encoding(encoding: str) -> None:
    if encoding == "mac-roman":
        assert decode_text(ENGLISH.encode(encoding), "a.txt", declared="mac-roman") == ENGLISH
    else:
        assert decode_text(ENGLISH.encode(encoding), "a.txt") == ENGLISH


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_russian_in_any_encoding(encoding: str) -> None:
    assert decode_text(RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_in_any_encoding(encoding: str) -> None:
    assert decode_text(CHINESE.encode(encoding), "a.txt") == CHINESE


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_traditional_chinese_in_any_encoding(encoding: str) -> None:
    assert decode_text(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (CHINESE, "gb18030"), (TRADITIONAL, "big5")])
def test_a_wrong_declaration_that_cannot_be_is_passed_over(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt", declared="utf-8") == text


def test_one_stray_letter_far_down_still_tells_the_encoding() -> None:
    text = "The film opened on Friday. " * 8000 + "It cost £10m, said Penélope’s agent – “a lot”. " * 3
    assert decode_text(text.encode("cp1252"), "a.txt") == text


def test_the_page_may_declare_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert decode_text(page.encode("cp1251"), "a.html") == page


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_headline_tells_its_encoding(encoding: str) -> None:
    assert decode_text("«Гавань» вышла в прокат".encode(encoding, "ignore"), "a.txt").endswith("вышла в прокат")


@pytest.mark.parametrize("declared", ["iso-8859-1", "koi8-r", "cp1252"])
def test_a_declared_encoding_that_gives_litter_is_passed_over(declared: str) -> None:
    assert decode_text(RUSSIAN.encode("cp1251"), "a.txt", declared=declared) == RUSSIAN


def test_the_page_wins_over_a_transport_that_knows_no_better() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert decode_text(page.encode("cp1251"), "a.html", declared="ISO-8859-1") == page


@pytest.mark.parametrize("name", ["gb2312", "GBK"])
def test_a_smaller_encoding_is_declared_for_a_larger_one(name: str) -> None:
    text = CHINESE + "导演·主演——票房"
    assert decode_text(text.encode("gb18030"), "a.txt", declared=name) == text


def test_markup_around_few_russian_letters_hides_nothing() -> None:
    page = "<div class='a'><a href='b'></a></div>" * 2000 + RUSSIAN
    assert decode_text(page.encode("cp1251"), "a.html") == page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("監督の新作映画が来年の春に公開されることが決まった。撮影は鎌倉で行われた。" * 3, "shift_jis"),
        ("監督の新作映画が来年の春に公開されることが決まった。撮影は鎌倉で行われた。" * 3, "euc-jp"),
        ("감독의 새 영화가 내년 봄에 개봉한다. 촬영은 서울에서 진행되었다." * 3, "euc-kr"),
        ("Η νέα ταινία του σκηνοθέτη θα βγει στις αίθουσες τον Σεπτέμβριο." * 3, "iso8859-7"),
        ("Le réalisateur a tourné à Paris, où l'équipe a été très bien reçue." * 3, "cp1252"),
        ("Фільм режисера вийде в український прокат у вересні." * 3, "cp1251"),
    ],
)
def test_declared_encodings_of_other_languages_stand(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt", declared=encoding) == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1251"])
@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, TRADITIONAL])
def test_utf8_that_was_misread_and_saved_is_mended(text: str, encoding: str) -> None:
    misread = "".join(bytes([n]).decode(encoding, "ignore") or chr(n) for n in text.encode())
    assert decode_text(misread.encode(), "a.txt") == text


def test_garbled_letters_that_nothing_mends_are_refused() -> None:
    misread = "".join(bytes([n]).decode("cp1252", "ignore") for n in RUSSIAN.encode())
    with pytest.raises(InputError, match="garbled"):
        decode_text(misread.encode(), "a.txt")


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode_text(RUSSIAN.encode("cp1251"), "a.txt", declared="no-such-thing") == RUSSIAN


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"\x89PNG\r\n", "PNG image"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(200), "binary"),
        (b"text with \x01\x02\x03\x04 controls", "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        decode_text(data, "a.bin")
    assert raised.value.source == "a.bin"
    assert "give that file" in raised.value.remedy


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_unchanged(text: str) -> None:
    data = text.encode("utf-8")
    if not data.startswith((codecs.BOM_UTF8, b"%PDF-", b"PK\x03\x04", b"GIF8", b"{\\rtf")):
        assert decode_text(data, "a.txt") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode_text(data, "a"), str)


def test_five_megabytes_of_noise_are_refused_fast() -> None:
    start = time.process_time()
    with pytest.raises(InputError):
        decode_text(os.urandom(5_000_000), "noise")
    assert time.process_time() - start < 5

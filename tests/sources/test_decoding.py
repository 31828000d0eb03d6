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


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16"])
def test_russian_in_any_encoding(encoding: str) -> None:
    assert decode_text(RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16"])
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

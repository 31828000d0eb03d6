"""What things are called in what goes out."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.export.links import Links, web_address

DOCUMENT = hashlib.sha256(b"text").hexdigest()


def test_a_server_shows_them() -> None:
    links = Links("https://press.example/films-of-ours")
    assert links.film("ab12") == "https://press.example/films-of-ours/films/ab12"
    assert links.claim(DOCUMENT, "cd34") == f"https://press.example/films-of-ours/articles/{DOCUMENT}#c-cd34"
    assert links.statement(DOCUMENT, "ef56").endswith("#s-ef56")
    assert links.annotation_page("film", "ab12", 3).endswith("/api/v1/films/ab12/as/annotations?page=3")


def test_without_a_server_names_last() -> None:
    """The digest of a text names the article (RFC 6920); the same thing has the same name whenever it goes out."""
    digest = Links().article(DOCUMENT).removeprefix("ni:///sha-256;")
    assert urlsafe_b64decode(digest + "=").hex() == DOCUMENT
    assert Links().claim(DOCUMENT, "cd34") == Links().claim(DOCUMENT, "cd34")
    names = {Links().film("a"), Links().claim("a", "a"), Links().statement("a", "a"), Links().annotation("claim", "a")}
    assert len(names) == 4
    assert all(n.startswith("urn:uuid:") for n in names)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (
            "https://пример.рф/фильм",
            "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC",
        ),
        ("HTTP://a.example/b?c=d#e", "HTTP://a.example/b?c=d#e"),
        ("https://a.example/%D1%84", "https://a.example/%D1%84"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("https://a.example/a\tb\nc", "https://a.example/a%09b%0Ac"),
        ("https://a.example/{x}|y\\z", "https://a.example/%7Bx%7D%7Cy%5Cz"),
        ("https://", None),
        ("http://[", None),
        ("ftp://a.example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("press/red-silk.txt", None),
        ("-", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_go_out(source: str, address: str | None) -> None:
    assert web_address(source) == address


@given(st.one_of(st.text(), st.text().map(lambda s: f"https://a.example/{s}")))
def test_no_address_holds_what_addresses_may_not(source: str) -> None:
    address = web_address(source)
    if address is not None:
        assert address.isascii()
        assert not set(address) & set(' "<>\\^`{|}\t\r\n\x7f')
        assert urlsplit(address).scheme.casefold() in {"http", "https"}
        assert web_address(address) == address

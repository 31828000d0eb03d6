"""One source, whatever it is, becomes an article to read."""

from __future__ import annotations

import re
from typing import BinaryIO

from filmdossier.model.errors import InputError
from filmdossier.sources.article import SourceArticle
from filmdossier.sources.decoding import decode_text
from filmdossier.sources.files import load_file, load_stream
from filmdossier.sources.html import extract_article, looks_like_html
from filmdossier.sources.language import recognize_language
from filmdossier.sources.limits import MAX_LINE
from filmdossier.sources.plausibility import check_plausible

STANDARD_INPUT = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def load_article(
    source: str,
    *,
    stdin: BinaryIO,
    languages: tuple[str, ...],
    language: str | None = None,
    allow_private: bool = False,
) -> SourceArticle:
    """Load one source.

    Args:
        source: path, http(s) address, or ``-``.
        stdin: what ``-`` reads.
        languages: tags of the packs at hand.
        language: the article's language; None to have it recognised.
        allow_private: whether an address may lie on this machine or in a private network.

    Raises:
        InputError: where nothing can be read from it; the message names what to do.
    """
    scheme = _SCHEME.match(source)
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        raise InputError(source, f"{scheme.group(1)} addresses are not read", "give http, https or a file")
    address = None
    if scheme:
        from filmdossier.sources.fetch import fetch_page  # noqa: PLC0415  files need no network library

        page = fetch_page(source, allow_private=allow_private)
        address = page.address
        text = decode_text(page.data, source, page.charset)
        is_html = page.is_html or looks_like_html(text)
    else:
        data = load_stream(stdin, source) if source == STANDARD_INPUT else load_file(source)
        if not data.strip():
            raise InputError(source, "is empty", "give a file that holds the running text of one article")
        text = decode_text(data, source)
        is_html = source.lower().endswith(_HTML_SUFFIXES) or looks_like_html(text[:MAX_LINE])
    article = extract_article(text, source, address) if is_html else SourceArticle(source, text)
    check_plausible(article.text, source)
    recognised = language or recognize_language(article.text, source, languages)
    return SourceArticle(source, article.text, article.title, article.publisher, article.published, recognised)

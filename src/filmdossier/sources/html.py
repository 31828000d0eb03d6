"""A web page becomes the article in it: its text, headline, site and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filmdossier.model.errors import InputError
from filmdossier.model.reading import Basis, Published
from filmdossier.sources.article import SourceArticle
from filmdossier.sources.limits import MAX_ELEMENTS, MAX_NESTING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REMEDY = "save the article's text alone and give that file"
_LOOKS_LIKE_HTML = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--|<!doctype\s{1,5}html|<html|<head|<body|<article|<div|<p>)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:(!--)|(/?)([a-z][a-z0-9:-]{0,40})([^<>]*)>?)")
# Elements that hold no others, and those whose end tag may be left out, so that they pile up in sound pages.
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
_OPEN_ENDED = ("p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup")
_FLAT = frozenset(_EMPTY + _OPEN_ENDED)
_OPAQUE = frozenset(("script", "style", "textarea", "title"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_THE_DATE = re.compile(r"modif|updated|image|video|expir|event|birth", re.IGNORECASE)
# htmldate takes no date after today unless told; the reading of a page is not to depend on the day.
_LATEST = "2199-12-31"
# trafilatura's fall-back extractor compares every paragraph with all before it: larger pages do without it.
_FALLBACK_ELEMENTS = 3_000


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a page of HTML does."""
    return _LOOKS_LIKE_HTML.match(text) is not None


@dataclass(frozen=True, slots=True)
class Markup:
    """How much markup a page has: its elements, and how many of them stand open inside one another at the deepest."""

    elements: int
    depth: int


def measure_markup(html: str) -> Markup:
    """Count the elements of a page and their nesting, until one of them is over its limit.

    One pass over the tags in linear time, without building a tree; scripts, styles and comments are stepped over.
    """
    html = html.lower()  # once: folding case at every tag would take quadratic time
    elements = depth = deepest = at = 0
    while (tag := _TAG.search(html, at)) and deepest <= MAX_NESTING and elements <= MAX_ELEMENTS:
        at = tag.end()
        comment, closing, name, attributes = tag.groups()
        if comment:
            at = _after(html, "-->", at)
            continue
        elements += not closing
        if name in _FLAT or attributes.endswith("/"):
            continue
        if closing:
            depth = max(0, depth - 1)
        elif name in _OPAQUE:
            at = _after(html, f"</{name}", at)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return Markup(elements, deepest)


def _after(html: str, mark: str, start: int) -> int:
    """Where the text goes on behind a mark; its end where the mark is missing."""
    found = html.find(mark, start)
    return found + len(mark) if found >= 0 else len(html)


def extract_article(html: str, source: str, address: str | None = None) -> SourceArticle:
    """The article in a page, by trafilatura, with the date that the page declares, else the one in its address.

    Args:
        html: the whole page.
        source: its name, for the reading and for messages.
        address: URL it came from, if from the web; else the page's canonical link is taken.

    Raises:
        InputError: where the page is nested beyond reason or holds no article.
    """
    markup = measure_markup(html)
    if markup.elements > MAX_ELEMENTS:
        raise InputError(source, f"is HTML of more than {MAX_ELEMENTS:,} elements", _REMEDY)
    if markup.depth > MAX_NESTING:
        raise InputError(source, f"is HTML nested more than {MAX_NESTING:,} elements deep", _REMEDY)
    from trafilatura import bare_extraction, extract_metadata  # noqa: PLC0415  takes most of a second
    from trafilatura.utils import load_html  # noqa: PLC0415

    html = _CONTROLS.sub(" ", html)
    tree = load_html(html)
    if tree is None:
        raise InputError(source, "holds no article text", _REMEDY)
    about = extract_metadata(tree, default_url=address, date_config=_date_options("about:blank"))
    published = _declared_date(tree, address or about.url)
    fast = markup.elements > _FALLBACK_ELEMENTS
    try:
        found: Any = bare_extraction(tree, include_comments=False, include_tables=False, fast=fast)
    except (RecursionError, ValueError, AssertionError) as e:
        raise InputError(source, "is HTML that cannot be taken apart", _REMEDY) from e
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise InputError(source, "holds no article text", _REMEDY)
    return SourceArticle(source, text, about.title or None, about.sitename or None, published)


def _date_options(url: str) -> dict[str, Any]:
    return {"original_date": True, "extensive_search": False, "max_date": _LATEST, "url": url}


def _declared_date(tree: HtmlElement, address: str | None) -> Published | None:
    """The date of publication as the page's metadata or its address says it.

    htmldate is shown nothing but the elements that declare a date, so that it cannot fall back on a date in the text,
    in an image's address or in the footer.
    """
    from copy import deepcopy  # noqa: PLC0415

    from htmldate import find_date  # noqa: PLC0415
    from lxml.html import document_fromstring  # noqa: PLC0415

    page = document_fromstring("<html><head></head><body></body></html>")
    head = page.find("head")
    assert head is not None
    for element in tree.iter("meta", "script", "time"):
        attributes = {k.lower(): v.lower() for k, v in element.attrib.items()}
        kind = " ".join(attributes.get(k, "") for k in ("property", "name", "itemprop", "http-equiv"))
        if (
            (element.tag == "meta" and not _NOT_THE_DATE.search(kind))
            or (element.tag == "script" and attributes.get("type") == "application/ld+json")
            or (element.tag == "time" and ("pubdate" in attributes or attributes.get("itemprop") == "datepublished"))
        ):
            copied = deepcopy(element)
            copied.tail = None
            head.append(copied)
    if date := find_date(page, **_date_options("about:blank")):
        return Published(date, Basis.METADATA)
    empty = document_fromstring("<html><body></body></html>")
    if address and (date := find_date(empty, **_date_options(address))):
        return Published(date, Basis.URL)
    return None

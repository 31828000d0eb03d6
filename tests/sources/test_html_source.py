"""Pages become articles; hostile ones are refused or read in good time."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from filmdossier.model.errors import InputError
from filmdossier.model.reading import Basis, Published
from filmdossier.sources.html import extract_article, looks_like_html, measure_markup

PARAGRAPHS = (
    "<p>The film opened in cinemas on Friday and took more than ten million dollars over its first weekend.</p>"
    "<p>The studio said on Monday that it would be shown in twenty more countries before the end of the month.</p>"
    "<p>It is set in Lisbon, runs for two hours, and was made for less than half of what it has earned so far.</p>"
)


def _page(head: str = "", body: str = PARAGRAPHS, more: str = "") -> str:
    article = f"<article><h1>A film opens</h1>{body}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{article}{more}</body></html>"


def test_text_title_site_and_date_come_out_and_the_rest_stays_behind() -> None:
    head = (
        "<title>A film opens | The Daily</title><meta property='og:site_name' content='The Daily'>"
        "<meta property='article:published_time' content='2025-09-05T23:30:00+08:00'>"
    )
    article = extract_article(_page(head, more="<nav><a href='/x'>Sport</a></nav><footer>Imprint</footer>"), "a.html")
    assert article.title == "A film opens"
    assert article.publisher == "The Daily"
    assert article.published == Published("2025-09-05", Basis.METADATA)
    assert "ten million dollars" in article.text
    assert "Imprint" not in article.text
    assert "Sport" not in article.text


@pytest.mark.parametrize(
    ("head", "address", "published"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-02"}</script>',
            None,
            "metadata",
        ),
        ('<meta itemprop="datePublished" content="2024-03-02">', None, "metadata"),
        ("", "https://news.example/2024/03/02/a-film", "url"),
        ('<link rel="canonical" href="https://news.example/2024/03/02/a-film">', None, "url"),
    ],
)
def test_the_date_and_how_it_is_known(head: str, address: str | None, published: str) -> None:
    assert extract_article(_page(head), "a.html", address).published == Published("2024-03-02", Basis(published))


def test_metadata_outranks_the_address() -> None:
    head = '<meta property="article:published_time" content="2024-03-01">'
    found = extract_article(_page(head), "a.html", "https://news.example/2024/03/02/a-film").published
    assert found == Published("2024-03-01", Basis.METADATA)


@pytest.mark.parametrize(
    ("head", "more"),
    [
        ('<meta property="article:modified_time" content="2024-03-02">', ""),
        ('<meta property="og:image" content="https://news.example/2024/03/02/a.jpg">', ""),
        ("<title>The best of 2 March 2024</title>", ""),
        ("", "<footer>© 2 March 2024</footer>"),
        ("", "<aside><time datetime='2024-03-02'>Another story</time></aside>"),
    ],
)
def test_other_dates_in_the_page_are_not_its_date(head: str, more: str) -> None:
    assert extract_article(_page(head, more=more), "a.html").published is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n <html lang=en>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', True),
        ("<p>The film opened.</p>", True),
        ("The film <b>opened</b>.", False),
        ("<3 the film", False),
        ("", False),
    ],
)
def test_html_is_told_from_text(text: str, *, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_nesting_is_counted_as_a_browser_would() -> None:
    assert measure_markup("<div><p>a<p>b<br><div></div></div>").depth == 2
    assert measure_markup("<div></div>" * 500).depth == 1
    assert measure_markup("<script>'<div><div><div>'</script><!-- <div><div> --><b>x</b>").depth == 1
    assert measure_markup("</div></div><div>").depth == 1


def test_html_nested_a_hundred_thousand_deep_is_refused() -> None:
    with pytest.raises(InputError, match="nested more than 1,000"):
        extract_article(_page(body="<div>" * 100_000 + PARAGRAPHS), "deep.html")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(InputError, match="no article text"):
        extract_article("<html><body></body></html>", "a.html")
    with pytest.raises(InputError, match="no article text"):
        extract_article("<!-- " * 1000, "a.html")


@pytest.mark.parametrize(
    "filler",
    [
        *("<p>film</p>", "<td>film", "<div></div>", "<span>a</span>", "<a href=x>b</a>", "<script></SCRIPT>", "<!-- "),
        *(
            "<",
            "&amp;",
            "<b <b ",
            '<meta property="a" content="2">',
            "<li>x</li>",
            "</div>",
            "<br>",
            "<![CDATA[",
            "<?x ",
        ),
    ],
)
@pytest.mark.parametrize("many", [2_900, 40_000])
def test_pages_full_of_one_thing_are_read_or_refused_in_good_time(filler: str, many: int) -> None:
    start = time.process_time()
    with suppress(InputError):
        extract_article(_page(body=PARAGRAPHS + filler * many), "odd.html")
    assert time.process_time() - start < 15


def test_more_elements_than_any_article_has_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="50,000 elements"):
        extract_article(_page(body="<p>film</p>" * 400_000), "odd.html")
    assert time.process_time() - start < 2

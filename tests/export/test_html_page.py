"""The page says what the reading says, escapes every word, loads nothing, and links both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_readings import TEXT, ReadingBuilder, sample_reading

from filmdossier.export.html_page import render_fragment, render_page
from filmdossier.model.reading import Speaker
from filmdossier.model.span import Span

HOSTILE = '</style></script><script>alert(1)</script><img src=x onerror="alert(2)"> & "it\'s" {{ 7 * 7 }} --> <a href="http://x">'


class _Parts(HTMLParser):
    """Ids, links, elements, and the text of headings and articles of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        if i := named.get("id"):
            self.ids.append(i)
        if tag == "a" and (h := named.get("href")):
            self.links.append(h)
        if tag in ("h2", "article"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words += data


def test_the_words_of_the_article_stand_unchanged() -> None:
    assert "".join(_Parts(render_page([sample_reading()])).words.split()) == "".join(TEXT.split())


def test_every_link_leads_somewhere_and_every_id_is_unique() -> None:
    parts = _Parts(render_page([sample_reading(), sample_reading(title="Another")]))
    assert len(parts.ids) == len(set(parts.ids))
    assert set(parts.links) <= {f"#{i}" for i in parts.ids}


def test_claims_and_statements_are_reached_both_ways_without_a_script() -> None:
    reading = sample_reading()
    parts = _Parts(render_page([reading]))
    for key in [c.id for c in reading.claims] + [s.id for s in reading.statements]:
        assert {f"a1-{key}", f"a1-{key}-at"} <= set(parts.ids)
        assert {f"#a1-{key}", f"#a1-{key}-at"} <= set(parts.links)


def test_a_claim_hidden_under_another_gets_a_reference() -> None:
    b = ReadingBuilder("It won best actor at Cannes, they said, and it went on to win more.")
    b.claim("award", None, {"name": "best actor"}, "best actor")
    b.claim("cast_member", None, {"name": "X"}, "best actor")
    page = render_page([b.reading()])
    assert {"#a1-c1", "#a1-c2"} <= set(_Parts(page).links)
    assert 'aria-label="Cast: X"' in page


def test_the_page_loads_nothing_and_runs_only_its_own_script() -> None:
    page = render_page([sample_reading()])
    parts = _Parts(page)
    assert not {"img", "link", "iframe", "object", "embed", "form", "base"} & set(parts.elements)
    assert not [a for a, _ in parts.attributes if a.startswith("on") or a in ("style", "src")]
    assert "http://" not in page
    assert "https://" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    for element in ("style", "script"):
        body = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body.group(1).encode()).digest()).decode()
        allowed = policy.group(1).replace("&#39;", "'").replace("&#43;", "+").replace("&#x2F;", "/")
        assert f"{element}-src 'sha256-{digest}'" in allowed
    assert "unsafe" not in policy.group(1)


def _hostile_page() -> str:
    b = ReadingBuilder(HOSTILE + " " + TEXT)
    film = b.film("Red Silk", HOSTILE)
    b.claim("cast_member", film, {"name": HOSTILE}, HOSTILE, character=HOSTILE)
    b.claim("rank" + HOSTILE, film, {"name": HOSTILE}, "alert(1)", odd=HOSTILE)
    b.statement("direct", Speaker(HOSTILE, Span(0, 5), HOSTILE, HOSTILE), HOSTILE, told_to=HOSTILE, venue=HOSTILE)
    return render_page([b.reading(source=HOSTILE, title=HOSTILE, publisher=HOSTILE)])


def test_hostile_words_stay_words() -> None:
    parts = _Parts(_hostile_page())
    plain = _Parts(render_page([sample_reading()]))
    assert parts.elements.count("script") == plain.elements.count("script") == 1
    assert "img" not in parts.elements
    assert not [a for a, _ in parts.attributes if a.startswith("on")]
    assert all(link.startswith("#") for link in parts.links)
    assert HOSTILE in parts.words


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80), st.data())
def test_any_text_with_any_spans_renders(text: str, data: st.DataObject) -> None:
    b = ReadingBuilder(text)
    for n in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        words = text[start : data.draw(st.integers(start, len(text)))]
        if n % 2:
            b.statement("direct", Speaker("X", Span(0, 1)), words)
        else:
            b.claim("release", None, {"date": "2025"}, words)
    page = render_page([b.reading(title="A title of its own")])
    parts = _Parts(page)
    assert len(parts.ids) == len(set(parts.ids))
    assert "".join(parts.words.replace("\r", "").split()).startswith("Atitleofitsown")


def test_several_articles_stand_in_the_order_given() -> None:
    page = render_page([sample_reading(title="First of two"), sample_reading(title="Second of two")])
    assert page.index('href="#a1-title">First of two') < page.index('href="#a2-title">Second of two')
    assert "2 articles – filmdossier" in page


def test_a_reading_of_nothing_says_so() -> None:
    assert "Nothing was read from this article." in render_page([ReadingBuilder("Nothing here.").reading()])


def test_the_notebook_view_has_no_script_and_is_what_notebooks_show() -> None:
    reading = sample_reading()
    fragment = render_fragment(reading)
    assert "<script" not in fragment
    assert "<html" not in fragment
    assert "Box office" in fragment
    assert reading._repr_html_() == fragment


def test_the_same_reading_gives_the_same_page() -> None:
    assert render_page([sample_reading()]) == render_page([sample_reading()])

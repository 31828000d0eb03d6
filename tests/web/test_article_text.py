"""The words of an article with its marks: nothing is lost, nothing is nested wrongly, everything can be reached."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from filmdossier.export.segments import find_paragraphs
from filmdossier.model.span import Span
from filmdossier.web.article.text import Mark, render_text

# Combining marks, full-width and astral characters, and what HTML must not see.
LETTERS = "aé e\u0301ж红丝Ａ１\U0001f3ac\U00020bb7<&\"'>\n .,"


class Page(HTMLParser):
    """What a browser would make of the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.text = ""
        self.marked: dict[str, str] = defaultdict(str)
        self.ids: list[str] = []
        self.links: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a":
            assert "a" not in [t for t, _ in self.open], "a link within a link"
            self.links[str(found["data-k"])] += 1
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.open.append((tag, found.get("data-k")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, "nothing to close"
        assert self.open.pop()[0] == tag, "closed in the wrong order"

    def handle_data(self, data: str) -> None:
        self.text += data
        for key in {k for _, k in self.open if k}:
            self.marked[key] += data


def shown(text: str, marks: list[Mark], headline: str | None = None) -> Page:
    heading, rest = render_text(text, marks, headline)
    page = Page()
    page.feed(str(heading or "") + str(rest))
    page.close()
    assert page.open == []
    return page


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(LETTERS, min_size=1, max_size=60))
    at = st.integers(0, len(text))
    marks = []
    for n in range(draw(st.integers(0, 10))):
        kind = draw(st.sampled_from("cs"))
        spans = []
        for _ in range(draw(st.integers(1, 3)) if kind == "s" else 1):
            a, b = sorted((draw(at), draw(at)))
            spans.append(Span(a, b))
        marks.append(Mark(f"{kind}-{n:016x}", "said" if kind == "s" else "people", f"<{n}>", tuple(sorted(spans))))
    return text, marks


@given(texts_with_marks())
def test_taking_the_tags_away_gives_back_the_text(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    assert shown(text, marks).text == text
    first = next(iter(find_paragraphs(text)), None)
    if first is not None:
        heading, rest = render_text(text, marks, first.of(text))
        page = Page()
        page.feed(f"{heading}{rest}")
        assert "".join(page.text.split()) == "".join(text.split())


@given(texts_with_marks())
def test_each_thing_has_its_place_and_its_link_once_and_just_its_words(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    page = shown(text, marks)
    assert len(set(page.ids)) == len(page.ids)
    paragraphs = list(find_paragraphs(text))
    for mark in marks:
        within = {
            i for span in mark.spans for p in paragraphs for i in range(max(span.start, p.start), min(span.end, p.end))
        }
        assert page.marked[mark.key] == "".join(text[i] for i in sorted(within))
        if within:
            assert page.links[mark.key] == 1
            assert mark.key in page.ids


def test_the_deepest_of_many_on_the_same_words_are_still_reached() -> None:
    marks = [Mark(f"c-{n:016x}", "people", f"{n}", (Span(4, 9),)) for n in range(400)]
    page = shown("The words here", marks)
    assert set(page.links.values()) == {1}
    assert len(page.links) == len(page.ids) == 400
    assert str(render_text("The words here", marks, None)[1]).count('<span class="art-mark') <= 12


def test_characters_that_no_page_holds_become_one_sign_each() -> None:
    text = "a\x00b\ud800c\x85d"
    page = shown(text, [Mark("c-0", "people", "", (Span(4, 5),))])
    assert page.text == "a\ufffdb\ufffdc\ufffdd"
    assert page.marked["c-0"] == "c"


def test_a_million_characters_with_five_thousand_marks_take_no_second() -> None:
    text = ("Words that go on and on without much sense, as long texts do.\n" * 17_000)[:1_000_000]
    marks = [Mark(f"c-{n}", "people", "x", (Span(n * 190, n * 190 + 250),)) for n in range(5_000)]
    marks.append(Mark("s-0", "said", "all of it", (Span(0, len(text)),)))
    started = time.process_time()
    render_text(text, marks, None)
    assert time.process_time() - started < 1

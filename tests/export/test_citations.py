"""Citations, read back by what other people read them with."""

from __future__ import annotations

import re

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from filmdossier.export.citation_files import bibtex, csl, latex, ris
from filmdossier.export.citations import UNTITLED, cite, clean, date_parts
from filmdossier.model.sourced import DocumentHead

HEADS = [
    DocumentHead(
        "a1" * 32,
        "https://press.example/a?x=1&y=%D1%84",
        "ru",
        "«Красный шёлк» доедет до Китая",
        "Газета",
        "2025-05-07",
    ),
    DocumentHead("b2" * 32, "https://press.example/б", "zh", "《红丝绸》将于9月与观众见面", "人民日报", "2025-09"),
    DocumentHead("c3" * 32, "press/file.txt", "en", "50% of {A} & B_C #1 ~ ^ $5 \\ -- ``x''", "The Post & Co", "2025"),
    DocumentHead("d4" * 32, "https://www.portal.example/77", "en", None, None, None),
]
CAPTURED = {h.id: "2026-01-02T03:04:05+00:00" for h in HEADS[:3]}
CITATIONS = cite(HEADS, CAPTURED)


def said(written: str) -> str:
    """What LaTeX sets. The reader lacks two commands of its kernel, and reads accents that stand alone as others."""
    known = written.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return str(LatexNodes2Text().latex_to_text(known)).replace("ˆ", "^").replace("˜", "~")


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    library = parse_string(text)
    assert library.failed_blocks == []
    assert library.comments == []
    return {e.key: {f.key: str(f.value) for f in e.fields} for e in library.entries}


def test_bibtex_is_read_back() -> None:
    entries = read_bibtex(bibtex(CITATIONS))
    assert list(entries) == [c.key for c in CITATIONS]
    for citation in CITATIONS:
        entry = entries[citation.key]
        assert said(entry["title"]) == (citation.title or UNTITLED)
        assert said(entry["journal"]) == citation.outlet
        assert entry.get("url") == citation.url
    russian = entries[CITATIONS[1].key]
    assert (russian["year"], russian["month"], russian["day"]) == ("2025", "may", "7")
    assert (russian["urldate"], russian["langid"]) == ("2026-01-02", "russian")
    assert "month" not in entries[CITATIONS[0].key]
    assert "day" not in entries[CITATIONS[2].key]
    assert "sha256:" + "c3" * 32 in entries[next(c.key for c in CITATIONS if not c.url)]["note"]


def test_ris_is_read_back() -> None:
    text = ris(CITATIONS)
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))
    records = rispy.loads(text)
    assert [r["id"] for r in records] == [c.key for c in CITATIONS]
    for citation, record in zip(CITATIONS, records, strict=True):
        assert record["type_of_reference"] == "NEWS"
        assert record["title"] == (citation.title or UNTITLED)
        assert record["secondary_title"] == citation.outlet
        assert record["language"] == citation.language
        assert record.get("urls", [None])[0] == citation.url
    assert [r.get("date") for r in records] == ["2025///", "2025/05/07/", "2025/09//", None]
    assert [r.get("access_date") for r in records] == ["2026/01/02/"] * 3 + [None]
    assert {r.get("year") for r in records} == {"2025", None}


def test_csl_is_rendered() -> None:
    source = CiteProcJSON(csl(CITATIONS))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for citation in CITATIONS:
        bibliography.register(Cited([CitationItem(citation.key)]))
    rendered = "\n".join(str(item) for item in bibliography.bibliography())
    for head in HEADS[:2]:
        assert head.title is not None
        assert head.title.strip("«»") in rendered
    assert "2025" in rendered


def test_csl_has_what_the_specification_names() -> None:
    first, *_, last = csl(CITATIONS)
    assert first["type"] == "article-newspaper"
    assert first["issued"] == {"date-parts": [[2025]]} or first["issued"]["date-parts"][0][0] == 2025
    assert "issued" not in last
    assert "accessed" not in last
    assert last["title"] == UNTITLED


def test_earliest_first_and_undated_last() -> None:
    assert [c.date for c in CITATIONS] == [(2025,), (2025, 5, 7), (2025, 9), ()]


@pytest.mark.parametrize("citation", CITATIONS, ids=lambda c: c.key)
def test_keys_are_ascii_and_name_outlet_and_year(citation: object) -> None:
    key = getattr(citation, "key")  # noqa: B009  the parameter is typed as an object
    assert re.fullmatch(r"[a-z0-9]+(?:\d{4}|undated)-[0-9a-f]{6}", key)


def test_keys_stay_whatever_else_is_cited() -> None:
    alone = {c.key for h in HEADS for c in cite([h], {})}
    assert alone == {c.key for c in CITATIONS}
    assert {c.key.split("-")[0] for c in CITATIONS} >= {"gazeta2025", "renminribao2025"}


def test_keys_are_unique_even_where_ids_begin_alike() -> None:
    heads = [DocumentHead(f"abcdef{n:058x}", "-", "en", "T", "Paper", "2025") for n in range(3)]
    assert len({c.key for c in cite(heads, {})}) == 3


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2025-09-06", (2025, 9, 6)),
        ("2025-09", (2025, 9)),
        ("2025", (2025,)),
        ("2025-21", (2025,)),
        ("192X", ()),
        ("2025~", ()),
        ("2025-09-06/2025-09-08", ()),
        ("XXXX-10-27", ()),
        ("2025-02-30", ()),
        ("", ()),
    ],
)
def test_only_what_is_known_of_a_date_goes_out(edtf: str, parts: tuple[int, ...]) -> None:
    assert date_parts(edtf) == parts


WORDS = st.text(
    st.one_of(st.sampled_from("\\{}$&#%_^~\"'`,<>-@=\t\n\r\x00\u2028 ER  - TY"), st.characters(codec="utf-8")),
    max_size=60,
)


@given(WORDS, WORDS)
@example("} \n@article{evil, title={x}", "ER  - \r\nTY  - BOOK")
@example("ER  - ", "TY  - BOOK")
@example("\\", "{")
def test_strangers_words_make_no_entries(title: str, outlet: str) -> None:
    """Whatever headlines hold, each article is one entry, and its words are those that it has."""
    citations = cite([DocumentHead("e5" * 32, "-", "en", title, outlet or None, "2025-09-05"), HEADS[0]], CAPTURED)
    wanted = {c.key: c.title or UNTITLED for c in citations}
    text = bibtex(citations)
    library = parse_string(text)
    assert library.failed_blocks == []
    assert [e.key for e in library.entries] == list(wanted)
    assert {e.key: {f.key for f in e.fields} for e in library.entries}.keys() == wanted.keys()
    records = rispy.loads(ris(citations))
    assert [r["id"] for r in records] == list(wanted)
    assert [r["type_of_reference"] for r in records] == ["NEWS", "NEWS"]
    assert {r["id"]: r["title"].strip() for r in records} == wanted
    assert [c["title"] for c in csl(citations)] == list(wanted.values())


@given(
    st.text(
        st.one_of(st.sampled_from("\\{}$&#%_^~-`',<>!? ab"), st.characters(min_codepoint=0x400, max_codepoint=0x44F))
    )
)
def test_latex_says_the_same(text: str) -> None:
    words = " ".join(text.split())
    written = latex(words)
    depth = 0
    for c in written:
        depth += (c == "{") - (c == "}")
        assert depth >= 0
    assert depth == 0, "BibTeX counts braces"
    assert said(written) == words


@given(st.text())
def test_a_clean_text_is_one_line(text: str) -> None:
    line = clean(text)
    assert line == " ".join(line.split())
    assert clean(line) == line

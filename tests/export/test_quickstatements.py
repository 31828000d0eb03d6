"""Films for Wikidata: read back as the tool reads them, and nothing that could be wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quickstatements_reader import Command, read
from sample_dossiers import DossierBuilder, million, sample_dossier

from filmdossier.export.quickstatements import is_item, quickstatements
from filmdossier.export.quickstatements_values import text_in_language, word
from filmdossier.export.wikidata import Use, wikidata
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.sourced import DocumentHead

#: How each datatype of Wikidata is written.
WRITTEN = {
    "item": "item",
    "quantity": "quantity",
    "time": "time",
    "monolingualtext": "monolingualtext",
    "url": "string",
}


def never(_: DocumentHead) -> str | None:
    """Nobody knows when a document was captured."""
    return None


def commands_of(dossier: Dossier, item: str | None = None) -> list[Command]:
    commands: list[Command] = read(quickstatements(dossier, lambda _: "2026-01-02T03:04:05+00:00", item))
    return commands


def statements_of(dossier: Dossier) -> list[Command]:
    return [c for c in commands_of(dossier) if c.name.startswith("P") and c.name != "P31"]


def only(
    predicate: str, value: dict[str, Any], words: str = "words", key: dict[str, Any] | None = None, **more: Any
) -> DossierBuilder:
    """A film of which one article says one thing."""
    b = DossierBuilder("Red Silk")
    said = b.claim(b.document("Paper", "2025-09-05"), predicate, value, words, **more)
    territory = {"territory": more["territory"]} if "territory" in more else {}
    b.fact(predicate, {**territory, **(key or {})}, b.position(said, as_of=more.get("as_of")))
    return b


def test_properties_have_values_of_their_datatype() -> None:
    tables = wikidata()
    commands = commands_of(sample_dossier())
    assert {c.name for c in commands} >= {"P495", "P2047", "P577", "P2142", "Len"}
    for command in commands:
        for name, value in ((command.name, command.value), *command.qualifiers, *command.references):
            if name[0] == "P":
                assert value.kind == WRITTEN[tables.properties[name].datatype], (name, value)
        if command.name in tables.properties:
            assert tables.properties[command.name].use is Use.STATEMENT
        assert {tables.properties[n].use for n, _ in command.qualifiers} <= {Use.QUALIFIER}


def test_every_statement_has_a_reference_with_its_words() -> None:
    dossier = sample_dossier()
    evidence = {c.evidence for c in dossier.claims.values()}
    for command in statements_of(dossier):
        references = dict(command.references)
        assert references["P854"].words.startswith("https://example.org/")
        assert references["P1683"].words in evidence
        assert references["P1683"].language in {"en", "ru", "zh"}
        assert references["P813"].words == "+2026-01-02T00:00:00Z/11"
        assert {"P1476", "P577"} <= set(references)


def test_what_is_contested_or_set_aside_does_not_go_out() -> None:
    commands = statements_of(sample_dossier())
    [release] = {c.value.words for c in commands if c.name == "P577"}
    assert release == "+2025-02-20T00:00:00Z/11", "the date in China is contested"
    [gross] = {(c.value.words, dict(c.qualifiers)["P3005"].words) for c in commands if c.name == "P2142"}
    assert gross == ("688600000U41044", "Q159"), "the takings in China are contested"
    text = quickstatements(sample_dossier(), never)
    assert "# contested: Release: 6 September 2025" in text


def test_what_needs_an_item_is_told_with_its_words() -> None:
    text = quickstatements(sample_dossier(), never)
    assert "# needs an item: P161 cast member: Cast: " in text
    assert "# contested: Director" in text
    assert all(line.startswith("#") or "\t" in line or line == "CREATE" for line in text.splitlines())


def test_without_comments_there_are_commands_alone() -> None:
    dossier = sample_dossier()
    bare = quickstatements(dossier, never, comments=False)
    assert "#" not in bare.replace("https://", "")
    assert read(bare) == read(quickstatements(dossier, never))


def test_a_new_item_gets_labels_and_one_that_is_there_keeps_its_own() -> None:
    new = commands_of(sample_dossier())
    assert new[0].name == "P31"
    assert [(c.name, c.value.words) for c in new if c.name[0] == "L"] == [("Len", "Red Silk")]
    known = commands_of(sample_dossier(), "Q42")
    assert {c.item for c in known} == {"Q42"}
    assert not [c for c in known if c.name[0] == "L" or c.name == "P31"]


def test_titles_have_the_language_of_the_articles_that_use_them() -> None:
    b = DossierBuilder("Red Silk", "Красный шёлк", "红丝绸")
    for language, title in (("en", "Red Silk"), ("ru", "Красный шёлк"), ("zh", "红丝绸")):
        b.title = title
        b.claim(b.document(f"Paper {language}", "2025", language), "genre", {"name": "thriller"}, "thriller")
    b.title = "Red Silk"
    labels = {c.name: c.value.words for c in commands_of(b.dossier()) if c.name[0] == "L"}
    assert labels == {"Len": "Red Silk", "Lru": "Красный шёлк", "Lzh": "红丝绸"}


@pytest.mark.parametrize(
    ("b", "why"),
    [
        (only("duration", {"minutes": 146}, status=Status.PLANNED), "planned"),
        (only("duration", {"minutes": 146}, status=Status.DENIED), "nobody says so"),
        (only("duration", {"minutes": 146}, status=Status.OPINION), "nobody says so"),
        (only("duration", {"minutes": 146}, status=Status.ESTIMATED), "estimated"),
        (only("duration", {"minutes": 146}, status=Status.REPORTED), "reported"),
        (only("duration", {"minutes": 146}, bound="about"), "exact length"),
        (only("budget", million("3", "USD"), bound="over"), "more than"),
        (only("budget", million("3", "XXX")), "currency"),
        (only("budget", {"amount": 3, "currency": None}), "currency"),
        (only("box_office", million("3", "USD"), territory="CN", key={"period": "total"}), "up to when"),
        (only("box_office", million("3", "USD"), as_of="2025-09", key={"period": "total"}), "where"),
        (only("box_office", million("3", "USD"), territory="150", as_of="2025", key={"period": "total"}), "where"),
        (
            only("box_office", million("3", "USD"), territory="CN", as_of="2025-09-05", key={"period": "weekend"}),
            "running total",
        ),
        (only("release", {"date": "2025-09~"}, territory="CN", key={"kind": "theatrical"}), "vague"),
        (only("release", {"date": "2025-09-06"}, territory="CN", key={"kind": "premiere"}), "premiere"),
        (only("release", {"date": "2025-09-06"}, key={"kind": "theatrical"}), "where"),
        (only("country_of_origin", {"territory": "AQ"}), "item of the country"),
        (only("admissions", million("1"), territory="RU"), "for you to decide"),
        (only("rank", {"position": 5}, chart="chart"), "for you to decide"),
        (only("composer", {"name": "A"}), "needs an item"),
        (only("screens", {"count": 5}), None),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_could_be_wrong_does_not_go_out(b: DossierBuilder, why: str | None) -> None:
    dossier = b.dossier()
    assert statements_of(dossier) == []
    told = [line for line in quickstatements(dossier, never).splitlines()[3:] if line.startswith("#")]
    assert len(told) == (0 if why is None else 1)
    assert all(why in line for line in told if why)


@pytest.mark.parametrize(
    ("b", "value", "qualifiers"),
    [
        (only("duration", {"minutes": 146}), "146U7727", {}),
        (only("budget", million("3.5", "CNY")), "3500000U39099", {}),
        (
            only("box_office", million("3", "USD"), territory="001", as_of="2025-09", key={"period": "total"}),
            "3000000U4917",
            {"P3005": "Q13780930", "P585": "+2025-09-00T00:00:00Z/10"},
        ),
        (
            only("release", {"date": "2025-09"}, territory="CN", key={"kind": "theatrical"}),
            "+2025-09-00T00:00:00Z/10",
            {"P291": "Q148"},
        ),
        (only("country_of_origin", {"territory": "KZ"}), "Q232", {}),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_sure_goes_out(b: DossierBuilder, value: str, qualifiers: dict[str, str]) -> None:
    [command] = statements_of(b.dossier())
    assert command.value.words == value
    assert {name: v.words for name, v in command.qualifiers} == qualifiers


def test_no_statement_without_an_address() -> None:
    b = DossierBuilder("Red Silk")
    paper = b.document("Paper", "2025-09-05", source="press/paper.txt")
    b.fact("duration", {}, b.position(b.claim(paper, "duration", {"minutes": 146}, "146 minutes")))
    assert statements_of(b.dossier()) == []
    assert "address on the web" in quickstatements(b.dossier(), never)


def test_witnesses_are_told_apart() -> None:
    """Two outlets that cite one report are one reference; others are others, and two are enough."""
    b = DossierBuilder("Red Silk")
    papers = [b.document(f"Paper {n}", f"2025-09-0{n}") for n in range(1, 6)]
    claims = [
        b.claim(p, "duration", {"minutes": 146}, "146", *(["Izvestia"] if n < 3 else [])) for n, p in enumerate(papers)
    ]
    b.fact("duration", {}, b.position(*claims))
    urls = [dict(c.references)["P854"].words for c in statements_of(b.dossier())]
    assert urls == ["https://example.org/1", "https://example.org/4"]


def test_one_value_of_two_things_goes_out_once() -> None:
    """The tool finds a statement again by its value alone, and would put both countries on one of them."""
    b = DossierBuilder("Red Silk")
    for code in ("CN", "RU"):
        said = b.claim(b.document("Paper", "2025"), "release", {"date": "2025-09-06"}, "words", territory=code)
        b.fact("release", {"territory": code, "kind": "theatrical"}, b.position(said))
    [command] = statements_of(b.dossier())
    assert dict(command.qualifiers)["P291"].words == "Q148"
    assert "# the same value" in quickstatements(b.dossier(), never)


def test_a_judged_fact_is_no_longer_contested() -> None:
    b = DossierBuilder("Red Silk")
    says = [b.claim(b.document(f"Paper {m}", "2025"), "duration", {"minutes": m}, str(m)) for m in (146, 164)]
    b.fact("duration", {}, *(b.position(c) for c in says))
    assert statements_of(b.dossier()) == []
    b.facts.clear()
    b.fact("duration", {}, *(b.position(c) for c in says), by="Ada")
    assert [c.value.words for c in statements_of(b.dossier())] == ["146U7727"]


@pytest.mark.parametrize("item", ["Q0", "q42", "Q42\nQ1\tP31\tQ5", "Q42 ", "P57", "LAST", "", "Q" + "1" * 30])
def test_only_items_are_items(item: str) -> None:
    assert not is_item(item)
    with pytest.raises(ValueError, match="no item"):
        quickstatements(sample_dossier(), never, item)


HOSTILE = st.text(
    st.one_of(st.sampled_from('\t\n\r|"#\\/*\u2028\u2029\u202e\x00\x85 ,;'), st.characters()), max_size=80
)


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["en", "ru", "zh-Hant", 'x"\tP31', "", "de_DE"]))
def test_strangers_words_make_no_commands(title: str, headline: str, sentence: str, language: str) -> None:
    """Whatever titles, headlines and sentences hold, the commands are those that were meant."""
    from dataclasses import replace

    b = DossierBuilder(title)
    paper = b.document(headline, "2025-09-05", language)
    b.documents[paper] = replace(b.documents[paper], title=headline)
    said = b.claim(paper, "duration", {"minutes": 146}, sentence)
    b.claims[said] = replace(b.claims[said], evidence=sentence, film_title=title)
    b.fact("duration", {}, b.position(said))
    b.fact("director", {"name": headline}, b.position(b.claim(paper, "director", {"name": headline}, sentence)))
    commands = commands_of(b.dossier())
    assert [c.name for c in commands if c.name[0] == "P"] == ["P31", "P2047"]
    assert len([c for c in commands if c.name[0] in "LA"]) <= 1
    for command in commands:
        for _, value in ((command.name, command.value), *command.references):
            assert value.words == value.words.strip() != ""


@given(st.text())
def test_words_are_one_line_and_stay_what_they_are(text: str) -> None:
    line = word(text, 50)
    assert len(line) <= 50
    assert not set(line) & set("\t\n\r|\u2028\u2029\u202e")
    assert '""' not in line
    assert word(line, 50) == line


def test_texts_have_a_language() -> None:
    assert text_in_language("Тихо", "ru", 9) == 'ru:"Тихо"'
    assert text_in_language("x", "zh-Hant", 9) == 'zh-hant:"x"'
    assert text_in_language("x", "en_US", 9) == 'und:"x"'
    assert text_in_language(" \n ", "en", 9) is None

"""What stands for a film or a person, from ``tests/cases/discourse``."""

from __future__ import annotations

from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind
from filmdossier.reading.films.discourse import follow_discourse
from filmdossier.reading.films.words import films_beside
from filmdossier.reading.shapes import shape_sentence


@pytest.mark.parametrize(("pack", "case"), cases_of("discourse"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    found = follow_discourse(marked.text, marked.sentences(pack), marked.items(pack), pack)
    said = {(m.span.start, m.span.of(marked.text), m.name) for m in found.mentions}
    assert {(s.start, s.of(marked.text), name) for s, name in marked.stand_ins} == said
    assert not any(m.is_name for m in found.mentions)


def test_topics_are_those_of_the_sentences_before() -> None:
    pack = load_pack("en")
    marked = unmark(
        "⟦film:Low Tide⟧ opened on Friday. Cinemas were full. ⟦film:Grey Harbour⟧ came next. Nobody went. "
        "⟦person:Ivo Tarn⟧ was sad. So it goes."
    )
    items = marked.items(pack)
    number = {i.name: i.entity for i in marked.mentions(pack)}
    found = follow_discourse(marked.text, marked.sentences(pack), items, pack)
    low, grey = number["Low Tide"], number["Grey Harbour"]
    assert found.topics[1:] == [low, low, grey, grey, grey]
    assert found.people == [None, None, None, None, None, number["Ivo Tarn"]]


def test_a_topic_is_looked_for_ahead_where_none_stands_before() -> None:
    pack = load_pack("en")
    marked = unmark("Cinemas were full on Friday. ⟦film:Low Tide⟧ opened.")
    found = follow_discourse(marked.text, marked.sentences(pack), marked.items(pack), pack)
    assert found.topics[0] == next(m.entity for m in marked.mentions(pack) if m.kind is Kind.FILM)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("⟦film:Low Tide⟧ director ⟦person:Ada Venn⟧ arrived", 1),
        ("⟦film:Low Tide⟧, which ⟦person:Ada Venn⟧ directed, arrived", 0),
    ],
)
def test_a_film_may_only_say_who_somebody_is(text: str, beside: int) -> None:
    pack = load_pack("en")
    marked = unmark(text)
    shape = shape_sentence(marked.text, marked.sentences(pack)[0].span, marked.items(pack))
    assert beside == len(films_beside(shape, pack))


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("He has also made a thriller in Rome.", False),
        ("He also acted in another film.", False),
        ("Critics called the thing a comedy.", True),
        ("Cinemas were full.", True),
    ],
)
def test_a_sentence_that_tells_of_another_film_has_no_topic(sentence: str, known: bool) -> None:
    pack = load_pack("en")
    marked = unmark(f"⟦film:Low Tide⟧ opened on Friday. {sentence}")
    found = follow_discourse(marked.text, marked.sentences(pack), marked.items(pack), pack)
    assert known == (found.topics[1] is not None)

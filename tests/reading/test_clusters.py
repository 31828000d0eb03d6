"""Which names mean the same, from ``tests/cases/clusters``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import cases_of, unmark

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.mentions.clusters import Cluster, cluster_films, cluster_names, cluster_persons
from filmdossier.reading.mentions.unspaced_clusters import cluster_people, cluster_titles

NAMES = st.lists(
    st.lists(
        st.sampled_from(["Ada", "Otto", "Venn", "Tarn", "the", "The", "2", "Jr", "(", ")", "é"]), min_size=1, max_size=4
    ),
    max_size=12,
)


@pytest.mark.parametrize(("pack", "case"), cases_of("clusters"))
def test_case(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    headings = [s.span for s in marked.sentences(pack) if s.heading]
    people = [n.span for n in marked.names if n.kind is Kind.PERSON]
    films = [n.span for n in marked.names if n.kind is Kind.FILM]
    if not pack.traits.spaces_between_words:
        unspaced = [*cluster_people(marked.text, people, pack), *cluster_titles(marked.text, films, pack)]
        assert case["clusters"] == {name: [s.of(marked.text) for s in spans] for name, spans in unspaced}
        return
    found: list[Cluster] = [
        *cluster_persons(marked.text, people, pack),
        *cluster_films(marked.text, films, headings, pack),
    ]
    assert case["clusters"] == {name: [s.of(marked.text) for s in spans] for name, spans in found}


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_every_name_is_in_one_cluster(names: list[list[str]]) -> None:
    pack, text, spans = load_pack("en"), "", []
    for words in names:
        name = " ".join(words)
        spans.append(Span(len(text), len(text) + len(name)))
        text += name + " "
    for clusters in (
        cluster_names(text, spans),
        cluster_persons(text, spans, pack),
        cluster_films(text, spans, [], pack),
    ):
        assert sorted(spans) == sorted(s for _, found in clusters for s in found)
        assert all(found == sorted(found) for _, found in clusters)
        assert all(name in [" ".join(s.of(text).split()) for s in found] for name, found in clusters)

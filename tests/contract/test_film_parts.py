"""A film's articles and statements a part at a time: together they are what is read at once."""

from __future__ import annotations

import pytest

from filmdossier.record.writing import parse_film, parse_record, parse_shown
from filmdossier.store.film_parts import FilmArticle
from filmdossier.store.store import Store
from tests.engine.press_store import RATES, captured, fill, press


@pytest.fixture(scope="module")
def filled(lasting_store: Store) -> Store:
    from filmdossier.engine.deriving import derive

    fill(lasting_store, press())
    derive(lasting_store, RATES)
    return lasting_store


def red_silk(store: Store) -> str:
    return store.films("articles", 1)[0].id


@pytest.mark.parametrize("size", [1, 7, 100])
def test_articles_come_page_by_page_the_latest_first(filled: Store, size: int) -> None:
    film = red_silk(filled)
    record = parse_record(filled.record(film))
    found: list[FilmArticle] = []
    while page := filled.articles_of_film(film, size, len(found)):
        found += page
    assert sorted(a.document.id for a in found) == list(record.documents)
    dates = [a.document.published or "" for a in found]
    assert dates == sorted(dates, reverse=True)
    assert filled.dates_of_film(film) == (dates[-1], dates[0])
    claims = filled.claims_of_films(record.film.members)
    for article in found:
        assert article.claims == sum(c.document.id == article.document.id for c in claims)
    counts = filled.claims_by_article(film, record.documents)
    assert counts == {a.document.id: a.claims for a in found if a.claims}
    assert filled.articles_of_film("ffffffffffffffff", 5) == []


def test_appearances_are_the_members_with_their_dates(filled: Store) -> None:
    film = red_silk(filled)
    members = parse_film(filled.record(film)).members
    mentions = filled.film_mentions(members)
    assert [tuple(a) for a in filled.appearances(film)] == [(m.id, m.document, m.published) for m in mentions]


def test_places_are_those_of_the_claims_and_statements(filled: Store) -> None:
    film = red_silk(filled)
    record = parse_record(filled.record(film))
    places = filled.claim_places(record.documents)
    claims = filled.claims_of_documents(record.documents)
    told = sorted((c.document.id, c.claim.predicate, c.claim.value_span) for c in claims)
    assert sorted((p.document, p.predicate, p.words) for p in places) == told
    said = {s.id: s for s in filled.statements_of_films(record.film.members)}
    placed = filled.statement_places(film)
    assert {p.id for p in placed} == set(said)
    for p in placed:
        s = said[p.id]
        assert (p.document, p.speaker, p.content) == (s.document.id, s.statement.speaker.name, s.statement.content)
    assert [p.id for p in placed] == [s.id for s in filled.said_of_films(record.film.members)]
    assert [(p.id, ()) for p in placed] == [
        (p.id, p.content) for p in filled.statement_places(film, with_content=False)
    ]


def test_captures_are_the_first(filled: Store) -> None:
    pieces = press()[:5]
    found = filled.captured(p.reading.document.id for p in pieces)
    assert found == {p.reading.document.id: captured(p) for p in pieces}


def test_parts_of_a_record_are_those_of_the_whole(filled: Store) -> None:
    for summary in filled.films():
        text = filled.record(summary.id)
        whole, shown = parse_record(text), parse_shown(text)
        assert parse_film(text) == whole.film
        assert shown.findings == ()
        assert (shown.facts, shown.series, shown.credits) == (whole.facts, whole.series, whole.credits)
        assert (shown.origins, shown.documents) == (whole.origins, whole.documents)
        plainly = parse_shown(text, with_comparisons=False)
        assert plainly.film.comparisons == ()
        assert all(c.comparisons == () for c in plainly.credits)
        assert [c.doubts for c in plainly.credits] == [c.doubts for c in whole.credits]

"""What holds of the reading of any text, however odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import filmdossier
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.predicates import KEYS, PREDICATES
from filmdossier.model.reading import Reading
from filmdossier.model.span import Span
from filmdossier.press import load_samples

SAMPLES = list(load_samples("en"))
WORDS = """
The the a film movie comedy sequel It it he She director Director starring Ada Venn Ivo Tarn Low Tide Grey
Harbour took made grossed $31.8m (£16.8m) 118.6m 12% 1,204 cinemas second fell to fourth number one topped the
box office on Friday in 2021 May 5 last week said told " “ ” ' ’ , . ? ! ; : ( ) - – … according to won the
Silver Gull award for best actress nominated at the Faro Festival in Portugal Russian Chinese based on a novel
by 75th anniversary of premiere opens played by as Mr Jr
"""
ARTICLE_LIKE = st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n", "\u00a0"]), max_size=60).map(" ".join)
ANY = st.one_of(st.text(max_size=300), ARTICLE_LIKE)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(reading: Reading) -> None:
    """Everything that a reading promises of itself, whatever it was made from."""
    text = reading.document.text
    whole = Span(0, len(text))
    films = {f.id for f in reading.films}
    assert len(films) == len(reading.films)
    for film in reading.films:
        assert film.title.strip()
        assert film.spans
        assert all(whole.contains(s) and s.of(text).strip() for s in film.spans)
    assert [f"c{n}" for n in range(1, len(reading.claims) + 1)] == [c.id for c in reading.claims]
    for c in reading.claims:
        predicate = PREDICATES[c.predicate]
        assert predicate.accepts(c.value), (c.predicate, dict(c.value))
        assert set(c.qualifiers) <= set(predicate.qualifiers), (c.predicate, dict(c.qualifiers))
        assert set(c.value) | set(c.qualifiers) <= set(KEYS)
        assert c.film in films or (c.film is None and predicate.id in FILM_MAY_BE_UNKNOWN)
        assert c.value_span.of(text).strip(), "a value that no words state does not exist"
        assert whole.contains(c.evidence_span)
        assert c.evidence_span.contains(c.value_span)
        assert 0 < c.confidence <= 1
        for link in c.attribution:
            assert link.span.of(text).strip()
        for key in ("date", "as_of"):
            stated = c.value.get(key) or c.qualifiers.get(key)
            assert stated is None or normalize_edtf(str(stated)), stated
    for s in reading.statements:
        assert s.content
        assert all(whole.contains(part) and part.of(text).strip() for part in s.content)
        assert list(s.content) == sorted(s.content)
        assert whole.contains(s.speaker.span)
        assert s.speaker.name.strip()
        assert s.cue is None or s.cue.of(text).strip()
        assert s.film is None or s.film in films
        assert s.date is None or normalize_edtf(s.date)
    published = reading.document.published
    if published is not None:
        assert normalize_edtf(published.date), published.date
        assert published.span is None or whole.contains(published.span)


#: Claims about the world around films, and prizes that the article ties to no film.
FILM_MAY_BE_UNKNOWN = {p.id for p in PREDICATES.values() if not p.about_film} | {"award", "nomination"}


def read(text: str, **about: Any) -> Reading:
    return filmdossier.read(text, language="en", **about)


@SLOW
@given(ANY)
def test_odd_text_yields_something_or_nothing_but_never_raises(text: str) -> None:
    check(read(text))


@SLOW
@given(ARTICLE_LIKE)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@SLOW
@given(ANY)
def test_a_reading_is_json(text: str) -> None:
    written = read(text).to_dict()
    assert written == json.loads(json.dumps(written))


@SLOW
@given(ARTICLE_LIKE, st.sampled_from(["2021-05-08", "2021-05", "2021", "2021-05-01/2021-05-08", "XXXX-05-08"]))
def test_any_date_of_publication_will_do(text: str, published: str) -> None:
    reading = read(text, published=published)
    check(reading)
    assert reading.document.published
    assert reading.document.published.date == published


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_samples(piece: Any) -> None:
    check(read(piece.text, published=piece.published if piece.given else None))


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_samples_in_pieces(piece: Any) -> None:
    """Cut anywhere, doubled, without blank lines, in capitals: still a reading."""
    text = piece.text
    for odd in (
        text[: len(text) // 2],
        text[37:],
        text * 2,
        text.replace("\n", " "),
        text.upper(),
        text.lower(),
        text[::-1],
    ):
        check(read(odd))


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_other_newlines_change_nothing(piece: Any) -> None:
    assert read(piece.text).claims == read(piece.text.replace("\n", "\r\n")).claims


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_what_was_read_before_changes_nothing(piece: Any) -> None:
    """No state is kept from one article to the next."""
    alone = read(piece.text)
    for other in SAMPLES[:3]:
        read(other.text)
    assert alone == read(piece.text)

"""What is kept comes back as it was, to the last digit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.rates import Rate
from filmdossier.model.reading import Attribution, Claim, Document, Film, Finding, Reading, Speaker, Statement
from filmdossier.model.sourced import SourcedClaim, SourcedStatement, sourced_claims, sourced_statements
from filmdossier.model.span import Span
from filmdossier.store.store import Store
from tests.contract.articles import article, moment
from tests.contract.strategies import decimals, maybe_words, readings, values, words

#: Examples are small as they are; making them smaller still would take minutes with a database.
any_store = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

versions = count(1)

S = TypeVar("S", SourcedClaim, SourcedStatement)


def first_of_each(sourced: Iterable[S]) -> list[S]:
    found: dict[str, S] = {}
    for s in sourced:
        found.setdefault(s.id, s)
    return list(found.values())


def kept(store: Store, reading: Reading) -> Reading:
    """The reading under a version of the reader of its own, so that it counts."""
    # The same text can come twice, read in another way.
    store.keep(reading, source=reading.document.source, captured=moment(0), reader=f"1.{next(versions)}")
    return replace(reading, document=replace(reading.document, source=store.head(reading.document.id).source))


def exact(claims: list[SourcedClaim]) -> list[object]:
    """Claims with the types and digits of their values, which equality alone passes over."""
    return [(c, repr(c.claim.value), repr(c.claim.qualifiers)) for c in claims]


@given(reading=readings())
@any_store
def test_readings(lasting_store: Store, reading: Reading) -> None:
    reading = kept(lasting_store, reading)
    document = reading.document.id
    assert lasting_store.document(document) == reading.document
    claims = first_of_each(sourced_claims(reading))
    assert exact(lasting_store.claims_of_documents([document])) == exact(claims)
    assert lasting_store.world_claims([document]) == [c for c in claims if c.film is None]
    statements = first_of_each(sourced_statements(reading))
    assert lasting_store.statements_of_documents([document]) == statements
    ids = {c.claim.id: c.id for c in sourced_claims(reading)}
    expected = tuple(replace(f, claims=tuple(dict.fromkeys(ids[c] for c in f.claims))) for f in reading.findings)
    assert lasting_store.document_findings([document]) == {document: expected}
    assert lasting_store.films_of_reading(document) == reading.films


@given(amount=decimals)
@any_store
def test_money(lasting_store: Store, amount: Decimal) -> None:
    plain = article(f"It took {amount}.", claims=0)
    claim = Claim("c1", "box_office", "f0", {"amount": amount}, Span(0, 2), Span(0, 3))
    kept(lasting_store, replace(plain.reading, claims=(claim,), findings=()))
    [found] = lasting_store.claims_of_documents([plain.reading.document.id])
    value = found.claim.value["amount"]
    assert (type(value), value.as_tuple()) == (Decimal, amount.as_tuple())


@given(
    given=st.builds(
        Judgement,
        st.just(0),
        st.sampled_from([v for v in Verdict if v is not Verdict.WITHDRAWN]),
        st.lists(words, max_size=2).map(tuple),
        values(9),
        words,
        words,
        words,
    )
)
@any_store
def test_judgements(lasting_store: Store, given: Judgement) -> None:
    before = lasting_store.judgements()
    added = lasting_store.add_judgement(given)
    assert added == replace(given, id=len(before) + 1)
    assert lasting_store.judgements() == (*before, added)


ids = st.builds(lambda: f"{next(versions):016x}")  # no two alike, as those of two documents never are
names = st.lists(words, max_size=3).map(tuple)


@given(
    film=st.builds(
        FilmMention,
        ids,
        st.just(""),
        words,
        names,
        words,
        maybe_words,
        st.booleans(),
        names,
        st.dictionaries(words, names, max_size=2),
    ),
    name=st.builds(
        NameMention,
        ids,
        st.just(""),
        st.sampled_from(["person", "organisation"]),
        words,
        words,
        maybe_words,
        names,
        st.lists(st.builds(Role, words, st.none() | ids, maybe_words, maybe_words, maybe_words), max_size=2).map(tuple),
    ),
)
@any_store
def test_mentions(lasting_store: Store, film: FilmMention, name: NameMention) -> None:
    intake = article(f"{film.id} {name.id}", source="-")
    document = intake.reading.document.id
    film, name = replace(film, document=document), replace(name, document=document)
    lasting_store.keep_many([replace(intake, films=(film,), names=(name,))])
    assert lasting_store.film_mentions([film.id]) == [film]
    assert lasting_store.name_mentions([name.id]) == [name]
    assert film in lasting_store.film_family([film.id])
    assert lasting_store.names_of_documents([document]) == {document: [name]}
    assert lasting_store.signatures([document]) == {document: intake.signature}


@given(
    st.sets(st.integers(0, 40_000), min_size=1, max_size=5),
    decimals.filter(lambda d: d > 0),
    words,
)
@any_store
def test_rates(lasting_store: Store, days: set[int], value: Decimal, source: str) -> None:
    rates = [Rate(source, "USD", "RUB", date(1950, 1, 1) + timedelta(days=d), value) for d in days]
    lasting_store.keep_rates(rates, replace=True)
    found = {(r.source, r.day): r.value for r in lasting_store.rates("USD", "RUB")}
    assert {(r.source, r.day): r.value for r in rates}.items() <= found.items()
    assert source in lasting_store.rate_sources()


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (Claim, "id predicate film value value_span evidence_span qualifiers status attribution confidence rule"),
        (Attribution, "name kind span date"),
        (Statement, "id kind speaker content cue told_to venue date film"),
        (Speaker, "name span role organisation"),
        (Film, "id title aliases spans"),
        (Finding, "rule severity message claims spans"),
        (Document, "id source language text title publisher published"),
        (Judgement, "id verdict subjects value by at why"),
    ],
)
def test_the_store_knows_every_field(kind: type[Any], known: str) -> None:
    """A field that the model gains needs a place in the store, and an example above."""
    assert {f.name for f in fields(kind)} == set(known.split())


def test_two_claims_of_one_identity_are_one(store: Store) -> None:
    plain = article("It took a million, a million.")
    first = plain.reading.claims[0]
    second = replace(first, id="c9", confidence=0.5, rule="another")
    found = Finding("conflict", "error", "two", (first.id, second.id))
    reading = replace(plain.reading, claims=(first, second), findings=(found,))
    store.keep_many([replace(plain, reading=reading)])
    [claim] = store.claims_of_documents([reading.document.id])
    assert claim.claim == first
    assert store.document_findings([reading.document.id])[reading.document.id][0].claims == (claim.id,)

"""Readings of any shape, for properties."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from filmdossier.model.reading import (
    Attribution,
    Basis,
    Claim,
    Document,
    Film,
    Finding,
    Published,
    Reading,
    Speaker,
    Statement,
    StatementKind,
    Status,
)
from filmdossier.model.span import Span

#: Any string that Python has: NUL and lone surrogates too.
words = st.text(st.characters(), max_size=12)
maybe_words = st.none() | words
decimals = st.decimals(allow_nan=False, allow_infinity=False) | st.builds(
    lambda digits, exponent: Decimal((0, digits, exponent)),
    st.lists(st.integers(0, 9), min_size=1, max_size=12).map(tuple),
    st.integers(-400, 400),
)
dates = st.sampled_from(
    ["2025-09-06", "2025-02", "1927", "2024/2025", "2025-09-04~", "2003-22", "XXXX-10-27", "../1999"]
)
bounds = st.sampled_from(["exact", "about", "over", "under", "nearly"])


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


def values(length: int) -> st.SearchStrategy[dict[str, Any]]:
    """What values and qualifiers hold, also nested, also under names that the store uses itself."""
    keys = st.sampled_from(["amount", "currency", "span", "decimal", "tuple", "mapping", "converted"]) | words
    single = st.none() | st.booleans() | st.integers() | decimals | dates | bounds | words | spans(length)
    nested = st.recursive(
        single,
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.lists(inner, max_size=2).map(tuple)
            | st.dictionaries(keys, inner, max_size=2)
        ),
        max_leaves=4,
    )
    return st.dictionaries(keys, nested, max_size=4)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of a text of a few characters."""
    text = draw(st.text(st.characters(), min_size=1, max_size=40))
    n = len(text)
    identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    published = st.builds(Published, dates, st.sampled_from(Basis), st.none() | spans(n))
    document = draw(
        st.builds(
            Document, st.just(identity), words, words, st.just(text), maybe_words, maybe_words, st.none() | published
        )
    )
    titles = draw(st.lists(words, max_size=2, unique=True))
    films = tuple(
        Film(f"f{i}", title, tuple(draw(st.lists(words, max_size=2))), tuple(draw(st.lists(spans(n), max_size=2))))
        for i, title in enumerate(titles)
    )
    film = st.sampled_from([None, *(f.id for f in films)])
    link = st.builds(Attribution, words, words, spans(n), st.none() | dates)
    claim = st.builds(
        Claim,
        words,
        st.sampled_from(["box_office", "director", "release"]),
        film,
        values(n),
        spans(n),
        spans(n),
        values(n),
        st.sampled_from(Status),
        st.lists(link, max_size=2).map(tuple),
        st.floats(0, 1),
        words,
    )
    speaker = st.builds(Speaker, words, spans(n), maybe_words, maybe_words)
    statement = st.builds(
        Statement,
        words,
        st.sampled_from(StatementKind),
        speaker,
        st.lists(spans(n), max_size=2).map(tuple),
        st.none() | spans(n),
        maybe_words,
        maybe_words,
        st.none() | dates,
        film,
    )
    claims = tuple(draw(st.lists(claim, max_size=3)))
    ids = [c.id for c in claims]
    finding = st.builds(
        Finding,
        st.just("unit"),
        st.just("error"),
        words,
        st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(()),
        st.lists(spans(n), max_size=1).map(tuple),
    )
    return Reading(
        document,
        films,
        claims,
        tuple(draw(st.lists(statement, max_size=2))),
        tuple(draw(st.lists(finding, max_size=1))),
    )

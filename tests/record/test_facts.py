"""Claims reconciled into facts: the cases, and what holds for any claims."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.literal_record import (
    claim_of,
    claims_of,
    facts_in_lines,
    judgements_of,
    load_cases,
    series_in_lines,
)

from filmdossier.model.judgement import Judgement
from filmdossier.model.record import Cluster, Credit
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.record.assemble import assemble_record
from filmdossier.record.facts import reconcile
from filmdossier.record.intervals import interval_of
from filmdossier.record.series import series_of
from filmdossier.record.shingles import signature
from filmdossier.record.witnesses import origins

TABLES = ("red_silk", "policy", "territories", "judgements")
CASES = [pytest.param(case, id=f"{t}:{case['id']}") for t in TABLES for case in load_cases("facts", f"{t}.yaml")]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: dict[str, Any]) -> None:
    claims = claims_of(case["claims"])
    judgements = judgements_of(case.get("judgements", ()))
    behind = origins(claims, {})
    facts = reconcile(claims, case.get("names", {}), behind, judgements)
    assert facts_in_lines(facts) == case["facts"]
    if "contested" in case:
        assert [f.is_contested for f in facts] == case["contested"]
    if "judged_by" in case:
        assert [f.judged_by for f in facts] == case["judged_by"]
    if "series" in case:
        assert series_in_lines(series_of(facts, claims, behind, judgements)) == case["series"]
    said = [reason for f in facts for reason in f.reasons]
    assert [r for r in case.get("reasons", ()) if r not in said] == [], said


SOURCES = st.sampled_from([(), "Izvestia", "the newspaper", "studio executives/unnamed"])
LINES = st.fixed_dictionaries(
    {
        "by": st.sampled_from(["One", "Two", "Three", "Izvestia"]),
        "from": SOURCES,
        "status": st.sampled_from(["asserted"] * 6 + ["planned", "estimated", "denied", "opinion"]),
    },
    optional={
        "dated": st.sampled_from(["2025-09-01", "2025-09-02", "2025-09-20", "2025", "2025-10/..", "nonsense"]),
        "territory": st.sampled_from(["RU", "CN"]),
        "bound": st.sampled_from(["over", "under", "nearly", "about", "exact"]),
        "period": st.sampled_from(["total", "weekend", "opening_weekend", "year"]),
        "as_of": st.sampled_from(["2025-08-29", "2025-09"]),
    },
)
FIGURES = st.sampled_from(
    [("1.4 million", 1400000), ("1.47 million", 1470000), ("1.5 million", 1500000), ("2 million", 2000000)]
)
DATES = st.sampled_from(["2025", "2025-02", "2025-02-20", "2025-02-21~", "XXXX-02-20", "2025-02-01/..", "nonsense"])
VALUES = st.one_of(
    FIGURES.map(lambda f: {"box_office": f[1], "words": f[0], "currency": "USD"}),
    FIGURES.map(lambda f: {"admissions": f[1], "words": f[0]}),
    DATES.map(lambda d: {"release": d}),
    st.integers(1, 3).map(lambda n: {"rank": {"position": n}, "chart": f"chart {n}"}),
    st.integers(1, 3).map(lambda n: {"rank": {"top": n}, "chart": "chart"}),
    st.sampled_from(["Andrey Volgin", "ANDREY VOLGIN", "Andrei Vokin"]).map(lambda n: {"director": n}),
    st.tuples(st.sampled_from(["CEO", "president"]), st.sampled_from([None, "NMG"])).map(
        lambda p: {"position_held": {"name": "Balanova", "role": p[0], "organisation": p[1]}}
    ),
)


@st.composite
def some_claims(draw: st.DrawFn) -> list[SourcedClaim]:
    lines = draw(st.lists(st.tuples(LINES, VALUES), max_size=14))
    return [claim_of({"id": f"c{n:02d}", **line, **value}) for n, (line, value) in enumerate(lines)]


JUDGED = st.lists(
    st.tuples(st.sampled_from(["right", "wrong", "corrected"]), st.integers(0, 13)).map(
        lambda j: (
            f"{j[0]} c{j[1]:02d} amount=1450000 currency=USD by Ada"
            if j[0] == "corrected"
            else f"{j[0]} c{j[1]:02d} by Ada"
        )
    ),
    max_size=2,
)


@given(some_claims(), JUDGED, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_order_makes_no_difference(claims: list[SourcedClaim], judged: list[str], shuffle: random.Random) -> None:
    mixed, judgements = list(claims), judgements_of(judged)
    shuffle.shuffle(mixed)
    assert record_of(mixed, judgements[::-1]) == record_of(claims, judgements)
    assert record_of([*mixed, *claims], judgements) == record_of(claims, judgements), "a claim counts once"


def record_of(claims: Sequence[SourcedClaim], judgements: Sequence[Judgement]) -> dict[str, Any]:
    texts = {c.document.id: signature(c.document.id) for c in claims}
    film = Cluster("f", "film", "Low Tide", ("Low Tide",), ("f",))
    credit = Credit("p", "person", "Andrey Volgin", ("Andrey Volgin", "Andrei Vokin"), ("p",))
    heads = [c.document for c in claims]
    return assemble_record(film, claims, [credit], heads, texts, judgements).to_dict()


@given(some_claims())
@settings(max_examples=150, deadline=None)
def test_every_claim_has_one_place(claims: list[SourcedClaim]) -> None:
    facts = reconcile(claims, {}, origins(claims, {}))
    placed = [i for f in facts for p in f.positions for i in p.claims]
    assert len(placed) == len(set(placed))
    missing = {c.id for c in claims} - set(placed)
    assert {str(c.claim.status) for c in claims if c.id in missing} <= {"denied", "opinion"}
    assert len({f.id for f in facts}) == len(facts)
    for f in facts:
        assert f.standing.aside is None
        assert f.reasons


@given(some_claims())
@settings(max_examples=150, deadline=None)
def test_positions_keep_apart_what_disagrees(claims: list[SourcedClaim]) -> None:
    """Claims of one position agree pairwise; those of another do not reach what its own have in common."""
    by_id = {c.id: c for c in claims}
    for fact in reconcile(claims, {}, origins(claims, {})):
        for position in fact.positions:
            inside = [i for c in position.claims if (i := interval_of(by_id[c])) is not None]
            if position.aside in {None, "earlier"}:
                assert all(a.overlaps(b) for a in inside for b in inside)
            assert set(position.witnesses) <= set(origins([by_id[c] for c in position.claims], {}).values()) | {
                "Izvestia"
            }


def test_ten_thousand_claims_on_one_film() -> None:
    """A fair time, not a race: it takes about a second, and quadratic work would take minutes."""
    rng = random.Random(1927)
    one = claim_of({"id": "a", "box_office": 1, "currency": "USD", "territory": "US"})
    claims = []
    for n in range(10_000):
        amount = Decimal(1_000_000 + n * 3_000)
        words = f"{amount / 1_000_000} million"
        qualifiers = {"territory": "US" if n % 3 else None, "bound": rng.choice(["exact", "over", "nearly"])}
        claim = replace(one.claim, value={"amount": amount, "currency": "USD"}, qualifiers=qualifiers)
        day = f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}"
        head = DocumentHead(f"{n // 5}", "", "en", None, f"Outlet {n % 300}", day)
        evidence = f"In the end, says number {n}, the film took all of {words} dollars there"
        claims.append(SourcedClaim(f"{n:06d}", claim, head, "film", "Low Tide", words, evidence))
    start = time.process_time()
    facts = reconcile(claims, {}, origins(claims, {}))
    assert time.process_time() - start < 8
    assert sum(len(p.claims) for f in facts for p in f.positions) == 10_000

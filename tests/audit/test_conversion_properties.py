"""What holds of the checks of conversions, whatever the figures."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.literal_claims import film_case_of, findings_of

from filmdossier.audit import conversion
from filmdossier.audit.check import FilmCase
from filmdossier.audit.common_rate import common_rates
from filmdossier.record.intervals import Interval

TENTHS = st.integers(11, 9999)
RATES = st.decimals("0.01", "100", places=4)


def line(dollars: Decimal, rubles: Decimal) -> str:
    return f"box_office RU total: USD {dollars} million = RUB {rubles} million"


def rounded(figure: Decimal) -> Decimal:
    return figure.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@given(st.lists(TENTHS, min_size=1, max_size=6), RATES)
@settings(max_examples=60, deadline=None)
def test_what_one_rate_explains_is_never_found(tenths: list[int], rate: Decimal) -> None:
    """Sums converted at the rate of the day and rounded are silent, in an article and across a record."""
    sums = [(Decimal(t) / 10, rounded(Decimal(t) / 10 * rate)) for t in tenths]
    lines = [line(dollars, rubles) for dollars, rubles in sums if rubles]
    case: dict[str, Any] = {"published": date(2025, 9, 5), "claims": lines or ["budget: USD 1 million"]}
    case["rates"] = [f"Bank 2025-09-05 USD/RUB {rate}"]
    assert findings_of(conversion.CHECK, case) == []
    articles = [{"published": f"2025-09-{i + 1:02d}", "claims": [each]} for i, each in enumerate(case["claims"])]
    assert findings_of(conversion.CHECK, {"articles": articles}) == []


@given(st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_does_not_matter(sums: list[tuple[int, int]], random: Any) -> None:
    lines = [line(Decimal(a) / 10, Decimal(b) / 10) for a, b in sums]
    articles = [{"published": f"2025-09-{i + 1:02d}", "claims": [each]} for i, each in enumerate(lines)]
    case, _ = film_case_of({"articles": articles})
    ids = list(case.claims)
    random.shuffle(ids)
    shuffled = FilmCase(case.record, {i: case.claims[i] for i in ids}, case.rates)
    assert conversion.CHECK.in_record is not None
    assert list(conversion.CHECK.in_record(shuffled)) == list(conversion.CHECK.in_record(case))


INTERVALS = st.tuples(st.integers(1, 30), st.integers(0, 5)).map(
    lambda p: Interval(Decimal(p[0]), Decimal(p[0] + p[1]))
)


@given(st.lists(INTERVALS, min_size=1, max_size=8))
def test_common_rates_are_shared_by_the_most(intervals: list[Interval]) -> None:
    """No figure lies in more intervals than those of a common rate."""
    most = max(sum(i.contains(Decimal(n)) for i in intervals) for n in range(1, 37))
    for common in common_rates(intervals):
        assert len(common.members) == most
        for i, interval in enumerate(intervals):
            assert (interval.contains(common.low) and interval.contains(common.high)) == (i in common.members)

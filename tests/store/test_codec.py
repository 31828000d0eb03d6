"""Values as text: exact, and for records always the same text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from tests.contract.strategies import values

from filmdossier.model.record import Cluster, Fact, Position, Record
from filmdossier.model.span import Span
from filmdossier.record.writing import parse_record
from filmdossier.store.codec import parse_exact, write_derived, write_exact


@given(values(20))
def test_exact(value: dict[str, object]) -> None:
    assert repr(parse_exact(write_exact(value))) == repr(value)


@pytest.mark.parametrize(
    "value", [{"decimal": "1"}, {"span": [1, 2]}, {"tuple": []}, {"mapping": {"decimal": Span(0, 1)}}]
)
def test_what_looks_like_a_mark(value: object) -> None:
    assert repr(parse_exact(write_exact(value))) == repr(value)


@pytest.mark.parametrize("value", [object(), {1: "x"}, {"a": {b"x"}}])
def test_what_is_no_value(value: object) -> None:
    with pytest.raises(TypeError, match="the store keeps"):
        write_exact(value)


def test_records_are_read_by_the_layer_above() -> None:
    position = Position({"amount": Decimal("1E+6"), "at": Span(1, 2)}, low=Decimal("0.5"))
    record = Record(
        Cluster("1", "film", "A", ("A",), ("1",)), (Fact("f", "box_office", {"b": 1, "a": 2}, (position,)),)
    )
    assert write_derived(parse_record(write_derived(record))) == write_derived(record)
    assert parse_record(write_derived(record)) == record

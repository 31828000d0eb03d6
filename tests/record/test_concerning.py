"""What a record holds on some claims is what one finds by going through all of it."""

from __future__ import annotations

import pytest

from filmdossier.model.reading import Finding
from filmdossier.model.record import Cluster, Fact, Position, Record
from filmdossier.record.concerning import Concerning
from filmdossier.store.codec import write_derived

# Words that look like the parts of a record.
ODD = '"]},"findings":[{"claims":["0000000000000001"]}],"film":{"id":"'


def _fact(number: int, *claims: tuple[str, ...]) -> Fact:
    positions = tuple(Position({"name": ODD}, claims=c, witnesses=(ODD,)) for c in claims)
    return Fact(f"f{number}", "cast_member", {"name": ODD}, positions, (ODD,))


RECORD = Record(
    Cluster("c", "film", ODD, (ODD,), ("c",)),
    facts=(_fact(0, ("a", "b"), ("c",)), _fact(1, ("b",)), _fact(2, ("d",))),
    findings=(Finding("rule", "error", ODD, ("a", "d")), Finding("rule", "error", ODD)),
    origins={"a": ODD, "d": "Somebody"},
)


@pytest.mark.parametrize(
    ("claims", "facts", "findings", "origins"),
    [
        ("a", [0], [0], {"a": ODD}),
        ("b", [0, 1], [], {}),
        ("bc", [0, 1], [], {}),
        ("dz", [2], [0], {"d": "Somebody"}),
        ("", [], [], {}),
    ],
)
def test_just_what_concerns_the_claims(claims: str, facts: list[int], findings: list[int], origins: object) -> None:
    found = Concerning(write_derived(RECORD))
    assert list(found.facts(claims)) == [RECORD.facts[n] for n in facts]
    assert list(found.findings(claims)) == [RECORD.findings[n] for n in findings]
    assert found.origins(claims) == origins


def test_an_empty_record_concerns_nothing() -> None:
    found = Concerning(write_derived(Record(Cluster("c", "film", "", (), ("c",)))))
    assert (list(found.facts("a")), list(found.findings("a")), found.origins("a")) == ([], [], {})


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(ValueError, match="facts"):
        Concerning("{}")

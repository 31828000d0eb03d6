"""What of Wikidata is known: the tables, held against the catalogue and against the codes that they are by."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from filmdossier.export.quickstatements_values import _MAKERS
from filmdossier.export.wikidata import Use, time_of, wikidata
from filmdossier.model.predicates import PREDICATES

TABLES = wikidata()


@pytest.mark.parametrize("predicate", [p for p in PREDICATES.values() if p.wikidata], ids=lambda p: p.id)
def test_the_catalogue_names_the_same_properties(predicate: object) -> None:
    assert isinstance(predicate, type(PREDICATES["director"]))
    found = TABLES.of_predicate(predicate.id)
    assert found is not None
    assert found.id == predicate.wikidata


def test_no_property_is_of_a_predicate_that_the_catalogue_does_not_name() -> None:
    named = {p.predicate: p.id for p in TABLES.properties.values() if p.predicate}
    assert named == {p.id: p.wikidata for p in PREDICATES.values() if p.wikidata}


@pytest.mark.parametrize("found", TABLES.properties.values(), ids=lambda p: p.id)
def test_properties_are_written_as_wikidata_has_them(found: object) -> None:
    assert isinstance(found, type(TABLES.properties["P57"]))
    assert re.fullmatch(r"P[1-9]\d*", found.id)
    assert found.datatype in {"item", "quantity", "time", "monolingualtext", "url"}
    assert found.label
    if found.use is Use.ITEM:
        assert found.datatype == "item"
    if found.use is Use.HAND:
        assert found.how, "says why a person must decide"


def test_whatever_is_written_out_whole_has_a_maker() -> None:
    written = {p.predicate for p in TABLES.properties.values() if p.use is Use.STATEMENT and p.predicate}
    assert written == set(_MAKERS)


def test_items_are_items_and_codes_are_codes() -> None:
    english = Locale("en")
    for code, item in {**TABLES.countries, **TABLES.currencies, **TABLES.items}.items():
        assert re.fullmatch(r"Q[1-9]\d*", item), code
    assert set(TABLES.countries) <= set(english.territories)
    assert set(TABLES.currencies) <= set(english.currencies)
    for table in (TABLES.countries, TABLES.currencies):
        assert len(set(table.values())) == len(table), "no two codes are one item"


@pytest.mark.parametrize(
    ("edtf", "time"),
    [
        ("2025-09-06", "+2025-09-06T00:00:00Z/11"),
        ("2025-12", "+2025-12-00T00:00:00Z/10"),
        ("1927", "+1927-00-00T00:00:00Z/9"),
        ("192X", None),
        ("2025-21", None),
        ("2025-09-06~", None),
        ("2025-09-06/2025-09-08", None),
        ("XXXX-10-27", None),
        ("2025-02-30", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_times(edtf: str, time: str | None) -> None:
    assert time_of(edtf) == time

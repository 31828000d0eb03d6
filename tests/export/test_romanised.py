"""Names in Latin letters beside those in other scripts."""

from __future__ import annotations

from typing import Any

import pytest

from filmdossier.export.romanised import beside_names, with_romanised
from filmdossier.languages.romanisation import romanise
from filmdossier.model.reading import Speaker
from filmdossier.model.span import Span


@pytest.mark.parametrize(
    ("name", "person", "latin"),
    [
        ("Андрей Звягинцев", True, "Andrey Zvyagintsev"),
        ("安德烈·沃尔金", True, "Andelie Woerjin"),
        ("范冰冰", True, "Fan Bingbing"),
        ("單田芳", True, "Shan Tianfang"),
        ("红丝绸", False, "Hong si chou"),
        ("紅絲綢", False, "Hong si chou"),
        ("Ruben Östlund", True, "Ruben Östlund"),
        ("IMAX", False, "IMAX"),
        ("", False, ""),
    ],
)
def test_romanise(name: str, person: bool, latin: str) -> None:
    assert romanise(name, person=person) == latin


def test_json_has_the_romanisation_beside_the_name() -> None:
    claim: dict[str, Any] = {
        "predicate": "cast_member",
        "value": {"name": "范冰冰"},
        "qualifiers": {"character": "貂蝉"},
    }
    out = with_romanised([claim])[0]
    assert out["value"] == {"name": "范冰冰", "name_romanised": "Fan Bingbing"}
    assert out["qualifiers"]["character_romanised"] == "Diao Chan"
    assert "name_romanised" not in with_romanised({"value": {"name": "Agnès Varda"}})["value"]


def test_what_is_shown_has_it_in_brackets() -> None:
    speaker = Speaker("Андрей Волгин", Span(0, 13), "режиссёр")
    assert beside_names(speaker).name == "Андрей Волгин (Andrey Volgin)"
    assert beside_names(speaker).role == "режиссёр"

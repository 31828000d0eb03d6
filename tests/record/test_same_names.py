"""What one thing is called in several languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from filmdossier.record import same_names
from filmdossier.record.same_names import KINDS, common_name

TABLE = tomllib.loads(Path(same_names.__file__).with_suffix(".toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "name", "common"),
    [
        ("festival", "70-й Каннский международный кинофестиваль", "Cannes Film Festival"),
        ("festival", "第70届戛纳电影节", "Cannes Film Festival"),
        ("festival", "第七十屆戛納電影節", "Cannes Film Festival"),
        ("festival", "the 75th Cannes Film Festival", "Cannes Film Festival"),
        ("festival", "Кинотавр-2018", "Kinotavr"),
        ("festival", "Cannes Lions", "Cannes Lions"),
        ("award", "金棕櫚獎", "Palme d'Or"),
        ("award", "«Золотая пальмовая ветвь»", "Palme d'Or"),
        ("genre", "驚悚片", "thriller"),
        ("genre", "триллер", "thriller"),
        ("genre", "Sci-Fi", "science fiction"),
        ("genre", "ромком о собаках", "ромком о собаках"),
        ("role", "режиссёр", "director"),
        ("place", "海参崴", "Vladivostok"),
        ("outlet", "《消息报》", "Izvestia"),
        ("outlet", "портал «Кино Mail»", "Kino Mail"),
        ("outlet", "Новая газета", "Новая газета"),
        ("place", "Paris, Texas", "Paris, Texas"),
    ],
)
def test_common_name(kind: str, name: str, common: str) -> None:
    assert common_name(name, kind) == common


@pytest.mark.parametrize("kind", sorted({*TABLE} - {"generic"}))
def test_no_name_is_said_of_two_things(kind: str) -> None:
    groups = [{same_names._key(form) for form in (*names, common)} for common, names in TABLE[kind].items()]
    forms = Counter(form for group in groups for form in group)
    assert [form for form, times in forms.items() if times > 1] == []


def test_every_kind_has_its_table() -> None:
    assert {*KINDS.values()} <= set(TABLE)

"""Russian names in the case that a passage asks for."""

from __future__ import annotations

import pytest
from training.inflection import MAN, WOMAN, decline_person, decline_phrase, feminine, gender_of


@pytest.mark.parametrize(
    ("name", "case", "gender", "expected"),
    [
        ("Андрей Звягинцев", "gen", MAN, "Андрея Звягинцева"),
        ("Анна Толстая", "ins", WOMAN, "Анной Толстой"),
        ("Илья Авербах", "acc", MAN, "Илью Авербаха"),
        ("Эмир Кустурица", "ins", MAN, "Эмиром Кустурицей"),
        ("Ларс фон Триер", "dat", MAN, "Ларсу фон Триеру"),
        # A woman's surname on a consonant stays, a man's does not.
        ("Мария Шнайдер", "gen", WOMAN, "Марии Шнайдер"),
        ("Роб Шнайдер", "gen", MAN, "Роба Шнайдера"),
        # What ends in another vowel never declines.
        ("Мэттью Перри", "ins", MAN, "Мэттью Перри"),
        ("Тимоти Шаламе", "gen", MAN, "Тимоти Шаламе"),
        ("Эдуард А. Назаров", "gen", MAN, "Эдуарда А. Назарова"),
        ("John Smith", "gen", MAN, "John Smith"),
        ("Андрей Звягинцев", "", MAN, "Андрей Звягинцев"),
    ],
)
def test_declines_persons(name: str, case: str, gender: str, expected: str) -> None:
    assert decline_person(name, case, gender) == expected


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Московский кинофестиваль", "gen", "Московского кинофестиваля"),
        ("Московский кинофестиваль", "acc", "Московский кинофестиваль"),
        ("Золотая пальмовая ветвь", "acc", "Золотую пальмовую ветвь"),
        ("Гильдия актёров США", "ins", "Гильдией актёров США"),
        ("фестиваль «Сандэнс»", "loc", "фестивале «Сандэнс»"),
        ("Санкт-Петербург", "gen", "Санкт-Петербурга"),
        ("Warner Bros.", "gen", "Warner Bros."),
        ("МИД", "gen", "МИД"),
        ("Гран-при", "gen", "Гран-при"),
    ],
)
def test_declines_phrases(name: str, case: str, expected: str) -> None:
    assert decline_phrase(name, case) == expected


@pytest.mark.parametrize(
    ("surname", "expected"),
    [
        ("Михалков", "Михалкова"),
        ("Невский", "Невская"),
        ("Толстой", "Толстая"),
        ("Лунгин", "Лунгина"),
        ("Шнур", "Шнур"),
    ],
)
def test_makes_surnames_feminine(surname: str, expected: str) -> None:
    assert feminine(surname) == expected


def test_tells_gender() -> None:
    assert [gender_of(word) for word in ("Мальвина", "Буратино", "Абырвалг")] == [WOMAN, MAN, MAN]

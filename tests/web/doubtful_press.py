"""Articles that leave people something to decide, in three languages, beside the sample press."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import filmdossier
from filmdossier.engine.deriving import derive
from filmdossier.engine.reading import Prepared, prepare
from filmdossier.store.open import open_store
from tests.engine.press_store import RATES, fill

#: Language, outlet, date, text. Two titles in two scripts are perhaps one film; one title was filmed twice.
_ARTICLES = (
    (
        "ru",
        "Газета Б",
        "2025-03-21",
        "Фильм «Серебряная гавань» режиссёра Андрея Волгина вышел в прокат в России 20 февраля 2025 года. "
        "Сборы составили 650 млн рублей.",
    ),
    (
        "zh",
        "报纸C",
        "2025-03-22",
        "安德烈·沃尔金执导的电影《银色港湾》于2025年2月20日在俄罗斯上映，票房达6.89亿卢布。",
    ),
    (
        "en",
        "Paper D",
        "2020-03-20",
        "Alfred Hitchcock directed “The Man Who Knew Too Much”, which was released in the United Kingdom in "
        "December 1934.",
    ),
    (
        "en",
        "Paper E",
        "2020-05-20",
        "“The Man Who Knew Too Much” was directed by Alfred Hitchcock. It was released in the United States on "
        "1 June 1956.",
    ),
)


@cache
def doubtful_press() -> tuple[Prepared, ...]:
    """The articles, read."""
    return tuple(
        prepare(
            filmdossier.read(text, published=day, language=language, source=f"doubtful/{day}.txt", publisher=outlet),
            f"doubtful/{day}.txt",
        )
        for language, outlet, day, text in _ARTICLES
    )


def make_doubtful(press: Path, file: Path) -> Path:
    """The sample press with these articles in a store of its own."""
    shutil.copy(press, file)
    with open_store(file) as store:
        fill(store, doubtful_press())
        derive(store, RATES)
    return file

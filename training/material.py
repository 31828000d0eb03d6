"""What each language is trained on, and the names that its passages are filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training import names_ru, names_zh
from training.annotated import Annotated
from training.cluener import load_cluener, load_gsd
from training.corpora import load_names as load_english
from training.corpora import load_polnear
from training.gum import load_gum
from training.names import Names, load_lists, load_names
from training.nerel import load_nerel

OWN = Path(__file__).parent


@dataclass(frozen=True)
class Material:
    """The corpora of one language, and its source of names.

    Attributes:
        attribution: texts with sources, cues and contents.
        names: texts with entities.
        filler: draws names.
    """

    attribution: Sequence[Annotated]
    names: Sequence[Annotated]
    filler: Names


def _english(corpora: Path) -> Material:
    gum = list(load_gum(corpora / "treebanks/gum/dep"))
    names = list(load_english(corpora))
    polnear = list(load_polnear(corpora / "attribution/polnear/train"))
    # Tweets make poor names and poor titles.
    edited = [*gum, *(one for one in names if "work" in one.unannotated)]
    return Material(polnear, [*gum, *names], load_names(OWN / "lexicons/en", edited))


def _russian(corpora: Path) -> Material:
    nerel = list(load_nerel(corpora / "entities/nerel/train", held_articles(corpora)))
    return Material((), nerel, own_names("ru", names_ru.found_names(nerel), [one.text for one in nerel]))


def _chinese(corpora: Path) -> Material:
    cluener = list(load_cluener(corpora / "entities/cluener.train.json"))
    gsd = list(load_gsd(corpora / "entities/uner"))
    filler = own_names("zh", names_zh.found_names(cluener), [one.text for one in cluener])
    return Material((), [*cluener, *gsd], filler)


MATERIAL: dict[str, Callable[[Path], Material]] = {"en": _english, "ru": _russian, "zh": _chinese}


def held_articles(corpora: Path) -> frozenset[str]:
    """Name the articles that the reader is measured on, beside the corpora, where they are."""
    return frozenset(path.stem for path in (corpora.parent / "evaluation/gold/ru").glob("*.txt"))


def own_names(language: str, found: dict[str, list[str]], prose: Sequence[str]) -> Names:
    """Make the source of names of a language."""
    folder = OWN / "lexicons" / language
    if language == "ru":
        return names_ru.RussianNames(folder, OWN / "lexicons/en", found, prose)
    if language == "zh":
        return names_zh.ChineseNames(folder, OWN / "lexicons/en", found, prose)
    return Names(load_lists(folder), found, prose)


def own_texts(language: str) -> Iterator[str]:
    """Give our own lists and passages as text, and the English lists, for choosing a vocabulary by."""
    for folder in (OWN / "lexicons" / language, OWN / "sentences" / language, OWN / "lexicons/en"):
        for path in sorted(folder.glob("*.txt")):
            yield path.read_text(encoding="utf-8")

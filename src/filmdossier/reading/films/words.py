"""The words by which films and people are spoken of again, compiled from the pack's ``films`` table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.reading.morphology import load_analyser
from filmdossier.reading.shapes import Shape
from filmdossier.reading.terms import alternatives

_LIST = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class FilmWords:
    """Patterns over shapes; `films.toml` says what each of them finds."""

    patterns: Mapping[str, re.Pattern[str]]
    sequel: frozenset[str]
    predecessor: frozenset[str]
    own: frozenset[str]
    she: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    sex_of: Callable[[str], bool | None]
    governing: frozenset[str]


def film_words(pack: Pack) -> FilmWords:
    """The pack's words, compiled once. The patterns repeat nothing without bound, so that they run in linear time."""
    return pack.made("film words", lambda: _compiled(pack))


def films_beside(shape: Shape, pack: Pack) -> frozenset[int]:
    """Where in a shape films only say who somebody is ("Alien director Ridley Scott")."""
    pattern = film_words(pack).patterns["beside"]
    group = "beside" if "beside" in pattern.groupindex else 0
    return frozenset(m.start(group) for m in pattern.finditer(shape.text))


def films_in_passing(shape: Shape, pack: Pack) -> frozenset[int]:
    """Where in a shape films are named that it is not about: a person's credit, what another film is measured by."""
    found = film_words(pack).patterns["passing"].finditer(shape.text)
    return frozenset(m.start(m.lastgroup) for m in found if m.lastgroup)


def _compiled(pack: Pack) -> FilmWords:
    table, nouns = pack.table("films"), pack.table("film_terms")["nouns"]
    lists = {name: alternatives(words) for name, words in table.items() if isinstance(words, list)}
    lists |= {"film": alternatives(nouns["film"]), "stop": alternatives(nouns["not_before"])}
    patterns = {
        name: re.compile(_LIST.sub(lambda m: lists[m.group(1)], source)) for name, source in table["patterns"].items()
    }
    governing = frozenset(pack.table("names").get("governing", ()))
    lists_of_words = ("sequel", "predecessor", "own", "she", "female", "male")
    words = {name: frozenset(table[name]) for name in lists_of_words}
    return FilmWords(patterns, **words, sex_of=_sex_of(pack), governing=governing)


def _sex_of(pack: Pack) -> Callable[[str], bool | None]:
    """Whether a first name is a woman's, where the library of word forms knows names; else None."""
    analyser = load_analyser(pack)

    def sex(first_name: str) -> bool | None:
        forms = [f for f in analyser.forms(first_name) if f.name and f.known] if analyser else []
        genders = {f.gender for f in forms} & {"masc", "femn"}
        return genders.pop() == "femn" if len(genders) == 1 else None

    return sex

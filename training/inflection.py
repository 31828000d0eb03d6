"""Russian names in the case that a passage asks for, by the dictionary of pymorphy3 (Korobov 2015)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

CASES = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
MAN, WOMAN = "masc", "femn"

_PART = re.compile(r"[^\W\d_]+|[\W\d_]+")
_VOWELS = "аеиоуыэюя"
# Women's surnames by the ending of the men's.
_FEMININE = (
    ("ский", "ская"), ("цкий", "цкая"), ("ской", "ская"), ("цкой", "цкая"), ("ый", "ая"), ("ий", "ая"), ("ой", "ая"),
    ("ов", "ова"), ("ев", "ева"), ("ёв", "ёва"), ("ин", "ина"), ("ын", "ына"),
)  # fmt: skip


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def feminine(surname: str) -> str:
    """Turn a man's surname of a Russian form into a woman's; others stay."""
    for ending, other in _FEMININE:
        if surname.endswith(ending):
            return surname[: -len(ending)] + other
    return surname


@cache
def decline_person(name: str, case: str, gender: str) -> str:
    """Put a person's name into a case, every part of it.

    Parts that do not decline stay: given names and surnames on other vowels than а and я, and the surnames of women
    that end in a consonant.
    """
    if case not in CASES:
        return name
    return "".join(_decline_part(part, case, gender) for part in _PART.findall(name))


def is_known(word: str) -> bool:
    """Tell whether the dictionary holds a word."""
    return bool(_morphology().word_is_known(word))


def gender_of(word: str) -> str:
    """Tell a word's gender by the dictionary; what it does not know is a man."""
    found = next((one.tag.gender for one in _morphology().parse(word) if "nomn" in one.tag), None)
    return WOMAN if found == WOMAN else MAN


def _decline_part(part: str, case: str, gender: str) -> str:
    if not part[:1].isalpha() or part[:1].islower() or len(part) < 2 or part[:1].isascii():
        return part
    ending = part[-1].lower()
    if ending in _VOWELS and ending not in "ая":
        return part
    if gender == WOMAN and ending not in "аяь":
        return part
    if gender == MAN and case == "acc" and ending not in "ая":
        case = "gen"
    parses = [one for one in _morphology().parse(part) if {"nomn", "sing"} in one.tag]
    fitting = [one for one in parses if one.tag.gender == gender and ("anim" in one.tag or "ADJF" in one.tag)]
    for parse in [*fitting, *(one for one in parses if one.tag.gender == gender)]:
        form = parse.inflect({CASES[case], "sing"})
        if form is not None:
            return _cased(form.word, part)
    return _by_rule(part, case, gender)


def _by_rule(part: str, case: str, gender: str) -> str:
    """Decline a name that the dictionary does not know in that gender."""
    if part.endswith("а"):
        before = part[-2:-1]
        genitive, instrumental = "и" if before in "гкхжшчщ" else "ы", "ей" if before in "жшчщц" else "ой"
        endings = {"gen": genitive, "dat": "е", "acc": "у", "ins": instrumental, "loc": "е"}
        return part[:-1] + endings[case]
    if part.endswith("я"):
        return part[:-1] + {"gen": "и", "dat": "е", "acc": "ю", "ins": "ей", "loc": "е"}[case]
    if gender == MAN and part.endswith(("й", "ь")):
        return part[:-1] + {"gen": "я", "dat": "ю", "acc": "я", "ins": "ем", "loc": "е"}[case]
    if gender == MAN and part[-1].lower() not in _VOWELS:
        return part + {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "е"}[case]
    return part


@cache
def decline_phrase(name: str, case: str) -> str:
    """Put the name of a thing into a case: its first noun and the adjectives before it; what follows stays."""
    if case not in CASES:
        return name
    words = re.split(r"(\s+)", name)
    chain: list[tuple[int, str, Any]] = []
    for index, word in enumerate(words):
        if not word.strip():
            continue
        parses = (
            [one for one in _morphology().parse(word) if "nomn" in one.tag] if word.replace("-", "").isalpha() else []
        )
        if not parses or word[:1].isascii() or (word.isupper() and len(word) > 1):
            return name if not chain else _declined(words, chain, case)
        chain.append((index, word, parses))
        if "NOUN" in parses[0].tag:
            break
    return _declined(words, chain, case)


def _declined(words: list[str], chain: list[tuple[int, str, Any]], case: str) -> str:
    result = list(words)
    for index, word, parses in chain:
        # The accusative of an adjective depends on what it describes, here a thing.
        thing = {"inan"} if case == "acc" and "ADJF" in parses[0].tag and parses[0].tag.gender != "femn" else set()
        form = parses[0].inflect({CASES[case], *thing}) or parses[0].inflect({CASES[case]})
        if form is not None:
            result[index] = _cased(form.word, word)
    return "".join(result)


def _cased(form: str, like: str) -> str:
    if "-" in like and form.count("-") == like.count("-"):
        return "-".join(_cased(one, other) for one, other in zip(form.split("-"), like.split("-"), strict=True))
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form

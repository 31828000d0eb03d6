"""Whether a part of a name in one script sounds like one in another.

Scripts keep different sounds: Chinese has no consonant clusters and no r at the end, Russian writes what it hears. Each
part is turned into a string of rough sounds, and two strings are compared by the cost of turning one into the other
(Levenshtein's distance with costs for each sound, as Kondrak 2000 does for cognates); vowels cost little.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from filmdossier.record.resolution.persons import PersonName
from filmdossier.record.resolution.tables import load_table, words

_TABLE = "transcription"
#: Letters that a surname keeps without its particle.
_LEAST_SURNAME = 4


@functools.lru_cache(maxsize=100_000)
def sounds(syllables: tuple[str, ...], script: str) -> str:
    """A part of a name as rough sounds.

    Args:
        syllables: romanised, in small letters: one per Han character, else the whole part as one.
        script: as `script_of`; anything that has no steps of its own is taken as Latin.
    """
    known = load_table(_TABLE)["conventional"].get("".join(syllables)) if script == "han" else None
    heard = known or "".join(_heard(s, script) for s in syllables).lower()
    return "".join(c for i, c in enumerate(heard) if i == 0 or heard[i - 1] != c)


def _heard(syllable: str, script: str) -> str:
    steps = _steps(script)
    for pattern, into in steps:
        syllable = pattern.sub(into, syllable)
    return syllable


@functools.cache
def _steps(script: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_table(_TABLE)["steps"]
    return tuple((re.compile(pattern), into) for pattern, into in table.get(script, table["latin"]))


@functools.lru_cache(maxsize=100_000)
def pinyin_syllables(part: str) -> tuple[str, ...]:
    """The syllables of a Latin part that may be pinyin, as few and as long as they can be; none where it is not."""
    syllable = load_table(_TABLE)["steps"]["pinyin"]
    if not re.fullmatch(rf"(?:{syllable}){{1,4}}", part):
        return ()
    return tuple(re.findall(syllable, part)) if "".join(re.findall(syllable, part)) == part else ()


@functools.lru_cache(maxsize=200_000)
def difference(left: str, right: str) -> float:
    """How much of the sounds of two parts differ: 0 for none, 1 for all."""
    if left == right:
        return 0.0
    lack = load_table(_TABLE)["lack"]
    most = max(sum(lack.get(c, 1.0) for c in left), sum(lack.get(c, 1.0) for c in right))
    return _distance(left, right) / most if most else 1.0


def _distance(left: str, right: str) -> float:
    lack = load_table(_TABLE)["lack"]
    row = [0.0]
    for c in right:
        row.append(row[-1] + lack.get(c, 1.0))
    for a in left:
        above, row = row, [row[0] + lack.get(a, 1.0)]
        for n, b in enumerate(right):
            row.append(min(above[n + 1] + lack.get(a, 1.0), row[n] + lack.get(b, 1.0), above[n] + _change(a, b)))
    return row[-1]


@functools.cache
def _change(a: str, b: str) -> float:
    return 0.0 if a == b else float(load_table(_TABLE)["change"].get(min(a, b) + max(a, b), 1.0))


def alike_across(a: PersonName, b: PersonName) -> bool:
    """Whether two names in different scripts are one by their sounds: first and last part each, and both together."""
    limits = load_table(_TABLE)["limits"][_passage(a, b)]
    for x in _heard_ends(a):
        for y in _heard_ends(b):
            given, surname = difference(x[0], y[0]), difference(x[1], y[1])
            surname_fits = surname <= limits.get("surname", limits["part"])
            if surname_fits and given <= limits["part"] and given + surname <= limits["both"]:
                return True
    return False


def surnames_alike(a: PersonName, b: PersonName) -> bool:
    """Whether the last parts of two names in different scripts are one by their sounds."""
    limits = load_table(_TABLE)["limits"][_passage(a, b)]
    limit = min(limits["part"], limits["both"] / 2)
    return any(difference(x[1], y[1]) <= limit for x in _heard_ends(a) for y in _heard_ends(b))


def _without_particle(surname: str) -> Iterator[str]:
    """A surname, and what is left of it without the particle that joined it."""
    yield surname
    for particle in sorted(words("person_parts", "particles")):
        if surname.startswith(particle) and len(surname) - len(particle) >= _LEAST_SURNAME:
            yield surname[len(particle) :]


def heard_key(name: PersonName) -> str:
    """What names that sound alike mostly share in any script: classes of the first sounds of their first and last part.

    Too blunt for anything but finding candidates within a narrow field. Empty where a name has too few sounds.
    """
    first, last = _heard_ends(name)[-1]
    classes = load_table(_TABLE)["classes"]
    given, surname = (("".join(classes.get(c, "") for c in part)) for part in (first, last))
    return f"~{given[:1]}{surname[:2]}" if given and surname else ""


def _passage(a: PersonName, b: PersonName) -> str:
    """Between what kinds of writing two names pass."""
    if a.is_transcribed or b.is_transcribed:
        return "transcribed"
    return "native" if "han" in (a.script, b.script) or _may_be_pinyin(a) or _may_be_pinyin(b) else "letters"


def _may_be_pinyin(name: PersonName) -> bool:
    return name.script == "latin" and len(name.parts) == 2 and all(pinyin_syllables(p) for p in name.parts)


@functools.lru_cache(maxsize=100_000)
def _heard_ends(name: PersonName) -> tuple[tuple[str, str], ...]:
    """First and last part of a name as sounds, in each way that it may be read."""
    ends = (name.parts[0], name.parts[-1])
    if name.script == "han":
        first, last = name.syllables[0], name.syllables[-1]
        return ((sounds(first, "han"), sounds(last, "han")),)
    ways = [(sounds((ends[0],), name.script), sounds((last,), name.script)) for last in _without_particle(ends[1])]
    if name.script == "cyrillic":
        ways.append((sounds((ends[0],), "palladius"), sounds((ends[1],), "palladius")))
    if _may_be_pinyin(name):
        ways.append((sounds(pinyin_syllables(ends[0]), "han"), sounds(pinyin_syllables(ends[1]), "han")))
    return tuple(ways)

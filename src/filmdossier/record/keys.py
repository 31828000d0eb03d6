"""Blocking keys: two mentions are compared only where they share one, directly or through others.

The keys decide how large the families get that are looked at together, so each is a function of the whole title or
name: specific enough that families stay small among millions of mentions, and blind to what writers vary: case,
accents, punctuation, articles, script, the romanisation, the order of the parts, the form of numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from filmdossier.record.resolution.organisations import parse_organisation
from filmdossier.record.resolution.persons import PersonName, parse_person
from filmdossier.record.resolution.sounds import skeleton
from filmdossier.record.resolution.tables import pet_names
from filmdossier.record.resolution.titles import parse_title
from filmdossier.record.resolution.transcription import heard_key

_LEAST_HEAD = 5
"""Letters that the words before a colon need to be a key: "Borat", not "Up"."""
_LEAST_TAIL = 3
"""Words that the words behind a colon need: "Return of the King", not "Resurrection"."""
_LEAST_SOUNDS = 5
"""Names of fewer consonants keep their vowels: Chinese and Korean names would meet by the hundred."""


def title_keys(names: Iterable[str]) -> tuple[str, ...]:
    """The blocking keys of a film by its titles: each as a whole, and what stands before and behind its colon.

    Args:
        names: the titles, in any script.
    """
    return tuple(sorted({key for name in names for key in _of_title(name)}))


def director_keys(directors: Iterable[str], years: Iterable[int]) -> tuple[str, ...]:
    """Keys by which a film's titles in two languages meet: a director's full name, also by its sounds, and the year.

    Args:
        directors: names.
        years: of release.
    """
    named = [d for d in directors if len(parse_person(d).full) > 1]
    keys = {key[2:] for d in named for key in name_keys(d, "person")[:1]}
    keys |= {heard for d in named if (heard := heard_key(parse_person(d)))}
    return tuple(sorted(f"d:{key}:{year}" for key in keys for year in years))


@functools.lru_cache(maxsize=200_000)
def name_keys(name: str, kind: str) -> tuple[str, ...]:
    """The blocking keys of a person's or organisation's name, the widest first.

    Args:
        name: in any script.
        kind: ``person`` or ``organisation``.
    """
    if kind == "organisation":
        core = "".join(parse_organisation(name).core)
        sound = skeleton(core)
        return ("o:" + (sound if len(sound) >= _LEAST_SOUNDS else core),) if core else ()
    person = parse_person(name)
    if not person.parts:
        return ()
    keys = [_sounds(_ends(person))]
    if len(person.parts) > 2:
        keys.append(_sounds(person.parts))
        keys.append(
            "i:" + "".join(sorted(p[0] for p in (person.given, *person.middle))) + ":" + skeleton(person.surname)
        )
    return tuple(dict.fromkeys(keys))


def _of_title(name: str) -> Iterable[str]:
    title = parse_title(name)
    if title.words:
        yield "t:" + title.joined
    if title.head and len("".join(title.head)) >= _LEAST_HEAD and not title.head[-1].isdigit():
        yield "t:" + "".join(title.head)
    for tail in title.tails:
        if len(tail) >= _LEAST_TAIL:
            yield "t:" + "".join(tail)


def _ends(person: PersonName) -> tuple[str, ...]:
    """First and last part, pet names in full; what lies between comes and goes."""
    if len(person.parts) == 1:
        return person.parts
    others = [p for p in (person.given, *person.middle) if len(p) > 1]
    given = others[0] if others else person.given
    return pet_names().get(given, given), person.surname


def _sounds(parts: tuple[str, ...]) -> str:
    """The consonants of all parts in alphabetical order, which is blind to order, blanks and vowels."""
    letters = sorted(c for p in parts for c in skeleton(p))
    if len(letters) < _LEAST_SOUNDS:
        letters = sorted("".join(parts))
    return "p:" + "".join(letters)

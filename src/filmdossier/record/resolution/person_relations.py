"""How two names of people stand to one another."""

from __future__ import annotations

import functools

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from filmdossier.record.resolution.persons import PersonName, parse_person
from filmdossier.record.resolution.sounds import skeleton, sounded
from filmdossier.record.resolution.tables import load_table, pet_names
from filmdossier.record.resolution.transcription import alike_across, surnames_alike

_LONG_SOUND, _LONGEST_SOUND = 6, 8
"""From so many letters on, parts of equal consonants may differ in one vowel, or two: Danes and Denis are not one."""
_NEAR = 0.8
_NEAR_LETTERS = 5
"""Shorter parts are never near: Wang and Yang are two."""


@functools.lru_cache(maxsize=400_000)
def relate_persons(left: str, right: str) -> str:
    """How two names stand to one another, as the weights call it."""
    a, b = parse_person(left), parse_person(right)
    if not a.parts or not b.parts:
        return "name_equal" if left == right else "name_differs"
    if a.script != b.script and a.is_transcribed != b.is_transcribed:
        return _across_scripts(a, b)
    if a.script == b.script and not a.beginnings & b.beginnings:
        return "name_differs"  # which most pairs are, at no cost
    if a.script == b.script == "han" and a.parts == b.parts:
        return "name_equal" if a.letters == b.letters and len(a.letters) > 1 else "name_homophone"
    if len(a.parts) == 1 or len(b.parts) == 1:
        return _with_single(a, b)
    if a.parts == b.parts or a.joined == b.joined:
        return "name_equal"
    if sorted(a.parts) == sorted(b.parts):
        return "name_turned"
    if _leaves_out_initial(a, b) or _leaves_out_initial(b, a):
        return "name_middle_missing"
    if _goes_on(a, b) or _goes_on(b, a):
        return "name_extended"
    found = _by_parts(a, b)
    otherwise_parted = len(a.parts) != len(b.parts)
    if found in _WEAK and otherwise_parted and _sounds_alike(a.joined, b.joined) and _end(a.joined) == _end(b.joined):
        return "name_sound"
    turned = len(a.parts) == len(b.parts) == 2 and a.given and _part(a.parts[0], b.parts[1]) in _ONE
    if found in _WEAK and turned and _part(a.parts[1], b.parts[0]) in _ONE:
        return "name_turned"
    if a.script != b.script and found in _UNSURE and alike_across(a, b):
        return "name_transcribed"
    return found


_ONE = frozenset({"equal", "sound"})
_WEAK = frozenset({"name_differs", "name_other_given", "name_other_surname", "name_near_surname", "name_near_given"})
_UNSURE = _WEAK | {"name_short_form", "name_initials"}


def _across_scripts(a: PersonName, b: PersonName) -> str:
    if len(a.parts) > 1 and len(b.parts) > 1 and alike_across(a, b):
        return "name_transcribed"
    return "name_transcribed_surname" if surnames_alike(a, b) else "name_other_script"


def _leaves_out_initial(longer: PersonName, shorter: PersonName) -> bool:
    """Whether one goes by a second name and leaves out the initial before it: F. Gary Gray."""
    return len(longer.parts[0]) == 1 and len(shorter.parts) > 1 and longer.parts[1:] == shorter.parts


def _goes_on(longer: PersonName, shorter: PersonName) -> bool:
    """Whether one name goes on where the other ends."""
    n = len(shorter.parts)
    return len(shorter.full) > 1 and n < len(longer.parts) and longer.parts[:n] == shorter.parts


def _with_single(a: PersonName, b: PersonName) -> str:
    """One of the names is but one part."""
    single, other = (a, b) if len(a.parts) == 1 else (b, a)
    if len(other.parts) == 1:
        found = _part(single.parts[0], other.parts[0])
        return {"equal": "name_single_equal", "sound": "name_surname_only"}.get(
            found, "name_near_surname_only" if found == "near" else "name_differs"
        )
    if single.joined == other.joined:
        return "name_equal"
    found = _part(single.parts[0], other.surname)
    if found in _ONE:
        return "name_surname_only"
    if _part(single.parts[0], other.given) == "equal":
        return "name_given_only"
    return "name_near_surname_only" if found == "near" else "name_differs"


def _by_parts(a: PersonName, b: PersonName) -> str:
    given, surname = _given(a, b), _part(a.surname, b.surname)
    if surname not in _ONE:
        if given not in _ONE:
            return "name_differs"
        return "name_near_surname" if surname == "near" else "name_other_surname"
    if given in _ONE:
        return _middle(a, b, exact=given == surname == "equal")
    return {
        "initial": "name_initials",
        "short": "name_short_form",
        "near": "name_near_given",
    }.get(given, "name_other_given")


def _middle(a: PersonName, b: PersonName, *, exact: bool) -> str:
    alike = "name_equal" if exact else "name_sound"
    if not a.middle or not b.middle:
        return alike if a.middle == b.middle else "name_middle_missing"
    pairs = list(zip(a.middle, b.middle, strict=False))
    fits = all(_part(x, y) in _ONE or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in pairs)
    if not fits:
        return "name_middle_differs"
    return alike if len(a.middle) == len(b.middle) else "name_middle_missing"


def _given(a: PersonName, b: PersonName) -> str:
    """How the given names stand; several initials must agree one by one with what they stand for."""
    x, y = a.given, b.given
    if len(x) == 1 or len(y) == 1:
        if x == y:
            return "equal" if not (a.middle and b.middle) or a.middle == b.middle else _initials(a, b)
        return _initials(a, b)
    found = _part(x, y)
    if found in _ONE:
        return found
    pets = pet_names()
    if pets.get(x, x) == pets.get(y, y) or (min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x))):
        return "short"
    return found


def _initials(a: PersonName, b: PersonName) -> str:
    firsts = [[n.given[0], *(m[0] for m in n.middle)] for n in (a, b)]
    return "initial" if all(x == y for x, y in zip(*firsts, strict=False)) else "other"


@functools.lru_cache(maxsize=400_000)
def _part(x: str, y: str) -> str:
    """How two parts stand: ``equal``, ``sound``, ``near`` or ``other``."""
    if x == y:
        return "equal"
    if len(x) < 2 or len(y) < 2:
        return "other"
    if (one := _spellings(x)) and (other := _spellings(y)) and not one & other:
        return "other"
    if _sounds_alike(x, y):
        return "sound" if _end(x) == _end(y) else "near"
    if min(len(x), len(y)) < _NEAR_LETTERS:
        return "other"
    steps = DamerauLevenshtein.distance(x, y, score_cutoff=2)
    return "near" if steps == 1 or (steps == 2 and JaroWinkler.similarity(x, y) >= _NEAR) else "other"


def _end(part: str) -> str:
    """The vowel that a part ends in; in many languages it tells men from women: Michael, Michelle; Volgin, Volgina."""
    last = sounded(part)[-1:]
    return last if last in "aeo" else ""


def _sounds_alike(x: str, y: str) -> bool:
    if skeleton(x) != skeleton(y):
        return False
    a, b = sounded(x), sounded(y)
    length = min(len(a), len(b))
    allowed = 0 if length < _LONG_SOUND else 1 if length < _LONGEST_SOUND else 2
    return DamerauLevenshtein.distance(a, b, score_cutoff=allowed) <= allowed


@functools.cache
def _common_surnames() -> frozenset[str]:
    return frozenset(s for names in load_table("common_surnames")["surnames"].values() for s in names)


@functools.cache
def _spellings(surname: str) -> frozenset[str]:
    """How else a short surname is written; nothing where it is none of those that differ by a vowel."""
    table = load_table("common_surnames")
    if surname not in table["surnames"]["east_asian"]:
        return frozenset()
    return frozenset({surname}.union(*(s for s in table["romanisations"]["spellings"] if surname in s)))


def is_common(name: str) -> bool:
    """Whether very many people bear the surname."""
    person = parse_person(name)
    return len(person.parts) > 1 and bool({person.parts[0], person.parts[-1]} & _common_surnames())


def relate_suffixes(left: str, right: str) -> str | None:
    """Whether two names differ in "Jr." and its kin; None where they do not."""
    a, b = parse_person(left).suffix, parse_person(right).suffix
    if a == b:
        return None
    return "suffix_differs" if a and b else "suffix_missing"

"""Names of organisations taken apart, and how two of them stand to one another."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from filmdossier.record.resolution.folding import romanised, script_of, split_words
from filmdossier.record.resolution.sounds import skeleton
from filmdossier.record.resolution.tables import load_table, words

_NEAR_LETTERS = 6


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name taken apart.

    Attributes:
        words: romanised, without legal forms.
        core: without words that nearly every company uses, unless nothing else is there.
        script: as `script_of`.
        is_acronym: all capitals, one word.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    script: str
    is_acronym: bool

    @property
    def generic(self) -> frozenset[str]:
        """The words that nearly every company uses."""
        return frozenset(self.words) - frozenset(self.core)


@functools.lru_cache(maxsize=100_000)
def parse_organisation(text: str) -> OrganisationName:
    """Take a name apart; never fails, but may leave no words."""
    numbers = load_table("words")["titles"]["numbers"] | load_table("words")["organisations"]["forms"]
    plain = [r for r in (romanised(w) for w in split_words(text)) if r]
    kept = tuple(numbers.get(w, w) for w in plain if w not in words("organisations", "legal_forms")) or tuple(plain)
    core = tuple(w for w in kept if w not in words("organisations", "generic") | words("organisations", "units"))
    core = kept if set(core) <= words("organisations", "weak") else core
    if script_of(text) == "han":
        kept = core = _han_core(text) or core
    bare = text.strip()
    acronym = len(plain) == 1 and 2 <= len(bare) <= 6 and bare.isupper()
    return OrganisationName(kept, core, script_of(text), acronym)


def _han_core(text: str) -> tuple[str, ...]:
    bare = "".join(split_words(text))
    endings = load_table("words")["organisations"]["generic_endings"]
    cut = True
    while cut:
        cut = False
        for ending in endings:
            if bare.endswith(ending) and len(bare) > len(ending) + 2:
                bare, cut = bare[: -len(ending)], True
    return (romanised(bare),) if bare else ()


@functools.lru_cache(maxsize=200_000)
def relate_organisations(left: str, right: str) -> str:
    """How two names stand to one another, as the weights call it."""
    a, b = parse_organisation(left), parse_organisation(right)
    if "".join(a.words) == "".join(b.words):
        return "name_equal"
    if "".join(a.core) == "".join(b.core):
        both = a.generic and b.generic and not (a.generic <= b.generic or b.generic <= a.generic)
        if _is_bare_acronym(a) or _is_bare_acronym(b):
            return "name_letters"
        if both:
            return "name_other_generic"
        return "name_unit" if (a.generic ^ b.generic) & words("organisations", "units") else "name_generic"
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return "name_acronym"
    if a.script != b.script:
        alike = skeleton("".join(a.core)) == skeleton("".join(b.core))
        return "name_sound" if alike else "name_other_script"
    x, y = "".join(a.core), "".join(b.core)
    if min(len(x), len(y)) >= _NEAR_LETTERS and DamerauLevenshtein.distance(x, y) <= 1:
        return "name_near"
    return _longer(a, b)


def _is_bare_acronym(name: OrganisationName) -> bool:
    """Whether letters are all there is: a broadcaster's films are made by another firm of its letters."""
    return name.is_acronym and name.words[0].isalpha()


def _longer(a: OrganisationName, b: OrganisationName) -> str:
    longer, shorter = (a.core, b.core) if len(a.core) >= len(b.core) else (b.core, a.core)
    n = len(shorter)
    if n < len(longer) and longer[-n:] == shorter:
        return "name_longer_before"
    if n < len(longer) and longer[:n] == shorter:
        return "name_longer_behind"
    return "name_differs"


def _is_acronym_of(short: OrganisationName, long: OrganisationName) -> bool:
    return short.is_acronym and len(long.words) > 1 and short.words[0] == "".join(w[0] for w in long.words)

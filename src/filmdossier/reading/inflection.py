"""Names in their dictionary form, for languages whose names change with their case.

A person's words agree in case and gender: «Рубена Эстлунда» is Рубен Эстлунд, «Софии Копполы» София Коппола. What a
given name can be says its entry in the morphological dictionary (pymorphy3, OpenCorpora); surnames and names that no
dictionary lists go by the declensions of the pack. Of an institution or a prize only the words before and at its first
noun change: «Золотую пальмовую ветвь» is Золотая пальмовая ветвь, «приза жюри» приз жюри.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.reading.morphology import Analyser, Form, load_analyser

_PARTS = re.compile(r"\d+-\w+|[\w’']+(?:-[\w’']+)*|\W+")
_PERSON_PARTS = re.compile(r"[\w’']+|[^\w’']+")
_ORDINAL = re.compile(r"(\d+-)[^\W\d]{1,3}")
_DECLINED = ("NOUN", "ADJF", "PRTF")
#: Names of more parts are compared as they stand.
_MOST_HYPHENS = 2
_GENDERS = ("masc", "femn")


def dictionary_form(words: str, kind: Kind | None, pack: Pack, *, before: str = "") -> str:
    """A name in the nominative, in the letters of the text otherwise; unknown words stay as they are.

    Args:
        words: the name as it stands in the text.
        kind: what it names; None for a phrase (a role, a genre).
        pack: of its language; where names do not inflect or no library knows its forms, the name is returned.
        before: the word before it, whose case a name right behind it shares («режиссёра Рубена Эстлунда»).
    """
    analyser = load_analyser(pack)
    if analyser is None or not words:
        return words
    names = pack.made("inflection", lambda: _Names(pack, analyser))
    if kind in (Kind.PERSON, Kind.CHARACTER):
        return names.person(words, before)
    if kind in (Kind.FILM, Kind.WORK):
        return words
    return names.phrase(words)


def possible_nominatives(word: str, pack: Pack) -> frozenset[str]:
    """Every nominative, in small letters, that a word of a name may belong to.

    Two words that share one may be forms of one name.
    """
    analyser = load_analyser(pack)
    if analyser is None:
        return frozenset((word.lower(),))
    names = pack.made("inflection", lambda: _Names(pack, analyser))
    return names.nominatives(word.lower())


@dataclass(frozen=True, slots=True)
class _Option:
    """What a word may be: a case and gender, the nominative that belongs to it, and how well that is known."""

    case: str
    gender: str
    nominative: str
    weight: float


class _Names:
    """The names of one language."""

    def __init__(self, pack: Pack, analyser: Analyser) -> None:
        table = pack.table("inflection")
        self._analyser = analyser
        self._cases = tuple(table["cases"])
        self._indeclinable = tuple(table["indeclinable"])
        self._fixed = tuple(table["fixed_endings"])
        self._consonants = tuple(table["consonants"])
        self._hushing = tuple(table["hushing"])
        self._weak = frozenset(table["weak_endings"])
        self._strong = frozenset(table["strong_endings"])
        self._ordinals = {row[0]: row[1] for row in table["ordinals"]}
        self._parts_end = frozenset(table["parts_end"])
        self._rows = [(row[0], row[1].replace("-", ""), row[1], row[2:]) for row in table["declensions"]]
        self.person = lru_cache(maxsize=20_000)(self._person)
        self.phrase = lru_cache(maxsize=20_000)(self._phrase)
        self.options = lru_cache(maxsize=20_000)(self._options)
        self.nominatives = lru_cache(maxsize=20_000)(self._nominatives)

    def _person(self, words: str, before: str) -> str:
        parts = _PERSON_PARTS.findall(words)
        places = [n for n, part in enumerate(parts) if len(part) > 1 and self._inflects(part)]
        if not places:
            return words
        choices = [self.options(parts[n].lower(), n == places[0] and len(places) > 1) for n in places]
        wanted = self._cases_of(before)
        nominative = 0.05 if len(places) > 1 else 0.25
        best, chosen = -1.0, [parts[n].lower() for n in places]
        for case, gender in product(self._cases, _GENDERS):
            fitting = [max(_fit(options, case, gender), key=lambda o: o.weight, default=None) for options in choices]
            if any(option is None for option in fitting):
                continue
            weight = sum(option.weight for option in fitting if option)
            weight += 3.0 * wanted.get(case, 0.0) + (nominative if case == self._cases[0] else 0.0)
            if weight > best + 1e-9:
                best, chosen = weight, [option.nominative for option in fitting if option]
        for n, nominative in zip(places, chosen, strict=True):
            parts[n] = _as_written(parts[n], nominative)
        return "".join(parts)

    def _inflects(self, part: str) -> bool:
        """Whether a part of a name has cases: a capital word, or an adjective behind it (Герман-младший)."""
        return part[0].isupper() or (part[0].isalpha() and any(f.part == "ADJF" for f in self._analyser.forms(part)))

    def _cases_of(self, before: str) -> dict[str, float]:
        """How probable each case is behind a word.

        A trade or nationality shares its own with the name, another noun governs the genitive.
        """
        shares: dict[str, float] = {}
        for form in self._analyser.forms(before.lower()) if before else ():
            if form.part not in ("NOUN", "ADJF", "PRTF"):
                continue
            # An adjective agrees with the name behind it, and so does a trade; a thing is somebody's.
            case = form.case if form.animate or form.part != "NOUN" else "gent"
            shares[case] = shares.get(case, 0.0) + form.score
        return shares

    def _options(self, word: str, first: bool) -> tuple[_Option, ...]:
        """What a word of a person's name may be."""
        found: dict[tuple[str, str], _Option] = {}

        def add(option: _Option) -> None:
            known = found.get((option.case, option.gender))
            if known is None or option.weight > known.weight:
                found[option.case, option.gender] = option

        if word.endswith(self._fixed):
            return tuple(_Option(case, gender, word, 1.0) for case, gender in product(self._cases, _GENDERS))
        known_name = False
        for form in self._analyser.forms(word):
            named = form.name if first else form.surname
            if form.known and (form.name or form.surname) and form.number != "plur" and form.gender:
                known_name = known_name or (named and not form.fixed)
                for gender in _GENDERS if form.gender == "both" else (form.gender,):
                    add(_Option(form.case, gender, form.nominative, (2.0 if named else 1.0) + form.score))
            elif form.case and form.number == "sing" and form.part in ("NOUN", "ADJF"):
                for gender in (form.gender,) if form.gender in _GENDERS else ():
                    add(_Option(form.case, gender, form.nominative, 0.5 + 0.3 * form.score * form.animate))
        if not known_name:
            for option in self._declined(word):
                add(option)
            for case, gender in product(self._cases, _GENDERS):
                add(_Option(case, gender, word, 0.05))
        return tuple(found.values())

    def _declined(self, word: str) -> Iterator[_Option]:
        """What the declensions make of a word, and that it may have one form only."""
        if not word[-1:].isalpha() or "a" <= word[-1:] <= "z" or word.endswith(self._indeclinable):
            for case, gender in product(self._cases, _GENDERS):
                yield _Option(case, gender, word, 0.5)
        elif word.endswith(self._consonants):
            for case in self._cases:
                yield _Option(case, "femn", word, 0.3)
        for gender, ending, shown, oblique in self._rows:
            for case, alternatives in zip(self._cases, (ending, *oblique), strict=True):
                for suffix in alternatives.split("|"):
                    stem = word[: len(word) - len(suffix)] if suffix else word
                    if not word.endswith(suffix) or len(stem) < 2 or not self._takes(stem, shown, suffix):
                        continue
                    weight = 0.3 if suffix in self._weak else 0.6
                    if case != self._cases[0] and suffix in self._strong:
                        weight = 0.72
                    yield _Option(case, gender, stem + ending, weight + 0.05 * len(ending))

    def _takes(self, stem: str, nominative: str, suffix: str) -> bool:
        hushing = stem.endswith(self._hushing)
        if suffix[:1] == "ы" and hushing:
            return False
        if nominative == "а" and suffix == "и" and not hushing:
            return False
        if nominative == "ый" and hushing:
            return False
        if nominative == "ий" and suffix in ("ого", "ому", "ом") and not hushing:
            return False
        if nominative in ("-", "а", "ый", "ь"):
            return stem.endswith(self._consonants)
        if nominative == "й":
            return not stem.endswith((*self._consonants, "и"))
        return True

    def _nominatives(self, word: str) -> frozenset[str]:
        if 0 < word.count("-") <= _MOST_HYPHENS:
            parts = [sorted(self.nominatives(part)) for part in word.split("-")]
            return frozenset("-".join(chosen) for chosen in product(*parts))
        options = (*self.options(word, True), *self.options(word, False), *self._declined(word))
        return frozenset({word, *(option.nominative for option in options)})

    def _phrase(self, words: str) -> str:
        """A phrase with the words up to its first noun in the nominative."""
        parts = _PARTS.findall(words)
        head: list[int] = []
        numbers: list[int] = []
        for n, part in enumerate(parts):
            if _ORDINAL.fullmatch(part):
                numbers.append(n)
                continue
            if not part[0].isalpha():
                if part.strip() and head:
                    break
                continue
            forms = self._analyser.forms(part.lower())
            if part.lower() in self._parts_end or not any(f.part in _DECLINED for f in forms):
                break
            head.append(n)
            if not any(f.part in ("ADJF", "PRTF") for f in forms) or (
                forms[0].part == "NOUN" and not self._modifies(forms, parts, n)
            ):
                break
        agreed, gender = self._agreement([self._analyser.forms(parts[n].lower()) for n in head])
        for n, nominative in zip(head, agreed, strict=False):
            parts[n] = _as_written(parts[n], nominative)
        for n in numbers if gender else ():
            parts[n] = _ORDINAL.sub(rf"\g<1>{self._ordinals[gender]}", parts[n])
        return "".join(parts)

    def _modifies(self, forms: tuple[Form, ...], parts: list[str], at: int) -> bool:
        """Whether a word that may be noun or adjective stands before a noun that it agrees with."""
        following = next((p for p in parts[at + 1 :] if p[0].isalpha()), "")
        behind = self._analyser.forms(following.lower()) if following else ()
        return any(
            a.part != "NOUN" and b.part == "NOUN" and a.case == b.case and a.number == b.number
            for a, b in product(forms, behind)
        )

    def _agreement(self, words: list[tuple[Form, ...]]) -> tuple[list[str], str]:
        """The nominatives of words that agree in case and number, of the likeliest reading, and the head's gender."""
        best, chosen, gender = 0.0, list[str](), ""
        # Before a noun an adjective is one, though it may be a noun elsewhere (главное).
        words = [*(tuple(f for f in forms if f.part != "NOUN") or forms for forms in words[:-1]), *words[-1:]]
        for case, number in product(self._cases, ("sing", "plur")):
            fitting = [
                max((f for f in forms if f.case == case and f.number == number), key=lambda f: f.score, default=None)
                for forms in words
            ]
            if not fitting or any(form is None for form in fitting):
                continue
            weight = sum(form.score for form in fitting if form) + (0.3 if case == "nomn" and number == "sing" else 0.0)
            if weight > best + 1e-9:
                head = fitting[-1]
                assert head is not None
                nominatives = [
                    self._analyser.nominative(form, head.gender, number) for form in fitting if form is not None
                ]
                best, chosen = weight, nominatives
                gender = head.gender if number == "sing" else "plur"
        return chosen, gender if gender in self._ordinals else ""


def _fit(options: Iterable[_Option], case: str, gender: str) -> list[_Option]:
    return [o for o in options if o.case == case and o.gender == gender]


def _as_written(word: str, nominative: str) -> str:
    """The nominative with the capitals of the word as it stands."""
    if word == word.lower():
        return nominative
    if len(word) > 1 and word == word.upper():
        return nominative.upper()
    shared = 0
    while shared < min(len(word), len(nominative)) and word[shared].lower() == nominative[shared]:
        shared += 1
    return word[:shared] + nominative[shared:] if shared else nominative[:1].upper() + nominative[1:]

"""What a morphological dictionary knows of a word, in the few terms that names need.

A pack declares which library knows its language (trait ``morphology``); each is an `Analyser` here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word.

    Attributes:
        part: part of speech: ``NOUN``, ``ADJF``, ``PRTF``… (OpenCorpora's grammemes).
        case: ``nomn``, ``gent``, ``datv``, ``accs``, ``ablt``, ``loct``; empty where it has none.
        number: ``sing`` or ``plur``.
        gender: ``masc``, ``femn``, ``neut``, ``both``; empty where it has none.
        nominative: in the singular, of the same gender.
        score: how probable the reading is among those of the word, 0 to 1.
        known: whether the dictionary lists the word.
        animate, name, surname, fixed: a living being; a given name or patronymic; a surname; one form for all cases.
        entry: the library's own.
    """

    part: str
    case: str
    number: str
    gender: str
    nominative: str
    score: float
    known: bool
    animate: bool
    name: bool
    surname: bool
    fixed: bool
    entry: Any


class Analyser(Protocol):
    """What a library of word forms must answer."""

    def forms(self, word: str) -> tuple[Form, ...]:
        """The readings of a word in small letters, the likeliest first."""

    def nominative(self, form: Form, gender: str, number: str) -> str:
        """The nominative of a reading in a number, agreeing with a gender where it is an adjective."""


def load_analyser(pack: Pack) -> Analyser | None:
    """The library that knows the forms of the pack's language, loaded once; None where it names none.

    Raises:
        PackError: where the pack names a library that is not known here.
    """
    name = pack.traits.morphology
    if not name:
        return None
    if name not in _ANALYSERS:
        raise PackError(f"{pack.folder / 'pack.toml'}: unknown morphology {name!r}; known are {sorted(_ANALYSERS)}")
    return pack.made("morphology", _ANALYSERS[name])


class _Pymorphy:
    """Russian by pymorphy3 and the OpenCorpora dictionary that it ships."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - a tenth of a second, where a language needs it

        self._analyzer = MorphAnalyzer(lang="ru")
        self.forms = lru_cache(maxsize=50_000)(self._forms)

    def _forms(self, word: str) -> tuple[Form, ...]:
        return tuple(self._form(parse) for parse in self._analyzer.parse(word))

    def _form(self, parse: Any) -> Form:
        tag = parse.tag
        gender = "both" if "ms-f" in tag or "Ms-f" in tag else str(tag.gender or "")
        return Form(
            part=str(tag.POS or ""),
            case=str(tag.case or "").replace("gen2", "gent").replace("loc2", "loct"),
            number=str(tag.number or "sing"),
            gender=gender,
            nominative=self._inflected(parse, {"nomn", "sing", *({gender} & {"masc", "femn", "neut"})}),
            score=float(parse.score),
            known=bool(parse.is_known),
            animate=tag.animacy == "anim",
            name="Name" in tag or "Patr" in tag,
            surname="Surn" in tag,
            fixed="Fixd" in tag,
            entry=parse,
        )

    def nominative(self, form: Form, gender: str, number: str) -> str:
        agreeing = {gender} & {"masc", "femn", "neut"} if number == "sing" and form.part in ("ADJF", "PRTF") else set()
        return self._inflected(form.entry, {"nomn", number, *agreeing})

    @staticmethod
    def _inflected(parse: Any, wanted: set[str]) -> str:
        """A form in small letters, ё as е as in every text that is read."""
        word = str(parse.word)
        if parse.tag.case and not wanted <= parse.tag.grammemes:
            # Of several nominatives (лучший, наихороший) the one that has most letters in common with the word.
            forms = [str(form.word) for form in parse.lexeme if wanted <= form.tag.grammemes]
            word = max(forms, key=lambda form: _likeness(form, word), default=word)
        return word.replace("ё", "е")


def _likeness(form: str, word: str) -> tuple[int, int]:
    """How many letters two forms begin with alike, then how near they are in length."""
    alike = next((n for n, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
    return alike, -abs(len(form) - len(word))


_ANALYSERS: Mapping[str, Callable[[], Analyser]] = {"pymorphy3": _Pymorphy}

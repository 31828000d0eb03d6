"""Which case, number and gender the words of a frame may have."""

from __future__ import annotations

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.reading.inflection import dictionary_form
from filmdossier.reading.morphology import Form as WordForm
from filmdossier.reading.morphology import load_analyser
from filmdossier.reading.statements.fenced.lexicon import SEVERAL
from filmdossier.reading.statements.frames import Form, Token

#: Parts of speech that a noun phrase is made of.
_NOMINAL = frozenset(("NOUN", "ADJF", "PRTF", "NPRO", "NUMR"))
_MODIFYING = frozenset(("ADJF", "PRTF", "NUMR"))


class Cases:
    """What the morphological dictionary says of the words of one language; without one, every word may be anything."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._analyser = load_analyser(pack)

    def forms(self, low: str) -> tuple[WordForm, ...]:
        """The readings of a word that may stand in a noun phrase."""
        if self._analyser is None or not low:
            return ()
        forms = self._analyser.forms(low.rsplit("-", 1)[-1])
        # Adjectives of one form are abbreviations.
        return tuple(f for f in forms if f.part in _NOMINAL and not (f.part in _MODIFYING and f.fixed))

    def is_nominative(self, token: Token, text: str) -> bool:
        """Whether a token may be a subject."""
        if self._analyser is None or token.is_quote():
            return True
        if token.form is Form.NAME:
            if token.mention is not None and self.is_oblique(token, text):
                return False
            words = text[token.start : token.end]
            kind = token.mention.kind if token.mention else Kind.PERSON
            return self._is_dictionary_form(words, kind)
        return any(f.case == "nomn" for f in self.forms(token.low))

    def _is_dictionary_form(self, words: str, kind: Kind) -> bool:
        if words.isascii():
            return True
        return dictionary_form(words, kind, self.pack).casefold() == words.casefold()

    def is_oblique(self, token: Token, text: str) -> bool:
        """Whether a name stands in another case than its dictionary form."""
        if token.mention is None:
            return not self.is_nominative(token, text)
        words = text[token.start : token.end].split()
        named = token.mention.name.split()
        return bool(words and named) and words[-1].casefold() != named[-1].casefold() and words[-1][:2] == named[-1][:2]

    def is_fixed(self, words: str) -> bool:
        """Whether a name has one form for all cases, by its letters."""
        if self._analyser is None or words.isascii():
            return True
        return words[-1:] in self.pack.table("inflection")["indeclinable"]

    def may_belong(self, low: str) -> bool:
        """Whether a noun may say to whom or what the one before it belongs."""
        return any(f.part == "NOUN" and f.case == "gent" for f in self.forms(low))

    def is_several(self, low: str) -> bool:
        """Whether a noun stands in the plural alone."""
        forms = self.forms(low)
        return bool(forms) and all(f.number == "plur" for f in forms)

    def is_animate(self, low: str) -> bool:
        """Whether a word is a noun for a living being."""
        forms = self.forms(low)
        return len(low) > 2 and bool(forms) and forms[0].part == "NOUN" and forms[0].animate and not forms[0].fixed

    def is_modifier(self, low: str) -> bool:
        """Whether a word is an adjective, a participle or a numeral, and no noun."""
        forms = self.forms(low)
        return bool(forms) and forms[0].part in _MODIFYING

    def is_noun(self, low: str) -> bool:
        """Whether a word may be a noun."""
        return any(f.part == "NOUN" for f in self.forms(low))

    def is_verb(self, low: str) -> bool:
        """Whether a word is nothing but a finite verb."""
        if self._analyser is None:
            return False
        forms = self._analyser.forms(low)
        return bool(forms) and forms[0].part in ("VERB", "PRTS", "ADJS", "PRED", "INFN")

    def noun_of(self, low: str, *, nominative: bool = True) -> str:
        """The dictionary form of a noun, in the singular; empty where the word is none."""
        found = next((f for f in self.forms(low) if f.part == "NOUN" and (f.case == "nomn" or not nominative)), None)
        if found is None:
            return ""
        return f"{low.rsplit('-', 1)[0]}-{found.nominative}" if "-" in low else found.nominative

    def gender_of(self, low: str) -> str:
        """``m`` or ``f`` for a given name or a noun that tells it."""
        for form in self.forms(low):
            if form.case == "nomn" and form.part == "NOUN" and form.gender in ("masc", "femn"):
                return "m" if form.gender == "masc" else "f"
        return ""

    def name_gender(self, name: str) -> str:
        """``m`` or ``f`` by the given name, empty where it tells none."""
        first = name.split(" ", 1)[0].lower()
        genders = {f.gender for f in self.forms(first) if f.name and f.case == "nomn" and f.known}
        if genders == {"masc"}:
            return "m"
        return "f" if genders == {"femn"} else ""

    def phrase(self, words: str) -> str:
        """A phrase in the nominative."""
        return dictionary_form(" ".join(words.split()), None, self.pack)

    def agrees(self, low: str, tells: str) -> bool:
        """Whether a noun may be the subject of a verb form (see the lexicon)."""
        numbers = {f.number for f in self.forms(low) if f.case == "nomn"}
        if not numbers:
            return True
        return ("plur" in numbers) if tells in SEVERAL else ("sing" in numbers)

"""Forms of words: the dictionary words that a form may belong to, and the forms that a dictionary word takes."""

from __future__ import annotations

from itertools import product

from filmdossier.languages import Pack
from filmdossier.reading.morphology import Form, load_analyser

#: Parts of speech whose words change with case and number.
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"})


def dictionary_words(word: str, pack: Pack) -> frozenset[str]:
    """What a word in small letters may be in the dictionary, itself included."""
    known: dict[str, frozenset[str]] = pack.made("dictionary words", dict)
    found = known.get(word)
    if found is None:
        analyser = load_analyser(pack)
        forms = analyser.forms(word) if analyser else ()
        found = known[word] = frozenset(
            {word, *(w for f in forms if f.part in _DECLINED for w in (f.nominative, _normal(f)))}
        )
    return found


def _normal(form: Form) -> str:
    """The form under which a dictionary lists a word."""
    return str(form.entry.normal_form).replace("ё", "е")


def likeliest_word(word: str, pack: Pack) -> str:
    """The dictionary word that a word in small letters most likely belongs to."""
    known: dict[str, str] = pack.made("likeliest words", dict)
    found = known.get(word)
    if found is None:
        analyser = load_analyser(pack)
        first = next(iter(analyser.forms(word)), None) if analyser else None
        found = known[word] = _normal(first) if first is not None and first.part in _DECLINED else word
    return found


def parts_of_speech(word: str, pack: Pack) -> frozenset[str]:
    """What parts of speech a word in small letters may be; none where no library knows its forms."""
    known: dict[str, frozenset[str]] = pack.made("parts of speech", dict)
    found = known.get(word)
    if found is None:
        analyser = load_analyser(pack)
        found = known[word] = frozenset(f.part for f in analyser.forms(word)) if analyser else frozenset()
    return found


def forms_of(phrase: str, pack: Pack) -> frozenset[str]:
    """The forms of a phrase that stands in its dictionary form; only itself where words have but one.

    The words up to the first noun agree; what stands behind it stays as it is.
    """
    analyser = load_analyser(pack)
    if analyser is None:
        return frozenset({phrase})
    words = phrase.split(" ")
    tables: list[dict[tuple[str, str], list[str]]] = []
    for word in words:
        table: dict[tuple[str, str], list[str]] = {}
        readings = [f for part in word.split("-")[-1:] for f in analyser.forms(part.lower())]
        head = word[: len(word) - len(word.split("-")[-1])]
        reading = next((f for f in readings if f.part in _DECLINED and f.case == "nomn"), None)
        if reading is not None:
            for form in reading.entry.lexeme:
                if form.tag.case and form.tag.POS in _DECLINED:
                    cases = (str(form.tag.case), str(form.tag.number or "sing"))
                    table.setdefault(cases, []).append(head + _as(word[len(head) :], str(form.word).replace("ё", "е")))
        tables.append(table)
        if reading is None or reading.part == "NOUN":
            break
    if not tables or not all(tables):
        return frozenset({phrase})
    rest = words[len(tables) :]
    found = {phrase}
    for cases in set(tables[0]).intersection(*tables[1:]):
        found |= {" ".join((*chosen, *rest)) for chosen in product(*(t[cases] for t in tables))}
    return frozenset(found)


def _as(word: str, form: str) -> str:
    """A form with the capitals of the word that it belongs to."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form

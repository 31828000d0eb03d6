"""Which names are one where names change with their case, and what to call each: its dictionary form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.inflection import dictionary_form, possible_nominatives
from filmdossier.reading.mentions.clusters import Cluster
from filmdossier.reading.mentions.quoted import title_key
from filmdossier.reading.morphology import load_analyser
from filmdossier.reading.word_forms import dictionary_words

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
#: Cases of a thing that somebody's name behind it is in the genitive of.
_DIRECT = ("nomn", "accs")
#: Nominatives that each word of a name may have.
_Word = frozenset[str]


class People:
    """The people of one article, found one after the other."""

    def __init__(self, text: str, pack: Pack) -> None:
        self._text, self._pack = text, pack
        self._full: list[tuple[list[_Word], list[Span]]] = []
        self._middle = tuple(pack.table("names")["patronymics"])

    def clusters(self, spans: Sequence[Span]) -> list[Cluster]:
        """One cluster for each person: a name of fewer words joins the full name that it belongs to.

        Where several people bear it, the one last named before counts; where none stands before, the first after.
        """
        words = {span: self._words(span) for span in spans}
        for span in sorted((s for s in spans if len(words[s]) > 1), key=lambda s: (-len(words[s]), s)):
            if self._is_polite(words[span]):
                continue
            same = [full for full in self._full if self._are_one(full[0], words[span])]
            if same:
                same[0][1].append(span)
            else:
                self._full.append((words[span], [span]))
        alone: list[tuple[list[_Word], list[Span]]] = []
        for span in sorted(s for s in spans if len(words[s]) == 1 or self._is_polite(words[s])):
            known = self._bearers(words[span]) or [a for a in alone if self._are_one(a[0], words[span])]
            if len(words[span]) > 1:  # surnames may look like fathers' names: who is meant has been named before
                known = [k for k in known if min(k[1]) < span]
            if known:
                self._nearest(known, span)[1].append(span)
            else:
                alone.append((words[span], [span]))
        found = [(self._name(sorted(places), words), sorted(places)) for _, places in (*self._full, *alone)]
        return sorted(found, key=lambda c: c[1][0])

    def _words(self, span: Span) -> list[_Word]:
        return [possible_nominatives(w, self._pack) for w in _WORD.findall(span.of(self._text))]

    def _is_polite(self, words: list[_Word]) -> bool:
        """Whether a name is a first name with the father's, which leaves out the surname."""
        return len(words) == 2 and any(w.endswith(self._middle) and self._is_patronymic(w) for w in words[1])

    def _is_patronymic(self, word: str) -> bool:
        analyser = load_analyser(self._pack)
        return any(f.known and f.name and not f.surname for f in analyser.forms(word)) if analyser else True

    def _are_one(self, a: list[_Word], b: list[_Word]) -> bool:
        if not _may_be_one(a[-1], b[-1]):
            return False
        return _may_be_one(a[0], b[0]) or _is_initial(a[0], b[0])

    def _bearers(self, words: list[_Word]) -> list[tuple[list[_Word], list[Span]]]:
        if len(words) > 1:
            return [f for f in self._full if _may_be_one(f[0][0], words[0])]
        last = [f for f in self._full if _may_be_one(f[0][-1], words[0])]
        return last or [f for f in self._full if _may_be_one(f[0][0], words[0])]

    def _nearest(self, known: list[tuple[list[_Word], list[Span]]], span: Span) -> tuple[list[_Word], list[Span]]:
        before = [k for k in known if min(k[1]) < span]
        if before:
            return max(before, key=lambda k: max(s for s in k[1] if s < span))
        return min(known, key=lambda k: min(k[1]))

    def _name(self, places: list[Span], words: dict[Span, list[_Word]]) -> str:
        """The fullest name in the nominative; a form that the article has itself is more certain than a made one."""
        most = max(len(words[s]) for s in places)
        forms: Counter[str] = Counter()
        written = {" ".join(s.of(self._text).split()) for s in places}
        for span in (s for s in places if len(words[s]) == most):
            before = re.findall(r"[\w-]+", self._text[max(0, span.start - 30) : span.start])[-1:]
            gap = self._text[max(0, span.start - 1) : span.start]
            if before and not self._shares_case(before[0].lower()):
                before = []
            form = dictionary_form(
                " ".join(span.of(self._text).split()),
                Kind.PERSON,
                self._pack,
                before=before[0] if before and gap == " " else "",
            )
            if not before and self._is_woman(own := " ".join(span.of(self._text).split())):
                form = own
            if form != (own := " ".join(span.of(self._text).split())) and _is_mixed(own, form):
                form = own
            forms[form] += 2 if form in written else 1
        return max(forms, key=lambda f: (forms[f], -len(f), f))

    def _is_woman(self, words: str) -> bool:
        """Whether a first name and surname are a woman's in the nominative: "Виктория Соловьева"."""
        analyser = load_analyser(self._pack)
        first, _, last = words.lower().partition(" ")
        if analyser is None or not last or " " in last:
            return False
        named = any(f.name and f.known and f.case == "nomn" and f.gender == "femn" for f in analyser.forms(first))
        return named and any(
            f.surname and f.case == "nomn" and f.gender in ("femn", "both") for f in analyser.forms(last)
        )

    def _shares_case(self, word: str) -> bool:
        """Whether a word before a name tells its case: a trade shares it, another noun rules it."""
        analyser = load_analyser(self._pack)
        forms = analyser.forms(word) if analyser else ()
        kinds = self._pack.table("evidence")["marked"]["nouns"]
        if not dictionary_words(word, self._pack).isdisjoint((*kinds["film"], *kinds["work"])):
            return True
        # A thing in a case of its own may well end a phrase before the name ("исполнитель роли Иван Петров").
        direct = any(f.part == "NOUN" and (f.animate or f.case in _DIRECT) for f in forms[:1])
        return direct or any(f.part in ("ADJF", "PRTF") for f in forms[:2])


def _is_mixed(words: str, form: str) -> bool:
    """Whether a form changed a first name and left a surname, or a surname in -е alone: the name was a nominative."""
    last = form.rsplit(" ", 1)[-1]
    if " " in form and words.endswith(f" {last}") and last.endswith(("а", "я")):
        return True
    # "Марен Аде": where the first name is in the nominative, a foreign surname in -е is so, too.
    first, own = form.split(" ", 1)[0], words.rsplit(" ", 1)[-1]
    return " " in form and words.startswith(f"{first} ") and own.endswith(("е", "и")) and first[-1] not in "аяйь"


def _may_be_one(a: _Word, b: _Word) -> bool:
    return not a.isdisjoint(b)


def _is_initial(a: _Word, b: _Word) -> bool:
    """Whether one word is the first letter of the other."""
    one, two = min(a, key=len), min(b, key=len)
    return min(len(one), len(two)) == 1 and one[:1] == two[:1]


def cluster_inflected(text: str, spans: Sequence[Span], kind: Kind, pack: Pack) -> list[Cluster]:
    """Names that are forms of the same words are one thing, called by its dictionary form."""
    groups: dict[tuple[str, ...], list[Span]] = {}
    for span in sorted(spans):
        key = title_key(span.of(text), pack)
        groups.setdefault(key, []).append(span)
    known = pack.made("names as known", lambda: _known(pack))
    return [
        (known.get(key) or dictionary_form(" ".join(found[0].of(text).split()), kind, pack), found)
        for key, found in groups.items()
    ]


def _known(pack: Pack) -> dict[tuple[str, ...], str]:
    """The names that the pack knows, as it writes them."""
    return {title_key(n, pack): n for names in pack.table("evidence")["known"].values() for n in names}


def cluster_titles(
    text: str, spans: Sequence[Span], governed: frozenset[Span], told: frozenset[Span], pack: Pack
) -> list[Cluster]:
    """Titles that are forms of the same words are one film; a title in brackets right behind another one is its alias.

    Args:
        text: of the article.
        spans: of the titles.
        governed: those whose case is that of the sentence.
        told: those behind a noun of their own, which stand in the nominative.
        pack: the language.
    """
    groups: dict[tuple[str, ...], list[Span]] = {}
    keys = _joined_keys({s: title_key(s.of(text), pack) for s in spans}, pack)
    for span in sorted(spans):
        groups.setdefault(keys[span], []).append(span)
    for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False):
        between = text[first.end : second.start].strip('»"“” ')
        one, two = keys[first], keys[second]
        if between == "(" and one != two and one in groups and two in groups and _is_latin(second.of(text)):
            groups[one].extend(groups.pop(two))
            keys = {s: one if k == two else k for s, k in keys.items()}
    return sorted(
        ((_title(text, found, governed, told, pack), sorted(found)) for found in groups.values()), key=lambda c: c[1][0]
    )


def _joined_keys(keys: dict[Span, tuple[str, ...]], pack: Pack) -> dict[Span, tuple[str, ...]]:
    """The keys of titles, those whose words may be forms of the same words made one."""
    seen: list[tuple[str, ...]] = []
    out = {}
    for span in sorted(keys):
        key = keys[span]
        twin = next((k for k in seen if k == key or are_forms(k, key, pack)), None)
        if twin is None:
            seen.append(key)
        out[span] = twin or key
    return out


def are_forms(a: Sequence[str], b: Sequence[str], pack: Pack) -> bool:
    """Whether the words of two names, in small letters, may be forms of the same words."""
    return len(a) == len(b) and all(
        one == two or not dictionary_words(one, pack).isdisjoint(dictionary_words(two, pack))
        for one, two in zip(a, b, strict=True)
    )


def _title(text: str, found: list[Span], governed: frozenset[Span], told: frozenset[Span], pack: Pack) -> str:
    own = [s for s in found if text[s.start - 1 : s.start] != "("] or found
    settled = [s for s in own if s in told] or [s for s in own if s not in governed]
    words = " ".join(min(settled or own).of(text).split())
    return words if settled else dictionary_form(words, None, pack)


def _is_latin(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum("a" <= c.lower() <= "z" or (c > "\u00bf" and c < "\u0250") for c in letters) * 2 > len(
        letters
    )

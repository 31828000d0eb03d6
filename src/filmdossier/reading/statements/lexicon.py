"""What a pack tells of attribution, in the form that the reader looks it up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from filmdossier.languages import Pack
from filmdossier.languages.territories import nationality_adjectives
from filmdossier.model.errors import PackError


class VerbForm(StrEnum):
    """Forms of a cue verb, in the order of a line of the table."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class CueClass:
    """What may stand around the verbs of one class; see the table's head for what each trait means."""

    name: str
    quote: bool = False
    inverted: bool = False
    after: bool = False
    clause: str = "none"
    infinitive: bool = False
    raising: bool = False
    question: bool = False
    addressee: str = "none"
    negatable: bool = False
    reports: bool = False
    object: str = "none"
    naming: bool = False


@dataclass(frozen=True, slots=True)
class CueWord:
    """One written form of a cue verb."""

    word: str
    cue_class: CueClass
    forms: frozenset[VerbForm]


@dataclass(frozen=True)
class Lexicon:
    """The statements table, compiled. All words are in small letters."""

    cues: Mapping[str, CueWord]
    classes: Mapping[str, CueClass]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    particles: Mapping[str, str]
    carriers: Mapping[str, tuple[tuple[str, ...], ...]]
    introductions: Mapping[tuple[str, ...], str]
    alike: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    possessives: Mapping[str, str]
    honorifics: Mapping[str, str]
    gendered: Mapping[str, str]
    tokens: re.Pattern[str] = re.compile(r"\w+|[^\w\s]")
    nations: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    finite_suffixes: tuple[str, ...] = ()
    participle_suffixes: tuple[str, ...] = ()
    adverb_suffixes: tuple[str, ...] = ()
    cue_suffixes: tuple[str, ...] = ()
    plural_suffixes: tuple[str, ...] = ()

    def is_in(self, word: str, *lists: str) -> bool:
        """Whether a word stands in one of the named lists."""
        return any(word in self.words[name] for name in lists)

    def is_role(self, word: str) -> bool:
        """Whether a word says what a person is, in the singular or as the last part of a compound."""
        return word in self.words["roles"] or ("-" in word and word.rsplit("-", 1)[1] in self.words["roles"])

    def is_source_noun(self, word: str) -> bool:
        """Whether a word names somebody or something that can speak."""
        if self.is_role(word) or self.is_in(word, "people", "bodies", "reports"):
            return True
        return any(word.endswith(s) and self.is_role(word[: -len(s)]) for s in self.plural_suffixes)

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between a source and its verb."""
        return word in self.words["adverbs"] or (len(word) > 4 and word.endswith(self.adverb_suffixes))

    def is_finite(self, word: str) -> bool:
        """Whether a word looks like a finite verb."""
        return word in self.words["finite"] or (len(word) > 4 and word.endswith(self.finite_suffixes))

    def is_cue_shape(self, word: str) -> bool:
        """Whether a word unknown to the pack looks like a verb that attributes a quotation."""
        return (
            len(word) > 3
            and word.endswith(self.cue_suffixes)
            and not self.is_in(word, "finite", "prepositions", "adverbs")
        )


_CLASS_TRAITS = set(CueClass.__dataclass_fields__) - {"name"}


def lexicon_of(pack: Pack) -> Lexicon:
    """The pack's statements table, compiled once.

    Raises:
        PackError: where the table is missing or malformed.
    """
    return pack.made("statements", lambda: _compile(pack))


def _compile(pack: Pack) -> Lexicon:
    table: Mapping[str, Any] = pack.table("statements")
    where = pack.folder
    classes: dict[str, CueClass] = {}
    forms: dict[str, tuple[CueClass, set[VerbForm]]] = {}
    for name, entry in table["classes"].items():
        traits = {k: v for k, v in entry.items() if k != "verbs"}
        if unknown := set(traits) - _CLASS_TRAITS:
            raise PackError(f"{where}/statements.toml: class {name}: unknown traits {sorted(unknown)}")
        classes[name] = cue_class = CueClass(name, **traits)
        for line in entry["verbs"].split("\n"):
            if not line.strip():
                continue
            words = line.split()
            if len(words) != len(VerbForm):
                raise PackError(f"{where}/statements.toml: class {name}: {len(VerbForm)} forms expected in {line!r}")
            for word, form in zip(words, VerbForm, strict=True):
                forms.setdefault(word, (cue_class, set()))[1].add(form)
    grammar, nouns, adjuncts, pronouns = table["grammar"], table["nouns"], table["adjuncts"], table["pronouns"]
    by_gender = ("m", "f", "o", "p")
    words = {k: _words(v) for k, v in grammar.items() if not k.endswith("_suffixes")} | {
        k: _words(v) for k, v in adjuncts.items()
    }
    words |= {
        k: _words(nouns[k])
        for k in (
            "roles",
            "mouthpieces",
            "people",
            "bodies",
            "reports",
            "press",
            "surnamed",
            "outlet_nouns",
            "role_adjuncts",
            "own_works",
        )
    }
    words |= {f"{k}_pronouns": _words(pronouns[k]) for k in ("never", "expletive", "object", "subject")}
    return Lexicon(
        cues={w: CueWord(w, c, frozenset(f)) for w, (c, f) in forms.items()},
        classes=classes,
        phrases=_by_first(table["phrases"]["before_source"]),
        particles=table["phrases"]["particles"],
        carriers=_by_last(grammar["carriers"]),
        introductions={tuple(k.split()): v for k, v in table["introductions"].items()},
        alike=_symmetric(table["alike"]),
        pronouns={k: v for k, v in pronouns.items() if isinstance(v, str) and v in by_gender},
        possessives=pronouns["possessive"],
        honorifics=nouns["honorifics"],
        gendered=nouns["gendered"],
        nations=frozenset(w.casefold() for w in nationality_adjectives(pack)),
        tokens=_token_pattern(words["possessive_marks"]),
        words=words,
        finite_suffixes=tuple(grammar["finite_suffixes"]),
        participle_suffixes=tuple(grammar["participle_suffixes"]),
        adverb_suffixes=tuple(grammar["adverb_suffixes"]),
        cue_suffixes=tuple(grammar["cue_suffixes"]),
        plural_suffixes=tuple(grammar["plural_suffixes"]),
    )


def _words(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        out[words[0]] = (*out.get(words[0], ()), words)
    return out


def _by_last(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        out[words[-1]] = (*out.get(words[-1], ()), words)
    return out


def _symmetric(groups: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for word, others in groups.items():
        out.setdefault(word, {word}).update(others)
        for other in others:
            out.setdefault(other, {other}).add(word)
    return {k: frozenset(v) for k, v in out.items()}


def _token_pattern(possessives: Iterable[str]) -> re.Pattern[str]:
    """Numbers with their signs, words with marks inside them, single marks; possessive endings stand by themselves."""
    endings = sorted({m[1:] for m in possessives if len(m) > 1 and m[0] in "'’"})
    ending = "|".join(re.escape(e) for e in endings) or r"(?!)"
    return re.compile(
        rf"['’](?:{ending})\b|[$£€¥₽]?\d+(?:[.,:]\d+)*\w*(?:-\w+)*"
        rf"|[^\W_]+(?:['’&/.-](?!(?:{ending})\b)[^\W_]+)*|[^\w\s]|_"
    )

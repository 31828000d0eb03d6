"""What a pack of such a language tells of attribution, in the form that the reader looks it up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError

#: What a form of a cue tells: past of a man, a woman, a thing, several; present of one, of several; without subject.
FINITE = frozenset("mfopsti")
PAST = frozenset("mfop")
SEVERAL = frozenset("pt")
GERUND, PARTICIPLE, IMPERSONAL = "g", "r", "i"


@dataclass(frozen=True, slots=True)
class CueClass:
    """What may stand around the verbs of one class; see the table's head for what each trait means."""

    name: str
    quote: bool = False
    inverted: bool = False
    clause: bool = False
    about: bool = False
    naming: bool = False
    parenthesis: bool = False


@dataclass(frozen=True, slots=True)
class CueWord:
    """One form of a cue, with what it tells of its subject."""

    cue_class: CueClass
    form: str


@dataclass(frozen=True)
class FencedLexicon:
    """The statements table, compiled. All words are in small letters."""

    cues: Mapping[str, CueWord]
    pronouns: Mapping[str, str]
    possessives: Mapping[str, str]
    alike: Mapping[str, frozenset[str]]
    about_this: tuple[tuple[str, ...], ...]
    insertions: frozenset[tuple[str, ...]]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_in(self, word: str, *lists: str) -> bool:
        """Whether a word stands in one of the named lists."""
        return any(word in self.words[name] for name in lists)


def lexicon_of(pack: Pack) -> FencedLexicon:
    """The pack's statements table, compiled once.

    Raises:
        PackError: where the table is missing or malformed.
    """
    return pack.made("statements", lambda: _compile(pack))


def _compile(pack: Pack) -> FencedLexicon:
    table: Mapping[str, Any] = pack.table("statements")
    where = f"{pack.folder}/statements.toml"
    pronouns, phrases = table["pronouns"], table["phrases"]
    words: dict[str, frozenset[str]] = {}
    for part in ("grammar", "nouns", "adjuncts"):
        words |= {name: _words(listed) for name, listed in table[part].items()}
    words |= {name: _words(listed) for name, listed in phrases.items() if name != "about_this"}
    words["never"] = _words(pronouns["never"])
    return FencedLexicon(
        cues=_cues(table["classes"], table["forms"], where),
        pronouns={word: gender for word, gender in pronouns.items() if isinstance(gender, str)},
        possessives=pronouns["possessive"],
        alike={role: frozenset((role, *others)) for role, others in table["alike"].items()},
        about_this=tuple(tuple(phrase) for phrase in phrases["about_this"]),
        insertions=frozenset(tuple(phrase.split()) for phrase in table["grammar"]["insertions"]),
        words=words,
    )


def _words(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)


def _cues(
    classes: Mapping[str, Mapping[str, Any]], endings: Mapping[str, Mapping[str, str]], where: str
) -> dict[str, CueWord]:
    known = set(CueClass.__dataclass_fields__) - {"name"}
    longest_first = sorted(endings, key=len, reverse=True)
    cues: dict[str, CueWord] = {}
    for name, entry in classes.items():
        traits = {k: v for k, v in entry.items() if k not in ("verbs", "words")}
        if unknown := set(traits) - known:
            raise PackError(f"{where}: class {name}: unknown traits {sorted(unknown)}")
        cue_class = CueClass(name, **traits)
        for word, form in entry.get("words", {}).items():
            cues[word] = CueWord(cue_class, form)
        for verb in entry.get("verbs", "").split():
            ending = next((e for e in longest_first if verb.endswith(e)), None)
            if ending is None:
                raise PackError(f"{where}: class {name}: [forms] has no ending of {verb!r}")
            stem = verb[: -len(ending)]
            for other, form in endings[ending].items():
                cues.setdefault(stem + other, CueWord(cue_class, form))
    return cues

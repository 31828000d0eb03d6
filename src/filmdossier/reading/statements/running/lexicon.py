"""What a pack of a language without blanks tells of attribution, compiled to patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError

#: What names and quotations are replaced by before cues are looked for.
MASK = "\ufffc"

#: A pattern that matches nowhere.
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class CueClass:
    """What may follow the verbs of one class; see the table's head for what each trait means."""

    name: str = ""
    quote: bool = False
    clause: bool = False
    noun: bool = False
    naming: bool = False
    object: bool = False
    thinks: bool = False
    addressee: bool = False


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue in a clause.

    Attributes:
        start, end: its place in the article, suffixes included.
        cue_class: what may follow it.
        said: whether a suffix of saying stands behind it.
        aspect: whether what follows must be a noun.
    """

    start: int
    end: int
    cue_class: CueClass
    said: bool = False
    aspect: bool = False


@dataclass(frozen=True)
class RunningLexicon:
    """The statements table, compiled."""

    cues: re.Pattern[str]
    classes: Mapping[str, CueClass]
    blocked_unless_quoted: frozenset[str]
    suffixes: frozenset[str]
    aspects: frozenset[str]
    not_said: re.Pattern[str]
    affirmed: re.Pattern[str]
    lead: re.Pattern[str]
    governed: re.Pattern[str]
    joint: re.Pattern[str]
    agent: re.Pattern[str]
    speakers: re.Pattern[str]
    before_speaker: re.Pattern[str]
    role: re.Pattern[str]
    title: re.Pattern[str]
    pronouns: Mapping[str, str]
    possessives: tuple[str, ...]
    selves: tuple[str, ...]
    among: tuple[str, ...]
    frames: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    between: re.Pattern[str]
    marked: re.Pattern[str]
    report: re.Pattern[str]
    answers: re.Pattern[str]
    told: re.Pattern[str]
    venues: re.Pattern[str]
    never: frozenset[str]

    def cues_in(self, masked: str, start: int) -> list[CueMatch]:
        """The cues of a clause in order.

        Args:
            masked: the clause with names and quotations masked.
            start: where it begins in the article.
        """
        out = []
        for m in self.cues.finditer(masked):
            cue_class = self.classes.get(m["cue"])
            if cue_class is None:
                if m["cue"] not in self.blocked_unless_quoted or m.end("cue") != len(masked):
                    continue
                cue_class = CueClass("", quote=True)
            behind = m["behind"] or ""
            out.append(
                CueMatch(
                    start + m.start(),
                    start + m.end(),
                    cue_class,
                    said=behind in self.suffixes,
                    aspect=behind in self.aspects,
                )
            )
        return out

    def ends_with_cue(self, masked: str) -> bool:
        """Whether a stretch ends with a verb of saying."""
        tail = masked[-8:]
        last = next(reversed(list(self.cues.finditer(tail))), None)
        if last is None or last.end() != len(tail):
            return False
        return last["cue"] in self.classes and last["behind"] not in self.aspects


def lexicon_of(pack: Pack) -> RunningLexicon:
    """The pack's statements table, compiled once.

    Raises:
        PackError: where the table is missing or malformed.
    """
    return pack.made("statements", lambda: _compile(pack))


def _compile(pack: Pack) -> RunningLexicon:
    table: Mapping[str, Any] = pack.table("statements")
    classes = _classes(table["classes"], f"{pack.folder}/statements.toml")
    grammar, nouns, phrases = table["grammar"], table["nouns"], table["phrases"]
    cue_words = [*classes, *grammar["blocked"].split(), *grammar["blocked_unless_quoted"]]
    behind = _any((*grammar["suffixes"], *grammar["aspects"]))
    pronouns = table["pronouns"]
    speakers = nouns["speakers"].split()
    roles = nouns["roles"].split()
    marks = r"[“”‘’「」『』\"]"
    return RunningLexicon(
        cues=re.compile(rf"(?P<cue>{_any(cue_words)})(?P<behind>{behind})?"),
        classes=classes,
        blocked_unless_quoted=frozenset(grammar["blocked_unless_quoted"]),
        suffixes=frozenset(grammar["suffixes"]),
        aspects=frozenset(grammar["aspects"]),
        not_said=re.compile(rf"(?:{_any(grammar['negations'])})$"),
        affirmed=re.compile(rf"(?:{_any(grammar['affirmed'])})$"),
        lead=re.compile(rf"(?:{_any(grammar['leads'])})*$"),
        governed=re.compile(rf"(?:{_any(grammar['governors'])}){marks}?$"),
        joint=re.compile(rf"\s*(?:{_any(grammar['joints'])})\s*"),
        agent=re.compile(rf"(?:{_any(grammar['agents'])})$"),
        speakers=re.compile(rf"{_any([*speakers, *roles, *pronouns, *nouns['never']])}"),
        before_speaker=re.compile(rf"(?:{_any(nouns['quantities'])})?(?:{_any(nouns['modifiers'])})*$"),
        role=re.compile(rf"(?:{_any(roles)}){marks}?$"),
        title=re.compile(rf"{marks}?(?:{_any(grammar['titles_behind'])})"),
        pronouns=pronouns,
        possessives=tuple(grammar["possessives"]),
        selves=tuple(grammar["selves"]),
        among=tuple(grammar["among"]),
        frames={
            name: (re.compile(rf"(?:{_any(phrases[name])})"), re.compile(rf"(?:{_any(phrases[name + '_ends'])})"))
            for name in ("according", "views", "words", "met_with")
        },
        between=re.compile(phrases.get("between", "")),
        marked=re.compile(phrases.get("marked", _NEVER)),
        report=re.compile(phrases.get("report", _NEVER)),
        answers=re.compile(rf"(?:{_any(phrases['answers'])})"),
        told=re.compile(rf"(?:{_any(table['adjuncts']['told'])})"),
        venues=re.compile(rf"(?:{_any(table['adjuncts']['venues'])})"),
        never=frozenset(nouns["never"]),
    )


def _classes(table: Mapping[str, Any], where: str) -> dict[str, CueClass]:
    known = set(CueClass.__dataclass_fields__) - {"name"}
    out: dict[str, CueClass] = {}
    for name, entry in table.items():
        traits = {k: v for k, v in entry.items() if k != "verbs"}
        if unknown := set(traits) - known:
            raise PackError(f"{where}: class {name}: unknown traits {sorted(unknown)}")
        cue_class = CueClass(name, **traits)
        for verb in entry["verbs"].split():
            out.setdefault(verb, cue_class)
    return out


def _any(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) or _NEVER

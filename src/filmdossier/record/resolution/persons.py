"""Names of people taken apart: parts, initials, what counts for little."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from filmdossier.record.resolution.folding import is_han, romanised, script_of, split_words, syllables
from filmdossier.record.resolution.sounds import skeleton
from filmdossier.record.resolution.tables import load_table, words

_QUOTED = re.compile(r"[\"“”„«»(（「『][^\"“”„«»()（）「」『』]{1,40}[\"“”»)）」』]")
_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
_DOTTED = re.compile(r"[·・•]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart.

    Attributes:
        parts: romanised, in the order written, initials as single letters; without honorifics and suffix, particles
            joined to the part behind them.
        suffix: ``jr``, ``sr``, ``ii``… or empty.
        script: as `script_of`.
        is_transcribed: a foreign name in Han characters: its parts set off by dots, or without a Chinese surname.
        surname_first: the surname is the first part.
        letters: the name in its own script without what parts it.
        beginnings: the sounds that its parts begin with.
        syllables: of each part, one per Han character; the part itself in other scripts.
    """

    parts: tuple[str, ...]
    suffix: str
    script: str
    is_transcribed: bool
    surname_first: bool
    letters: str
    beginnings: frozenset[str]
    syllables: tuple[tuple[str, ...], ...]

    @property
    def joined(self) -> str:
        """All parts without what parts them."""
        return "".join(self.parts)

    @property
    def full(self) -> tuple[str, ...]:
        """The parts that are no initials."""
        return tuple(p for p in self.parts if len(p) > 1)

    @property
    def surname(self) -> str:
        """The part that is most likely the surname."""
        return self.parts[0] if self.surname_first else self.parts[-1]

    @property
    def given(self) -> str:
        """The part that is most likely the given name, perhaps an initial; empty where there is but one part."""
        if len(self.parts) < 2:
            return ""
        return self.parts[1] if self.surname_first else self.parts[0]

    @property
    def middle(self) -> tuple[str, ...]:
        """What is neither."""
        if len(self.parts) < 3:
            return ()
        return self.parts[2:] if self.surname_first else self.parts[1:-1]


@functools.lru_cache(maxsize=200_000)
def parse_person(text: str) -> PersonName:
    """Take a name apart; never fails, but may leave no parts."""
    bare = _QUOTED.sub(" ", text).strip() or text
    script, transcribed = script_of(bare), False
    read = list[tuple[str, ...]]()
    surname_first = False
    raw = split_words(_parted_initials(bare))
    if script == "han":
        short = len(raw) == 1 and len(raw[0]) == 2  # no foreign name is cut so short without its dot
        transcribed = bool(_DOTTED.search(bare)) or not (short or _begins_with_surname(bare))
        surname_first = not transcribed
        read = _han_parts(raw, transcribed=transcribed)
        parts = ["".join(part) for part in read]
    elif script == "hangul" and len(raw) == 1 and 1 < len(raw[0]) < 5:
        parts, surname_first = [romanised(raw[0][0]), romanised(raw[0][1:])], True
    else:
        parts = [r for r in (romanised(w) for w in raw) if r]
    while len(parts) > 1 and parts[0] in words("persons", "honorifics"):
        del parts[0]
    suffixes, suffix = load_table("words")["persons"]["suffixes"], ""
    while len(parts) > 1 and parts[-1] in suffixes:
        suffix = suffixes[parts.pop()]
    parts = _with_particles(parts) if script != "han" else parts
    beginnings = frozenset(skeleton(p)[:1] for p in parts)
    named = _turned(parts)
    heard = tuple(read) if script == "han" and len(read) == len(named) else tuple((p,) for p in named)
    return PersonName(named, suffix, script, transcribed, surname_first, "".join(raw), beginnings, heard)


def _begins_with_surname(text: str) -> bool:
    double = "".join(syllables(text[:2])) in words("person_parts", "double_surnames")
    return double or text[:1] in load_table("words")["person_parts"]["surnames"]


def _parted_initials(text: str) -> str:
    """Initials set apart where not everything is in capitals: JJ Abrams becomes J J Abrams."""
    if text == text.upper():
        return text
    return _CAPITALS.sub(lambda m: m.group() if m.group().startswith(("II", "IV", "VI")) else " ".join(m.group()), text)


def _han_parts(raw: tuple[str, ...], *, transcribed: bool) -> list[tuple[str, ...]]:
    """The syllables of each part."""
    if transcribed or len(raw) > 1:
        return [syllables(w) if is_han(w[0]) else (romanised(w),) for w in raw]
    read = syllables(raw[0]) if raw else ()
    if len(read) > 4:
        return [read]
    double = len(read) > 2 and "".join(read[:2]) in words("person_parts", "double_surnames")
    cut = 2 if double or len(read) == 4 else 1
    return [p for p in (read[:cut], read[cut:]) if p]


def _with_particles(parts: list[str]) -> list[str]:
    """Particles join the part behind them: "del toro" is one; the first part of a name is never one."""
    particles, out, waiting = words("person_parts", "particles"), list[str](), ""
    for i, part in enumerate(parts):
        if 0 < i < len(parts) - 1 and part in particles and len(part) > 1:
            waiting += part
        else:
            out.append(waiting + part)
            waiting = ""
    return out


def _turned(parts: list[str]) -> tuple[str, ...]:
    """A name that ends in its patronymic begins with its surname: it is turned round."""
    endings = tuple(words("person_parts", "patronymics"))
    if len(parts) == 3 and parts[2].endswith(endings) and not parts[1].endswith(endings):
        return parts[1], parts[2], parts[0]
    return tuple(parts)

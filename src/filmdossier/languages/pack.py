"""A language pack: a folder of TOML tables, read once and kept."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, cast

from filmdossier.model.errors import PackError

PACKS = Path(__file__).parent / "packs"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a language declares about itself, for algorithms to switch on.

    Attributes:
        spaces_between_words: words are written apart.
        inflects_names: names change with their grammatical case.
        morphology: the library that knows the forms of words: ``pymorphy3``, or none.
        letter_case: the script tells names by capital letters.
        letter_variants: pairs of small letters of which the first may be written as the second (``ёе``).
        simplifies: the OpenCC configuration that turns another script of the language into that of the tables
            (``t2s``), or none.
        decimal_mark: what parts units from tenths.
        group_marks: what may stand between groups of digits.
        day_first: whether 3/4 is the third of April (None: the pack does not say).
        title_marks: pairs of marks that set off titles.
        quotation_marks: pairs of marks that set off words said, outermost first.
    """

    spaces_between_words: bool = True
    inflects_names: bool = False
    morphology: str = ""
    letter_case: bool = True
    letter_variants: tuple[str, ...] = ()
    simplifies: str = ""
    decimal_mark: str = "."
    group_marks: tuple[str, ...] = (",",)
    day_first: bool | None = None
    title_marks: tuple[str, ...] = ()
    quotation_marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """One language's tables.

    Attributes:
        tag: BCP 47 language tag.
        name: the language's name in English.
        folder: where the tables lie.
        traits: what the language declares about itself.
    """

    tag: str
    name: str
    folder: Path
    traits: Traits
    _made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> Mapping[str, Any]:
        """The table ``<name>.toml`` of this pack; ``name`` may hold a folder (``claims/credits``).

        Raises:
            PackError: where the table is missing or is not TOML.
        """
        return self.made(f"table:{name}", lambda: _load_table(self.folder / f"{name}.toml"))

    def has_table(self, name: str) -> bool:
        """Whether this pack has a table of that name."""
        return self.made(f"has:{name}", (self.folder / f"{name}.toml").is_file)

    def plain(self, words: str) -> str:
        """Words in small letters, of variant letters the one that tables are written in; as long as they were."""
        variants = self.made("letter variants", lambda: {ord(pair[0]): pair[1] for pair in self.traits.letter_variants})
        lowered = words.lower()
        if len(lowered) != len(words):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
        return lowered.translate(variants) if variants else lowered

    def made(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` made of this pack the first time it was asked for ``key`` (a compiled pattern, say)."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])


def _load_table(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as e:
        raise PackError(f"{path}: the pack lacks this table") from e
    except tomllib.TOMLDecodeError as e:
        raise PackError(f"{path}: not TOML: {e}") from e


def pack_tags() -> tuple[str, ...]:
    """The tags of the languages that have a pack, in order."""
    return tuple(sorted(p.parent.name for p in PACKS.glob("*/pack.toml")))


def load_pack(tag: str) -> Pack:
    """The pack of a language.

    Args:
        tag: BCP 47 tag; a region or script behind the language is ignored (``en-GB`` is read by ``en``).

    Raises:
        PackError: where no pack has this tag, or its ``pack.toml`` is malformed.
    """
    return load_pack_folder(PACKS / tag.split("-", maxsplit=1)[0].casefold())


@functools.cache
def load_pack_folder(folder: Path) -> Pack:
    """The pack that lies in a folder (a pack of one's own, or a test's).

    Raises:
        PackError: where ``pack.toml`` is missing or malformed.
    """
    head = _load_table(folder / "pack.toml")
    known = {f.name for f in fields(Traits)}
    declared = head.get("traits", {})
    if unknown := set(declared) - known:
        raise PackError(f"{folder / 'pack.toml'}: unknown traits {sorted(unknown)}; known are {sorted(known)}")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in declared.items()}
    try:
        return Pack(tag=head["tag"], name=head["name"], folder=folder, traits=Traits(**values))
    except KeyError as e:
        raise PackError(f"{folder / 'pack.toml'}: lacks {e}") from e

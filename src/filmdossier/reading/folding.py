"""The copy of an article that is read: as long as the article itself, in the letters that the tables are written in.

Full-width letters and digits become plain ones; letters that a language may write in two ways are written in one (ё as
е); and where the pack's tables know one script of a language that has two, the other is turned into it (OpenCC). Every
span of the copy is the same span of the article; names are given back in the article's own letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from filmdossier.languages import Pack
from filmdossier.model.reading import Reading

T = TypeVar("T")

#: Full-width forms of ASCII letters and digits, percent sign, full stop and round brackets (Unicode, block Halfwidth
#: and Fullwidth Forms); commas, colons and question marks stay: the punctuation of Chinese is full-width.
_PLAIN = {0xFF00 + n: 0x20 + n for n in range(1, 0x5F) if chr(0x20 + n).isalnum() or chr(0x20 + n) in "%.()"}
#: The first full-width form, below which a text needs no look.
_FIRST = "\uff00"


def fold_text(text: str, pack: Pack) -> str:
    """The copy of a text that is read, of the same length."""
    plain = text.translate(_PLAIN) if max(text, default="") > _FIRST else text
    if pack.traits.letter_variants:
        plain = plain.translate(pack.made("letter variants in text", lambda: _variants(pack)))
    if not pack.traits.simplifies:
        return plain
    convert = pack.made("simplify", lambda: _converter(pack.traits.simplifies))
    simple = convert(plain)
    if len(simple) != len(plain):
        simple = "".join(s if len(s := convert(c)) == 1 else c for c in plain)
    return simple


def unfold_reading(reading: Reading, text: str) -> Reading:
    """A reading of a copy as a reading of the article itself: names in the script that the article writes them in.

    Args:
        reading: made from the copy.
        text: the article, of the same length.
    """
    copy = reading.document.text
    if copy == text:
        return reading
    changed = {simple for simple, own in zip(copy, text, strict=True) if simple != own and own < _FIRST}

    def restore(words: str) -> str:
        if changed.isdisjoint(words):
            return words
        # A dictionary form, or a name made of parts, stands nowhere as a whole: its parts as the article has them.
        out, at = "", 0
        while at < len(words):
            end = next((e for e in range(len(words), at, -1) if words[at:e] in copy), at + 1)
            part = words[at:end]
            found = copy.find(part) if len(part) > 1 or (not part.isupper() and not part.islower()) else -1
            out += text[found : found + len(part)] if found >= 0 else part
            at = end
        return out

    document = replace(reading.document, text=text, title=_restored(reading.document.title, restore))
    return replace(
        reading,
        document=document,
        films=tuple(_restored(film, restore) for film in reading.films),
        claims=tuple(_restored(claim, restore) for claim in reading.claims),
        statements=tuple(_restored(statement, restore) for statement in reading.statements),
    )


def _restored(thing: T, restore: Callable[[str], str]) -> T:
    """A copy of a thing with every text in it restored."""
    out: Any = thing
    if isinstance(thing, str):
        out = restore(thing) if type(thing) is str else thing
    elif isinstance(thing, Mapping):
        out = {key: _restored(value, restore) for key, value in thing.items()}
    elif type(thing) in (tuple, list):
        out = type(thing)(_restored(value, restore) for value in cast(Any, thing))  # type: ignore[call-arg]
    elif is_dataclass(thing) and not isinstance(thing, type):
        kept = {f.name: getattr(thing, f.name) for f in fields(thing)}
        changed = {name: new for name, old in kept.items() if (new := _restored(old, restore)) != old}
        out = replace(cast(Any, thing), **changed) if changed else thing
    return cast(T, out)


def _variants(pack: Pack) -> dict[int, str]:
    pairs = pack.traits.letter_variants
    small = {ord(pair[0]): pair[1] for pair in pairs}
    return small | {ord(pair[0].upper()): pair[1].upper() for pair in pairs}


def _converter(configuration: str) -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - only where a language has two scripts

    return cast(Callable[[str], str], OpenCC(configuration).convert)

"""What checks need to know of a language: words and patterns from its pack's ``audit.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from filmdossier.languages import load_pack
from filmdossier.model.errors import PackError
from filmdossier.reading.claims.rules import expand
from filmdossier.reading.patterns import ShapePattern, compile_pattern


def words_for(language: str, part: str, name: str) -> frozenset[str]:
    """A list of words of a language; empty where no pack has it, for records hold articles of any language."""
    return frozenset(str(w).casefold() for w in _table(language).get(part, {}).get(name, ()))


def alike_words(language: str, part: str) -> Mapping[str, str]:
    """Words of a language, each with the one that it is compared as; empty where no pack has it."""
    found: Mapping[str, str] = _table(language).get(part, {}).get("alike", {})
    return found


def pattern_for(language: str, part: str, name: str) -> ShapePattern | None:
    """A pattern over shapes, or None where no pack has it."""
    source = _table(language).get(part, {}).get(name)
    return _compiled(language, f"{part}.{name}", source, {}) if source else None


def patterns_for(language: str, part: str) -> tuple[ShapePattern, ...]:
    """The patterns over shapes of a part that has several, macros written out; none where no pack has it."""
    table = _table(language).get(part, {})
    macros, patterns = table.get("macros", {}), table.get("patterns", {})
    return tuple(_compiled(language, f"{part}.patterns.{n}", source, macros) for n, source in patterns.items())


def _compiled(language: str, key: str, source: str, macros: Mapping[str, str]) -> ShapePattern:
    pattern: ShapePattern = load_pack(language).made(f"audit:{key}", lambda: compile_pattern(expand(source, macros)))
    return pattern


def _table(language: str) -> Mapping[str, Any]:
    try:
        return load_pack(language).table("audit")
    except PackError:
        return {}

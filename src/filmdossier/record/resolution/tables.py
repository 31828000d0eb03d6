"""The tables of this package, read once: words that count for little, sounds, pet names, weights."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@functools.cache
def load_table(name: str) -> Mapping[str, Any]:
    """The table ``<name>.toml`` beside this module."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@functools.cache
def words(table: str, key: str) -> frozenset[str]:
    """A list of `words.toml` as a set."""
    return frozenset(load_table("words")[table][key])


@functools.cache
def pet_names() -> Mapping[str, str]:
    """Short forms of given names to full ones."""
    return {short: full for table in load_table("nicknames").values() for short, full in table.items()}

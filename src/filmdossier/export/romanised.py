"""Readings and dossiers with names in Latin letters beside those in other scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from filmdossier.languages.romanisation import romanise
from filmdossier.model.reading import Document
from filmdossier.model.sourced import DocumentHead

T = TypeVar("T")
#: Keys of JSON objects whose texts are names.
_NAMES = ("name", "title", "character", "recipient", "organisation")
#: Fields and keys that only people bear.
_PEOPLE = ("character", "recipient")
#: Where claims of these predicates name people.
_CREDITS = frozenset(
    {"director", "screenwriter", "producer", "composer", "cinematographer", "cast_member", "position_held"}
)


def with_romanised(data: Any, *, person: bool = False) -> Any:
    """JSON data in which every name in another script has its romanisation beside it: ``name``, ``name_romanised``.

    Args:
        data: what goes out as JSON.
        person: whether a plain ``name`` in it is a person's.
    """
    if isinstance(data, list):
        return [with_romanised(item, person=person) for item in data]
    if not isinstance(data, Mapping):
        return data
    if "text" in data and "language" in data:
        # A document's title is a headline, not a name.
        return dict(data)
    person = person or data.get("predicate") in _CREDITS
    out: dict[str, Any] = {}
    for key, value in data.items():
        out[key] = with_romanised(value, person=person or key in ("speaker", "credits"))
        if key in _NAMES and isinstance(value, str):
            latin = romanise(value, person=key in _PEOPLE or (person and key == "name"))
            if latin != value:
                out[f"{key}_romanised"] = latin
    return out


def beside_names(thing: T, *, person: bool = False) -> T:
    """A copy, for showing alone, in which names in other scripts are followed by their romanisation in brackets."""
    out: Any = thing
    if isinstance(thing, Mapping):
        person = person or thing.get("predicate") in _CREDITS
        out = {key: _shown(key, value, person=person) for key, value in thing.items()}
    elif type(thing) in (tuple, list):
        out = type(thing)(beside_names(item, person=person) for item in cast(Any, thing))  # type: ignore[call-arg]
    elif is_dataclass(thing) and not isinstance(thing, type | Document | DocumentHead):
        kept = {f.name: getattr(thing, f.name) for f in fields(thing) if f.init}
        person = kept.get("predicate") in _CREDITS or type(thing).__name__ == "Speaker"
        changed = {key: new for key, old in kept.items() if (new := _shown(key, old, person=person)) is not old}
        out = replace(cast(Any, thing), **changed) if changed else thing
    return cast(T, out)


def _shown(key: str, value: Any, *, person: bool) -> Any:
    if isinstance(value, str):
        if key not in _NAMES:
            return value
        latin = romanise(value, person=key in _PEOPLE or (person and key == "name"))
        return value if latin == value else f"{value} ({latin})"
    new = beside_names(value, person=person)
    return value if new == value else new

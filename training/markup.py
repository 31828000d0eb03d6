"""The markup of our own passages: slots for names, tags for literal names and for who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SLOT_TYPES = {
    "per": "person",
    "film": "film",
    "org": "organisation",
    "loc": "place",
    "award": "award",
    "event": "event",
    "char": "character",
    "work": "work",
}
TAG_TYPES = {**SLOT_TYPES, "src": "source", "cue": "cue", "con": "content"}

_TOKEN = re.compile(r"\{([a-z]{3,5})([0-9]{0,2})(?:\.(last))?(?:\.(gen|dat|acc|ins|loc))?\}|<(/?)([a-z]{3,5})>")


class MarkupError(ValueError):
    """A passage breaks the rules of the markup."""


@dataclass(frozen=True)
class Slot:
    """A place for a name: its type, its number within the passage, whether only the surname stands there, its case."""

    kind: str
    number: str
    last: bool = False
    case: str = ""


@dataclass(frozen=True)
class Tag:
    """The beginning or the end of a tagged span."""

    kind: str
    closes: bool


@dataclass(frozen=True)
class Passage:
    """A marked-up passage, as plain text, slots and tags in order."""

    parts: tuple[str | Slot | Tag, ...]
    origin: str


def parse_passage(source: str, origin: str) -> Passage:
    """Parse one passage.

    Args:
        source: the marked-up text.
        origin: where it stands, for messages.

    Raises:
        MarkupError: an unknown slot or tag, a tag that is not closed, or tags that cross.
    """
    parts: list[str | Slot | Tag] = []
    open_tags: list[str] = []
    end = 0
    for match in _TOKEN.finditer(source):
        if match.start() > end:
            parts.append(_plain(source[end : match.start()], origin))
        end = match.end()
        slot, number, last, case, closing, tag = match.groups()
        if slot:
            if slot not in SLOT_TYPES:
                raise MarkupError(f"{origin}: unknown slot {match.group()}; known are {', '.join(SLOT_TYPES)}")
            parts.append(Slot(SLOT_TYPES[slot], number, last is not None, case or ""))
            continue
        if tag not in TAG_TYPES:
            raise MarkupError(f"{origin}: unknown tag {match.group()}; known are {', '.join(TAG_TYPES)}")
        if closing:
            if not open_tags or open_tags.pop() != tag:
                raise MarkupError(f"{origin}: {match.group()} closes what is not the innermost open tag")
        else:
            open_tags.append(tag)
        parts.append(Tag(TAG_TYPES[tag], bool(closing)))
    if end < len(source):
        parts.append(_plain(source[end:], origin))
    if open_tags:
        raise MarkupError(f"{origin}: <{open_tags[-1]}> is not closed")
    return Passage(tuple(parts), origin)


def _plain(text: str, origin: str) -> str:
    for mark in "{}<>":
        if mark in text:
            raise MarkupError(f"{origin}: stray {mark!r} in {text[:60]!r}")
    return text


def find_passages(source: str) -> Iterator[tuple[int, str]]:
    """Split a file into passages at lines of three hyphens, leaving comments out.

    Yields:
        The number of the line that each passage starts on, and its text.
    """
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*source.splitlines(), "---"], start=1):
        if line.strip() == "---":
            text = "\n".join(lines).strip("\n")
            if text.strip():
                yield first, text
            lines, first = [], number + 1
        elif not line.startswith("#"):
            lines.append(line.rstrip())


def load_passages(folder: Path) -> tuple[list[Passage], list[MarkupError]]:
    """Load every passage of a folder, and the errors of those that break the rules."""
    passages: list[Passage] = []
    errors: list[MarkupError] = []
    for path in sorted(folder.rglob("*.txt")):
        for line, source in find_passages(path.read_text(encoding="utf-8")):
            try:
                passages.append(parse_passage(source, f"{path.name}:{line}"))
            except MarkupError as error:
                errors.append(error)
    return passages, errors

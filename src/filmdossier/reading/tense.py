"""Where a date looks: back or ahead, as the tense of the words around it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.dates import DateExpression, Direction, PartialDate
from filmdossier.reading.shapes import Shape


@dataclass(frozen=True)
class _Cues:
    pattern: Any
    not_past: frozenset[str]
    participle: int
    before: int
    after: int
    spaced: bool


def resolve_date(
    expression: DateExpression, published: PartialDate | None, shape: Shape, at: int, pack: Pack
) -> PartialDate | None:
    """The date that an expression of a sentence denotes; the tense around it tells whether it looks back or ahead.

    Args:
        expression: as `reading.values` found it.
        published: when the article was written, perhaps vaguely; None where that is not known.
        shape: the sentence.
        at: where the date's token begins in ``shape.text``.
        pack: gives the cues of tense.

    Returns:
        The date; one without a year (``XXXX-12-24``) where nothing fixes it; None where the words fix none.
    """
    return expression.resolve(published, direction_at(shape.text, at, pack))


def direction_at(shape: str, at: int, pack: Pack) -> Direction:
    """Where a date in a sentence's shape looks, as the nearest cue before it tells, else the nearest after."""
    cues = pack.made("tense", lambda: _cues(pack))
    start = max(0, at - cues.before)
    before = [direction for end, direction in _found(cues, shape, start, at) if end <= at]
    if before:
        return before[-1]
    close = shape.find(">", at) + 1 or at
    behind = _found(cues, shape, close, min(len(shape), close + cues.after))
    return next((direction for _, direction in behind), Direction.NONE)


def _found(cues: _Cues, shape: str, start: int, end: int) -> Iterator[tuple[int, Direction]]:
    while cues.spaced and 0 < start < end and shape[start - 1] not in " ,;\"'(-":
        start += 1
    ahead = -cues.participle
    for m in cues.pattern.finditer(shape[start:end]):
        if m.group("past") and (m.group("past") in cues.not_past or m.start() - ahead < cues.participle):
            continue
        direction = Direction("past" if m.group("past") else "future" if m.group("future") else "none")
        ahead = -cues.participle if direction is Direction.PAST else m.end()
        yield start + m.end(), direction


def _cues(pack: Pack) -> _Cues:
    table = pack.table("published")["tense"]
    groups = (("none", "neither"), ("future", "future"), ("past", "past"))
    source = "|".join(f"(?P<{group}>{'|'.join(table[key])})" for group, key in groups)
    reach = table["reach_before"], table["reach_after"]
    return _Cues(
        re2.compile(source), frozenset(table["not_past"]), table["participle"], *reach, pack.traits.spaces_between_words
    )

"""How much room words take, near enough to lay out a chart whatever fonts this machine has."""

from __future__ import annotations

from unicodedata import east_asian_width

_WIDE, _USUAL, _NARROW, _CAPITAL = 1.0, 0.56, 0.31, 0.68
_THIN = frozenset("iIl.,:;'|!()[] ijtfr·")
_BROAD = frozenset("mwMWЖШЩЮФЫжшщюфы—…%@")


def width_of(words: str, size: float) -> float:
    """The width of words in a sans-serif of a size, in the unit of the size; rather too much than too little."""
    return size * sum(map(_share, words))


def _share(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return _WIDE
    if letter in _THIN:
        return _NARROW
    if letter in _BROAD:
        return 0.88
    return _CAPITAL if letter.isupper() else _USUAL


def shortened(words: str, size: float, room: float) -> str:
    """As much of some words as there is room for, with an ellipsis where that is not all."""
    if width_of(words, size) <= room:
        return words
    left, kept = room - width_of("…", size), ""
    for letter in words:
        left -= width_of(letter, size)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def spread(wanted: list[float], apart: float, least: float, most: float) -> list[float]:
    """Places near those wanted, in the same order, no two closer than ``apart``, as far as there is room.

    Args:
        wanted: where labels should stand, on one axis.
        apart: how far two of them are at least.
        least: the first place that there is.
        most: the last.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = [0.0] * len(wanted)
    last = least - apart
    for n in order:
        placed[n] = last = max(wanted[n], last + apart)
    following = most + apart
    for n in reversed(order):
        placed[n] = following = min(placed[n], following - apart)
    return placed

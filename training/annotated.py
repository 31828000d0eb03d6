"""Text with what is known about it, in the one form that every source of training data is brought into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ENTITY_TYPES = ("person", "character", "film", "work", "organisation", "place", "award", "event")
ATTRIBUTION_TYPES = ("source", "cue", "content")
OUTSIDE = "O"


def tag_names(types: Sequence[str]) -> tuple[str, ...]:
    """Name the labels of a BIO tag set: outside, then begin and inside of each type."""
    return (OUTSIDE, *(f"{part}-{kind}" for kind in types for part in "BI"))


ENTITY_LABELS = tag_names(ENTITY_TYPES)
ATTRIBUTION_LABELS = tag_names(ATTRIBUTION_TYPES)


@dataclass(frozen=True)
class Labelled:
    """A span of a text and the types that it may have; several where the source does not tell them apart.

    ``OUTSIDE`` among the kinds says that it may also be of no type.
    """

    start: int
    end: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Annotated:
    """A text with annotations, offsets in code points.

    Attributes:
        text: the text.
        entities: its entities; None where the source annotates none.
        attributions: sources, cues and contents; None where the source annotates none.
        unannotated: the entity types that the source leaves out, so that words outside its entities may be of them.
    """

    text: str
    entities: tuple[Labelled, ...] | None = None
    attributions: tuple[Labelled, ...] | None = None
    unannotated: tuple[str, ...] = ()


def allowed_labels(
    spans: Iterable[Labelled] | None,
    types: Sequence[str],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    loose: npt.NDArray[np.bool_] | None = None,
    unannotated: Sequence[str] = (),
) -> npt.NDArray[np.bool_]:
    """Say for every word which labels the annotation allows it.

    Args:
        spans: the annotation, without overlaps; None allows everything.
        types: the types of the tag set.
        starts: where each word starts, rising.
        ends: where each word ends.
        loose: words that, outside every span, may be of an unannotated type.
        unannotated: those types.

    Returns:
        Shape (word, label).
    """
    names = tag_names(types)
    if spans is None:
        return np.ones((len(starts), len(names)), dtype=bool)
    allowed = np.zeros((len(starts), len(names)), dtype=bool)
    allowed[:, 0] = True
    if loose is not None and unannotated:
        for kind in unannotated:
            for part in "BI":
                allowed[loose, names.index(f"{part}-{kind}")] = True
    for span in spans:
        first = int(np.searchsorted(ends, span.start, side="right"))
        last = int(np.searchsorted(starts, span.end, side="left"))
        for index in range(first, last):
            allowed[index] = False
            part = "B" if index == first else "I"
            for kind in span.kinds:
                allowed[index, 0 if kind == OUTSIDE else names.index(f"{part}-{kind}")] = True
    return allowed


def outermost(spans: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Keep the spans that lie in no other, in order of appearance."""
    kept: list[Labelled] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)

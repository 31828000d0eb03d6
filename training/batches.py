"""Annotated texts become windows of pieces with targets, and windows become batches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from filmdossier.reading.mentions.pieces import BREAK_CLASSES, CASE_CLASSES, Cutter, Pieces
from filmdossier.reading.mentions.windows import cut_windows
from training.annotated import ATTRIBUTION_TYPES, ENTITY_TYPES, Annotated, allowed_labels

CORE, CONTEXT = 192, 30
# Where there are more numbers to a piece than these, the script has no capitals.
PLAIN_COLUMNS = 3
UPPER_LETTERS = CASE_CLASSES.index("upper")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[\"'“‘(«„]?[A-ZА-Я0-9])|\n\s*\n|[。！？][”」』》）]{0,2}")


@dataclass(frozen=True)
class Example:
    """A window with targets.

    Attributes:
        ids: piece ids, begin and end marks included.
        features: surface features, shape (piece, feature).
        heads: the positions of the first pieces of words.
        allowed: for each head of the network, which labels each word may have, shape (word, label).
    """

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    heads: npt.NDArray[np.int64]
    allowed: tuple[npt.NDArray[np.bool_], ...]


@dataclass(frozen=True)
class Batch:
    """Windows of similar length, padded to one length; words are padded to one number too."""

    ids: Tensor
    features: Tensor
    present: Tensor
    heads: Tensor
    words: Tensor
    allowed: tuple[Tensor, ...]


def sentence_ends(text: str) -> list[int]:
    """Find where sentences end, white space after them included, well enough for cutting windows."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def sentence_breaks(text: str, pieces: Pieces) -> list[int]:
    """Find the pieces that sentences start with, well enough for cutting windows."""
    indices = np.searchsorted(pieces.starts, sentence_ends(text))
    return sorted({int(pieces.heads[index]) for index in indices if index < len(pieces.heads)})


def loose_words(text: str, pieces: Pieces) -> npt.NDArray[np.bool_]:
    """Say which words may belong to a name that a corpus leaves unannotated: those at or near a capital.

    In a script without capitals, those between marks or in other letters.
    """
    if pieces.features.shape[1] > PLAIN_COLUMNS:
        return (pieces.features[pieces.heads, 1] > 0) | (pieces.features[pieces.heads, 0] == UPPER_LETTERS)
    capital = np.array([text[start].isupper() or text[start].isdigit() for start in pieces.starts.tolist()], dtype=bool)
    near = capital.copy()
    for shift in (1, 2):
        near[shift:] |= capital[:-shift]
        near[:-shift] |= capital[shift:]
    return near


def targets(one: Annotated, pieces: Pieces) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say which labels of each tag set every word of an annotated text may have."""
    loose = loose_words(one.text, pieces) if one.unannotated else None
    return (
        allowed_labels(one.entities, ENTITY_TYPES, pieces.starts, pieces.ends, loose, one.unannotated),
        allowed_labels(one.attributions, ATTRIBUTION_TYPES, pieces.starts, pieces.ends),
    )


def cut_examples(one: Annotated, cutter: Cutter, core: int = CORE) -> Iterator[Example]:
    """Cut an annotated text into windows with targets."""
    pieces = cutter.cut(one.text)
    allowed = targets(one, pieces)
    heads = pieces.heads.tolist()
    for window in cut_windows(heads, len(pieces.ids), sentence_breaks(one.text, pieces), core, CONTEXT):
        first, last = bisect_left(heads, window.start), bisect_left(heads, window.end)
        edge = np.zeros((1, cutter.cutting.columns), dtype=np.int64)
        yield Example(
            ids=np.concatenate(([cutter.cutting.begin], pieces.ids[window.start : window.end], [cutter.cutting.end])),
            features=np.concatenate((edge, pieces.features[window.start : window.end], edge)),
            heads=pieces.heads[first:last] - window.start + 1,
            allowed=tuple(part[first:last] for part in allowed),
        )


def vary_breaks(example: Example, random: Random) -> Example:
    """Forget line breaks now and then, since not every text keeps them."""
    if random.random() > 0.1:
        return example
    features = example.features.copy()
    features[:, 2] = BREAK_CLASSES.index("none")
    return Example(example.ids, features, example.heads, example.allowed)


def batches(examples: Sequence[Example], slots: int, random: Random) -> list[list[Example]]:
    """Group windows of similar length, at most so many piece slots a batch, in random order."""
    order = sorted(examples, key=lambda one: len(one.ids) + random.random() * 16)
    grouped: list[list[Example]] = [[]]
    for example in order:
        longest = max([len(example.ids), *(len(one.ids) for one in grouped[-1])])
        if grouped[-1] and longest * (len(grouped[-1]) + 1) > slots:
            grouped.append([])
        grouped[-1].append(example)
    random.shuffle(grouped)
    return grouped


def collate(examples: Iterable[Example], padding: int = 0) -> Batch:
    """Pad windows into one batch."""
    group = list(examples)
    length = max(len(one.ids) for one in group)
    words = max(len(one.heads) for one in group)
    ids = np.full((len(group), length), padding, dtype=np.int64)
    features = np.zeros((len(group), length, group[0].features.shape[1]), dtype=np.int64)
    present = np.zeros((len(group), length), dtype=np.int64)
    heads = np.zeros((len(group), words), dtype=np.int64)
    counted = np.zeros((len(group), words), dtype=bool)
    allowed: list[npt.NDArray[Any]] = [
        np.ones((len(group), words, part.shape[1]), dtype=bool) for part in group[0].allowed
    ]
    for row, one in enumerate(group):
        size, count = len(one.ids), len(one.heads)
        ids[row, :size], features[row, :size], present[row, :size] = one.ids, one.features, 1
        heads[row, :count], counted[row, :count] = one.heads, True
        for index, part in enumerate(one.allowed):
            allowed[index][row, :count] = part
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(present),
        torch.from_numpy(heads),
        torch.from_numpy(counted),
        tuple(torch.from_numpy(part) for part in allowed),
    )

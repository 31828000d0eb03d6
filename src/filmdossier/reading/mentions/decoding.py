"""From label scores to spans: the best label sequence that the BIO scheme allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

# Where the outside label leads by so much, no sequence of other labels pays; such words part the text.
_ANCHOR_LEAD = 8.0


def softmax(scores: Scores) -> Scores:
    """Turn scores into probabilities along the last axis."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Scores = grown / grown.sum(axis=-1, keepdims=True)
    return result


def best_labels(scores: Scores, moves: Scores) -> npt.NDArray[np.intp]:
    """Find the label sequence with the highest sum of scores and moves (Viterbi 1967).

    The text is parted at words that are outside beyond doubt; the parts are decoded side by side.

    Args:
        scores: shape (word, label), label 0 being outside.
        moves: shape (label before, label), prohibitively low where BIO forbids the move.
    """
    labels = np.zeros(len(scores), dtype=np.intp)
    if not len(scores):
        return labels
    anchored = scores[:, 0] - scores[:, 1:].max(axis=1) > _ANCHOR_LEAD
    edges = np.flatnonzero(np.diff(np.concatenate(([True], anchored, [True])).astype(np.int8)))
    firsts, lasts = edges[::2], edges[1::2]
    order = np.argsort(lasts - firsts, kind="stable")
    # Parts of like length together, so that a long one does not stretch many short ones.
    for group in np.array_split(order, max(1, min(4, len(order) // 4))):
        if len(group):
            _decode_parts(scores, moves, firsts[group], lasts[group], labels=labels)
    return labels


def _decode_parts(
    scores: Scores,
    moves: Scores,
    firsts: npt.NDArray[np.intp],
    lasts: npt.NDArray[np.intp],
    labels: npt.NDArray[np.intp],
) -> None:
    """Decode the words from ``firsts`` to ``lasts`` of each part, and write them into ``labels``."""
    lengths = lasts - firsts
    longest = int(lengths.max())
    places = np.minimum(firsts[:, None] + np.arange(longest), len(scores) - 1)
    padded = scores[places]
    total = padded[:, 0] + moves[0]
    totals = [total]
    back = np.zeros((longest, len(firsts), scores.shape[1]), dtype=np.intp)
    for step in range(1, longest):
        candidates = total[:, :, None] + moves
        back[step] = candidates.argmax(axis=1)
        total = candidates.max(axis=1) + padded[:, step]
        totals.append(total)
    rows = np.arange(len(firsts))
    stacked = np.stack(totals, axis=1)
    closing = moves[:, 0] * (lasts < len(scores))[:, None]
    current = (stacked[rows, lengths - 1] + closing).argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        active = step < lengths
        labels[places[active, step]] = current[active]
        if step:
            current = np.where(active, back[step, rows, current], current)


def find_label_runs(labels: Sequence[int], names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Find the spans in a label sequence, as first word, one past the last word, and type."""
    runs: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        name = names[label]
        if name.startswith("B-"):
            runs.append((index, index + 1, name[2:]))
        elif name.startswith("I-") and runs and runs[-1][1] == index and runs[-1][2] == name[2:]:
            runs[-1] = (runs[-1][0], index + 1, name[2:])
    return runs

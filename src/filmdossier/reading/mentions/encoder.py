"""The shipped encoder: entities and attributions of a text, in one pass of a small transformer.

The network is a MiniLM (Wang et al. 2020) with one linear head per tag set, trained by ``training/`` and run by
onnxruntime with 8-bit weights. Every window is run by itself, so that the figures do not depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from filmdossier.model.errors import PackError
from filmdossier.reading.mentions.decoding import best_labels, find_label_runs, softmax
from filmdossier.reading.mentions.pieces import Cutter, Cutting, Pieces
from filmdossier.reading.mentions.snapping import snap
from filmdossier.reading.mentions.windows import cut_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Numbers = npt.NDArray[np.float32]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span of a text with its label.

    Attributes:
        start: its first code point.
        end: one past its last.
        label: person, character, film, work, organisation, place, award, event; or source, cue, content.
        score: mean probability of the label over the span's words, 0 to 1.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True)
class Words:
    """The words of a text as the encoder cuts them, with what it thinks of each.

    Attributes:
        starts: first code point of each word.
        ends: one past its last.
        entities: probability of each entity label, shape (word, label), columns as in ``entity_labels``.
        attributions: probability of each attribution label, columns as in ``attribution_labels``.
        entity_labels: ``O``, ``B-person``, ``I-person``…
        attribution_labels: ``O``, ``B-source``, ``I-source``…
    """

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    entities: Numbers
    attributions: Numbers
    entity_labels: tuple[str, ...]
    attribution_labels: tuple[str, ...]

    def entity_probabilities(self, start: int, end: int) -> dict[str, float]:
        """Average over the words in ``[start, end)`` the probability of each entity type, and of none (``O``)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        if last <= first:
            return {}
        means = self.entities[first:last].mean(axis=0)
        summed: dict[str, float] = {}
        for name, mean in zip(self.entity_labels, means.tolist(), strict=True):
            kind = name[2:] or name
            summed[kind] = summed.get(kind, 0.0) + mean
        return summed


@dataclass(frozen=True)
class Tagging:
    """What the encoder found in one text."""

    entities: tuple[TaggedSpan, ...]
    attributions: tuple[TaggedSpan, ...]
    words: Words


class Encoder:
    """The encoder of one language, loaded once and used for any number of texts, one at a time."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, description: dict[str, Any]) -> None:
        self._session = session
        self._cutter = Cutter(tokenizer, Cutting.from_description(description["cutting"]))
        self._entity_labels = tuple(description["entities"])
        self._attribution_labels = tuple(description["attribution"])
        self._entity_moves = np.asarray(description["moves"]["entities"], dtype=np.float32)
        self._attribution_moves = np.asarray(description["moves"]["attribution"], dtype=np.float32)
        self._core = int(description["core"])
        self._context = int(description["context"])

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """Load the encoder of a language pack.

        Args:
            folder: holds ``encoder.onnx``, ``encoder.json`` and ``tokenizer.json``.

        Raises:
            PackError: a file is missing, or the weights are not those that the description names.
        """
        import onnxruntime  # noqa: PLC0415 - loads slowly, and nothing else needs it
        from tokenizers import Tokenizer  # noqa: PLC0415 - likewise

        try:
            description = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            weights = (folder / "encoder.onnx").read_bytes()
            tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise PackError(f"{error.filename} is missing; reinstall the package") from error
        if description.get("format") != _FORMAT:
            found, path = description.get("format"), folder / "encoder.json"
            raise PackError(f"{path}: expected format {_FORMAT}, found {found}; reinstall the package")
        digest = hashlib.sha256(weights).hexdigest()
        if digest != description["sha256"]:
            raise PackError(
                f"{folder / 'encoder.onnx'}: expected sha256 {description['sha256']}, found {digest};"
                " the file is incomplete or was replaced: reinstall the package"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            weights,
            options,
            providers=["CPUExecutionProvider"],
            # The fused kernel is slower than its parts (23 against 20 ms per window of 240 pieces).
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        return cls(session, tokenizer, description)

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Tagging:
        """Find the entities and attributions of a text.

        Args:
            text: any text; line breaks and empty text are fine.
            sentences: where its sentences start and end, in code points, rising; windows are cut between them.
        """
        pieces = self._cutter.cut(text)
        first, second = self._score(pieces, sentences)
        words = Words(
            pieces.starts, pieces.ends, softmax(first), softmax(second), self._entity_labels, self._attribution_labels
        )
        entities = _spans(best_labels(first, self._entity_moves), words, words.entities, words.entity_labels)
        attributions = _spans(
            best_labels(second, self._attribution_moves), words, words.attributions, words.attribution_labels
        )
        plain = [(one.start, one.end, one.label, one.score) for one in attributions]
        return Tagging(
            tuple(entities),
            tuple(
                TaggedSpan(*span)
                for span in snap(text, plain, self._cutter.cutting.marks[self._cutter.cutting.titles :])
            ),
            words,
        )

    def _score(self, pieces: Pieces, sentences: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
        """Score every label of both tag sets for every word."""
        heads = pieces.heads.tolist()
        starts = np.searchsorted(pieces.starts, [start for start, _ in sentences])
        breaks = [heads[index] for index in starts.tolist() if index < len(heads)]
        entities = np.zeros((len(heads), len(self._entity_labels)), dtype=np.float32)
        attributions = np.zeros((len(heads), len(self._attribution_labels)), dtype=np.float32)
        cutting = self._cutter.cutting
        edge = np.zeros((1, cutting.columns), dtype=np.int64)
        for window in cut_windows(heads, len(pieces.ids), breaks, self._core, self._context):
            ids = np.concatenate(([cutting.begin], pieces.ids[window.start : window.end], [cutting.end]))
            features = np.concatenate((edge, pieces.features[window.start : window.end], edge))
            outputs = self._session.run(["entities", "attribution"], {"pieces": ids[None], "features": features[None]})
            first, last = bisect_left(heads, window.core_start), bisect_left(heads, window.core_end)
            places = pieces.heads[first:last] - window.start + 1
            entities[first:last] = outputs[0][0, places]
            attributions[first:last] = outputs[1][0, places]
        return entities, attributions


def _spans(
    labels: npt.NDArray[np.intp], words: Words, probabilities: Numbers, names: Sequence[str]
) -> list[TaggedSpan]:
    spans = []
    for first, last, kind in find_label_runs(labels.tolist(), names):
        columns = [index for index, name in enumerate(names) if name[2:] == kind]
        score = float(probabilities[first:last, columns].sum(axis=1).mean())
        spans.append(TaggedSpan(int(words.starts[first]), int(words.ends[last - 1]), kind, round(min(score, 1.0), 4)))
    return spans

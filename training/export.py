"""From trained weights to what ships: an ONNX graph with 8-bit weights, the tokeniser, and a description."""

from __future__ import annotations

import hashlib
import json
import logging
import math
import tempfile
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from filmdossier.reading.mentions.pieces import BREAK_CLASSES, CASE_CLASSES, FEATURE_SIZES, QUOTATION_CLASSES
from training.annotated import ATTRIBUTION_LABELS, ENTITY_LABELS
from training.batches import CONTEXT
from training.chain import Chain
from training.data import digest
from training.network import Layer, Network

LOG = logging.getLogger(__name__)
# A longer core wastes less on context; attention makes it slower in turn. Measured: the best of 128 to 384.
CORE = 224
FORMAT = 1


class Table(nn.Module):
    """An embedding table in 8 bits, with a scale of its own for each row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Look rows up."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class PackedLayer(nn.Module):
    """A layer with query, key and value in one product, for whole windows: no padding, so no mask."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        # The scale of dot-product attention goes into the queries.
        shrink = 1 / math.sqrt(layer.size)
        size = layer.heads * layer.size
        self.packed = nn.Linear(size, 3 * size)
        with torch.no_grad():
            parts = ((layer.query, shrink), (layer.key, 1.0), (layer.value, 1.0))
            self.packed.weight.copy_(torch.cat([part.weight * scale for part, scale in parts]))
            self.packed.bias.copy_(torch.cat([part.bias * scale for part, scale in parts]))

    def forward(self, states: Tensor) -> Tensor:
        """Apply the layer to states of shape (batch, position, width)."""
        layer = self.layer
        batch, length, width = states.shape
        query, key, value = self.packed(states).view(batch, length, 3, layer.heads, layer.size).unbind(2)
        weights = torch.softmax(torch.matmul(query.permute(0, 2, 1, 3), key.permute(0, 2, 3, 1)), dim=-1)
        mixed = torch.matmul(weights, value.permute(0, 2, 1, 3)).permute(0, 2, 1, 3).reshape(batch, length, width)
        states = layer.mixed_norm(states + layer.mixed(mixed))
        output: Tensor = layer.outer_norm(states + layer.outer(nn.functional.gelu(layer.inner(states))))
        return output


class Deployed(nn.Module):
    """The network as it runs: no padding, no dropout, packed products, an 8-bit word table."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.words = Table(network.words.weight.detach())
        self.layers = nn.ModuleList(PackedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Score every label at every position, as ``Network`` does."""
        network = self.network
        places = torch.arange(pieces.shape[1]).unsqueeze(0)
        states = self.words(pieces) + network.places(places)
        for index, table in enumerate(network.features):
            states = states + table(features[:, :, index])
        states = network.norm(states)
        for layer in self.layers:
            states = layer(states)
        return tuple(head(states) for head in network.heads.values())


def export(network: Network, chains: Iterable[nn.Module], tokenizer: Tokenizer, out: Path) -> None:
    """Write ``encoder.onnx``, ``tokenizer.json`` and ``encoder.json`` to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    deployed = Deployed(network.eval()).eval()
    example = (torch.randint(1000, 20000, (1, 32)), torch.zeros(1, 32, len(FEATURE_SIZES), dtype=torch.long))
    heads = list(network.heads)
    axes = {name: {0: "batch", 1: "position"} for name in ("pieces", "features", *heads)}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        with torch.no_grad():
            torch.onnx.export(
                deployed, example, str(full), input_names=["pieces", "features"], output_names=heads,
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        kept = [node.name for node in onnx.load(full).graph.node if "/heads" in node.name]
        quantize_dynamic(
            full, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"], nodes_to_exclude=kept,
        )  # fmt: skip
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    moves = [
        [[round(value, 4) for value in row] for row in chain.moves.detach().masked_fill(~chain.possible, -1e4).tolist()]
        for chain in chains
        if isinstance(chain, Chain)
    ]
    description = {
        "format": FORMAT,
        "entities": list(ENTITY_LABELS),
        "attribution": list(ATTRIBUTION_LABELS),
        "features": {"case": CASE_CLASSES, "quotation": QUOTATION_CLASSES, "break": BREAK_CLASSES},
        "moves": dict(zip(heads, moves, strict=True)),
        "core": CORE,
        "context": CONTEXT,
        "sha256": hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest(),
        "passages_sha256": digest(),
    }
    (out / "encoder.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    LOG.info("exported %.1f MB to %s", (out / "encoder.onnx").stat().st_size / 1e6, out)

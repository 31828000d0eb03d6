"""The network: a BERT-shaped encoder with surface features and one linear head per tag set.

The architecture is BERT (Devlin et al. 2019) in the size of MiniLM (Wang et al. 2020); the pretrained weights are
``all-MiniLM-L6-v2``, which is uncased, so that letter case, quotation marks and line breaks reach the network through
learned feature embeddings that start at zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from filmdossier.reading.mentions.pieces import FEATURE_SIZES


@dataclass(frozen=True)
class Shape:
    """The sizes of the network; ``longer`` where the last number of a piece is the id of a longer one it lies in."""

    vocabulary: int = 30522
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    positions: int = 512
    dropout: float = 0.1
    features: tuple[int, ...] = FEATURE_SIZES
    longer: bool = False


class Attention(Protocol):
    """Anything that mixes the positions of a sequence: queries, keys, values and an additive mask in, values out."""

    def __call__(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Mix."""
        ...


def plain_attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Spell out scaled dot-product attention, in the operations that graph optimisers recognise."""
    scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(query.shape[-1])
    return torch.matmul(torch.softmax(scores + mask, dim=-1), value)


def fused_attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Use the fused kernel, for training."""
    return nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.size = shape.heads, shape.width // shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.mixed = nn.Linear(shape.width, shape.width)
        self.mixed_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def split(self, states: Tensor) -> Tensor:
        """Lay the heads out as a dimension of their own."""
        return states.view(states.shape[0], states.shape[1], self.heads, self.size).permute(0, 2, 1, 3)

    def forward(self, states: Tensor, mask: Tensor, attention: Attention) -> Tensor:
        """Apply the layer to states of shape (batch, position, width)."""
        mixed = attention(
            self.split(self.query(states)), self.split(self.key(states)), self.split(self.value(states)), mask
        )
        mixed = mixed.permute(0, 2, 1, 3).contiguous()
        mixed = mixed.view(states.shape[0], states.shape[1], self.heads * self.size)
        states = self.mixed_norm(states + self.dropout(self.mixed(mixed)))
        inner = nn.functional.gelu(self.inner(states))
        output: Tensor = self.outer_norm(states + self.dropout(self.outer(inner)))
        return output


class Network(nn.Module):
    """The shared encoder with its heads."""

    def __init__(self, shape: Shape, labels: dict[str, int]) -> None:
        """Build the network.

        Args:
            shape: the sizes of the encoder.
            labels: the number of labels of each head, by the head's name.
        """
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(nn.Embedding(size, shape.width) for size in shape.features)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.heads = nn.ModuleDict({name: nn.Linear(shape.width, size) for name, size in labels.items()})
        for head in self.heads.values():
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        self.attention: Attention = fused_attention

    def forward(self, pieces: Tensor, features: Tensor, present: Tensor) -> tuple[Tensor, ...]:
        """Score every label at every position.

        Args:
            pieces: word-piece ids, shape (batch, position).
            features: surface feature ids, shape (batch, position, feature).
            present: 1 where a position holds a piece, 0 where it is padding.

        Returns:
            One tensor of scores per head, shape (batch, position, label).
        """
        states = self.dropout(self.norm(embed(self, self.words, pieces, features)))
        mask = (1.0 - present[:, None, None, :].to(states.dtype)) * -10000.0
        for layer in self.layers:
            states = layer(states, mask, self.attention)
        return tuple(head(self.dropout(states)) for head in self.heads.values())


def embed(network: Network, words: nn.Module, pieces: Tensor, features: Tensor) -> Tensor:
    """Sum what is known of each piece: itself, the longer piece it lies in, its place in the window, its features."""
    states: Tensor = words(pieces)
    if network.shape.longer:
        states = (states + words(features[:, :, -1])) * 0.5
    places = torch.arange(pieces.shape[1], device=pieces.device).unsqueeze(0)
    states = states + network.places(places)
    for index, table in enumerate(network.features):
        states = states + table(features[:, :, index])
    return states


# Names in a Hugging Face BERT checkpoint, beside ours.
_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def load_pretrained(network: Network, folder: Path) -> None:
    """Fill the encoder with the weights of a BERT checkpoint, ``model.safetensors`` in ``folder``.

    Raises:
        KeyError: the checkpoint lacks a weight that the network has.
    """
    stored = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    state = network.state_dict()
    # Every piece is of BERT's first segment, so that its embedding is a constant, which the positions take in.
    segment = stored["embeddings.token_type_embeddings.weight"][0]
    state["words.weight"] = stored["embeddings.word_embeddings.weight"]
    state["places.weight"] = stored["embeddings.position_embeddings.weight"] + segment
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = stored[f"embeddings.LayerNorm.{part}"]
        for index in range(network.shape.layers):
            for ours, theirs in _LAYER_NAMES.items():
                state[f"layers.{index}.{ours}.{part}"] = stored[f"encoder.layer.{index}.{theirs}.{part}"]
    network.load_state_dict(state)

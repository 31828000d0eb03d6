"""The network as it runs: no padding, no dropout, products packed, and activations smoothed for 8-bit arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.batches import Example
from training.network import Layer, Network, embed

# How much of the unevenness between channels moves from the activations to the weights (Xiao et al. 2023), after a
# normalisation and after the activation function. Measured: together they halve what 8 bits cost.
_SMOOTHING, _SMOOTHING_ACTIVATED = 0.7, 0.9


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


class Product(nn.Module):
    """A linear layer whose input channels are scaled to a like size, for one 8-bit scale must serve them all."""

    def __init__(self, weight: Tensor, bias: Tensor, share: float = _SMOOTHING) -> None:
        super().__init__()
        self.share = share
        self.linear = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            self.linear.weight.copy_(weight)
            self.linear.bias.copy_(bias)
        self.shrink: Tensor | None = None
        self.seen = torch.zeros(weight.shape[1])
        self.watches = False

    def smooth(self) -> None:
        """Scale the channels by what was seen while watching."""
        reach = self.linear.weight.detach().abs().amax(dim=0).clamp(min=1e-5)
        factor = (self.seen.clamp(min=1e-5) ** self.share / reach ** (1 - self.share)).clamp(min=1e-4)
        factor = factor / factor.log().mean().exp()
        with torch.no_grad():
            self.linear.weight.mul_(factor)
        self.shrink = 1 / factor

    def forward(self, states: Tensor) -> Tensor:
        """Multiply."""
        if self.watches:
            self.seen = torch.maximum(self.seen, states.detach().abs().flatten(0, -2).amax(dim=0))
        if self.shrink is not None:
            states = states * self.shrink
        output: Tensor = self.linear(states)
        return output


class DeployedLayer(nn.Module):
    """A layer with query, key and value in one product, for whole windows: no padding, so no mask."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        # The scale of dot-product attention goes into the queries.
        parts = ((layer.query, 1 / math.sqrt(layer.size)), (layer.key, 1.0), (layer.value, 1.0))
        weight = torch.cat([part.weight.detach() * scale for part, scale in parts])
        bias = torch.cat([part.bias.detach() * scale for part, scale in parts])
        self.packed = Product(weight, bias)
        self.mixed = Product(layer.mixed.weight.detach(), layer.mixed.bias.detach())
        self.inner = Product(layer.inner.weight.detach(), layer.inner.bias.detach())
        self.outer = Product(layer.outer.weight.detach(), layer.outer.bias.detach(), _SMOOTHING_ACTIVATED)

    def forward(self, states: Tensor) -> Tensor:
        """Apply the layer to states of shape (batch, position, width)."""
        layer = self.layer
        batch, length, width = states.shape
        query, key, value = self.packed(states).view(batch, length, 3, layer.heads, layer.size).unbind(2)
        weights = torch.softmax(torch.matmul(query.permute(0, 2, 1, 3), key.permute(0, 2, 3, 1)), dim=-1)
        mixed = torch.matmul(weights, value.permute(0, 2, 1, 3)).permute(0, 2, 1, 3).reshape(batch, length, width)
        states = layer.mixed_norm(states + self.mixed(mixed))
        output: Tensor = layer.outer_norm(states + self.outer(nn.functional.gelu(self.inner(states))))
        return output


class Deployed(nn.Module):
    """The whole network."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.words = Table(network.words.weight.detach())
        self.layers = nn.ModuleList(DeployedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Score every label at every position, as ``Network`` does."""
        network = self.network
        states = network.norm(embed(network, self.words, pieces, features))
        for layer in self.layers:
            states = layer(states)
        return tuple(head(states) for head in network.heads.values())


def deploy(network: Network, windows: Sequence[Example]) -> Deployed:
    """Bring a trained network into the form that it runs in.

    Args:
        network: the network.
        windows: what to watch the activations on.
    """
    deployed = Deployed(network.eval()).eval()
    products = [module for module in deployed.modules() if isinstance(module, Product)]
    for product in products:
        product.watches = True
    with torch.no_grad():
        for window in windows:
            deployed(torch.from_numpy(window.ids)[None], torch.from_numpy(window.features)[None])
    for product in products:
        product.watches = False
        if windows:
            product.smooth()
    return deployed

"""The linear chain over labels: its log partition by the forward algorithm, its gradient by forward and backward.

Both run in probabilities that are rescaled at every word (Rabiner 1989), outside the automatic differentiation, which
would otherwise record a thousand small steps per window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

_TINY = 1e-30


def possible_moves(labels: Sequence[str]) -> Tensor:
    """Say which label may follow which: the inside of a type follows its begin or its inside alone."""
    allowed = torch.ones(len(labels), len(labels), dtype=torch.bool)
    for column, name in enumerate(labels):
        if name.startswith("I-"):
            for row, before in enumerate(labels):
                allowed[row, column] = before[2:] == name[2:] and before != "O"
    return allowed


class _Partition(torch.autograd.Function):
    """Log partition of scores (batch, word, label) under moves (label, label); rows end where ``words`` does."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, moves: Tensor, words: Tensor) -> Tensor:
        top = scores.amax(dim=2, keepdim=True)
        weights = torch.exp(scores - top).transpose(0, 1).contiguous()
        step = torch.exp(moves)
        present = words.transpose(0, 1).unsqueeze(2)
        alphas, norms = torch.empty_like(weights), torch.ones_like(weights[:, :, :1])
        alpha = weights[0]
        for index in range(len(weights)):
            if index:
                alpha = torch.mm(alpha, step).mul_(weights[index])
            norm = alpha.sum(dim=1, keepdim=True).clamp_(min=_TINY)
            alpha = alpha / norm
            if index:
                alpha = torch.where(present[index], alpha, alphas[index - 1])
            alphas[index], norms[index] = alpha, norm
        norms = torch.where(present, norms, torch.ones_like(norms))
        ctx.save_for_backward(weights, step, present, alphas, norms)
        return torch.log(norms).sum(dim=(0, 2)) + (top[:, :, 0] * words).sum(dim=1)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, None]:
        weights, step, present, alphas, norms = ctx.saved_tensors
        betas, arriving = torch.ones_like(weights), torch.zeros_like(weights)
        back = step.t().contiguous()
        for index in range(len(weights) - 2, -1, -1):
            arrived = weights[index + 1] * betas[index + 1] / norms[index + 1]
            arriving[index] = arrived * present[index + 1]
            betas[index] = torch.where(present[index + 1], torch.mm(arrived, back), betas[index])
        marginals = alphas * betas
        marginals = marginals / marginals.sum(dim=2, keepdim=True).clamp(min=_TINY)
        marginals = marginals * present * grad[None, :, None]
        pairs = torch.einsum("tbi,tbj->ij", alphas * grad[None, :, None], arriving) * step
        return marginals.transpose(0, 1), pairs, None


class Chain(nn.Module):
    """Transition scores of a linear chain over labels (Lafferty et al. 2001)."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.register_buffer("possible", possible_moves(labels))

    def forward(self, scores: Tensor, words: Tensor) -> Tensor:
        """Sum over all label sequences: the log partition of each row; a row may start inside a span."""
        moves = self.moves.masked_fill(~self.possible, -1e4)
        return _Partition.apply(scores, moves, words)  # type: ignore[no-any-return]

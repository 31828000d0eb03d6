"""Learning: the losses, the schedule, the loop."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from training.batches import Batch, Example, batches, collate, vary_breaks
from training.chain import Chain
from training.network import Network

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """How to learn.

    Attributes:
        minutes: wall-clock time to learn for; the schedule follows the clock.
        slots: piece slots per batch.
        rate: highest learning rate of the encoder.
        head_rate: highest learning rate of heads, features and transitions.
        warm: share of the time spent raising the rate.
        seed: seed of every random choice.
        crf: weight of the sequence loss beside the loss by word.
        padding: id of the piece that fills a batch up.
    """

    minutes: float
    slots: int = 2560
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.08
    seed: int = 7
    crf: float = 0.5
    padding: int = 0


def marginal_loss(scores: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
    """Average over words the negative log probability that the label is one of those allowed.

    Words that may have any label teach nothing and do not count.
    """
    counted = words & ~allowed.all(dim=-1)
    if not bool(counted.any()):
        return scores.sum() * 0.0
    logs = torch.log_softmax(scores[counted].float(), dim=-1)
    return -torch.logsumexp(logs.masked_fill(~allowed[counted], -1e4), dim=-1).mean()


def chain_loss(chain: Chain, scores: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
    """Average over words the negative log probability of the sequences that the annotation allows."""
    rows = (words & ~allowed.all(dim=-1)).any(dim=1)
    if not bool(rows.any()):
        return scores.sum() * 0.0
    scores, allowed, words = scores[rows].float(), allowed[rows], words[rows]
    wanted = chain(scores.masked_fill(~allowed, -1e4), words)
    return (chain(scores, words) - wanted).sum() / words.sum()


def gather_words(scores: Tensor, heads: Tensor) -> Tensor:
    """Pick the scores of the first pieces of words, shape (batch, word, label)."""
    return scores.gather(1, heads.unsqueeze(2).expand(-1, -1, scores.shape[2]))


def losses(network: Network, chains: Sequence[Chain], batch: Batch, plan: Plan) -> list[Tensor]:
    """Compute the loss of each head."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(batch.ids, batch.features, batch.present)
    parts = []
    for output, chain, allowed in zip(outputs, chains, batch.allowed, strict=True):
        scores = gather_words(output, batch.heads).float()
        loss = marginal_loss(scores, allowed, batch.words)
        if plan.crf:
            loss = loss + plan.crf * chain_loss(chain, scores, allowed, batch.words)
        parts.append(loss)
    return parts


def learn(
    network: Network,
    chains: nn.ModuleList,
    epoch_examples: Callable[[int, Random], Sequence[Example]],
    plan: Plan,
    checkpoint: Path,
    average: float = 0.998,
) -> None:
    """Train in place until the time is up; the weights left are a running average of the last ones.

    Args:
        network: the network.
        chains: the transition scores of each head's labels.
        epoch_examples: makes the windows of an epoch, by its number.
        plan: how to learn.
        checkpoint: where to save the averaged weights now and then.
        average: how much of the running average each step keeps.
    """
    torch.manual_seed(plan.seed)
    random = Random(plan.seed)
    fresh = [value for name, value in network.named_parameters() if name.startswith(("heads.", "features."))]
    old = [value for name, value in network.named_parameters() if not name.startswith(("heads.", "features."))]
    groups = [
        {"params": old, "peak": plan.rate},
        {"params": [*fresh, *chains.parameters()], "peak": plan.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    parameters = [*old, *fresh, *chains.parameters()]
    averaged = [value.detach().clone() for value in parameters]
    started, saved, step, epoch = time.monotonic(), 0.0, 0, 0
    running = [0.0, 0.0]
    pieces = 0
    network.train()
    while (share := (time.monotonic() - started) / 60 / plan.minutes) < 1:
        for group in batches(epoch_examples(epoch, random), plan.slots, random):
            share = (time.monotonic() - started) / 60 / plan.minutes
            if share >= 1:
                break
            for settings in optimizer.param_groups:
                settings["lr"] = settings["peak"] * min(share / plan.warm, (1 - share) / (1 - plan.warm)) + 1e-7
            batch = collate((vary_breaks(one, random) for one in group), plan.padding)
            parts = losses(network, list(chains), batch, plan)
            optimizer.zero_grad(set_to_none=True)
            (parts[0] + parts[1]).backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            keep = min(average, step / (step + 10))
            torch._foreach_mul_(averaged, keep)
            torch._foreach_add_(averaged, [value.detach() for value in parameters], alpha=1 - keep)
            step, pieces = step + 1, pieces + int(batch.present.sum())
            for index, part in enumerate(parts):
                running[index] = 0.98 * running[index] + 0.02 * float(part.detach())
            if step % 50 == 0:
                scale = 1 - 0.98 ** min(step, 1000)
                speed = pieces / (time.monotonic() - started)
                LOG.info(
                    "epoch %d step %d %.1f%% entities %.4f attribution %.4f pieces/s %.0f",
                    epoch, step, share * 100, running[0] / scale, running[1] / scale, speed,
                )  # fmt: skip
            if time.monotonic() - started - saved > 300:
                saved = time.monotonic() - started
                torch.save({"network": network.state_dict(), "chains": chains.state_dict()}, checkpoint)
        epoch += 1
    with torch.no_grad():
        for value, mean in zip(parameters, averaged, strict=True):
            value.copy_(mean)
    network.eval()
    torch.save({"network": network.state_dict(), "chains": chains.state_dict()}, checkpoint)

